"""Which words of one stretch of text stay, leave and arrive.

Owns the levels: equal blocks, equal sentences, then words between them. Must not know sections
or how an edit is written out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count, pairwise
from operator import lt
from typing import TYPE_CHECKING, Literal

from policytrack.align.sequence import Match, heaviest_increasing, match
from policytrack.compare.entries import part_entries, uncrossed
from policytrack.compare.units import Span, block_words, sentence_words, split_blocks
from policytrack.words import Words, find_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.compare.entries import Join

Key = tuple[str, ...]
LONGEST_OVERLAP = 12  # words that a line break put to another line
Level = Literal["blocks", "sentences"]


@dataclass(slots=True)
class Gap:
    """A stretch that differs. Runs of words that stay are in order on both sides.

    `away` and `here` name for a word the move that it is part of; a word that neither stays nor
    moves is removed or added.
    """

    before: Words
    after: Words
    runs: list[Match] = field(default_factory=list)
    away: dict[int, int] = field(default_factory=dict)
    here: dict[int, int] = field(default_factory=dict)
    seams: dict[tuple[int, int], Join] = field(default_factory=dict)  # no edit runs across these
    known_units: dict[Level, tuple[list[Span], list[Span]]] = field(default_factory=dict)

    @property
    def all_stay(self) -> bool:
        """No word was added, removed or moved."""
        stay = sum(length for _, _, length in self.runs)
        return stay == len(self.before.keys) == len(self.after.keys)

    def units(self, level: Level) -> tuple[list[Span], list[Span]]:
        """Word ranges of the blocks, or of the sentences, of both sides."""
        if level not in self.known_units:
            sides = self.before, self.after
            if level == "blocks":
                self.known_units[level] = block_words(sides[0]), block_words(sides[1])
            else:
                blocks = self.units("blocks")
                self.known_units[level] = (
                    sentence_words(sides[0], blocks[0]),
                    sentence_words(sides[1], blocks[1]),
                )
        return self.known_units[level]

    def free(self, side: int) -> list[bool]:
        """For each word of a side (0 or 1) whether it neither stays nor moves."""
        free = [True] * len((self.before, self.after)[side].keys)
        for word in (self.away, self.here)[side]:
            free[word] = False
        for run in self.runs:
            free[run[side] : run[side] + run[2]] = [False] * run[2]
        return free


def find_gaps(before: str, after: str) -> list[str | Gap]:
    """The text after as stretches that are the same, letter for letter, and gaps between them."""
    if before == after:
        return [after] if after else []
    if not before or not after:
        return [Gap(find_words(before), find_words(after))]
    spans = split_blocks(before), split_blocks(after)
    names: dict[str, int] = {}
    ids = tuple(
        [names.setdefault(text[start:end].rstrip(), len(names)) for start, end in side]
        for text, side in zip((before, after), spans, strict=True)
    )
    weights = [float(end - start) for start, end in spans[0]]
    found: list[str | Gap] = []
    at_before = at_after = 0
    for i, j, length in [*match_units(ids[0], ids[1], weights), (len(ids[0]), len(ids[1]), 0)]:
        start = spans[0][i][0] if i < len(ids[0]) else len(before)
        other = spans[1][j][0] if j < len(ids[1]) else len(after)
        if before[at_before:start] != after[at_after:other]:
            sides = find_words(before[at_before:start]), find_words(after[at_after:other])
            found.append(Gap(*sides))
        elif at_after < other:
            found.append(after[at_after:other])
        if length:
            at_before = _trimmed(before, spans[0][i + length - 1])
            at_after = _trimmed(after, spans[1][j + length - 1])
            found.append(after[other:at_after])
    return found


def _trimmed(text: str, span: Span) -> int:
    """The end of a block without the white space behind it."""
    return span[0] + len(text[span[0] : span[1]].rstrip())


def match_units(before: list[int], after: list[int], weights: list[float]) -> list[Match]:
    """Equal units that stay in order: what stands once on each side first, by weight."""
    places: dict[int, list[int]] = defaultdict(list)
    for j, name in enumerate(after):
        places[name].append(j)
    counts = Counter(before)
    once = [
        (i, places[name][0])
        for i, name in enumerate(before)
        if counts[name] == 1 and len(places.get(name, ())) == 1
    ]
    kept = heaviest_increasing([j for _, j in once], [weights[i] for i, _ in once])
    runs: list[Match] = []
    at_before = at_after = 0
    for i, j in [*(once[k] for k in kept), (len(before), len(after))]:
        if at_before < i and at_after < j:
            inner = match(before[at_before:i], after[at_after:j])
            runs += [(x + at_before, y + at_after, length) for x, y, length in inner]
        if i < len(before) or j < len(after):
            runs.append((i, j, 1))
        at_before, at_after = i + 1, j + 1
    return runs


def keep_units(gap: Gap, level: Level, fewest: int) -> None:
    """Mark the equal units of a gap as staying, between those known to stay already.

    Units of fewer than `fewest` words are left to the words' own matching.
    """
    names: dict[Key, int] = {}
    sides = [
        Units(words, [span for span in spans if span[1] - span[0] >= fewest], names)
        for words, spans in zip((gap.before, gap.after), gap.units(level), strict=True)
    ]
    runs: list[Match] = []
    for hole in _holes(gap):
        parts = [side.within(span) for side, span in zip(sides, hole, strict=True)]
        ids = [side.ids[part] for side, part in zip(sides, parts, strict=True)]
        spans = [side.spans[part] for side, part in zip(sides, parts, strict=True)]
        weights = [float(end - start) for start, end in spans[0]]
        for i, j, length in match_units(ids[0], ids[1], weights):
            for (start, end), (other, _) in zip(
                spans[0][i : i + length], spans[1][j : j + length], strict=True
            ):
                runs.append((start, other, end - start))
    gap.runs = join_runs(sorted([*gap.runs, *runs]))


class Units:
    """Units of one side with a number for each different wording."""

    def __init__(self, words: Words, spans: list[Span], names: dict[Key, int]) -> None:
        self.spans = spans
        self.starts = [start for start, _ in spans]
        self.ids = [
            names.setdefault(tuple(words.keys[start:end]), len(names)) for start, end in spans
        ]

    def within(self, hole: Span) -> slice:
        """The units that lie wholly in a range of words."""
        first, beyond = bisect_left(self.starts, hole[0]), bisect_left(self.starts, hole[1])
        while beyond > first and self.spans[beyond - 1][1] > hole[1]:
            beyond -= 1
        return slice(first, beyond)


def _holes(gap: Gap) -> Iterator[tuple[Span, Span]]:
    """Word ranges between the runs that stay."""
    at_before = at_after = 0
    for i, j, length in [*gap.runs, (len(gap.before.keys), len(gap.after.keys), 0)]:
        if at_before < i and at_after < j:
            yield (at_before, i), (at_after, j)
        at_before, at_after = i + length, j + length


def _between_seams(gap: Gap) -> Iterator[tuple[Span, Span]]:
    """The holes, cut where entries that belong together begin and end; none that is apart."""
    seams = list(gap.seams)
    for before, after in _holes(gap):
        start, end = (before[0], after[0]), (before[1], after[1])
        cuts = seams[bisect_left(seams, start) : bisect_right(seams, end)]
        for place, beyond in pairwise([start, *cuts, end]):
            if gap.seams.get(place) != "apart" and all(map(lt, place, beyond)):
                yield (place[0], beyond[0]), (place[1], beyond[1])


def keep_words(gap: Gap) -> None:
    """Match word by word what is left between the units that stay or moved."""
    part_entries(gap)
    known: defaultdict[str, int] = defaultdict(count().__next__)
    runs: list[Match] = []
    for before, after in _between_seams(gap):
        words = [i for i in range(*before) if i not in gap.away]
        others = [j for j in range(*after) if j not in gap.here]
        found = match(
            [known[gap.before.keys[i]] for i in words],
            [known[gap.after.keys[j]] for j in others],
        )
        if len(words) == before[1] - before[0] and len(others) == after[1] - after[0]:
            runs += [(before[0] + x, after[0] + y, length) for x, y, length in found]
            continue
        for x, y, length in found:
            runs += [(words[x + k], others[y + k], 1) for k in range(length)]
    gap.runs = join_runs(sorted([*gap.runs, *runs]))
    if gap.seams:
        _close_seams(gap)


def _close_seams(gap: Gap) -> None:
    """Keep the words that a line break within a sentence left on one side of a seam."""
    for i, j in uncrossed(gap.seams, gap.runs):
        place = bisect_left(gap.runs, (i, j, 0))
        x, y, length = gap.runs[place - 1] if place else (0, 0, 0)
        following = gap.runs[place] if place < len(gap.runs) else None
        ends = following[:2] if following else (len(gap.before.keys), len(gap.after.keys))
        if _broken(gap.after, j) and (
            n := _overlap(gap.before.keys[i : ends[0]], gap.after.keys[y + length : j])
        ):
            run = i, j - n, n
        elif _broken(gap.before, i) and (
            n := _overlap(gap.after.keys[j : ends[1]], gap.before.keys[x + length : i])
        ):
            run = i - n, j, n
        else:
            continue
        if not any(run[0] + k in gap.away or run[1] + k in gap.here for k in range(n)):
            gap.runs.insert(place, run)
    gap.runs = join_runs(gap.runs)


def _broken(side: Words, word: int) -> bool:
    """Whether nothing but white space stands before a word."""
    return (
        0 < word < len(side.keys) and side.text[side.ends[word - 1] : side.starts[word]].isspace()
    )


def _overlap(opening: list[str], closing: list[str]) -> int:
    """With how many words the one begins that the other ends with."""
    sizes = range(1, min(len(opening), len(closing), LONGEST_OVERLAP) + 1)
    return max((n for n in sizes if opening[:n] == closing[-n:]), default=0)


def join_runs(runs: list[Match]) -> list[Match]:
    """Runs that follow on each other on both sides as one."""
    joined: list[Match] = []
    for i, j, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((i, j, length))
    return joined
