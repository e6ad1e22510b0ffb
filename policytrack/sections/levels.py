"""How deep each heading stands and under which other one.

Owns the order of heading styles within a document. A heading's rank follows from its style and
number and from which styles the document has, never from the one heading before it, so that
like headings have like levels throughout. Must not know what lies between the headings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.languages import is_opening, names_document
from policytrack.sections.superseded import find_superseded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.sections.candidates import Candidate
    from policytrack.sections.numbering import Label

# Compared from left to right: the hash level (7 where there is none), the order among styles
# without hash level, the depth of the number. The smaller, the higher.
Rank = tuple[int, int, int]
Kin = tuple[str, str, str]

_UNHASHED = 7
_TITLE, _PART, _CHAPTER, _GROUP, _TOP = -5, -3, -2, -1, 0
_WORD_ORDER = {"part": _PART, "title": _PART, "chapter": _CHAPTER}
_LAST = 99  # an unnumbered heading inside a numbered section


def find_levels(headings: Sequence[Candidate]) -> list[tuple[int, int | None]]:
    """For each heading its level, 1 the highest, and the index of the heading above it.

    A superseded text that is kept below the one in force stands under the line that says so, and
    has no say in the levels of what is in force.
    """
    spans = list(_superseded_spans(headings))
    if not spans:
        return _levels(headings)
    inside = {place for line, end in spans for place in range(line, end)}
    current = [place for place in range(len(headings)) if place not in inside]
    found = _placed(headings, current)
    for line, end in spans:
        found[line] = _beside([place for place in current if place < line], found)
        below = _placed(headings, range(line + 1, end))
        level = found[line][0]
        found |= {
            place: (level + depth, line if above is None else above)
            for place, (depth, above) in below.items()
        }
    return [found[place] for place in range(len(headings))]


def _placed(
    headings: Sequence[Candidate], places: Sequence[int]
) -> dict[int, tuple[int, int | None]]:
    """The levels of some of the headings by themselves, by their places among all."""
    levels = _levels([headings[place] for place in places])
    return {
        place: (level, None if above is None else places[above])
        for place, (level, above) in zip(places, levels, strict=True)
    }


def _beside(
    before: Sequence[int], found: dict[int, tuple[int, int | None]]
) -> tuple[int, int | None]:
    """The level of the sections in force, and what they stand in: the text's title, or nothing."""
    level, above = found[before[-1]]
    alone = [place for place in before if found[place][0] == found[before[0]][0]] == [before[0]]
    title = before[0] if alone else None
    while above is not None and above != title:
        level, above = found[above]
    return level, above


