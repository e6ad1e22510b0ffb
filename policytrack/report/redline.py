"""A redline: the whole text with every change in its place, as paragraphs of marked runs.

Owns the order of sections and the ends of paragraphs, so that taking all changes gives the text
after and refusing them the text before. Knows no form of output.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Literal

from policytrack.model import Piece
from policytrack.report.redline_rows import find_cells
from policytrack.report.unmarked import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policytrack.model import Change, PieceKind, Section, SectionChange

_BEFORE = frozenset({"same", "removed", "moved_away"})
_AFTER = frozenset({"same", "added", "moved_here"})
_HERE: dict[PieceKind, PieceKind] = {
    "same": "moved_here", "moved_here": "moved_here", "added": "added",
}  # fmt: skip
_AWAY: dict[PieceKind, PieceKind] = {
    "same": "moved_away", "moved_away": "moved_away", "removed": "removed",
}  # fmt: skip
_SPACE = re.compile(r"\s+")
_OWN_LINE = re.compile(r"[ \t]*(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|\||#{1,6}[ \t]|>)")
_ONE_LINE = re.compile(r"[ \t]*(?:\||#{1,6}[ \t])")  # a row, a heading: ends with its line
_ITEM = re.compile(r"\s*[-*+•]\s+")
_ASTERISK = re.compile(r"(?<=^)[*+](?=\s)")
_BREAK = re.compile(r"\s*<br[ \t]*/?>\s*", re.IGNORECASE)
_RULE = re.compile(r"(?=.*[-=_*|])[\s|:=_*-]+")
_HASHES = re.compile(r"\s*(#{1,6})\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A heading (`level` 1 to 6), an item or plain text; `mark` is the kind of its end.

    `move` names the section's move that the whole paragraph is part of, 0 for none. A row of a
    table has its `cells`. A line break within a paragraph is "\n".
    """

    runs: tuple[Piece, ...]
    mark: PieceKind = "same"
    level: int = 0
    item: bool = False
    move: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether it can stand as a row of its own: nothing that stays ends with what does not."""
        side = _BEFORE if self.mark in _BEFORE else _AFTER
        whole = all(run.kind in side - {"same"} for run in self.runs if run.text.strip())
        return bool(self.cells) and (self.mark == "same" or whole)


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
            yield from _ended(_paragraphs(whole), "same")
            return
        for sections, kind in ((row.before, "removed"), (row.after, "added")):
            for section in sections:
                yield from _plain(section, kind)  # type: ignore[arg-type]
        return
    yield from _section(row, row.section)


def _plain(section: Section, kind: PieceKind) -> Iterator[Paragraph]:
    if section.heading:
        yield Paragraph((Piece(kind, section.heading),), kind, _level(section))
    yield from _ended(_paragraphs((Piece(kind, section.body),)), kind)


def _section(row: SectionChange, section: Section) -> Iterator[Paragraph]:
    """A section that stands on one side, or once on each."""
    end: PieceKind = "same" if row.before and row.after else "added" if row.after else "removed"
    if section.heading or (row.before and row.before[0].heading):
        sides = [part[0].heading if part else "" for part in (row.before, row.after)]
        runs = row.heading or (Piece("same", section.heading),)
        mark: PieceKind = end if end != "same" or all(sides) else "added" if sides[1] else "removed"
        yield Paragraph(runs, mark, _level(section))
    yield from _ended(_paragraphs(row.body or (Piece(end, section.body),)), end)


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


def _ended(paragraphs: Iterable[Paragraph], kind: PieceKind) -> Iterator[Paragraph]:
    """The paragraphs; the last one ends on every side that has words since its last end."""
    held: Paragraph | None = None
    open_before = open_after = False
    for paragraph in paragraphs:
        if held is not None:
            yield held
            open_before &= held.mark not in _BEFORE
            open_after &= held.mark not in _AFTER
        held = paragraph
        open_before |= any(run.kind in _BEFORE for run in held.runs)
        open_after |= any(run.kind in _AFTER for run in held.runs)
    if held is None:
        return
    if kind == "same" and open_before != open_after:
        kind = "removed" if open_before else "added"
    yield replace(held, mark=kind)


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """The paragraphs of a body, without the lines of tables and underlined titles."""
    mark: PieceKind = "same"
    for paragraph in _cut(pieces):
        drawn = _RULE.fullmatch("".join(run.text for run in paragraph.runs))
        if not drawn or mark != "same":
            yield paragraph
            mark = paragraph.mark


def _cut(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """Pieces of Markdown cut where a blank line or an item begins a paragraph on either side."""
    text = "".join(piece.text for piece in pieces)
    kinds = _Kinds(pieces)
    at, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for space in _SPACE.finditer(text, at, last):
        if "\n" not in space[0]:
            continue
        own = bool(_OWN_LINE.match(text, space.end())) or bool(_ONE_LINE.match(text, at))
        mark = kinds.break_of(space.start(), space.end(), 1 if own else 2)
        if mark is None:
            continue
        if at < space.start():
            yield _paragraph(kinds.cut(at, space.start()), mark)
        at = space.end()
    if at < last:
        yield _paragraph(kinds.cut(at, last), "same")


def _paragraph(runs: Sequence[Piece], mark: PieceKind) -> Paragraph:
    text = "".join(piece.text for piece in runs)
    hashes = _HASHES.match(text)
    item = _ITEM.match(text)
    plain = [
        Piece(piece.kind, _BREAK.sub("\n", _SPACE.sub(" ", piece.text)))
        for piece in (_with_bullet(runs) if item else runs)
    ]
    cells = tuple(tuple(without_markup(cell)) for cell in find_cells(plain))
    shown = without_markup(tuple(plain))
    return Paragraph(tuple(shown), mark, len(hashes[1]) if hashes else 0, bool(item), cells=cells)


def _with_bullet(runs: Sequence[Piece]) -> list[Piece]:
    """The runs of an item with the bullet that a reader knows in the place of an asterisk."""
    first, *others = runs
    return [Piece(first.kind, _ASTERISK.sub("•", first.text, count=1)), *others]


class _Kinds:
    """The kinds of stretches of the text that pieces make up."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._starts: list[int] = []
        at = 0
        for piece in self._pieces:
            self._starts.append(at)
            at += len(piece.text)

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces between two offsets."""
        found = []
        number = max(0, bisect_left(self._starts, start + 1) - 1)
        while number < len(self._pieces) and self._starts[number] < end:
            piece, at = self._pieces[number], self._starts[number]
            if text := piece.text[max(0, start - at) : end - at]:
                found.append(Piece(piece.kind, text))
            number += 1
        return found

    def break_of(self, start: int, end: int, needed: int) -> PieceKind | None:
        """On which side white space with so many line ends breaks; None for neither."""
        run = self.cut(start, end)
        was = sum(piece.text.count("\n") for piece in run if piece.kind in _BEFORE) >= needed
        now = sum(piece.text.count("\n") for piece in run if piece.kind in _AFTER) >= needed
        if was and now:
            return "same"
        return "removed" if was else "added" if now else None
