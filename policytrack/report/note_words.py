"""What a line of a change note says: the edit itself where it is small, else what it is about.

Raw text, not escaped. Nothing is said that is not so: "a → b" where one edit put b in the place
of a, "now mentions" what the section did not have before.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import filterfalse
from typing import TYPE_CHECKING

from policytrack.report.excerpt import Edit, find_edits, tally
from policytrack.report.places import name_section
from policytrack.report.signs import SIGNAL_WORDS, enumerate_terms, find_terms, say_pairs
from policytrack.report.summary import class_of, count
from policytrack.report.wording import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import Change, Section, SectionChange
    from policytrack.report.places import Guide

# So many edits are quoted in a line, each side by so many words of its beginning; what was only
# added or only removed by more.
MOST_QUOTED_EDITS = 4
MOST_MOVED = 2
LONGEST_QUOTE = 12
LONGEST_LONE_QUOTE = 25
LONGEST_ALONE = 60  # where nothing else of the policy changed
LONGEST_TITLE = 200  # characters of the title of a section that came or went
LONGEST_REPLACEMENT = 5  # words of a name that is another one everywhere
_BULLET = re.compile(r"^[*•+-] +")
# Words that say nothing where they came or went alone, beside others that did.
_JOINTS = frozenset({"and", "or", "the", "et", "ou", "und", "oder", "y", "o", "e", "en", "of"})
# A new section is told by its title; by its beginning, too, where there is no title or little text.
SHORT_SECTION = 60
MOST_TITLES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What became of the words of a section: sentences by what was done to them, and the edits."""

    tallied: dict[str, int]
    unit: str  # "sentence" or "line"
    edits: tuple[Edit, ...]


def read_words(row: SectionChange) -> Words:
    """What became of the words of a row; nothing where none were modified, or all were."""
    read = "modified" in row.kinds and not row.rewritten
    body = row.body if read else ()
    return Words(*tally(body), tuple(find_edits(body)))


def find_replacement(row: SectionChange, words: Words) -> str:
    """The one thing that every edit of the row puts in the place of one other; "" for none such."""
    bare = {edit.bare for edit in words.edits}
    if row.kinds != ("modified",) or len(bare) != 1:
        return ""
    if any(number for fate, number in words.tallied.items() if fate != "changed"):
        return ""
    ((before, after),) = bare
    few = max(len(before.split()), len(after.split())) <= LONGEST_REPLACEMENT
    return f"“{before}” → “{after}”" if before and after and few else ""


def say_words(row: SectionChange, words: Words, guide: Guide, *, alone: bool) -> list[str]:
    """What became of a changed section's words, in parts of one line; at length where `alone`."""
    if "reordered" in row.kinds:
        return _moved(row)
    if "modified" not in row.kinds:
        return []
    if row.respelled and words.edits:
        return _respelled(words)
    terms = find_terms(row, guide)
    pairs = [
        (name, pair, f"{SIGNAL_WORDS.get(name, name.replace('_', ' '))} {pair}")
        for name, found in terms
        if name != "modality"
        for pair in say_pairs(found)
    ]
    if row.rewritten:
        return [_rewritten(row), *(said for _, _, said in pairs), *_mentions(terms)]
    tallied = words.tallied
    if pairs and sum(tallied.values()) == 1 and pairs[0][0] != "number":
        return [said for _, _, said in pairs]
    if sum(tallied.values()) > 1 and (replacement := find_replacement(row, words)):
        return [f"{replacement} ({len(words.edits)} times)"]
    quotes = _quotes([*filterfalse(_is_joint, words.edits)] or words.edits, alone=alone)
    if all(name == "number" for name, _, _ in pairs) and 0 < len(quotes) <= MOST_QUOTED_EDITS:
        moved = {fate: n for fate, n in tallied.items() if fate.startswith("moved")}
        return [*quotes, *_counted(moved, words.unit)]
    said = [_of_number(pair, words) if name == "number" else said for name, pair, said in pairs]
    counted = _counted(tallied, words.unit)
    left = [edit for edit in words.edits if not _has_pair(edit, [pair for _, pair, _ in pairs])]
    if left and counted:
        which = "with" if sum(tallied.values()) == 1 else "among them"
        counted[0] += f", {which} {_quote(max(left, key=_news))}"
    return [*dict.fromkeys(said), *_mentions(terms), *counted]


def _is_joint(edit: Edit) -> bool:
    """Whether an "and" came or went alone: what it stood beside did so, too, and is told."""
    return not all(edit.bare) and max(edit.bare).casefold() in _JOINTS


def _quotes(edits: Sequence[Edit], *, alone: bool) -> list[str]:
    """Each edit in its own words; the same one in several places once, without those beside."""
    times = Counter(edit.bare for edit in edits)
    told = {
        edit.bare: _quote(edit, alone=alone)
        if times[edit.bare] == 1
        else f"{_quote(Edit(*edit.bare), alone=alone)} ({times[edit.bare]} times)"
        for edit in edits
    }
    return list(told.values())


def _of_number(pair: str, words: Words) -> str:
    """A bare number with the words of the edit that it stands in: "30/32 → 59" of an address."""
    before, after = pair.split(" → ")
    has = [(before in one.before.split(), after in one.after.split()) for one in words.edits]
    best = max(range(len(has)), key=lambda place: sum(has[place]), default=-1)
    told = best >= 0 and any(has[best])
    return _quote(words.edits[best]) if told else f"{SIGNAL_WORDS['number']} {pair}"


