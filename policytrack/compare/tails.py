"""The last lines of a section that stand behind sections which came, or went, between.

Owns what is such a tail. To a reader these lines stayed where they were: the section is told as it
was, and they as moved into, or out of, the last of the sections between. Must not know kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.compare.units import split_blocks
from policytrack.model import Piece
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.align import Link
    from policytrack.model import PieceKind

Texts = tuple[str, str]
_GONE: tuple[PieceKind, PieceKind] = ("removed", "moved_away")
_CAME: tuple[PieceKind, PieceKind] = ("added", "moved_here")


def cut_tails(links: Sequence[Link], texts: list[Texts]) -> dict[int, tuple[Piece, Piece]]:
    """Take the tails off the texts of rows; the pieces that each of these rows ends with."""
    tails: dict[int, tuple[Piece, Piece]] = {}
    for row, last, side in _between(links):
        whole, other = texts[row]
        if side:
            whole, other = other, whole
        part = texts[last][1 - side]
        size = _tail(whole, other, part)
        if size:
            kept, tail = _cut(whole, size[0], "same", "moved_here" if side else "moved_away")
            texts[row], tails[row] = (other, kept) if side else (kept, other), tail
            kinds = _GONE if side else _CAME
            kept, tail = _cut(part, size[1], *kinds)
            texts[last], tails[last] = (kept, "") if side else ("", kept), tail
    return tails


def _cut(
    text: str, size: int, space: PieceKind, kind: PieceKind
) -> tuple[str, tuple[Piece, Piece]]:
    """The text without its tail and the space in front of it, and these two."""
    start = len(text) - size
    kept = text[:start].rstrip()
    return kept, (Piece(space, text[len(kept) : start]), Piece(kind, text[start:]))


def _between(links: Sequence[Link]) -> Iterator[tuple[int, int, int]]:
    """Rows of one section, the last row of those behind it that came (0) or went (1), and which."""
    for row, link in enumerate(links):
        if len(link.before) != 1 or len(link.after) != 1:
            continue
        for side in (0, 1):
            last = row
            place = (link.before if side else link.after)[0]
            while last + 1 < len(links) and _alone(links[last + 1], side) == place + 1:
                last, place = last + 1, place + 1
            if last > row:
                yield row, last, side


def _alone(link: Link, side: int) -> int:
    """The place of a section that came (0) or went (1) alone; -1 of another link."""
    here, there = (link.before, link.after) if side else (link.after, link.before)
    return here[0] if here and not there else -1


def _tail(whole: str, other: str, part: str) -> tuple[int, int] | None:
    """How many characters of both are the same last blocks, where the third lacks them."""
    ends = [text.rstrip() for text in (whole, part)]
    blocks = [split_blocks(text) for text in ends]
    size = 0
    for (start, end), (first, beyond) in zip(*map(reversed, blocks), strict=False):
        words = fold_words(ends[0][start:end])
        if not words or words != fold_words(ends[1][first:beyond]):
            break
        size += 1
    if not 0 < size < min(map(len, blocks)):
        return None
    start, first = blocks[0][-size][0], blocks[1][-size][0]
    if fold_words(other)[-len(words_of := fold_words(ends[0][start:])) :] == words_of:
        return None
    return len(whole) - start, len(part) - first
