"""The last lines of a section that stand behind sections which came, or went, between.

They stayed where they were, and are told as words that did. Which rows hold them is known by
`compare`, which has to give them to the sections that they stand in. Knows no form of output.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.same import Same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Change, PieceKind, SectionChange

_SIDES: tuple[tuple[PieceKind, PieceKind], ...] = (
    ("moved_away", "moved_here"),
    ("moved_here", "moved_away"),
)


def settle_tails(change: Change) -> Change:
    """The change with such lines as words that stayed, in both of the sections."""
    return _settle_tails(Same(change))


@lru_cache(maxsize=2)  # each form asks for the same
def _settle_tails(same: Same) -> Change:
    change = same.change
    rows = list(change.sections)
    for place, row in enumerate(rows):
        for here, there in _SIDES:
            if row.before and row.after and (end := _end(row, here)) >= 0:
                last = _last_alone(rows, place, there)
                other = _end(rows[last], there)
                if last > place and other >= 0 and _words(row, end) == _words(rows[last], other):
                    rows[place], rows[last] = _settled(row, end), _settled(rows[last], other)
                    break
    return replace(change, sections=tuple(rows)) if rows != list(change.sections) else change


def _end(row: SectionChange, kind: PieceKind) -> int:
    """The place of the last words of a row where they are of this kind; -1 where they are not."""
    for place in reversed(range(len(row.body))):
        if row.body[place].text.strip():
            return place if row.body[place].kind == kind else -1
    return -1


def _last_alone(rows: Sequence[SectionChange], place: int, kind: PieceKind) -> int:
    """The last of the sections behind a row that came, or went, without a break."""
    while place + 1 < len(rows):
        row = rows[place + 1]
        alone, other = (row.after, row.before) if kind == "moved_here" else (row.before, row.after)
        if other or not alone:
            break
        place += 1
    return place


def _words(row: SectionChange, place: int) -> list[str]:
    return row.body[place].text.casefold().split()


def _settled(row: SectionChange, place: int) -> SectionChange:
    stayed = Piece("same", row.body[place].text)
    return replace(row, body=(*row.body[:place], stayed, *row.body[place + 1 :]))