def _moved(row: SectionChange) -> list[str]:
    """The first passages that moved within a section, by their beginnings."""
    moved = [_plain(piece.text) for piece in row.body if piece.kind == "moved_here"]
    quotes = [begin(text, LONGEST_QUOTE) for text in moved[:MOST_MOVED]]
    more = [f"{len(moved) - MOST_MOVED} more"] if len(moved) > MOST_MOVED else []
    return [f"{' and '.join([*quotes, *more])} moved"] if quotes else []


def _respelled(words: Words) -> list[str]:
    pairs = list(dict.fromkeys(edit.bare for edit in words.edits))
    told = [f"“{before}” → “{after}”" for before, after in pairs[:MOST_QUOTED_EDITS]]
    more = len(pairs) - MOST_QUOTED_EDITS
    return [f"spelled otherwise: {', '.join(told)}{f' and {more} more' if more > 0 else ''}"]


def _rewritten(row: SectionChange) -> str:
    text = _plain("\n".join(section.body for section in row.after))
    return f"rewritten: {begin(text)}" if text else "rewritten"


def _plain(body: str) -> str:
    lines = (_BULLET.sub("", plain_line(line)) for line in body.splitlines())
    return " ".join(filter(None, lines))


def _mentions(terms: Sequence[tuple[str, object]]) -> list[str]:
    parts = []
    for said, side in (("now mentions", "new"), ("no longer mentions", "gone")):
        texts = [text for _, found in terms for text in getattr(found, side)]
        if texts:
            parts.append(f"{said} {enumerate_terms(list(dict.fromkeys(texts)))}")
    return parts


def _counted(tallied: dict[str, int], unit: str) -> list[str]:
    """As in "2 sentences changed, 1 added"."""
    told = [(verb, number) for verb, number in tallied.items() if number]
    parts = [f"{number} {verb}" for verb, number in told]
    if told:
        parts[0] = f"{count(told[0][1], unit)} {told[0][0]}"
    return [", ".join(parts)] if parts else []


def _has_pair(edit: Edit, told: Iterable[str]) -> bool:
    pairs = (pair.split(" → ") for pair in told)
    return any(before in edit.before and after in edit.after for before, after in pairs)


def _news(edit: Edit) -> tuple[int, int]:
    """How many words stand on one side of an edit alone, and how long it is told."""
    before, after = (Counter(side.casefold().split()) for side in edit.bare)
    return ((before - after) + (after - before)).total(), len(_quote(edit))


def _quote(edit: Edit, *, alone: bool = False) -> str:
    """An edit in its own words, long ones by their beginnings, short ones with those beside."""
    if edit.before and edit.after:
        longest = LONGEST_LONE_QUOTE if alone else LONGEST_QUOTE
        before, after = (begin(side, longest) for side in (edit.before, edit.after))
        if before == after:
            before, after = _where_they_part(edit.before.split(), edit.after.split())
        return f"{before} → {after}"
    text = begin(edit.before or edit.after, LONGEST_ALONE if alone else LONGEST_LONE_QUOTE)
    if edit.within:
        return f"{text} {'added in' if edit.after else 'removed from'} “{edit.within}”"
    return f"{text} {'added' if edit.after else 'removed'}"


def _where_they_part(before: list[str], after: list[str]) -> tuple[str, str]:
    """Two texts that begin alike, from a little before their first difference."""
    pairs = zip(before, after, strict=False)
    alike = next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(before), len(after)))
    start = max(0, alike - 3)
    sides = (begin(" ".join(side[start:]), LONGEST_QUOTE) for side in (before, after))
    first, second = (f"“… {side.removeprefix('“')}" for side in sides)
    return first, second


def begin(text: str, words: int = LONGEST_LONE_QUOTE) -> str:
    """The text in quotes, by its beginning where it is long."""
    found = text.split()
    shown = " ".join(found[:words]).strip(" ,;:|")
    return f"“{shown} …”" if len(found) > words else f"“{shown}”"


def tell_whole(change: Change, guide: Guide, fate: str) -> Iterator[tuple[str, str, SectionChange]]:
    """A line for each section that was added (or removed), with those that stand within it.

    With each how the section is called in it, and its row.
    """
    rows = [row for row in change.sections if class_of(row) == fate]
    document = change.after if fate == "added" else change.before
    sections = {row.section.index: row for row in rows}
    within: dict[int, list[Section]] = {}
    for row in rows:
        above = [one for one in document.path(row.section)[:-1] if one.index in sections]
        within.setdefault((above or [row.section])[0].index, []).append(row.section)
    for row in rows:
        if row.section.index in within:
            others = within[row.section.index][1:]
            named = bool(row.section.title or row.section.number)
            place = guide.name(row, LONGEST_TITLE) if named else name_section(row.section).lower()
            yield _whole(row.section, place, fate, others), place, row


def _whole(section: Section, place: str, fate: str, others: Sequence[Section]) -> str:
    body = _plain(section.body)
    named = "section: " if section.title or section.number else ""
    said = f"{'New' if fate == 'added' else 'Removed'} {named}{place}"
    if body and (len(body.split()) <= SHORT_SECTION or not section.title) and not others:
        return f"{said}: {begin(body)}"
    if not others:
        return said
    titles = [name_section(other) for other in others[:MOST_TITLES]]
    if len(others) > MOST_TITLES:
        titles.append("…")
    return f"{said}, with {count(len(others), 'section')} in it: {', '.join(titles)}"
