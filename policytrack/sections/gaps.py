"""What the sequence of numbers says once the headings are known.

Owns two corrections: a number that is missing between two headings and that opens a paragraph
in bold between them is a heading too; digits that no neighbour continues are words of the title.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.sections.series import find_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.sections.candidates import Candidate

_WIDEST = 8  # numbers between two headings that paragraphs with bold openings may fill


def fill_gaps(headings: Sequence[Candidate], leads: Sequence[Candidate]) -> list[Candidate]:
    """The headings with those paragraphs that open with the very numbers missing among them.

    "V. Ownership" and "VII. Term" stand on lines of their own, "VI. Confidentiality." in bold
    before its text on one line. `leads` are such paragraphs, in order.
    """
    places = [lead.block for lead in leads]
    found = list(headings)
    for run in find_series([h for h in headings if h.label]) if leads else ():
        for one, other in pairwise(run):
            between = leads[bisect_right(places, one.block) : bisect_right(places, other.block)]
            found += _missing(one, other, between)
    return sorted(found, key=lambda heading: heading.block)


def _missing(one: Candidate, other: Candidate, between: Sequence[Candidate]) -> list[Candidate]:
    """The paragraphs that have exactly the numbers from one heading to the other."""
    if one.label is None or other.label is None:
        return []
    first, end = one.label.values[-1] + 1, other.label.values[-1]
    if not 0 < end - first <= _WIDEST:
        return []
    wanted = [(*one.label.values[:-1], value) for value in range(first, end)]
    like = [
        c
        for c in between
        if c.label and c.label.scheme == one.label.scheme and c.label.values in wanted
    ]
    return like if [c.label.values for c in like if c.label] == wanted else []


def settle_numbers(headings: Sequence[Candidate]) -> list[Candidate]:
    """The headings, without a number where digits before the title are no number.

    "3 Ways to pay" has none unless a heading next to it is numbered 2 or 4.
    """
    numbered = [h for h in headings if h.label]
    doubtful = {
        h.block: not (
            _next_to(numbered[i - 1 : i], h, 1) or _next_to(numbered[i + 1 : i + 2], h, -1)
        )
        for i, h in enumerate(numbered)
        if h.label and not h.label.sure
    }
    return [h._replace(label=None) if doubtful.get(h.block) else h for h in headings]


def _next_to(near: Sequence[Candidate], heading: Candidate, step: int) -> bool:
    """Whether the neighbour has the number before (step 1) or after (step -1) the heading's."""
    for other in near:
        a, b = other.label, heading.label
        if a and b and a.scheme == b.scheme:
            depth = min(a.depth, b.depth)
            above = a.values[: depth - 1] == b.values[: depth - 1]
            return above and a.values[depth - 1] + step == b.values[depth - 1]
    return False
