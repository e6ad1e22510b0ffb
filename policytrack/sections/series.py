"""Runs of numbered lines that continue one another: 1, 2, 3 or a, b, c.

Owns the grouping alone. Must not know what is a heading and what a list.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.sections.candidates import Candidate

_WIDEST_GAP = 3  # numbers left out in a run: sections that were deleted, or written in another way
_DEEPEST = 8  # open runs of a kind that are looked at: lists in lists

Kin = tuple[object, ...]


def find_series(numbered: Sequence[Candidate]) -> list[list[Candidate]]:
    """The runs, each in document order; every candidate with a label is in exactly one.

    A list that starts at one inside a run does not end the outer run. One pass: the open runs of
    a kind are a stack, and a run is closed when one below it goes on.
    """
    found: list[list[Candidate]] = []
    open_: defaultdict[Kin, list[list[Candidate]]] = defaultdict(list)
    for candidate in numbered:
        stack = open_[_kind(candidate)]
        run = _continue(stack, candidate)
        if run is None:
            run = []
            stack.append(run)
            found.append(run)
        run.append(candidate)
    return found


def _kind(candidate: Candidate) -> Kin:
    """What lines of one run have in common: form and depth of the number."""
    label = candidate.label
    if label is None:
        return ()
    scheme = "letters" if label.scheme in {"roman", "letter"} else "digits"
    return (scheme, label.word, label.form, label.depth, candidate.nested)


def _continue(stack: list[list[Candidate]], candidate: Candidate) -> list[Candidate] | None:
    """The open run that the candidate goes on with; runs inside it are closed.

    The innermost that ends with a line of the candidate's style, else the innermost of all: a
    heading 6 goes on with heading 5, not with the last of the five clauses below it.
    """
    del stack[:-_DEEPEST]
    fitting = [h for h, run in enumerate(stack) if _follows(run[-1], candidate)]
    if not fitting:
        return None
    height = max(fitting, key=lambda h: (stack[h][-1].style == candidate.style, h))
    del stack[height + 1 :]
    return stack[height]


def _follows(last: Candidate, candidate: Candidate) -> bool:
    before, after = last.label, candidate.label
    if before is None or after is None or before.depth != after.depth:
        return False
    if after.depth > 1 and before.values[:-1] != after.values[:-1]:
        return False
    for first, second in ((before.values[-1], after.values[-1]), (before.other, after.other)):
        if first and second and 0 < second - first <= 1 + _WIDEST_GAP:
            return True
    return False
