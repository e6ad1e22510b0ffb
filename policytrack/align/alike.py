"""Pairs of sections that say much the same, or stand under the same title in the same place.

Owns the measure of likeness. Must not know splits, merges or what is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side
    from policytrack.align.pairing import Pairing

Scores = dict[tuple[int, int], float]
Candidates = dict[tuple[int, int], tuple[float, float]]  # see `text_likeness`

CONTENT, TITLE, PLACE = 0.72, 0.20, 0.08
# Under another chapter: enough to tell the "Examples" of two chapters that say much the same.
APART = 0.1
# Content says as much as it weighs once a body has this many words; below, title and place do.
FULL_EVIDENCE = 20
# Measured on edited policies: at .3 in place as few wrong pairs as at .4, and half the missed ones.
SURE, LIKELY, IN_PLACE = 0.6, 0.4, 0.32
# Likeness that a pair in order may lack against the best pair that either section has anywhere.
ORDER_WORTH = 0.15
# A namesake's share of the shorter text's runs of two words, and what is too short to tell.
RELATED, SHORT = 0.3, 10
# Runs of two words in more sections than this do not make two sections candidates.
MOST_SHARED = 24
MOST_CANDIDATES = 24


def pair_alike(pairing: Pairing) -> None:
    """First the pairs that are sure, then, with what these say of places, the likely ones.

    Between sections that kept their order the best pairs in order come first; what is left is
    paired wherever it went. What stood in the same place at last needs less likeness.
    """
    pair_namesakes(pairing, SURE)
    candidates = _read_texts(pairing)
    if not candidates:
        return
    _pair_round(pairing, candidates, SURE)
    for _ in range(2):
        if not _pair_round(pairing, candidates, LIKELY):
            break
    pairing.expect_places()
    _pair_in_gaps(pairing, _score_candidates(pairing, candidates), IN_PLACE)


def _pair_round(pairing: Pairing, candidates: Candidates, floor: float) -> bool:
    """Pair what is at least so alike; whether any was."""
    paired = len(pairing.forth)
    pairing.expect_places()
    scores = _score_candidates(pairing, candidates)
    _pair_in_gaps(pairing, scores, floor)
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= floor and pairing.free(i, j) and _may_have_moved(pairing, i, j):
            pairing.pair(i, j)
    return len(pairing.forth) > paired


def _may_have_moved(pairing: Pairing, i: int, j: int) -> bool:
    """Whether more than a title that several sections bear says that these are one."""
    before, after = pairing.before[i], pairing.after[j]
    if before.title != after.title:
        return content_likeness(before, after) >= RELATED
    return pairing.bears_alone(before.title) or content_likeness(before, after) >= SURE


def _read_texts(pairing: Pairing) -> Candidates:
    """The pairs of free sections that may be alike enough, with what their texts say of it."""
    candidates = _find_candidates(pairing.free_before(), pairing.free_after())
    texts = {
        (i, j): text_likeness(pairing.before[i], pairing.after[j])
        for i, others in candidates.items()
        for j in others
    }
    return {pair: texts for pair, texts in texts.items() if sum(texts) >= IN_PLACE}


def _score_candidates(pairing: Pairing, candidates: Candidates) -> Scores:
    return {
        (i, j): score
        for (i, j), texts in candidates.items()
        if pairing.free(i, j) and (score := _likeness(pairing, i, j, texts)) >= IN_PLACE
    }


def _pair_in_gaps(pairing: Pairing, scores: Scores, floor: float) -> None:
    best: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), score in scores.items():
        best[0, i] = max(best[0, i], score)
        best[1, j] = max(best[1, j], score)
    good = {
        pair: score
        for pair, score in scores.items()
        if score >= max(floor, best[0, pair[0]] - ORDER_WORTH, best[1, pair[1]] - ORDER_WORTH)
    }
    by_gap: dict[int, Scores] = defaultdict(dict)
    bounds = pairing.backbone()
    for (i, j), score in good.items():
        gap = bisect_left(bounds[0], i)
        if gap == bisect_left(bounds[1], j):
            by_gap[gap][i, j] = score
    for pairs in by_gap.values():
        for i, j in _best_in_order(pairs):
            pairing.pair(i, j)


def _best_in_order(scores: Scores) -> list[tuple[int, int]]:
    """The pairs of greatest total score that keep order and share no section."""
    ends: list[tuple[float, tuple[int, int], int]] = []  # total, pair, index of the pair before
    for (i, j), score in sorted(scores.items()):
        total, back = 0.0, -1
        for index, (so_far, (x, y), _) in enumerate(ends):
            if x < i and y < j and so_far > total:
                total, back = so_far, index
        ends.append((total + score, (i, j), back))
    index = max(range(len(ends)), key=lambda k: ends[k][0])
    chain = []
    while index >= 0:
        chain.append(ends[index][1])
        index = ends[index][2]
    return chain[::-1]


def _likeness(pairing: Pairing, i: int, j: int, texts: tuple[float, float]) -> float:
    """How sure it is that two sections are one, 0 to 1."""
    score = texts[0] + texts[1] * (0.7 * pairing.context(i, j) + 0.3 * pairing.closeness(i, j))
    return score - APART if pairing.are_apart(i, j) else score


def text_likeness(before: Features, after: Features) -> tuple[float, float]:
    """What title and content say for two sections being one, and what their place may add."""
    evidence = min(1.0, max(len(before.words), len(after.words)) / FULL_EVIDENCE)
    rest = CONTENT * (1 - evidence)
    words = CONTENT * evidence * content_likeness(before, after)
    title = (TITLE + 0.7 * rest) * title_likeness(before, after)
    return words + title, PLACE + 0.3 * rest


def content_likeness(before: Features, after: Features) -> float:
    """Dice of the runs of two words; how far one holds the other counts too."""
    if not before.pairs or not after.pairs:
        return 0.0
    common = before.common(after)
    smaller, larger = sorted((len(before.pairs), len(after.pairs)))
    dice = 2 * common / (smaller + larger)
    return 0.6 * dice + 0.4 * common / smaller if smaller >= FULL_EVIDENCE else dice


def title_likeness(before: Features, after: Features) -> float:
    """Dice of the titles' words; two sections without a title say nothing of each other."""
    if before.title == after.title:
        return 1.0 if before.title else 0.5
    return _title_likeness(before.title, after.title)


