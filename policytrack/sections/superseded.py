"""A superseded text that a page keeps below the one in force, under a line that says so.

Owns which headings stand below such a line. Must not know how it is marked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.languages import names_superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.sections.candidates import Candidate

_FEWEST = 3  # headings of the text in force, and of the superseded one
_MOST = 20  # superseded texts; what stands behind counts to the last
_REPEATED = 2  # headings that both have, where the superseded one does not count from 1


def choose_superseded(
    candidates: Iterable[Candidate], chosen: Iterable[Candidate]
) -> list[Candidate]:
    """Plain lines under which superseded texts stand, beside the `chosen` headings."""
    lines = [
        c for c in candidates if c.style == "plain" and not c.nested and names_superseded(c.text)
    ]
    if not lines:
        return []
    headings = sorted([*chosen, *lines], key=lambda heading: heading.block)
    return [headings[place] for place in find_superseded(headings) if headings[place] in lines]


def find_superseded(headings: Sequence[Candidate]) -> list[int]:
    """The places of headings under which superseded texts stand.

    As much stands before it, and what stands behind begins again: it counts from 1, or repeats
    titles from before.
    """
    named = [
        place
        for place, heading in enumerate(headings)
        if place >= _FEWEST and not heading.label and names_superseded(heading.text)
    ]
    return [
        place
        for place, end in pairwise([*named[:_MOST], len(headings)])
        if _begins_again(headings[: named[0]], headings[place + 1 : end])
    ]


def _begins_again(before: Sequence[Candidate], behind: Sequence[Candidate]) -> bool:
    if len(behind) < _FEWEST:
        return False
    if any(heading.label and heading.label.values == (1,) for heading in behind[:2]):
        return True
    titles = {heading.title.casefold() for heading in before}
    return len(titles & {heading.title.casefold() for heading in behind}) >= _REPEATED
