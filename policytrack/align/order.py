"""Which sections changed their place among those that are on both sides.

Must not know how sections were paired.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policytrack.align.sequence import heaviest_increasing

if TYPE_CHECKING:
    from policytrack.align.features import Side

# What a section inside another one counts for when it is asked which sections moved.
INNER = 0.5


def find_moved(before: Side, after: Side, pairs: dict[int, int]) -> set[int]:
    """Before sections that moved; what a moved section took along did not move itself."""
    displaced = pairs.keys() - keep_order(before, pairs)
    children: dict[int, list[int]] = defaultdict(list)
    for i in sorted(displaced):
        parent = before[i].parent
        if parent in displaced and after[pairs[i]].parent == pairs[parent]:
            children[parent].append(i)
    carried = {
        i for group in children.values() for i in keep_order(before, {i: pairs[i] for i in group})
    }
    return displaced - carried


def keep_order(before: Side, pairs: dict[int, int]) -> set[int]:
    """Before sections that keep their order: as many as can be, of these the longest.

    A section inside another one counts half, as it mostly goes where the other goes.
    """
    order = sorted(pairs)
    total = 1 + sum(before[i].size for i in order)
    weights = [(1.0 if before[i].parent is None else INNER) + before[i].size / total for i in order]
    kept = heaviest_increasing([pairs[i] for i in order], weights)
    return {order[k] for k in kept}
