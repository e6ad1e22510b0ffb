"""Words that chance put in order between paragraphs that have nothing to do with each other.

Owns which paragraphs (list items, rows) of a stretch belong together. Must not know how an edit is
written out. A longest common subsequence takes every word that it can get: a "the" of a paragraph
that is gone and of one that came would cut both in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.align.sequence import match
from policytrack.compare.matching import join_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap

# Two paragraphs belong together when they share so much of the shorter in order; where these are
# fewer words than FEW, so much of the longer, too, unless the shorter stands nearly whole in it.
OF_SHORTER, OF_LONGER, FEW, INSIDE = 0.2, 0.34, 4, 0.6


def drop_strays(gap: Gap) -> None:
    """Unmatch words of paragraphs that do not belong together; match anew what that sets free."""
    blocks = gap.units("blocks")
    if not all(len(side) > 1 for side in blocks) or gap.all_stay:
        return
    starts = [start for start, _ in blocks[0]], [start for start, _ in blocks[1]]
    by_run = [list(_parts(run, starts)) for run in gap.runs]
    parts = [part for run in by_run for part in run]
    shared: Counter[tuple[int, int]] = Counter()
    for pair, (_, _, length) in parts:
        shared[pair] += length
    sizes = [[end - start for start, end in side] for side in blocks]
    strays = {
        (i, j) for (i, j), words in shared.items() if not _belong(words, sizes[0][i], sizes[1][j])
    }
    if not strays:
        return
    kept = [part for run in by_run for part in run if not strays.issuperset(p for p, _ in run)]
    runs = [run for _, run in kept]
    first = ((0, 0), (0, 0, 0))
    last = ((len(sizes[0]) - 1, len(sizes[1]) - 1), (*map(len, _keys(gap)), 0))
    for (pair, was), (other, now) in pairwise([first, *kept, last]):
        if pair != other:
            at = was[0] + was[2], was[1] + was[2]
            ends = [side[n][1] for side, n in zip(blocks, pair, strict=True)]
            found = list(_match(gap, at, (min(ends[0], now[0]), min(ends[1], now[1]))))
            runs += found
            if found:  # one of the sides may go on in the same block: no word is kept twice
                at = found[-1][0] + 1, found[-1][1] + 1
            opens = [side[n][0] for side, n in zip(blocks, other, strict=True)]
            runs += _match(gap, (max(opens[0], at[0]), max(opens[1], at[1])), (now[0], now[1]))
    gap.runs = join_runs(sorted(runs))


def _belong(shared: int, before: int, after: int) -> bool:
    shorter, longer = min(before, after), max(before, after)
    if shared < OF_SHORTER * shorter:
        return False
    inside = shared > 1 and shared >= INSIDE * shorter  # an item of what was a sentence
    return shared >= FEW or shared >= OF_LONGER * longer or inside


def _parts(
    run: Match, starts: tuple[list[int], list[int]]
) -> Iterator[tuple[tuple[int, int], Match]]:
    """A run cut where a block of either side begins, each part with the blocks it lies in."""
    i, j, length = run
    while length:
        blocks = bisect_right(starts[0], i) - 1, bisect_right(starts[1], j) - 1
        size = length
        for side, block, at in zip(starts, blocks, (i, j), strict=True):
            if block + 1 < len(side):
                size = min(size, side[block + 1] - at)
        yield blocks, (i, j, size)
        i, j, length = i + size, j + size, length - size


def _match(gap: Gap, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Match]:
    """Runs that the words between share, but for those that moved."""
    before = [i for i in range(start[0], end[0]) if i not in gap.away]
    after = [j for j in range(start[1], end[1]) if j not in gap.here]
    if not before or not after:
        return
    names: dict[str, int] = {}
    ids = (
        [names.setdefault(gap.before.keys[i], len(names)) for i in before],
        [names.setdefault(gap.after.keys[j], len(names)) for j in after],
    )
    for x, y, length in match(*ids):
        yield from ((before[x + k], after[y + k], 1) for k in range(length))


def _keys(gap: Gap) -> tuple[list[str], list[str]]:
    return gap.before.keys, gap.after.keys