@lru_cache(maxsize=65536)
def _title_likeness(before: tuple[int, ...], after: tuple[int, ...]) -> float:
    if set(before).isdisjoint(after):
        return 0.0
    common = sum((Counter(before) & Counter(after)).values())
    return 2 * common / (len(before) + len(after))


def _find_candidates(before: Side, after: Side) -> dict[int, list[int]]:
    """For each section before, the sections after that share something rare with it."""
    if len(before) * len(after) <= 400:
        return {section.index: [other.index for other in after] for section in before}
    places: dict[object, list[int]] = defaultdict(list)
    for section in after:
        for feature in _traits(section):
            places[feature].append(section.index)
    found = {}
    for section in before:
        hits: list[int] = []
        for sharing in filter(None, map(places.get, _traits(section))):
            if len(sharing) <= MOST_SHARED:
                hits += sharing
        shared = Counter(hits)
        found[section.index] = sorted(shared, key=lambda j: (-shared[j], j))[:MOST_CANDIDATES]
    return found


def _traits(section: Features) -> list[object]:
    """Runs of two words, the title, the title's words."""
    return [*section.pairs, ("", section.title), *(("", word) for word in set(section.title))]


def pair_rewritten(pairing: Pairing) -> None:
    """Sections whose text is new under an unchanged title in an unchanged place."""
    gaps_before, gaps_after = defaultdict(list), defaultdict(list)
    order, bounds = pairing.backbone()
    for section in pairing.free_before():
        gaps_before[bisect_left(order, section.index)].append(section)
    for section in pairing.free_after():
        gaps_after[bisect_left(bounds, section.index)].append(section)
    for gap, befores in gaps_before.items():
        by_title = defaultdict(list)
        for section in gaps_after.get(gap, ()):
            by_title[section.title].append(section)
        for section in befores:
            if (section.title or not section.level) and by_title.get(section.title):
                pairing.pair(section.index, by_title[section.title].pop(0).index)


def pair_namesakes(pairing: Pairing, share: float = RELATED) -> None:
    """Sections whose title stands once in each document, wherever they went.

    Their texts must have a share of each other's runs of two words, or be too short to tell.
    """
    namesakes = {section.title: section for section in pairing.free_after() if section.title}
    for before in pairing.free_before():
        after = namesakes.get(before.title)
        if after and pairing.bears_alone(before.title) and _is_related(before, after, share):
            pairing.pair(before.index, after.index)


def _is_related(before: Features, after: Features, share: float) -> bool:
    if share < SURE and max(len(before.words), len(after.words)) < SHORT:
        return True
    common = before.common(after)
    if share >= SURE:
        return common >= max(SHORT, share * max(len(before.pairs), len(after.pairs)))
    return common >= max(2, share * min(len(before.pairs), len(after.pairs)))
