"""What a line of a change note says: the edit itself where it is small, else what it is about.

Raw text, not escaped. Nothing is said that is not so: "a → b" where one edit put b in the place
of a, "now mentions" what the section did not have before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.excerpt import find_edits, tally
from policytrack.report.places import name_section
from policytrack.report.signs import SIGNAL_WORDS, enumerate_terms, find_terms, say_pairs
from policytrack.report.summary import class_of, count
from policytrack.report.wording import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Change, Section, SectionChange
    from policytrack.report.places import Guide

# So many edits are quoted in a line, each whole up to so many words; what was only added or only
# removed is told by its beginning beyond that.
MOST_QUOTED_EDITS = 3
LONGEST_QUOTE = 12
LONGEST_LONE_QUOTE = 25
# A new section is told by its title; by its beginning, too, where there is no title or little text.
SHORT_SECTION = 60
MOST_TITLES = 4


def say_words(row: SectionChange) -> list[str]:
    """What became of a changed section's words, in parts of one line."""
    if "modified" not in row.kinds:
        return []
    terms = find_terms(row)
    paired = [
        f"{SIGNAL_WORDS.get(name, name.replace('_', ' '))} {pair}"
        for name, found in terms
        for pair in say_pairs(found)
    ]
    if row.rewritten:
        return ["rewritten", *paired, *_mentions(terms)]
    tallied = tally(row.body)
    if paired and sum(tallied.values()) == 1:
        return paired
    edits = find_edits(row.body)
    quotes = [_quote(before, after) for before, after in edits[: MOST_QUOTED_EDITS + 1]]
    if not paired and len(quotes) <= MOST_QUOTED_EDITS and all(quotes):
        return quotes
    return [*paired, *_mentions(terms), *_counted(tallied)]


def _mentions(terms: Sequence[tuple[str, object]]) -> list[str]:
    parts = []
    for said, side in (("now mentions", "new"), ("no longer mentions", "gone")):
        texts = [text for _, found in terms for text in getattr(found, side)]
        if texts:
            parts.append(f"{said} {enumerate_terms(list(dict.fromkeys(texts)))}")
    return parts


def _counted(tallied: dict[str, int]) -> list[str]:
    """As in "2 sentences changed, 1 added"."""
    told = [(verb, number) for verb, number in tallied.items() if number]
    parts = [f"{number} {verb}" for verb, number in told]
    if told:
        parts[0] = f"{count(told[0][1], 'sentence')} {told[0][0]}"
    return [", ".join(parts)] if parts else []


def _quote(before: str, after: str) -> str:
    """An edit in its own words; "" where it is too long to be quoted."""
    if before and after:
        fits = max(len(before.split()), len(after.split())) <= LONGEST_QUOTE
        return f"“{before}” → “{after}”" if fits else ""
    text = begin(before or after)
    return f"{text} added" if after else f"{text} removed"


def begin(text: str, words: int = LONGEST_LONE_QUOTE) -> str:
    """The text in quotes, by its beginning where it is long."""
    found = text.split()
    shown = " ".join(found[:words]).strip(" ,;:")
    return f"“{shown} …”" if len(found) > words else f"“{shown}”"


def tell_whole(change: Change, guide: Guide, fate: str) -> Iterator[str]:
    """A line for each section that was added (or removed), with those that stand within it."""
    rows = [row for row in change.sections if class_of(row) == fate]
    document = change.after if fate == "added" else change.before
    sections = {row.section.index: row for row in rows}
    within: dict[int, list[Section]] = {}
    for row in rows:
        above = [one for one in document.path(row.section)[:-1] if one.index in sections]
        within.setdefault((above or [row.section])[0].index, []).append(row.section)
    for row in rows:
        if row.section.index in within:
            yield _whole(row, guide, fate, within[row.section.index][1:])


def _whole(row: SectionChange, guide: Guide, fate: str, others: Sequence[Section]) -> str:
    section = row.section
    body = " ".join(filter(None, map(plain_line, section.body.splitlines())))
    if section.title or section.number:
        said = f"{'New' if fate == 'added' else 'Removed'} section: {guide.name(row)}"
    else:
        said = f"{'New' if fate == 'added' else 'Removed'} {name_section(section).lower()}"
    if body and (len(body.split()) <= SHORT_SECTION or not section.title) and not others:
        return f"{said}: {begin(body)}"
    if not others:
        return said
    titles = [name_section(other) for other in others[:MOST_TITLES]]
    if len(others) > MOST_TITLES:
        titles.append("…")
    return f"{said}, with {count(len(others), 'section')} in it: {', '.join(titles)}"
