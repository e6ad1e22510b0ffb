"""The last lines of a section that stand behind sections which came, or went, between.

They stayed where they were, and are told as words that did; what led such a section ("Of these we
show but a few:") came or went with it. Which rows hold them is known by `compare`, which has to
give them to the sections that they stand in. Knows no form of output.
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
                    rows[place], rows[place + 1] = _with_lead(rows[place], end, rows[place + 1])
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


def _with_lead(
    row: SectionChange, end: int, following: SectionChange
) -> tuple[SectionChange, SectionChange]:
    """A row and the section behind it that came, or went, with what led it in the row."""
    lead = next((place for place in range(end - 1, -1, -1) if row.body[place].text.strip()), -1)
    fate = "added" if following.after else "removed"
    piece = row.body[lead]
    if lead < 0 or piece.kind != fate or not piece.text.rstrip(" *_\n").endswith(":"):
        return row, following
    if lead and not (piece.text.startswith("\n") or row.body[lead - 1].text.endswith("\n")):
        return row, following
    body = tuple(one for place, one in enumerate(row.body) if place != lead)
    if all(one.kind == "same" for one in body):
        row = replace(row, kinds=("unchanged",), weight="none", signals=(), reason="")
    return replace(row, body=body), replace(following, body=(piece, *following.body))
