"""Parts of sentences that left one place and arrived, word for word, at another.

Owns how long such a part must be, and where it begins and ends. Must not know sections: the gaps
that it is given may be of one body or of all bodies of a document. Only runs of words that stand
once on each side, among those that neither stay nor moved, lead from one to the other, so that the
time stays linear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.compare.matching import Gap
    from policytrack.compare.units import Span
    from policytrack.words import Words

LONG = 14  # words that need not begin or end as a clause does, at least
FEWEST_LEFT = 3  # words of a body that are removed or added beside what moved
_MARK = re.compile(r"[.,;:!?|()–—\n]")
_BREAK = re.compile(r"\||<br", re.IGNORECASE)
_TARGET = re.compile(r"\]\([^()\s]{0,500}\)")
Place = tuple[int, int]  # gap, word


class _Side(NamedTuple):
    """The words of one side of every gap, and which of them neither stay nor moved."""

    words: list[Words]
    keys: list[list[str]]
    free: list[list[bool]]
    opens: list[frozenset[int]]  # words with which a paragraph, an item or a row begins

    def places(self, size: int) -> dict[tuple[str, ...], Place | None]:
        """Where each run of so many free words stands; None for one that stands twice."""
        found: dict[tuple[str, ...], Place | None] = {}
        for gap, (keys, free) in enumerate(zip(self.keys, self.free, strict=True)):
            since = 0
            for word, is_free in enumerate(free):
                since = since + 1 if is_free else 0
                if since >= size:
                    run = tuple(keys[word + 1 - size : word + 1])
                    found[run] = None if run in found else (gap, word + 1 - size)
        return found

    def between(self, place: Place) -> str:
        """What stands before a word, but for the target of a link; a line break at the ends."""
        words, word = self.words[place[0]], place[1]
        if not word or word == len(words.keys):
            return "\n"
        return _TARGET.sub("", words.text[words.ends[word - 1] : words.starts[word]])

    def opens_entry(self, place: Place) -> bool:
        """Whether a paragraph, an item, a cell or a row begins with a word."""
        return place[1] in self.opens[place[0]] or _BREAK.search(self.between(place)) is not None


def find_passages(gaps: Sequence[Gap], fewest: int, first_name: int) -> int:
    """Mark in the gaps what moved of at least `fewest` words; the next free name.

    Nothing where hardly anything else changed: a part that went over to another sentence is a
    change, and words that do no more than move are told as none.
    """
    sides = _read(gaps, 0), _read(gaps, 1)
    found = list(_passages(sides, fewest))
    if sum(map(sum, (*sides[0].free, *sides[1].free))) < FEWEST_LEFT:
        return first_name
    for name, (left, came, length) in enumerate(found, first_name):
        gaps[left[0]].away.update(dict.fromkeys(range(left[1], left[1] + length), name))
        gaps[came[0]].here.update(dict.fromkeys(range(came[1], came[1] + length), name))
    return first_name + len(found)


def _passages(sides: tuple[_Side, _Side], fewest: int) -> Iterator[tuple[Place, Place, int]]:
    """Where each stood and stands, and its words, which are no longer free from then on."""
    places = sides[0].places(fewest)
    others = sides[1].places(fewest) if places else {}
    for run, left in places.items():
        came = others.get(run)
        if left and came and (span := _passage(sides, left, came, fewest)):
            first, beyond = span
            length = beyond - first
            starts = (left[0], left[1] + first), (came[0], came[1] + first)
            for side, (gap, start) in zip(sides, starts, strict=True):
                side.free[gap][start : start + length] = [False] * length
            yield *starts, length


def _read(gaps: Sequence[Gap], side: int) -> _Side:
    words = [gap.after if side else gap.before for gap in gaps]
    opens = [frozenset(start for start, _ in gap.units("blocks")[side]) for gap in gaps]
    return _Side(words, [of.keys for of in words], [gap.free(side) for gap in gaps], opens)


def _passage(sides: tuple[_Side, _Side], left: Place, came: Place, fewest: int) -> Span | None:
    """From where to where, seen from two words that are the same, one moved; None for nowhere."""
    first, beyond = _grown(sides, left, came)
    if beyond - first < fewest:
        return None
    marks = [
        [
            side.between((gap, word + k))
            for side, (gap, word) in zip(sides, (left, came), strict=True)
        ]
        for k in range(first, beyond + 1)
    ]
    if beyond - first < LONG:
        opens = [k for k, pair in enumerate(marks) if any(map(_MARK.search, pair))]
        closes = [k for k, pair in enumerate(marks) if all(map(_MARK.search, pair))]
        if not opens or not closes:
            return None
        first, beyond = first + opens[0], first + closes[-1]
    return (first, beyond) if beyond - first >= fewest else None


def _grown(sides: tuple[_Side, _Side], left: Place, came: Place) -> Span:
    """From where to where words are free and the same around two words, in one entry of each."""
    (gap, i), (other, j) = left, came
    keys = sides[0].keys[gap], sides[1].keys[other]
    free = sides[0].free[gap], sides[1].free[other]

    def are_one(k: int) -> bool:
        inside = 0 <= i + k < len(keys[0]) and 0 <= j + k < len(keys[1])
        return inside and free[0][i + k] and free[1][j + k] and keys[0][i + k] == keys[1][j + k]

    def opens(k: int) -> bool:
        return sides[0].opens_entry((gap, i + k)) or sides[1].opens_entry((other, j + k))

    first = beyond = 0
    while are_one(first - 1) and not opens(first):
        first -= 1
    while are_one(beyond) and (beyond == first or not opens(beyond)):
        beyond += 1
    return first, beyond
