"""What a change note says of whole sections that came or went, with those that stand in them.

Raw text, not escaped. Owns their lines; knows nothing of edits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.choice import name_together
from policytrack.report.cuts import quote_whole, weigh_whole
from policytrack.report.kept import LINE, is_kept, kept_rows
from policytrack.report.note_words import Telling
from policytrack.report.notices import without_notices
from policytrack.report.places import STEP, name_section
from policytrack.report.stakes import TO_SOME, Stakes
from policytrack.report.standing import Standing
from policytrack.report.stems import spaced
from policytrack.report.summary import class_of, count
from policytrack.report.wording import plain_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import Change, Document, Section, SectionChange
    from policytrack.report.places import Guide

# A day, alone: "25 March 2019", "March 25th, 2019", "25. März 2019", "25 de marzo de 2019".
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"\W*(?:(?:§ )?\d{{1,2}}(?:\.|st|nd|rd|th|er|º|ª)? (?:de |di )?\w{{3,10}}\.?,?(?: de)? {_YEAR}"
    rf"|\w{{3,10}}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})\W*"
)
FEWEST_DAYS = 3
WORTH_WHOLE, MOST_WORTH = 3, 10  # beside what is at stake in it, up to so much
MOST_MOVED = 0.6  # of a sentence that is told as new, at most
WORTH_NOTICE = 1  # of one that says that the text was updated
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
    within: dict[int, list[SectionChange]] = {}
    for row in rows:
        above = [one for one in document.path(row.section)[:-1] if one.index in went - bare]
        within.setdefault((above or [row.section])[0].index, []).append(row)
    kept = kept_rows(change)
    standing = Standing((Piece("added", change.after.text),), ("", ""), guide.language)
    for row in rows:
        if row.section.index in within:
            named = bool(row.section.title or row.section.number)
            place = guide.name(row, LONGEST_TITLE) if named else guide.quote(row)
            what = "heading" if row.section.index in bare else "section"
            if named and _titles(document, row.section) in namesakes:
                what = _BESIDE[fate]
            worth: float = WORTH_WHOLE
            if is_kept(row, kept):  # what is no longer in force
                inside = count(len(within[row.section.index]) - 1, "section")
                text = f"{LINE[fate]}: {place}, with {inside} in it"
            else:
                lead = f"{what}: " if named else ""
                said = f"{'New' if fate == 'added' else 'Removed'} {lead}{place}"
                text, worth = _tell(said, within[row.section.index], guide, standing)
            yield Telling(fate.capitalize(), text, place, row, worth=worth)


def join_days(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """The lines; of a list of days under one heading, which tells of other changes, one line."""
    for key, group in groupby(tellings, _day_above):
        days = [*group]
        if not key or len(days) < FEWEST_DAYS:
            yield from days
        else:
            lead = days[0].text.partition(": ")[0]
            yield replace(name_together(f"{lead}s", days), worth=WORTH_WHOLE)


def _day_above(telling: Telling) -> str:
    """What a section stands in that is called by a day; "" for any other."""
    above, _, name = telling.place.rpartition(STEP)
    lead = telling.text.partition(": ")[0]
    return above if lead in {"New section", "Removed section"} and _DAY.fullmatch(name) else ""


def _titles(document: Document, section: Section) -> tuple[str, ...]:
    return tuple(step.title for step in document.path(section))


def _children(document: Document, section: Section) -> Iterator[int]:
    return (one.index for one in document.sections if one.parent == section.index)


def _tell(
    said: str, rows: Sequence[SectionChange], guide: Guide, standing: Standing
) -> tuple[str, float]:
    """What is said of the first of some rows, with the others in it; how much is at stake."""
    row, *others = rows
    sides = [("", text) if one.after else (text, "") for one in rows for text in [_words_of(one)]]
    stakes = Stakes(row.signals, guide.language)
    worth = _weigh(rows, sides, guide) * (TO_SOME if guide.concerns_some(row) else 1)
    if guide.lists_contents(row):
        worth = 0
    body = max(sides[0])
    if not others:
        known = _came_over(row) if row.after else partial(standing.stands, stakes=stakes, went=True)
        quote = quote_whole(body, stakes, known)
        return f"{said}: {quote}" if body else said, worth
    titles = [name_section(other.section) for other in others[:MOST_TITLES]]
    if len(others) > MOST_TITLES:
        titles.append("…")
    return f"{said}, with {count(len(others), 'section')} in it: {', '.join(titles)}", worth


def _came_over(row: SectionChange) -> Callable[[str], bool] | None:
    """Whether most of a sentence of a new section moved there; None where nothing did."""
    moved = [spaced(piece.text) for piece in row.body if piece.kind == "moved_here"]

    def came(sentence: str) -> bool:
        said = spaced(sentence)
        least = MOST_MOVED * len(said)
        return any(said in one or (one in said and len(one) >= least) for one in moved)

    return came if moved else None


def _weigh(rows: Sequence[SectionChange], sides: Sequence[tuple[str, str]], guide: Guide) -> float:
    """How much is at stake in sections that came or went, by the sentence with most."""
    stakes = Stakes([signal for row in rows for signal in row.signals], guide.language)
    stakes.read(sides)
    told = [(without_notices(was, stakes), without_notices(now, stakes)) for was, now in sides]
    least = WORTH_WHOLE if told == [*sides] else WORTH_NOTICE
    return least + min(MOST_WORTH, max(weigh_whole(*side, stakes) for side in told))


def _words_of(row: SectionChange) -> str:
    own = "".join(piece.text for piece in row.body if piece.kind != "same")
    return plain_body(own or row.section.body)
