"""Pairs of sections that say the same. Must not judge likeness of what differs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from policytrack.align.features import Features
    from policytrack.align.pairing import Pairing

# A body of fewer words ("None.", "See above.") is no proof that a section was only renamed.
FEWEST_WORDS = 12
# A text that stands more often than this is paired in order, not by its neighbours.
MOST_REPEATS = 40

Key = tuple[tuple[int, ...], tuple[int, ...]]


def pair_equal(pairing: Pairing) -> None:
    """Equal title and words, then equal words; what stands once before what is repeated."""
    if len(pairing.before) == len(pairing.after) == 1:
        pairing.pair(0, 0)
        return
    _pair_unique(pairing, _text)
    repeats = [*_pair_unique(pairing, _title_and_words), *_pair_unique(pairing, _words)]
    for _ in range(2):
        repeats = [group for group in repeats if not _pair_by_neighbours(pairing, *group)]
    for befores, afters in repeats:
        _pair_in_order(pairing, befores, afters)


def _text(section: Features) -> Hashable:
    return section.raw


def _title_and_words(section: Features) -> Hashable:
    return section.title, section.words


def _words(section: Features) -> Hashable:
    return section.words if len(section.words) >= FEWEST_WORDS else None


def _pair_unique(
    pairing: Pairing, key: Callable[[Features], Hashable]
) -> list[tuple[list[int], list[int]]]:
    """Pair what has a key of its own on both sides; return the groups that share a key."""
    free = pairing.free_before(), pairing.free_after()
    if not all(free):
        return []
    befores, afters = defaultdict(list), defaultdict(list)
    for section in free[0]:
        befores[key(section)].append(section.index)
    for section in free[1]:
        afters[key(section)].append(section.index)
    groups = []
    for value, indexes in befores.items():
        if value is None or value not in afters:
            continue
        if len(indexes) == len(afters[value]) == 1:
            pairing.pair(indexes[0], afters[value][0])
        else:
            groups.append((indexes, afters[value]))
    return groups


def _pair_by_neighbours(pairing: Pairing, befores: list[int], afters: list[int]) -> bool:
    """Pair repeats whose neighbours say which is which; False when some are left."""
    befores = [i for i in befores if i not in pairing.forth]
    afters = [j for j in afters if j not in pairing.back]
    if not befores or not afters or len(befores) * len(afters) > MOST_REPEATS**2:
        return not befores or not afters
    scored = sorted(
        (-pairing.context(i, j), pairing.before[i].number != pairing.after[j].number, i, j)
        for i in befores
        for j in afters
    )
    for context, _, i, j in scored:
        if -context > CLEAR_CONTEXT and pairing.free(i, j):
            pairing.pair(i, j)
    return all(i in pairing.forth for i in befores) or all(j in pairing.back for j in afters)


CLEAR_CONTEXT = 0.6  # two of three neighbours known to agree


def _pair_in_order(pairing: Pairing, befores: list[int], afters: list[int]) -> None:
    """Pair the first with the first; where some came or went, their places decide later."""
    befores = [i for i in befores if i not in pairing.forth]
    afters = [j for j in afters if j not in pairing.back]
    if len(befores) == len(afters) or len(befores) * len(afters) > MOST_REPEATS**2:
        for i, j in zip(befores, afters, strict=False):
            pairing.pair(i, j)
