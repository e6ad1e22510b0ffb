"""Which numbered lines are headings, judged by the run of numbers that each belongs to.

Owns telling numbered headings from clauses and list items. Must not know of lines without a
number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.sections.series import find_series
from policytrack.sections.shape import is_labelish

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from policytrack.sections.candidates import Candidate
    from policytrack.sections.following import Following
    from policytrack.sections.numbering import Label

_LABELLED_SHARE = 0.5  # of a run that are labels with a text below: with fewer it is a list
_POOLED = 2  # members that the document's runs of like depth count for beside a run's own
_COMPLETED_SHARE = 0.7  # of a run: the rest are headings too where they may be
_COMPLETED_FEWEST = 3
_COMPLETED_WORDS = 20
_RIVALS = 3  # headings by markup with single numbers: a run of single numbers beside is a list


_Sort = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class _Run:
    members: list[Candidate]
    good: list[Candidate]  # labels with a text below
    label: Label  # of the first member


def choose_numbered(
    weak: Iterable[Candidate],
    labels: Container[int],
    chosen: Sequence[Candidate],
    following: Following,
) -> list[Candidate]:
    """Of numbered lines (clauses among them) those that are headings, beside the `chosen` ones.

    `labels` are the blocks of those that read as a label.
    """
    runs = _gather([c for c in weak if c.label], labels, following)
    pools = _pool(runs)
    marked = _Marked(chosen)
    found: list[Candidate] = []
    for run in runs:
        pooled = (
            pools[_sort(run.label)] if run.label.depth > 1 else len(run.good) / len(run.members)
        )
        share = (len(run.good) + _POOLED * pooled) / (len(run.members) + _POOLED)
        if run.good and share >= _LABELLED_SHARE and _stands(run, marked):
            found += [c for c in run.members if c.block in labels and not c.nested]
            found += [c for c in run.good if c.nested]
            found += _complete(run, labels, following)
    return found


def _complete(run: _Run, labels: Container[int], following: Following) -> list[Candidate]:
    """Lines that alone would pass for clauses, in a run that is all headings but for them."""
    if len(run.good) < max(_COMPLETED_FEWEST, _COMPLETED_SHARE * len(run.members)):
        return []
    return [
        c
        for c in run.members
        if c.style == "number"
        and c.block not in labels
        and is_labelish(c.title, _COMPLETED_WORDS)
        and following.has_body(c)
    ]


def _gather(numbered: list[Candidate], labels: Container[int], following: Following) -> list[_Run]:
    runs = []
    for members in find_series(numbered):
        good = [c for c in members if c.block in labels and following.has_body(c)]
        if (label := members[0].label) is not None:
            runs.append(_Run(members, good, label))
    return runs


def _pool(runs: list[_Run]) -> dict[_Sort, float]:
    """The share of labels with a text below among all lines with one sort of number."""
    good: defaultdict[_Sort, int] = defaultdict(int)
    every: defaultdict[_Sort, int] = defaultdict(int)
    for run in runs:
        good[_sort(run.label)] += len(run.good)
        every[_sort(run.label)] += len(run.members)
    return {sort: good[sort] / count for sort, count in every.items()}


def _sort(label: Label) -> _Sort:
    return (label.scheme, label.word, label.depth)


def _stands(run: _Run, marked: _Marked) -> bool:
    """Whether the run may stand beside the headings that are marked otherwise."""
    if marked.goes_on(run):
        return True
    if run.label.depth == 1 and marked.count_like(run.label) >= _RIVALS:
        return False
    if not all(c.label and c.label.sure for c in run.members) and len(run.members) < 2:
        return False
    return (
        len(run.members) > 1
        or run.label.depth > 1
        or bool(run.label.word and not run.members[0].nested)
    )


class _Marked:
    """The numbers of headings that markup, bold or capitals show."""

    def __init__(self, chosen: Sequence[Candidate]) -> None:
        self.labels = [(c.block, c.label) for c in sorted(chosen, key=lambda c: c.block) if c.label]
        self.sorts: Counter[_Sort] = Counter(_sort(label) for _, label in self.labels)

    def count_like(self, label: Label) -> int:
        return self.sorts[_sort(label)]

    def goes_on(self, run: _Run) -> bool:
        """Whether the marked heading before the run, or the one after it, has the next number."""
        first, last = run.members[0], run.members[-1]
        if first.label is None or last.label is None:
            return False
        before = [
            n for block, n in self.labels if block < first.block and _comparable(n, first.label)
        ]
        after = [n for block, n in self.labels if block > last.block and _comparable(n, last.label)]
        return bool(
            (before and before[-1].values[-1] + 1 == first.label.values[-1])
            or (after and after[0].values[-1] - 1 == last.label.values[-1])
        )


def _comparable(one: Label, other: Label) -> bool:
    return one.scheme == other.scheme and one.values[:-1] == other.values[:-1]
