"""Sections that were split or merged: parts whose text came out of, or went into, a whole.

Owns the measure of containment. Must not know titles' meaning or what is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side

# Of a part's runs of three words, so many must stand in the whole and not in its first partner.
CONTAINED = 0.55
# A part that stands apart from the whole's partner must be this much of the whole.
SHARE_AFAR = 0.2
FEWEST_RUNS = 4
MOST_LOSERS = 8  # a run of words that more sections lost says nothing


@dataclass(frozen=True, slots=True)
class Part:
    """`part` is a free section of one side, `whole` a paired section of the other."""

    part: int
    whole: int
    strength: float


def find_parts(wholes: Side, others: Side, partners: dict[int, int], free: Side) -> list[Part]:
    """The free sections of `others` whose text was in a section of `wholes`, strongest first.

    `partners` leads from a section of `wholes` to its partner in `others`. What several wholes
    lost says less of each of them.
    """
    wanted = {run for section in free for run in section.triples}
    losers: dict[int, list[int]] = defaultdict(list)
    for whole in wholes if wanted else ():
        if whole.index in partners:
            kept = others[partners[whole.index]].triples
            for run in (whole.triples & wanted) - kept:
                losers[run].append(whole.index)
    found = [
        part
        for section in free
        if (part := _best(section, wholes, others, partners, losers)) is not None
    ]
    return sorted(found, key=lambda part: (-part.strength, part.part))


def _best(
    section: Features,
    wholes: Side,
    others: Side,
    partners: dict[int, int],
    losers: dict[int, list[int]],
) -> Part | None:
    shares: dict[int, float] = defaultdict(float)
    for run in section.triples:
        for whole in losers.get(run, ())[:MOST_LOSERS]:
            shares[whole] += 1 / len(losers[run])
    if not shares:
        return None
    best = min(shares, key=lambda index: (-shares[index], abs(partners[index] - section.index)))
    common, runs = shares[best], len(section.triples)
    near = _is_near(section, others[partners[best]])
    share = common / len(wholes[best].triples)
    if common < FEWEST_RUNS or common / runs < CONTAINED or not (near or share >= SHARE_AFAR):
        return None
    return Part(section.index, best, common)


def _is_near(section: Features, partner: Features) -> bool:
    """Next to each other, or one inside the other, or under one heading."""
    return (
        abs(section.index - partner.index) == 1
        or section.parent == partner.index
        or partner.parent == section.index
        or (section.parent == partner.parent and abs(section.index - partner.index) <= 4)
    )
