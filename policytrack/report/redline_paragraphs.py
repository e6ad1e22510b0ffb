"""The paragraphs of a redline: an inline diff of Markdown cut where either side ends one.

Owns the ends of paragraphs: taking all changes leaves those of the text after, refusing them
those of the text before. Knows nothing of sections.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.redline_rows import find_cells
from policytrack.report.unmarked import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind

_BEFORE = frozenset({"same", "removed", "moved_away"})
_AFTER = frozenset({"same", "added", "moved_here"})
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


def cut_paragraphs(pieces: Sequence[Piece], kind: PieceKind) -> Iterator[Paragraph]:
    """The paragraphs of a body; the last one ends as `kind` says, where that side has words."""
    yield from _ended(_paragraphs(pieces), kind)


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
