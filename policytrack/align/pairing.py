"""The pairs found so far, and what they say about the sections around a pair.

Owns no decision: the stages of alignment write into it and ask it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policytrack.align.order import keep_order

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side


class Pairing:
    """One-to-one pairs of sections by index."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before = before
        self.after = after
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self._titles: list[Counter[tuple[int, ...]]] = []
        self._above = _ancestors(before)
        self._above_after = _ancestors(after)
        self.places: list[float] = [float(i) for i in range(len(before))]
        self.taken_before: set[int] = set()  # parts of a merge
        self.taken_after: set[int] = set()  # parts of a split

    def pair(self, i: int, j: int) -> None:
        """Make two sections partners."""
        self.forth[i] = j
        self.back[j] = i

    def free(self, i: int, j: int) -> bool:
        """Neither section has a partner, or is a part of something, yet."""
        return not (
            i in self.forth or j in self.back or i in self.taken_before or j in self.taken_after
        )

    def free_before(self) -> list[Features]:
        """The sections before that have no partner."""
        gone = self.forth.keys() | self.taken_before
        return [section for section in self.before if section.index not in gone]

    def free_after(self) -> list[Features]:
        """The sections after that have no partner."""
        gone = self.back.keys() | self.taken_after
        return [section for section in self.after if section.index not in gone]

    def context(self, i: int, j: int) -> float:
        """How well the neighbours of i and j agree, 0 to 1; .5 when nothing is known of them."""
        known = [
            agrees
            for agrees in (
                self._agree(i - 1, j - 1),
                self._agree(i + 1, j + 1),
                self._parents_agree(i, j),
            )
            if agrees is not None
        ]
        return (sum(known) + 0.5) / (len(known) + 1)

    def expect_places(self) -> None:
        """Note where each section before should be found after, going by the pairs around it."""
        places: list[float] = []
        last = -1.0
        for i in range(len(self.before)):
            last = float(self.forth.get(i, last + 1))
            places.append(last)
        following = float(len(self.after))
        for i in reversed(range(len(self.before))):
            following = float(self.forth.get(i, following - 1))
            places[i] = (places[i] + following) / 2
        self.places = places

    def backbone(self) -> tuple[list[int], list[int]]:
        """The pairs that keep their order, as two increasing lists of indexes."""
        order = sorted(keep_order(self.before, self.forth))
        return order, [self.forth[i] for i in order]

    def are_apart(self, i: int, j: int) -> bool:
        """Whether what i stands in became something else than what j stands in.

        Known once every section around i, or around j, that has a partner has one elsewhere.
        """
        around, around_after = self._above[i], self._above_after[j]
        partners = [self.forth[up] for up in around if up in self.forth]
        partners_before = [self.back[up] for up in around_after if up in self.back]
        if not partners or not partners_before:
            return False
        return not any(up in around_after for up in partners)

    def bears_alone(self, title: tuple[int, ...]) -> bool:
        """Whether a title stands once on each side."""
        if not self._titles:
            self._titles = [
                Counter(section.title for section in side) for side in (self.before, self.after)
            ]
        return all(count[title] == 1 for count in self._titles)

    def closeness(self, i: int, j: int) -> float:
        """How near j is to where i is expected, 0 to 1."""
        return 1 / (1 + abs(self.places[i] - j))

    def _agree(self, i: int, j: int) -> bool | None:
        """Whether two neighbours are a pair; None when neither has a partner."""
        if i < 0 and j < 0:
            return True
        if i >= len(self.before) and j >= len(self.after):
            return True
        if i not in self.forth and j not in self.back:
            return None
        return self.forth.get(i) == j

    def _parents_agree(self, i: int, j: int) -> bool | None:
        up, up_after = self.before[i].parent, self.after[j].parent
        if up is None or up_after is None:
            return True if up is up_after else None
        return self._agree(up, up_after)


def _ancestors(side: Side) -> list[tuple[int, ...]]:
    """For each section those that it stands in, the nearest first."""
    above: list[tuple[int, ...]] = []
    for section in side:
        up = section.parent
        above.append(() if up is None else (up, *above[up]))
    return above
