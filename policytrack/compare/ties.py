"""Words too weak to tie two sentences together that say something else.

Owns how much two sentences must share so that what they share is kept. Must not know paragraphs or
how an edit is written out. "[-When-] you [-open a shop, you must name it. You-] agree" is an edit
that nobody can read: the "you" of one sentence is kept for another one's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.compare.matching import join_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap
    from policytrack.compare.units import Span
    from policytrack.words import Words

# Two sentences that share less of the shorter one, in runs of no more words, have nothing to do
# with each other.
LEAST, LONGEST_RUN = 0.2, 2
Pair = tuple[int, int]


def drop_weak_ties(gap: Gap) -> None:
    """Unmatch words of sentences that share next to nothing; what stays beside takes its like."""
    sides = gap.before, gap.after
    if gap.all_stay or max(map(len, gap.units("sentences"))) < 2:
        return
    units = zip(sides, gap.units("sentences"), strict=True)
    starts = [list(_starts(side, spans)) for side, spans in units]
    parts = [part for run in gap.runs for part in _parts(run, starts)]
    shared: Counter[Pair] = Counter()
    for pair, (_, _, length) in parts:
        shared[pair] += length
    long = {pair for pair, (_, _, length) in parts if length > LONGEST_RUN}
    sizes = [
        [beyond - start for start, beyond in pairwise([*places, len(side.keys)])]
        for side, places in zip(sides, starts, strict=True)
    ]
    weak = {
        (s, t)
        for (s, t), words in shared.items()
        if (s, t) not in long and words < LEAST * min(sizes[0][s], sizes[1][t])
    }
    if weak:
        kept = [run for pair, run in parts if pair not in weak]
        gap.runs = _grown(gap, kept, lambda i, j: _at(starts, i, j) not in weak)


def _starts(side: Words, units: list[Span]) -> Iterator[int]:
    """The words with which sentences begin; one that a line break cuts goes on behind it."""
    for start, _ in units:
        broken = start and side.text[side.ends[start - 1] : side.starts[start]].isspace()
        if not (broken and side.keys[start][0].islower()):
            yield start


def _at(starts: list[list[int]], i: int, j: int) -> Pair:
    """The sentences in which two words stand."""
    return bisect_right(starts[0], i) - 1, bisect_right(starts[1], j) - 1


def _parts(run: Match, starts: list[list[int]]) -> Iterator[tuple[Pair, Match]]:
    """A run cut where a sentence of either side begins, each part with the two it lies in."""
    i, j, length = run
    while length:
        pair = _at(starts, i, j)
        size = length
        for side, place, at in zip(starts, pair, (i, j), strict=True):
            if place + 1 < len(side):
                size = min(size, side[place + 1] - at)
        yield pair, (i, j, size)
        i, j, length = i + size, j + size, length - size


def _grown(gap: Gap, runs: list[Match], are_tied: Callable[[int, int], bool]) -> list[Match]:
    """The runs, each with the same words that stand beside it on both sides and are free."""

    def stays(i: int, j: int) -> bool:
        moved = i in gap.away or j in gap.here
        return not moved and gap.before.keys[i] == gap.after.keys[j] and are_tied(i, j)

    ends = (len(gap.before.keys), len(gap.after.keys), 0)
    grown = [(0, 0, 0)]
    for (i, j, length), (x, y, _) in pairwise([*runs, ends]):
        last, (start, end) = grown[-1], (0, length)
        room = min(i - last[0] - last[2], j - last[1] - last[2])
        while start > -room and stays(i + start - 1, j + start - 1):
            start -= 1
        while end < min(x - i, y - j) and stays(i + end, j + end):
            end += 1
        grown.append((i + start, j + start, end - start))
    return join_runs(grown[1:])
