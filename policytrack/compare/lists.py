"""Which of a few words is kept where several could be.

Owns lists that grew or shrank: "A and B" became "A, B and C". A longest common subsequence may keep
the "and", and tell B as added before it and replaced by C behind it; what a reader sees is that C
was added. And of words that are as good, those which leave fewer edits.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.compare.matching import join_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap

LONGEST_JOINT = 2  # words of what stands between the last two of a list
LONGEST_NAME = 12  # words of one of the list
LONGEST_STRETCH = 24  # words between the runs around one that may be exchanged
FEWEST_EDITS = 2  # that a word between two edits can leave


def keep_fewest_edits(gap: Gap) -> None:
    """Keep, instead of a word or two between edits, such as leave fewer edits around them.

    "[+will stop (if +]we[- will-][+ look) or+] end" is "[-we -]will[+ stop (if we look) or+] end".
    They are no shorter.
    """
    _keep(gap, _with_fewest_edits)


def _keep(gap: Gap, choose: Callable[[Gap, Match, Match, Match], Match]) -> None:
    """Keep for each run the one chosen, given the one kept before and the one that follows."""
    ends = (len(gap.before.keys), len(gap.after.keys), 0)
    runs: list[Match] = [(0, 0, 0)]
    for run, following in pairwise([*gap.runs, ends]):
        runs.append(choose(gap, runs[-1], run, following))
    gap.runs = join_runs(runs[1:])


def _with_fewest_edits(gap: Gap, last: Match, run: Match, following: Match) -> Match:
    start = last[0] + last[2], last[1] + last[2]
    size = run[2]
    if any(start < seam < following[:2] for seam in gap.seams):  # it stays with its own entry
        return run
    spans = [
        range(first, beyond - size + 1) for first, beyond in zip(start, following, strict=False)
    ]
    if size > LONGEST_JOINT or any(not 1 < len(span) <= LONGEST_STRETCH for span in spans):
        return run

    def edits(place: Match) -> int:
        return sum(
            edge < at
            for edge, at in (
                (start[0], place[0]),
                (start[1], place[1]),
                (place[0] + size, following[0]),
                (place[1] + size, following[1]),
            )
        )

    if edits(run) <= FEWEST_EDITS:
        return run
    before, after = gap.before.keys, gap.after.keys
    others = [
        (i, j, size)
        for i in spans[0]
        for j in spans[1]
        if before[i : i + size] == after[j : j + size]
        and _letters(before[i : i + size]) >= _letters(before[run[0] : run[0] + size])
        and not any(i + n in gap.away or j + n in gap.here for n in range(size))
    ]
    return min([run, *others], key=edits)


def _letters(words: Sequence[str]) -> int:
    return sum(map(len, words))


def keep_names(gap: Gap) -> None:
    """Keep the words that stand on both sides of a short run, on one each, instead of the run."""
    _keep(gap, _instead)


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
