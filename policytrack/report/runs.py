"""The pieces of a line as its two sides, and as runs of what stayed and what changed.

Owns how a run is read, and that no change starts or ends inside a word.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

_BEFORE = {"same", "removed", "moved_away"}
_AFTER = {"same", "added", "moved_here"}
MOVED = {"moved_away", "moved_here"}
ORDER: tuple[PieceKind, ...] = ("same", "removed", "added")
_WORD = re.compile(r"\w+")


def both_sides(pieces: Iterable[Piece]) -> tuple[str, str]:
    """The text before and the text after."""
    pieces = tuple(pieces)
    return (
        "".join(piece.text for piece in pieces if piece.kind in _BEFORE),
        "".join(piece.text for piece in pieces if piece.kind in _AFTER),
    )


def sides_differ(pieces: Iterable[Piece]) -> bool:
    """Whether the two have other words, or in another order."""
    before, after = both_sides(pieces)
    return before.split() != after.split()


def in_whole_words(pieces: Sequence[Piece]) -> Pieces:
    """No change starts or ends inside a word: the rest of the word joins it on both sides."""
    runs = part_runs(pieces)
    groups = [join_run(run) for run in runs]
    for i, texts in enumerate(groups):
        if "same" not in texts and not MOVED & texts.keys():
            _complete(texts, groups[i - 1] if i else {}, at_end=False)
            _complete(texts, groups[i + 1] if i + 1 < len(groups) else {}, at_end=True)
    return tuple(
        piece for run, texts in zip(runs, groups, strict=True) for piece in in_order(run, texts)
    )


def part_runs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Unchanged runs, and between them all that changed there."""
    return [list(run) for _, run in groupby(pieces, lambda piece: piece.kind == "same")]


def join_run(run: Iterable[Piece]) -> dict[PieceKind, str]:
    """The texts of a run by kind."""
    texts: dict[PieceKind, str] = {}
    for piece in run:
        texts[piece.kind] = texts.get(piece.kind, "") + piece.text
    return texts


def in_order(run: Sequence[Piece], texts: dict[PieceKind, str]) -> Pieces:
    """A run as it is read: what was there before, then what is there after.

    Each side keeps its order where a part of it moved: what stands around that is not put together.
    """
    if not MOVED & texts.keys():
        return tuple(Piece(kind, texts[kind]) for kind in ORDER if texts.get(kind))
    sides = ([piece for piece in run if piece.kind in kinds] for kinds in (_BEFORE, _AFTER))
    return tuple(
        Piece(kind, "".join(piece.text for piece in pieces))
        for side in sides
        for kind, pieces in groupby(side, lambda piece: piece.kind)
    )


def _complete(changed: dict[PieceKind, str], beside: dict[PieceKind, str], *, at_end: bool) -> None:
    """Take over what the unchanged neighbour holds of a word that the change cuts."""
    same = beside.get("same", "")
    run = re.match(r"\w+", same) if at_end else re.search(r"\w+$", same[-200:])
    edges = (text[-1:] if at_end else text[:1] for text in changed.values())
    if run is None or not any(map(_is_letter, edges)):
        return
    part = run[0]
    beside["same"] = same[len(part) :] if at_end else same[: len(same) - len(part)]
    for kind in ("removed", "added"):
        text = changed.get(kind, "")
        changed[kind] = text + part if at_end else part + text


def _is_letter(text: str) -> bool:
    return _WORD.fullmatch(text) is not None
