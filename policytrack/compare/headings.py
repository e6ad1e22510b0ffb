"""Headings that stand in one line on one side and in two on the other: "Rules Rule 1".

Owns which headings are the same words so. Must not know kinds or how sections were paired.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.model import Document, Section


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one side.

    `alone` has them in lower case; `firsts` has, of a section without text, the words of its
    heading and of the one behind it.
    """

    alone: frozenset[str]
    firsts: dict[int, tuple[str, ...]]


def read_headings(document: Document) -> Headings:
    """The headings of a document."""
    return Headings(
        frozenset(part.heading.casefold() for part in document.sections),
        {
            part.index: fold_words(part.heading) + fold_words(following.heading)
            for part, following in pairwise(document.sections)
            if part.heading and following.heading and not part.body.strip()
        },
    )


def stands_elsewhere(section: Section, own: Headings, other: Headings) -> bool:
    """Whether a heading without text stands on the other side, alone or in front of the next."""
    if section.body.strip():
        return False
    if section.heading.casefold() in other.alone:
        return True
    words = own.firsts.get(section.index)
    return words is not None and any(fold_words(heading) == words for heading in other.alone)


def are_one(before: Section, after: Section, sides: tuple[Headings, Headings]) -> bool:
    """Whether one's heading is the other's and that of the section without text before it."""
    pairs = ((sides[1], after, before), (sides[0], before, after))
    return any(
        side.firsts.get(own.index - 1) == fold_words(other.heading) for side, own, other in pairs
    )
