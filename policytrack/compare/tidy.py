"""A word-level match made readable: fewer, better placed edits.

Owns which lone matches are not worth showing as kept, and where an edit begins when it could begin
at several words. Must not know units or moves between places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.compare.entries import uncrossed
from policytrack.compare.lists import keep_fewest_edits, keep_names
from policytrack.compare.matching import join_runs
from policytrack.compare.ties import drop_weak_ties

if TYPE_CHECKING:
    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap
    from policytrack.words import Words

# A stretch of edits with short kept runs between is shown as one edit when less than a share of
# its shorter side is kept in it: (longest run in words that counts as short, share). Unrelated
# sentences of one language share about a quarter of their words in order, edited ones a half.
CHANCE = ((2, 0.4), (4, 0.2))
# In a stretch of fewer words every kept word helps the reader.
FEWEST_WORDS = 6
_STOP = re.compile(r"[.!?;:|]|\n\s*\n")
# How well an edit may begin behind what stands between two words.
_PLACES = (
    (re.compile(r"\n\s*\n"), 5),
    (re.compile(r"[.!?][^,;]*$|\n"), 4),
    (re.compile(r"[;:]"), 3),
    (re.compile(r"[,(\[–—|]"), 2),
    (re.compile(r"\S"), 1),
)
_FURTHEST = 400  # words that an edit is slid at most
_SEEN = 100  # characters between two words that are looked at


def tidy(gap: Gap) -> None:
    """Slide edits to where they read best, then drop the runs that only chance put in order."""
    keep_names(gap)
    keep_fewest_edits(gap)
    gap.runs = _slide_edits(gap)
    drop_weak_ties(gap)
    for longest, share in CHANCE:
        gap.runs = _drop_chance(gap, longest, share)


def _drop_chance(gap: Gap, longest: int, share: float) -> list[Match]:
    kept: list[Match] = []
    stretch: list[Match] = []
    start = (0, 0)
    seams = [(i, j, 0) for i, j in uncrossed(gap.seams, gap.runs)]
    end = (len(gap.before.keys), len(gap.after.keys), 0)
    for run in [*sorted([*gap.runs, *seams]), end]:
        if 0 < run[2] <= longest and not _is_clause(gap, run):
            stretch.append(run)
            continue
        shorter = min(run[0] - start[0], run[1] - start[1])
        same = sum(length for _, _, length in stretch)
        if shorter < FEWEST_WORDS or same >= share * shorter:
            kept += stretch
        if run[2]:
            kept.append(run)
        stretch, start = [], (run[0] + run[2], run[1] + run[2])
    return kept


def _is_clause(gap: Gap, run: Match) -> bool:
    """Whether a run stands between stops on both sides: a short sentence of its own."""
    i, j, length = run
    return all(
        _STOP.search(_between(side, first)) and _STOP.search(_between(side, first + length))
        for side, first in ((gap.before, i), (gap.after, j))
    )


def _between(side: Words, word: int) -> str:
    """What stands before a word; the end of the text counts as a stop."""
    start = side.ends[word - 1] if word else 0
    end = side.starts[word] if word < len(side.starts) else len(side.text)
    return "\n\n" if not word or word == len(side.starts) else side.text[start:end]


def _slide_edits(gap: Gap) -> list[Match]:
    """Move words that were only added, or only removed, to the best of equal places.

    "the [old] cat, the dog" has the same words as "[the old] cat": both are right, one reads.
    """
    runs = list(gap.runs)
    for k in range(len(runs) - 1):
        (i, j, length), (x, y, width) = runs[k], runs[k + 1]
        if (i + length == x) == (j + length == y):
            continue
        side, start, end = (
            (gap.after, j + length, y) if i + length == x else (gap.before, i + length, x)
        )
        shift = _best_shift(side, start, end, length, width)
        runs[k] = (i, j, length + shift)
        runs[k + 1] = (x + shift, y + shift, width - shift)
    return join_runs([run for run in runs if run[2]])


def _best_shift(side: Words, start: int, end: int, before: int, after: int) -> int:
    """How many words to slide the edit side[start:end] by, of those that give the same words."""
    keys = side.keys
    least = most = 0
    while -least < min(before, _FURTHEST) and keys[start + least - 1] == keys[end + least - 1]:
        least -= 1
    while most < min(after, _FURTHEST) and keys[start + most] == keys[end + most]:
        most += 1
    if not least and not most:
        return 0

    def rank(shift: int) -> tuple[int, int, int]:
        whole = -shift == before or shift == after
        return (_grade(side, start + shift) + _grade(side, end + shift), whole, shift)

    return max(range(least, most + 1), key=rank)


def _grade(side: Words, word: int) -> int:
    text = _between(side, word)[-_SEEN:]
    return next((grade for pattern, grade in _PLACES if pattern.search(text)), 0)
