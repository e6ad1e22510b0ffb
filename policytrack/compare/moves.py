"""Blocks and sentences that left one place and arrived, word for word, at another.

Owns what is long enough to be called moved. Must not know sections: the gaps that it is given may
be of one body or of all bodies of a document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.compare.matching import Gap, Key, Level

LEAST_ALONG = 2  # words of a unit that moves along: not the number of the next item
# So much of the longer of two units is the same where they are nearly one, and so many words at
# their beginning or end; of more that begin or end so none is looked at.
NEARLY, EDGE, MOST_TWINS = 0.85, 3, 8
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
    if far and pairs:
        twins = _Twins(gaps, (left, arrived), pairs)
        pairs = [pair for pair in pairs if not twins.has(*pair)]
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


class _Twins:
    """Units that are nearly one that moved, in the stretch that it left, or in which it arrived.

    They are known by the words with which they begin or end.
    """

    def __init__(
        self, gaps: list[Gap], sides: tuple[Places, Places], pairs: list[tuple[Place, Place]]
    ) -> None:
        self._gaps = gaps
        self._known: list[dict[tuple[int, bool, Key], list[Key]]] = []
        for side, other in ((0, 1), (1, 0)):
            near = {pair[other][0] for pair in pairs if pair[0][0] != pair[1][0]}
            self._known.append(self._index(sides[side], sides[other], near))

    def has(self, away: Place, here: Place) -> bool:
        """Whether what seems to have moved stayed nearly as it was, or had stood there nearly so.

        One of two sentences that are nearly alike, each in its own section, takes the other's
        words: neither moved.
        """
        if away[0] == here[0]:
            return False
        words = tuple(self._gaps[away[0]].before.keys[slice(*away[1:])])
        return any(
            self._are_nearly_one(words, other)
            for gap, side in ((away[0], 1), (here[0], 0))
            for edge in _edges(gap, words)
            for other in self._known[side].get(edge, ())[:MOST_TWINS]
        )

    @staticmethod
    def _index(
        places: Places, others: Places, near: set[int]
    ) -> dict[tuple[int, bool, Key], list[Key]]:
        """The units of the stretches `near` that are not on both sides, by where they stand."""
        found: dict[tuple[int, bool, Key], list[Key]] = defaultdict(list)
        for words, stands in places.items() if near else ():
            for gap in near.intersection(place[0] for place in stands):
                if words not in others:
                    for edge in _edges(gap, words):
                        found[edge].append(words)
        return found

    @staticmethod
    def _are_nearly_one(words: Key, other: Key) -> bool:
        shared = (Counter(words) & Counter(other)).total()
        return words != other and shared >= NEARLY * max(len(words), len(other))


def _edges(gap: int, words: Key) -> Iterator[tuple[int, bool, Key]]:
    yield gap, True, words[:EDGE]
    yield gap, False, words[-EDGE:]


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
