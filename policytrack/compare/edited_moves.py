"""Sentences that left one place and arrived at another with some of their words changed.

Owns how alike two of them must be. Must not know sections: the gaps that it is given may be of one
body or of all bodies of a document. Candidates are found by runs of three words that few sentences
have, so that the time stays linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policytrack.align.sequence import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap

Sentence = tuple[int, int, int]  # gap, first word, word beyond the last

# So much of the longer of two sentences stays, in runs of so many words at least.
STAYS, SHORTEST_RUN = 2 / 3, 2
MOST_PLACES = 12  # a run of three words that more sentences have leads to none of them


def find_edited_moves(gaps: list[Gap], fewest: int, first_name: int) -> int:
    """Mark in the gaps the words that moved within such sentences; the next free name.

    A sentence counts of which nothing stays or has moved, of at least `fewest` words. Its words
    that changed on the way stay removed, and added.
    """
    gone = _free(gaps, 0, fewest)
    came = _free(gaps, 1, fewest) if gone else []
    name = first_name
    for left, arrived in _best_pairs(gaps, gone, came) if came else ():
        for i, j, length in _runs(_keys(gaps, 0, left), _keys(gaps, 1, arrived)):
            start, other = left[1] + i, arrived[1] + j
            gaps[left[0]].away.update(dict.fromkeys(range(start, start + length), name))
            gaps[arrived[0]].here.update(dict.fromkeys(range(other, other + length), name))
            name += 1
    return name


def _free(gaps: list[Gap], side: int, fewest: int) -> list[Sentence]:
    return [
        (index, start, end)
        for index, gap in enumerate(gaps)
        if not gap.all_stay
        for free in (gap.free(side),)
        for start, end in gap.units("sentences")[side]
        if end - start >= fewest and free[start] and False not in free[start:end]
    ]


def _keys(gaps: list[Gap], side: int, sentence: Sentence) -> list[str]:
    gap, start, end = sentence
    return (gaps[gap].after if side else gaps[gap].before).keys[start:end]


def _best_pairs(
    gaps: list[Gap], left: list[Sentence], arrived: list[Sentence]
) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences that are each other's likest, by the runs of three words that they share."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, sentence in enumerate(arrived):
        for run in set(_shingles(_keys(gaps, 1, sentence))):
            places[run].append(j)
    likest: dict[int, tuple[int, int]] = {}  # of each arrived one: shared runs, the left one
    chosen: dict[int, int] = {}
    for i, sentence in enumerate(left):
        hits: list[int] = []
        for run in set(_shingles(_keys(gaps, 0, sentence))):
            if (found := places.get(run)) and len(found) <= MOST_PLACES:
                hits += found
        if shared := Counter(hits):
            j, most = min(shared.items(), key=lambda item: (-item[1], item[0]))
            chosen[i] = j
            likest[j] = max(likest.get(j, (0, 0)), (most, -i))
    for i, j in chosen.items():
        if likest[j][1] == -i:
            yield left[i], arrived[j]


def _shingles(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(keys, keys[1:], keys[2:], strict=False)


def _runs(before: list[str], after: list[str]) -> list[Match]:
    """What two sentences share, in runs; nothing where that is too little."""
    names: dict[str, int] = {}
    sides = [[names.setdefault(key, len(names)) for key in side] for side in (before, after)]
    runs = [run for run in match(sides[0], sides[1]) if run[2] >= SHORTEST_RUN]
    stays = sum(length for _, _, length in runs)
    return runs if stays >= STAYS * max(len(before), len(after)) else []
