"""A list that grew or shrank: "A and B" became "A, B and C".

Owns which of the words is kept. A longest common subsequence may keep the "and", and tell B as
added before it and replaced by C behind it; what a reader sees is that C was added.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.compare.matching import join_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap

LONGEST_JOINT = 2  # words of what stands between the last two of a list
LONGEST_NAME = 12  # words of one of the list


def keep_names(gap: Gap) -> None:
    """Keep the words that stand on both sides of a short run, on one each, instead of the run."""
    ends = (len(gap.before.keys), len(gap.after.keys), 0)
    runs: list[Match] = [(0, 0, 0)]
    for run, following in pairwise([*gap.runs, ends]):
        runs.append(_instead(gap, runs[-1], run, following))
    gap.runs = join_runs(runs[1:])


def _instead(gap: Gap, last: Match, run: Match, following: Match) -> Match:
    """The run to keep in the place of one between the last two of a list."""
    i, j, length = run
    if length > LONGEST_JOINT:
        return run
    before, after = gap.before.keys, gap.after.keys
    if name := _name(after[last[1] + last[2] : j], before[i : following[0]], length):
        kept = (following[0] - name, j - name, name)
    elif name := _name(before[last[0] + last[2] : i], after[j : following[1]], length):
        kept = (i - name, following[1] - name, name)
    else:
        return run
    moved = any(kept[0] + n in gap.away or kept[1] + n in gap.here for n in range(name))
    return run if moved else kept


def _name(lead: Sequence[str], joined: Sequence[str], joint: int) -> int:
    """How many words end both what stands before the joint on one side and behind it on the other.

    0 where these are not all that stands behind it, or less than the joint itself.
    """
    size = len(joined) - joint
    if not 0 < size <= LONGEST_NAME or list(lead[-size:]) != list(joined[joint:]):
        return 0
    while size < min(len(lead), len(joined) - 1) and lead[-size - 1] == joined[-size - 1]:
        size += 1
    return size if len("".join(joined[-size:])) > len("".join(joined[:joint])) else 0