def _superseded_spans(headings: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """From the line over each superseded text to where it ends.

    It does where a heading stands higher than its own first one and the last in force before it.
    """
    lines = find_superseded(headings)
    if not lines:
        return
    ranks = _Ranks(headings).all()
    for line, last in pairwise([*lines, len(headings)]):
        highest = min(ranks[line + 1], ranks[line - 1])
        ends = (place for place in range(line + 1, last) if ranks[place] < highest)
        yield line, next(ends, last)


def _levels(headings: Sequence[Candidate]) -> list[tuple[int, int | None]]:
    ranks = _Ranks(headings).all()
    level_of = {rank: level for level, rank in enumerate(sorted(set(ranks)), 1)}
    found: list[tuple[int, int | None]] = []
    open_: list[int] = []
    for index, rank in enumerate(ranks):
        while open_ and ranks[open_[-1]] >= rank:
            open_.pop()
        found.append((level_of[rank], open_[-1] if open_ else None))
        open_.append(index)
    return found


class _Ranks:
    """The ranks of one document's headings."""

    def __init__(self, headings: Sequence[Candidate]) -> None:
        self.headings = headings
        self.shallowest: dict[int, int] = {}  # depth of numbers, by hash level
        by_kin: defaultdict[tuple[Kin, int], Counter[Rank]] = defaultdict(Counter)
        hashed = [h for h in headings if h.style == "hash"]
        for h in hashed:
            if h.label:
                depth = min(h.label.depth, self.shallowest.get(h.level, 99))
                self.shallowest[h.level] = depth
        for h in hashed:
            if h.label:
                by_kin[_kin_of(h.label), h.label.depth][self.of_hash(h)] += 1
        self.numbered_hash = {kin: ranks.most_common(1)[0][0] for kin, ranks in by_kin.items()}
        self.orders = self.order_kin()
        tops = [i for i, h in enumerate(headings) if _is_top(h)]
        self.first_top, self.last_top = (tops[0], tops[-1]) if tops else (0, -1)
        self.has_tops = bool(tops)
        self.restarts = sum(map(_is_first, headings)) > 1
        self.top = min((self.orders[_kin(headings[i])] for i in tops), default=_TOP)

    def all(self) -> list[Rank]:
        return [self.of(index, heading) for index, heading in enumerate(self.headings)]

    def of(self, index: int, heading: Candidate) -> Rank:
        if heading.style == "hash":
            return self.of_hash(heading)
        if heading.label:
            return self.of_number(heading.label)
        if not self.has_tops:
            title = index == 0 and names_document(heading.title) and not is_opening(heading.title)
            return (_UNHASHED, _TITLE if title else self.orders[_kin(heading)], 1)
        return (_UNHASHED, self.order_among_numbers(index, heading), 1)

    def of_hash(self, heading: Candidate) -> Rank:
        """Headings of one hash level that number their subsections among them are told apart."""
        depth = heading.label.depth if heading.label else 0
        return (heading.level, 0, max(0, depth - self.shallowest.get(heading.level, depth)))

    def of_number(self, label: Label) -> Rank:
        """As a hash heading with the like number, else by the order of number forms."""
        if (_kin_of(label), label.depth) in self.numbered_hash:
            return self.numbered_hash[_kin_of(label), label.depth]
        return (_UNHASHED, self.orders[_kin_of(label)], label.depth - label.inserted)

    def order_among_numbers(self, index: int, heading: Candidate) -> int:
        """Where an unnumbered heading stands in a document whose headings are numbered."""
        if index == 0 and not is_opening(heading.title):
            return _TITLE
        if index == 1 == self.first_top - 1 and not names_document(heading.title):
            return _GROUP if self.restarts else self.top
        if not self.first_top < index < self.last_top:
            return _TOP
        after = next((h for h in self.headings[index + 1 : index + 3] if h.label), None)
        restarts = (
            after is not None and _is_top(after) and after.label and after.label.values == (1,)
        )
        return _GROUP if restarts else _LAST

    def order_kin(self) -> dict[Kin, int]:
        """Which forms of numbers, or unnumbered styles, stand above which: by first appearance."""
        orders: dict[Kin, int] = {}
        order_of_last: dict[int, int] = {}  # by the last number written in that form
        for heading in self.headings:
            if heading.style == "hash":
                continue
            kin, label = _kin(heading), heading.label
            order = _WORD_ORDER.get(label.word if label else "", len(orders))
            if label and label.depth == 1:  # "41." after "XL." goes on with it
                orders.setdefault(kin, order_of_last.get(label.values[0] - 1, order))
                order_of_last[label.values[0]] = orders[kin]
            orders.setdefault(kin, order)
        for heading in self.headings:  # "1.1" below "Article 1": the order of the whole number
            label = heading.label
            if heading.style != "hash" and label and label.depth > 1 and not label.word:
                like = [o for (s, _, _), o in orders.items() if s == label.scheme]
                orders[_kin_of(label)] = min(like)
        return orders | self.order_annexes(orders)

    def order_annexes(self, orders: dict[Kin, int]) -> dict[Kin, int]:
        """Annexes stand with the highest numbers, or above all that are numbered within them."""
        annexes = {kin for kin in orders if kin[1] == "annex"}
        tops = [order for kin, order in orders.items() if kin[0] and kin not in annexes]
        order = min(tops, default=_TOP)
        for heading, below in pairwise(self.headings):
            if heading.label and heading.label.word == "annex" and _is_first(below):
                order = _PART - 1
        return dict.fromkeys(annexes, order)


def _is_top(heading: Candidate) -> bool:
    return heading.style != "hash" and heading.label is not None and heading.label.depth == 1


def _is_first(heading: Candidate) -> bool:
    return _is_top(heading) and heading.label is not None and heading.label.values == (1,)


def _kin(heading: Candidate) -> Kin:
    return _kin_of(heading.label) if heading.label else ("", heading.style, "")


def _kin_of(label: Label) -> Kin:
    return (label.scheme, label.word, label.form if label.depth == 1 else "")
