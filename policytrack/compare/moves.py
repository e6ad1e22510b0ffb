"""Blocks and sentences that left one place and arrived, word for word, at another.

Owns what is long enough to be called moved. Must not know sections: the gaps that it is given may
be of one body or of all bodies of a document.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.compare.matching import Gap, Key, Level

LEAST_ALONG = 2  # words of a unit that moves along: not the number of the next item
Place = tuple[int, int, int]  # gap, first word, word beyond the last
Places = dict["Key", list[Place]]


def find_moves(
    gaps: list[Gap], level: Level, fewest: int, first_name: int, *, far: bool = False
) -> int:
    """Mark in the gaps what moved, in units of at least `fewest` words; the next free name.

    Units that follow on each other at both places are one move; a shorter one beside such a unit at
    both places is part of it, unless it moved `far`, into another body.
    """
    left = _free_units(gaps, 0, level, fewest)
    arrived = _free_units(gaps, 1, level, fewest) if left else {}
    pairs = sorted(
        pair
        for key, places in left.items()
        for pair in zip(places, arrived.get(key, ()), strict=False)
    )
    name = first_name - 1
    last: tuple[Place, Place] | None = None
    for away, here in pairs:
        if last is None or any(
            (was[0], was[2]) != now[:2] for was, now in zip(last, (away, here), strict=True)
        ):
            name += 1
        gaps[away[0]].away.update(dict.fromkeys(range(*away[1:]), name))
        gaps[here[0]].here.update(dict.fromkeys(range(*here[1:]), name))
        last = away, here
    if pairs and not far:
        _take_along(gaps, level, pairs)
    return name + 1


def _take_along(gaps: list[Gap], level: Level, pairs: list[tuple[Place, Place]]) -> None:
    """Let the unit before, and behind, one that moved move with it, where it is the same."""
    for end in (0, 1):
        units = [
            {
                (index, unit[not end]): unit
                for index in {pair[side][0] for pair in pairs}
                for unit in gaps[index].units(level)[side]
                if unit[1] - unit[0] >= LEAST_ALONG
            }
            for side in (0, 1)
        ]
        for away, here in pairs:
            was = units[0].get((away[0], away[1 + end]))
            now = units[1].get((here[0], here[1 + end]))
            left, arrived = gaps[away[0]], gaps[here[0]]
            if (
                not was
                or not now
                or left.before.keys[slice(*was)] != arrived.after.keys[slice(*now)]
            ):
                continue
            if all(left.free(0)[slice(*was)]) and all(arrived.free(1)[slice(*now)]):
                name = left.away[away[1]]
                left.away.update(dict.fromkeys(range(*was), name))
                arrived.here.update(dict.fromkeys(range(*now), name))


def _free_units(gaps: list[Gap], side: int, level: Level, fewest: int) -> Places:
    """The units of a side (0 or 1) of which no word stays or has moved, by their words."""
    places: Places = defaultdict(list)
    for index, gap in enumerate(gaps):
        spans = [span for span in gap.units(level)[side] if span[1] - span[0] >= fewest]
        keys, free = (gap.before, gap.after)[side].keys, gap.free(side) if spans else []
        for start, end in spans:
            if free[start] and False not in free[start:end]:
                key = tuple(keys[start:end])
                if len(key) > 1 or not key[0].isdigit():  # of a page, or of a cell
                    places[key].append((index, start, end))
    return places
