"""A row of a table in a redline as its cells.

Owns where a cell ends when an edit goes over several. Knows no form of output.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

_ROW = re.compile(r"\s*\|")
_BAR = re.compile(r"(?<!\\)\|")


def find_cells(pieces: Sequence[Piece]) -> tuple[Pieces, ...]:
    """The cells of a row of Markdown; none where it is no row, or not the same on both sides."""
    text = "".join(piece.text for piece in pieces)
    if not _ROW.match(text):
        return ()
    kinds = {piece.kind for piece in pieces if piece.text.strip()}
    parts = pieces if len(kinds) == 1 else list(_with_bars(pieces))
    cells: list[list[Piece]] = [[]]
    for piece in parts:
        first, *others = _BAR.split(piece.text)
        if others and piece.kind != "same" and len(kinds) > 1:
            return ()
        cells[-1].append(Piece(piece.kind, first))
        cells += [[Piece(piece.kind, other)] for other in others]
    if len(cells) > 1 and not _said(cells[-1]):
        cells.pop()
    return tuple(tuple(piece for piece in cell if piece.text) for cell in cells[1:])


def _said(cell: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in cell).strip()


def _with_bars(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces; an edit with as many bars on both sides is one for each cell, bars between."""
    for changed, run in groupby(pieces, lambda piece: piece.kind != "same"):
        group = list(run)
        kinds: dict[PieceKind, str] = {}
        for piece in group:
            kinds[piece.kind] = kinds.get(piece.kind, "") + piece.text
        sides = [_BAR.split(text) for text in kinds.values()]
        if not changed or len(sides) != 2 or len(sides[0]) != len(sides[1]):
            yield from group
            continue
        for place, texts in enumerate(zip(*sides, strict=True)):
            if place:
                yield Piece("same", "|")
            yield from (Piece(kind, text) for kind, text in zip(kinds, texts, strict=True) if text)
