"""Blocks and sentences that left one place and arrived, word for word, at another.

Owns what is long enough to be called moved. Must not know sections: the gaps that it is given may
be of one body or of all bodies of a document.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.compare.matching import Gap, Key
    from policytrack.compare.units import Span
    from policytrack.words import Words

Split = "Callable[[Words], list[Span]]"
Place = tuple[int, int, int]  # gap, first word, word beyond the last


def find_moves(
    gaps: list[Gap], split: Callable[[Words], list[Span]], fewest: int, first_name: int
) -> int:
    """Mark in the gaps what moved, in units of at least `fewest` words; the next free name.

    Units that follow on each other at both places are one move.
    """
    left = _free_units(gaps, split, fewest, side=0)
    arrived = _free_units(gaps, split, fewest, side=1)
    pairs = sorted(
        pair
        for key, places in left.items()
        for pair in zip(places, arrived.get(key, ()), strict=False)
    )
    name = first_name - 1
    last: tuple[Place, Place] | None = None
    for away, here in pairs:
        if (
            last is None
            or (last[0][0], last[0][2]) != away[:2]
            or (last[1][0], last[1][2]) != here[:2]
        ):
            name += 1
        gaps[away[0]].away.update(dict.fromkeys(range(*away[1:]), name))
        gaps[here[0]].here.update(dict.fromkeys(range(*here[1:]), name))
        last = away, here
    return name + 1


def _free_units(
    gaps: list[Gap], split: Callable[[Words], list[Span]], fewest: int, side: int
) -> dict[Key, list[Place]]:
    found: dict[Key, list[Place]] = defaultdict(list)
    for index, gap in enumerate(gaps):
        words = (gap.before, gap.after)[side]
        free = gap.free()[side]
        for start, end in split(words):
            if end - start >= fewest and all(free[start:end]):
                found[tuple(words.keys[start:end])].append((index, start, end))
    return found
