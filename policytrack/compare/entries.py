"""Which entries of a rewritten list belong together: its items, rows, paragraphs.

Owns how alike two of them must be. Must not know words in order or how an edit is written out. A
longest common subsequence takes every word that it can get, and would tell "Fish" of one item as
gone and the same "Fish" two lines below as new where what lies between was replaced.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from policytrack.align.sequence import heaviest_increasing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap
    from policytrack.compare.units import Span
    from policytrack.words import Words

Pair = tuple[int, int]
Side = list["Entry"]
# What lies from one seam to the next one is of both sides, of one side or of two, or may be either.
Join = Literal["together", "apart", "in doubt"]
Scores = dict[Pair, float]

# How much two entries must have in common, the words that are frequent counting less; how much
# between two pairs, where little else may belong together, to be sure, and to be in doubt; and how
# much of an entry beside a pair must be found in what one of these lost to be a part of it.
ALIKE, SURE, LIKELY, PART = 0.3, 0.2, 0.12, 0.35
NEARLY = 0.67  # as alike to the one as the one's own partner is
# What a run of two words is worth with which two entries begin, and no other.
HEAD, ONLY_THERE, MOST_THERE = 12, 0.05, 0.2
NAMED = 0.5  # what the same name in front is worth, where no other entry of its side bears it
LONGEST_NAME = 8  # words in front of a colon, a dash, a full stop or the end of bold type
FEWEST, FEW_PAIRS, MOST_PAIRS = 2, 2500, 40_000  # entries of a side; of both, multiplied
RARE = 8  # a word that stands more often leads from no entry to another
_NAME_END = re.compile(r"[.:–—]|\*\*|\s-\s|\n\s*\n")


class Entry(NamedTuple):
    """A whole entry of one side of which some words neither stay nor moved."""

    span: Span
    words: Counter[str]
    name: tuple[str, ...]
    opening: frozenset[tuple[str, str]]  # the runs of two words that it begins with


def part_entries(gap: Gap) -> None:
    """Set the seams of a gap: where entries that belong together begin and end, in order.

    What lies between them is apart; what is in doubt is so, too, where none of its words stays.
    """
    if gap.all_stay or min(map(len, gap.units("blocks"))) < FEWEST:
        return
    seams: dict[Pair, Join] = {}
    for sides in _stretches(gap):
        ends = 0, 0
        for (i, x), (j, y), sure in _grown(_alike(*sides), sides):
            if ends[0] < i and ends[1] < j:
                seams[_start(sides, ends)] = "apart"
            seams[_start(sides, (i, j))] = "together" if sure else "in doubt"
            ends = x, y
            seams.setdefault(_end(sides, ends), "together")
        if ends[0] < len(sides[0]) and ends[1] < len(sides[1]):
            seams[_start(sides, ends)] = "apart"
            seams.setdefault(_end(sides, (len(sides[0]), len(sides[1]))), "together")
    gap.seams = {seam: seams[seam] for seam in uncrossed(sorted(seams), gap.runs)}


def _start(sides: tuple[Side, Side], places: Pair) -> Pair:
    return sides[0][places[0]].span[0], sides[1][places[1]].span[0]


def _end(sides: tuple[Side, Side], places: Pair) -> Pair:
    return sides[0][places[0] - 1].span[1], sides[1][places[1] - 1].span[1]


def _stretches(gap: Gap) -> Iterator[tuple[Side, Side]]:
    """The entries of both sides between those that stay as they are."""
    blocks = gap.units("blocks")
    starts, whole = [start for start, _ in blocks[0]], set(blocks[1])
    from_before = from_after = 0
    for i, j, length in [*gap.runs, (len(gap.before.keys), len(gap.after.keys), 0)]:
        for k in range(bisect_left(starts, i), bisect_left(starts, i + length)):
            start, end = blocks[0][k]
            if end <= i + length and (start - i + j, end - i + j) in whole:
                yield from _stretch(gap, (from_before, start), (from_after, start - i + j))
                from_before, from_after = end, end - i + j
    yield from _stretch(gap, (from_before, len(gap.before.keys)), (from_after, len(gap.after.keys)))


def _stretch(gap: Gap, before: Span, after: Span) -> Iterator[tuple[Side, Side]]:
    blocks = gap.units("blocks")
    sides = (
        list(_entries(gap.before, blocks[0], before, gap.away)),
        list(_entries(gap.after, blocks[1], after, gap.here)),
    )
    if min(map(len, sides)) >= FEWEST and len(sides[0]) * len(sides[1]) <= MOST_PAIRS:
        yield sides


def _entries(
    words: Words, blocks: list[Span], within: Span, moved: dict[int, int]
) -> Iterator[Entry]:
    first = bisect_left(blocks, (within[0], 0))
    for start, end in blocks[first : bisect_left(blocks, (within[1], 0))]:
        if not all(word in moved for word in range(start, end)):
            opens = start
            while opens < end - 1 and words.keys[opens][0].isdigit():  # a number says where, only
                opens += 1
            folded = [key.casefold() for key in words.keys[opens:end]]
            runs = frozenset(pairwise(folded[:HEAD]))
            yield Entry((start, end), Counter(folded), _name(words, (opens, end)), runs)


def _name(words: Words, span: Span) -> tuple[str, ...]:
    """The words in front that name an entry; () where none do."""
    start, end = span
    for word in range(start, min(end, start + LONGEST_NAME)):
        beyond = words.starts[word + 1] if word + 1 < len(words.starts) else len(words.text)
        if word + 1 == end or _NAME_END.search(words.text, words.ends[word], beyond):
            return tuple(key.casefold() for key in words.keys[start : word + 1])
    return ()


def _pairs(scores: Scores, sides: tuple[Side, Side]) -> list[Pair]:
    """First what is surely alike, then, between these, what is likely so."""
    openings = Counter(run for side in sides for entry in side for run in entry.opening)

    def rank(pair: Pair) -> float:
        """The likeness of a pair, and the words with which only these two begin."""
        runs = sides[0][pair[0]].opening & sides[1][pair[1]].opening
        alone = sum(openings[run] == len(pair) for run in runs)
        return scores[pair] + min(MOST_THERE, ONLY_THERE * alone)

    pairs: list[Pair] = []
    for floor in (ALIKE, LIKELY):
        ends = [(-1, -1), *pairs, (len(sides[0]), len(sides[1]))]
        rest = {
            pair: likeness
            for pair in scores
            if all(map(_is_between, *_around(ends, pair), pair))
            and (likeness := rank(pair)) >= floor
        }
        pairs = sorted([*pairs, *_in_order(rest)])
    return pairs


def _around(ends: list[Pair], pair: Pair) -> tuple[Pair, Pair]:
    beyond = bisect_right(ends, pair)
    return ends[beyond - 1], ends[min(beyond, len(ends) - 1)]


def _is_between(low: int, high: int, place: int) -> bool:
    return low < place < high


def _alike(before: Side, after: Side) -> Scores:
    """How alike entries are, of those that may belong together."""
    counts: Counter[str] = Counter()
    for entry in (*before, *after):
        counts.update(entry.words)
    sizes = [
        [sum(n / counts[word] for word, n in entry.words.items()) for entry in side]
        for side in (before, after)
    ]
    names = Counter(entry.name for entry in before), Counter(entry.name for entry in after)
    found = {}
    for i, j in _candidates(before, after, counts):
        one, other = before[i], after[j]
        words = other.words
        shared = sum([min(n, words[w]) / counts[w] for w, n in one.words.items() if w in words])
        smaller, larger = sorted((sizes[0][i], sizes[1][j]))
        score = 0.6 * 2 * shared / (smaller + larger) + 0.4 * shared / smaller
        if one.name and one.name == other.name and all(side[one.name] == 1 for side in names):
            score += NAMED
        if score >= LIKELY:
            found[i, j] = score
    return found


def _candidates(before: Side, after: Side, counts: Counter[str]) -> Iterator[Pair]:
    """All, or, where these are many, those that have a word in common which is rare."""
    if len(before) * len(after) <= FEW_PAIRS:
        yield from product(range(len(before)), range(len(after)))
        return
    places: dict[str, list[int]] = defaultdict(list)
    for j, entry in enumerate(after):
        for word in entry.words:
            places[word].append(j)
    for i, entry in enumerate(before):
        rare = (places.get(word, ()) for word in entry.words if counts[word] <= RARE)
        for j in sorted({j for found in rare for j in found}):
            yield i, j


def _in_order(scores: Scores) -> list[Pair]:
    """The pairs of greatest likeness in all that keep order and share no entry."""
    pairs = sorted(scores, key=lambda pair: (pair[0], -pair[1]))
    if not pairs:
        return []
    kept = heaviest_increasing([j for _, j in pairs], [scores[pair] for pair in pairs])
    return [pairs[k] for k in kept]


def _grown(scores: Scores, sides: tuple[Side, Side]) -> Iterator[tuple[Span, Span, bool]]:
    """The entries of each pair, with those beside it that one of the two was split into.

    Whether the pair is sure goes with them.
    """
    ends = len(sides[0]), len(sides[1])
    pairs = _pairs(scores, sides)
    beyond = 0, 0
    for (i, j), following in pairwise([*pairs, ends]):
        least = max(ALIKE, scores[i, j] * NEARLY)
        lost = sides[0][i].words - sides[1][j].words
        came = sides[1][j].words - sides[0][i].words
        rows = {x: score for (x, y), score in scores.items() if y == j and score >= least}
        columns = {y: score for (x, y), score in scores.items() if x == i and score >= least}
        first = (
            i - _parts(sides[0], range(i - 1, beyond[0] - 1, -1), came, rows),
            j - _parts(sides[1], range(j - 1, beyond[1] - 1, -1), lost, columns),
        )
        beyond = (
            i + 1 + _parts(sides[0], range(i + 1, following[0]), came, rows),
            j + 1 + _parts(sides[1], range(j + 1, following[1]), lost, columns),
        )
        yield (first[0], beyond[0]), (first[1], beyond[1]), scores[i, j] >= SURE


def _parts(side: Side, places: Iterable[int], rest: Counter[str], alike: Container[int]) -> int:
    """How many of the entries are as alike, or stand in the rest, which loses what is found."""
    count = 0
    for place in places:
        words = side[place].words
        shared = words & rest
        if shared.total() < PART * words.total() and place not in alike:
            break
        rest -= shared
        count += 1
    return count


def uncrossed(seams: Iterable[Pair], runs: list[Match]) -> list[Pair]:
    """The seams, of those in order, that no run of words which stay runs across."""
    starts = [run[0] for run in runs]
    found = []
    for i, j in seams:
        place = bisect_left(starts, i)
        x, y, length = runs[place - 1] if place else (0, 0, 0)
        behind = x + length <= i and y + length <= j
        if behind and (place == len(runs) or runs[place][1] >= j):
            found.append((i, j))
    return found
