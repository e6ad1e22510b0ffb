"""Sections that were split or merged: parts whose text came out of, or went into, a whole.

Owns the measure of containment. Must not know titles' meaning or what is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side

# Of a part's runs of three words, so many must stand in the whole and not in its first partner.
CONTAINED = 0.55
# A part that stands apart from the whole's partner must be this much of the whole.
SHARE_AFAR = 0.2
FEWEST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """`part` is a free section of one side, `whole` a paired section of the other."""

    part: int
    whole: int
    strength: float


def find_parts(wholes: Side, others: Side, partners: dict[int, int], free: Side) -> list[Part]:
    """The free sections of `others` whose text was in a section of `wholes`, strongest first.

    `partners` leads from a section of `wholes` to its partner in `others`.
    """
    carriers: dict[int, list[int]] = defaultdict(list)
    for section in free:
        for run in _runs(section):
            carriers[run].append(section.index)
    hits: dict[int, Counter[int]] = defaultdict(Counter)
    for whole in wholes:
        if whole.index not in partners or len(whole.words) < FEWEST_RUNS:
            continue
        kept = others[partners[whole.index]].triples
        for run in whole.triples - kept if carriers else ():
            for index in carriers.get(run, ()):
                hits[index][whole.index] += 1
    found = [
        part
        for section in free
        if (part := _best(section, wholes, others, partners, hits[section.index]))
    ]
    return sorted(found, key=lambda part: (-part.strength, part.part))


def _best(
    section: Features,
    wholes: Side,
    others: Side,
    partners: dict[int, int],
    hits: Counter[int],
) -> Part | None:
    if not hits:
        return None
    whole = min(hits, key=lambda index: (-hits[index], abs(partners[index] - section.index)))
    common = hits[whole]
    runs = len(_runs(section))
    near = _is_near(section, others[partners[whole]])
    share = common / len(wholes[whole].triples)
    if common < FEWEST_RUNS or common / runs < CONTAINED or not (near or share >= SHARE_AFAR):
        return None
    return Part(section.index, whole, float(common))


def _runs(section: Features) -> frozenset[int]:
    return section.triples


def _is_near(section: Features, partner: Features) -> bool:
    """Next to each other, or one inside the other, or under one heading."""
    return (
        abs(section.index - partner.index) == 1
        or section.parent == partner.index
        or partner.parent == section.index
        or (section.parent == partner.parent and abs(section.index - partner.index) <= 4)
    )
