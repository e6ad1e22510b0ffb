"""How deep each heading stands and under which other one; must not know what lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.sections.candidates import Candidate

Rank = tuple[int, ...]


def find_levels(headings: list[Candidate]) -> list[tuple[int, int | None]]:
    """For each heading its level, 1 the highest, and the index of the heading above it."""
    ranks = [_rank(heading) for heading in headings]
    level_of = {rank: level for level, rank in enumerate(sorted(set(ranks)), 1)}
    found: list[tuple[int, int | None]] = []
    open_: list[int] = []
    for index, rank in enumerate(ranks):
        while open_ and ranks[open_[-1]] >= rank:
            open_.pop()
        found.append((level_of[rank], open_[-1] if open_ else None))
        open_.append(index)
    return found


def _rank(heading: Candidate) -> Rank:
    if heading.style == "hash":
        return (heading.level, 0)
    return (7, heading.label.depth if heading.label else 0)
