"""What a change note says of whole sections that came or went, with those that stand in them.

Raw text, not escaped. Owns their lines; knows nothing of edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.kept import WHAT, is_kept, kept_rows
from policytrack.report.note_words import Telling, plain_body
from policytrack.report.places import name_section
from policytrack.report.quoting import quote_part
from policytrack.report.stakes import Stakes
from policytrack.report.summary import class_of, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Change, Document, Section, SectionChange
    from policytrack.report.places import Guide

WORTH_WHOLE = 3  # beside what is at stake in it
LONGEST_TITLE = 200  # characters of its title
MOST_TITLES = 4  # of those in it

_BESIDE = {
    "added": "section (beside others of its name)",
    "removed": "section (others of its name stay)",
}


def tell_whole(change: Change, guide: Guide, fate: str) -> Iterator[Telling]:
    """A line for each section that was added (or removed), with those that stand within it.

    A title alone above sections that are on both sides is told as no more than a heading.
    """
    rows = [row for row in change.sections if class_of(row) == fate]
    document, other = change.after, change.before
    if fate == "removed":
        document, other = other, document
    stayed = (row for row in change.sections if row.before and row.after)
    namesakes = {
        _titles(other, one)
        for row in stayed
        for one in (row.before if fate == "added" else row.after)
    }
    went = {row.section.index for row in rows}
    bare = {
        row.section.index
        for row in rows
        if not row.section.body.strip() and not went.issuperset(_children(document, row.section))
    }
    within: dict[int, list[Section]] = {}
    for row in rows:
        above = [one for one in document.path(row.section)[:-1] if one.index in went - bare]
        within.setdefault((above or [row.section])[0].index, []).append(row.section)
    kept = kept_rows(change)
    for row in rows:
        if row.section.index in within:
            others = within[row.section.index][1:]
            named = bool(row.section.title or row.section.number)
            place = guide.name(row, LONGEST_TITLE) if named else name_section(row.section).lower()
            stakes = Stakes(row.signals, guide.language)
            what = "heading" if row.section.index in bare else "section"
            if named and _titles(document, row.section) in namesakes:
                what = _BESIDE[fate]
            if is_kept(row, kept):
                what = WHAT
            text, worth = _whole(row, place, (fate, what), others, stakes)
            yield Telling(fate.capitalize(), text, place, row, worth=worth)


def _titles(document: Document, section: Section) -> tuple[str, ...]:
    return tuple(step.title for step in document.path(section))


def _children(document: Document, section: Section) -> Iterator[int]:
    return (one.index for one in document.sections if one.parent == section.index)


def _whole(
    row: SectionChange, place: str, fate: tuple[str, str], others: Sequence[Section], stakes: Stakes
) -> tuple[str, float]:
    section = row.section
    own = "".join(piece.text for piece in row.body if piece.kind != "same")
    body = plain_body(own or section.body)
    named = f"{fate[1]}: " if section.title or section.number else ""
    new = "Added" if fate[1] == WHAT else "New"
    said = f"{new if fate[0] == 'added' else 'Removed'} {named}{place}"
    quote = quote_part(body, stakes, little=0)
    worth = max(stakes.weigh(quote, ""), stakes.weigh("", quote)) + WORTH_WHOLE
    if not others:
        return f"{said}: {quote}" if body else said, worth
    titles = [name_section(other) for other in others[:MOST_TITLES]]
    if len(others) > MOST_TITLES:
        titles.append("…")
    return f"{said}, with {count(len(others), 'section')} in it: {', '.join(titles)}", worth
