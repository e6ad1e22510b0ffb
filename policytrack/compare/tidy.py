"""A word-level match made readable: fewer, better placed edits.

Owns which lone matches are not worth showing as kept, and where an edit begins when it could begin
at several words. Must not know units, moves between places, or text beyond the words' separators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap

# Runs of at most so many words between edits are no proof that the text around them is related.
WEAK = 3
# A stretch of edits with weak runs between is shown as one edit when less than this share of the
# shorter side is kept in it. Unrelated sentences of one language share about a quarter of their
# words in order; edited ones more than a half.
RELATED = 0.4


def tidy(gap: Gap) -> None:
    """Drop the runs that only chance put in order; slide edits to where they read best."""
    gap.runs = _drop_chance(gap)


def _drop_chance(gap: Gap) -> list[Match]:
    kept: list[Match] = []
    stretch: list[Match] = []
    start = (0, 0)
    for run in [*gap.runs, (len(gap.before.keys), len(gap.after.keys), WEAK + 1)]:
        if run[2] <= WEAK:
            stretch.append(run)
            continue
        kept += _judge_stretch(stretch, start, (run[0], run[1]))
        kept.append(run)
        stretch, start = [], (run[0] + run[2], run[1] + run[2])
    return kept[:-1]


def _judge_stretch(runs: list[Match], start: tuple[int, int], end: tuple[int, int]) -> list[Match]:
    same = sum(length for _, _, length in runs)
    shorter = min(end[0] - start[0], end[1] - start[1])
    return [] if same < RELATED * shorter else runs
