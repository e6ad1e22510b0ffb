"""What changed between two texts, as runs of whole words.

Owns the smallest edit that a person would call right. Must not know sections, kinds or weight.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left

from policytrack.align.sequence import Match, match
from policytrack.compare.blocks import find_breaks
from policytrack.compare.pieces import write_pieces
from policytrack.model import Piece
from policytrack.words import Words, find_words


def diff_text(before: str, after: str) -> tuple[Piece, ...]:
    """An inline diff; same + removed gives the words before, same + added the words after."""
    if before == after:
        return (Piece("same", after),) if after else ()
    sides = find_words(before), find_words(after)
    return write_pieces(*sides, match_words(*sides))


def match_words(before: Words, after: Words) -> list[Match]:
    """Runs of words that stay: whole units first, then words in the gaps between them."""
    known: dict[str, int] = {}
    ids = tuple(
        [known.setdefault(key, len(known)) for key in side.keys] for side in (before, after)
    )
    units = tuple(_units(side) for side in (before, after))
    names: dict[tuple[int, ...], int] = {}
    unit_ids = tuple(
        [names.setdefault(tuple(words[start:end]), len(names)) for start, end in spans]
        for words, spans in zip(ids, units, strict=True)
    )
    runs: list[Match] = []
    from_before = from_after = 0
    for i, j, length in [*match(*unit_ids), (len(units[0]), len(units[1]), 0)]:
        start = units[0][i][0] if i < len(units[0]) else len(ids[0])
        other = units[1][j][0] if j < len(units[1]) else len(ids[1])
        inner = match(ids[0][from_before:start], ids[1][from_after:other])
        runs += [(x + from_before, y + from_after, n) for x, y, n in inner]
        if length:
            from_before, from_after = units[0][i + length - 1][1], units[1][j + length - 1][1]
            runs.append((start, other, from_before - start))
    return runs


def _units(side: Words) -> list[tuple[int, int]]:
    """Word ranges of the units that hold words."""
    cuts = [0, *(bisect_left(side.starts, at) for at in find_breaks(side.text)), len(side.keys)]
    return [(start, end) for start, end in itertools.pairwise(cuts) if start < end]
