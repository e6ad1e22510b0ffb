"""An edit of which what is quoted of one side has nothing to do with what is quoted of the other.

Knows nothing of which edits are told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policytrack.report.cuts import FEW, find_part, longest_side
from policytrack.report.in_context import in_context
from policytrack.report.replacing import OF_CLAUSE, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.report.in_context import Edit
    from policytrack.report.stakes import Stakes

# Sides that share so much are a pair, whatever is quoted of them.
ANYWAY = 0.5


def as_shown(edit: Edit, stakes: Stakes, *, alone: bool) -> Iterator[Edit]:
    """The edit; two, where what is quoted of its sides has nothing to do with each other."""
    if edit.held or not are_unlike(*edit.bare, stakes, alone=alone):
        yield edit
    else:
        went = in_context(edit.bare[0], "", edit.lead, "")
        yield replace(went, instead=edit.bare[1])
        yield replace(in_context("", edit.bare[1], edit.lead, ""), beside=True)


def are_unlike(before: str, after: str, stakes: Stakes, *, alone: bool) -> bool:
    """Whether what is quoted of two texts has nothing in common, nor have these much."""
    shown, cut = [], False
    for side, other in ((before, after), (after, before)):
        longest = longest_side(side, other, 0, alone=alone)
        words = find_part(side, stakes, longest).split()[:longest]
        cut = cut or len(words) < len(side.split())
        shown.append(" ".join(words))
    long = cut and all(len(side.split()) > FEW for side in shown)
    return long and share(*shown) < OF_CLAUSE and share(before, after) < ANYWAY
