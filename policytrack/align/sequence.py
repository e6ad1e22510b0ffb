"""Which elements of two sequences stay, in order: longest common subsequences, bounded.

Owns time and memory of matching. Must not know what the elements are (they are small integers).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

# rapidfuzz keeps a bit for every cell of the table: 2**28 cells are 32 MB and well under a second.
MOST_CELLS = 1 << 28

Match = tuple[int, int, int]  # start before, start after, length


def match(before: list[int], after: list[int]) -> list[Match]:
    """Runs that both sequences share, in order: as much as there is.

    Of two very long sequences only what lies between elements found once on each is looked at.
    """
    size, head, tail = min(len(before), len(after)), 0, 0
    while head < size and before[head] == after[head]:
        head += 1
    while tail < size - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    inner = _match_inner(before[head : len(before) - tail], after[head : len(after) - tail])
    runs = [(0, 0, head)] if head else []
    runs += [(i + head, j + head, length) for i, j, length in inner]
    if tail:
        runs.append((len(before) - tail, len(after) - tail, tail))
    return _joined(runs)


def _joined(runs: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for i, j, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + length)
        else:
            joined.append((i, j, length))
    return joined


def _match_inner(before: list[int], after: list[int]) -> list[Match]:
    if not before or not after:
        return []
    if len(before) * len(after) <= MOST_CELLS:
        from rapidfuzz.distance import LCSseq

        return [
            (op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in LCSseq.opcodes(before, after)
            if op.tag == "equal"
        ]
    return _match_between_anchors(before, after)


def _match_between_anchors(before: list[int], after: list[int]) -> list[Match]:
    """Patience: elements (or runs of 2, 4, 8) found once on each side, in the longest order."""
    for width in (1, 2, 4, 8):
        anchors = _anchors(_grams(before, width), _grams(after, width))
        if anchors:
            break
    else:
        return []
    runs: list[Match] = []
    from_before = from_after = 0
    for i, j in [*anchors, (len(before), len(after))]:
        if i < from_before or j < from_after:
            continue
        part = (before[from_before:i], after[from_after:j])
        if len(part[0]) * len(part[1]) <= MOST_CELLS:
            runs += [(x + from_before, y + from_after, n) for x, y, n in match(*part)]
        if i < len(before):
            runs.append((i, j, 1))
        from_before, from_after = i + 1, j + 1
    return _joined(runs)


def _grams(sequence: list[int], width: int) -> list[tuple[int, ...]]:
    return list(zip(*(sequence[offset:] for offset in range(width)), strict=False))


def _anchors(before: list[tuple[int, ...]], after: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    once = {gram for gram, count in Counter(before).items() if count == 1}
    once &= {gram for gram, count in Counter(after).items() if count == 1}
    place = {gram: i for i, gram in enumerate(before) if gram in once}
    pairs = [(place[gram], j) for j, gram in enumerate(after) if gram in once]
    kept = heaviest_increasing([i for i, _ in pairs], [1.0] * len(pairs))
    return [pairs[k] for k in kept]


def heaviest_increasing(values: list[int], weights: list[float]) -> list[int]:
    """Positions of an increasing subsequence of greatest weight (Fenwick tree)."""
    if all(first < second for first, second in pairwise(values)):
        return list(range(len(values)))
    rank = {value: k + 1 for k, value in enumerate(sorted(set(values)))}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(rank) + 1)
    back = [-1] * len(values)
    for position, value in enumerate(values):
        k, so_far = rank[value] - 1, (0.0, -1)
        while k:
            if best[k][0] > so_far[0]:
                so_far = best[k]
            k &= k - 1
        back[position] = so_far[1]
        total, k = so_far[0] + weights[position], rank[value]
        while k <= len(rank):
            if total > best[k][0]:
                best[k] = (total, position)
            k += k & -k
    position = max(best, key=lambda entry: entry[0])[1]
    chain: list[int] = []
    while position >= 0:
        chain.append(position)
        position = back[position]
    return chain[::-1]
