"""Pairs of sections that say much the same, or stand under the same title in the same place.

Owns the measure of likeness. Must not know splits, merges or what is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.align.order import keep_order

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side
    from policytrack.align.pairing import Pairing

CONTENT, TITLE, PLACE = 0.72, 0.20, 0.08
# Content says as much as it weighs once a body has this many words; below, title and place do.
FULL_EVIDENCE = 20
SURE, LIKELY = 0.6, 0.4
# Runs of two words in more sections than this do not make two sections candidates.
MOST_SHARED = 24
MOST_CANDIDATES = 24


def pair_alike(pairing: Pairing) -> None:
    """First the pairs that are sure, then, with what these say of places, the likely ones."""
    for floor in (SURE, LIKELY, LIKELY):
        candidates = _find_candidates(pairing.free_before(), pairing.free_after())
        scored = [
            (-likeness(pairing, i, j), abs(i - j), i, j) for i in candidates for j in candidates[i]
        ]
        for score, _, i, j in sorted(scored):
            if -score < floor:
                break
            if pairing.free(i, j):
                pairing.pair(i, j)


def likeness(pairing: Pairing, i: int, j: int) -> float:
    """How sure it is that two sections are one, 0 to 1."""
    before, after = pairing.before[i], pairing.after[j]
    evidence = min(1.0, max(len(before.words), len(after.words)) / FULL_EVIDENCE)
    rest = CONTENT * (1 - evidence)
    return (
        CONTENT * evidence * content_likeness(before, after)
        + (TITLE + 0.7 * rest) * title_likeness(before, after)
        + (PLACE + 0.3 * rest) * pairing.context(i, j)
    )


def content_likeness(before: Features, after: Features) -> float:
    """Dice of the runs of two words; how far one holds the other counts too."""
    if not before.pairs or not after.pairs:
        return 0.0
    common = len(before.pairs & after.pairs)
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
    if not before or not after:
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
        shared: Counter[int] = Counter()
        for feature in _traits(section):
            if len(places.get(feature, ())) <= MOST_SHARED:
                shared.update(places.get(feature, ()))
        found[section.index] = sorted(shared, key=lambda j: (-shared[j], j))[:MOST_CANDIDATES]
    return found


def _traits(section: Features) -> list[object]:
    """Runs of two words, the title, the title's words."""
    return [*section.pairs, ("", section.title), *(("", word) for word in set(section.title))]


def pair_rewritten(pairing: Pairing) -> None:
    """Sections whose text is new under an unchanged title in an unchanged place."""
    kept = keep_order(pairing.before, pairing.forth)
    order = sorted(kept)
    gaps_before, gaps_after = defaultdict(list), defaultdict(list)
    bounds = [pairing.forth[i] for i in order]
    for section in pairing.free_before():
        gaps_before[_gap(order, section.index)].append(section)
    for section in pairing.free_after():
        gaps_after[_gap(bounds, section.index)].append(section)
    for gap, befores in gaps_before.items():
        by_title = defaultdict(list)
        for section in gaps_after.get(gap, ()):
            by_title[section.title].append(section)
        for section in befores:
            if section.title and by_title.get(section.title):
                pairing.pair(section.index, by_title[section.title].pop(0).index)


def _gap(bounds: list[int], index: int) -> int:
    from bisect import bisect_left

    return bisect_left(bounds, index)
