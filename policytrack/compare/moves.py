"""Blocks and sentences that left one place and arrived, word for word, at another.

Owns what is long enough to be called moved. Must not know sections: the gaps that it is given may
be of one body or of all bodies of a document.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.compare.matching import Gap, Key, Level

Place = tuple[int, int, int]  # gap, first word, word beyond the last
Places = dict["Key", list[Place]]


def find_moves(gaps: list[Gap], level: Level, fewest: int, first_name: int) -> int:
    """Mark in the gaps what moved, in units of at least `fewest` words; the next free name.

    Units that follow on each other at both places are one move.
    """
    left, arrived = _free_units(gaps, level, fewest)
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
    return name + 1


def _free_units(gaps: list[Gap], level: Level, fewest: int) -> tuple[Places, Places]:
    """The units of both sides of which no word stays or has moved, by their words."""
    found: tuple[Places, Places] = (defaultdict(list), defaultdict(list))
    for index, gap in enumerate(gaps):
        sides = zip((gap.before, gap.after), gap.units(level), gap.free(), found, strict=True)
        for words, spans, free, places in sides:
            for start, end in spans:
                if end - start >= fewest and free[start] and False not in free[start:end]:
                    key = tuple(words.keys[start:end])
                    if len(key) > 1 or not key[0].isdigit():  # of a page, or of a cell
                        places[key].append((index, start, end))
    return found
