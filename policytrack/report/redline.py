"""A redline: the whole text with every change in its place, as paragraphs of marked runs.

Owns the order of sections, so that taking all changes gives the text after and refusing them the
text before. Knows no form of output, nor where a paragraph ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Literal

from policytrack.model import Piece
from policytrack.report.redline_paragraphs import Paragraph, cut_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policytrack.model import Change, PieceKind, Section, SectionChange

_HERE: dict[PieceKind, PieceKind] = {
    "same": "moved_here", "moved_here": "moved_here", "added": "added",
}  # fmt: skip
_AWAY: dict[PieceKind, PieceKind] = {
    "same": "moved_away", "moved_away": "moved_away", "removed": "removed",
}  # fmt: skip


def lay_out_redline(
    change: Change, regrouped: Mapping[int, tuple[Piece, ...]] | None = None
) -> list[Paragraph]:
    """The paragraphs of both texts, in the order of the text after.

    `regrouped` has an inline diff of the whole text, headings with it, for the index of each row
    with several sections on a side; without one such a row is told as taken out and put in.
    """
    paragraphs: list[Paragraph] = []
    told = _in_order_after(change.sections, regrouped or {})
    rows = [row for row, _ in told]
    moved = {index: number for number, index in enumerate(_out_of_order(rows), 1)}
    leaving = [index for index, row in enumerate(rows) if index in moved or not row.after]
    waiting = deque(sorted(leaving, key=lambda index: _starts(rows[index])))

    def leave(until: float) -> None:
        """What stood before the section of that index, and stands there no more."""
        while waiting and _starts(rows[waiting[0]]) < until:
            gone = waiting.popleft()
            if gone in moved:
                paragraphs.extend(_moved(rows[gone], moved[gone], _AWAY))
            else:
                paragraphs.extend(_row(rows[gone], ()))

    for index, (row, whole) in enumerate(told):
        if index in moved:
            paragraphs += _moved(row, moved[index], _HERE)
        elif row.after:
            if row.before:
                leave(_starts(row))
            paragraphs += _row(row, whole)
    leave(inf)
    return paragraphs


def _in_order_after(
    rows: Sequence[SectionChange], regrouped: Mapping[int, tuple[Piece, ...]]
) -> list[tuple[SectionChange, tuple[Piece, ...]]]:
    """The rows in the order of the text after, what went behind them.

    Where sections that were split or merged stand far apart, or elsewhere than before, each stands
    for itself, as one that went or came.
    """
    kept = _in_order(rows)
    found: list[tuple[SectionChange, tuple[Piece, ...]]] = []
    for index, row in enumerate(rows):
        several = len(row.before) > 1 or len(row.after) > 1
        if several and (index not in kept or not _together(row.before, row.after)):
            found += [(_lone(row, section, "removed"), ()) for section in row.before]
            found += [(_lone(row, section, "added"), ()) for section in row.after]
        else:
            found.append((row, regrouped.get(index, ())))
    return sorted(found, key=lambda one: one[0].after[0].index if one[0].after else inf)


def _together(*sides: Sequence[Section]) -> bool:
    return all(
        [section.index for section in side] == list(range(side[0].index, side[0].index + len(side)))
        for side in sides
    )


def _lone(row: SectionChange, section: Section, kind: Literal["added", "removed"]) -> SectionChange:
    heading = (Piece(kind, section.heading),) if section.heading else ()
    sides = ((section,), ()) if kind == "removed" else ((), (section,))
    body = (Piece(kind, section.body),)
    return replace(row, before=sides[0], after=sides[1], kinds=(kind,), heading=heading, body=body)


def _starts(row: SectionChange) -> int:
    return row.before[0].index


def _out_of_order(rows: Sequence[SectionChange]) -> list[int]:
    """The rows of one section each that do not keep their order."""
    kept = _in_order(rows)
    return [
        index
        for index, row in enumerate(rows)
        if index not in kept and len(row.before) == len(row.after) == 1
    ]


def _in_order(rows: Sequence[SectionChange]) -> set[int]:
    """The longest run of rows on both sides that keeps the order before."""
    tails: list[int] = []
    ends: list[int] = []
    above: dict[int, int] = {}
    for index, row in enumerate(rows):
        if not row.before or not row.after:
            continue
        at = bisect_left(tails, _starts(row))
        tails[at : at + 1] = [_starts(row)]
        ends[at : at + 1] = [index]
        above[index] = ends[at - 1] if at else -1
    kept: set[int] = set()
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = above[last]
    return kept


def _row(row: SectionChange, whole: tuple[Piece, ...]) -> Iterator[Paragraph]:
    if len(row.before) > 1 or len(row.after) > 1:
        if whole:
            yield from cut_paragraphs(whole, "same")
            return
        for sections, kind in ((row.before, "removed"), (row.after, "added")):
            for section in sections:
                yield from _plain(section, kind)  # type: ignore[arg-type]
        return
    yield from _section(row, row.section)


def _plain(section: Section, kind: PieceKind) -> Iterator[Paragraph]:
    if section.heading:
        yield Paragraph((Piece(kind, section.heading),), kind, _level(section))
    yield from cut_paragraphs((Piece(kind, section.body),), kind)


def _section(row: SectionChange, section: Section) -> Iterator[Paragraph]:
    """A section that stands on one side, or once on each."""
    end: PieceKind = "same" if row.before and row.after else "added" if row.after else "removed"
    if section.heading or (row.before and row.before[0].heading):
        sides = [part[0].heading if part else "" for part in (row.before, row.after)]
        runs = row.heading or (Piece("same", section.heading),)
        mark: PieceKind = end if end != "same" or all(sides) else "added" if sides[1] else "removed"
        yield Paragraph(runs, mark, _level(section))
    yield from cut_paragraphs(row.body or (Piece(end, section.body),), end)


def _moved(
    row: SectionChange, number: int, kinds: Mapping[PieceKind, PieceKind]
) -> Iterator[Paragraph]:
    """A section where it went to, or where it was: what the other place has is not told here."""
    end = kinds["same"]
    for paragraph in _section(row, row.after[0] if kinds is _HERE else row.before[0]):
        runs = _told(paragraph.runs, kinds)
        if runs:
            cells = tuple(_told(cell, kinds) for cell in paragraph.cells)
            yield replace(paragraph, runs=runs, mark=end, move=number, cells=cells)


def _told(runs: Iterable[Piece], kinds: Mapping[PieceKind, PieceKind]) -> tuple[Piece, ...]:
    return tuple(Piece(kinds[piece.kind], piece.text) for piece in runs if piece.kind in kinds)


def _level(section: Section) -> int:
    return max(1, min(6, section.level))
