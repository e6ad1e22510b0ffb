"""Which numbered lines are headings, judged by the run of numbers that each belongs to.

Owns telling numbered headings from clauses and list items. Must not know of lines without a
number.
"""

from __future__ import annotations

from bisect import bisect_right
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

_LABELLED_SHARE = 0.55  # of a run that are labels with a text below: with fewer it is a list
_POOLED = 2  # members that the document's runs of like depth count for beside a run's own
_COMPLETED_SHARE = 0.7  # of a run: the rest are headings too where they may be
_COMPLETED_FEWEST = 3
_COMPLETED_WORDS = 20
_RIVALS = 3  # headings by markup with single numbers: a shorter run of such beside them is a list


_Sort = tuple[str, str, int]
_Kin = tuple[str, tuple[int, ...]]


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
    labelled = [run for run in runs if run.good and _share(run, pools) >= _LABELLED_SHARE]
    marked = _Marked(chosen)
    above = {run.label.values[:-1] for run in labelled}
    found: list[Candidate] = []
    for run in labelled:
        if _stands(run, marked, above):
            found += [c for c in run.members if c.block in labels and not c.nested]
            found += [c for c in run.good if c.nested]
            found += _complete(run, labels, following)
    return found


def _share(run: _Run, pools: dict[_Sort, float]) -> float:
    """Of a run the share that are labels with a text below.

    Subsections of one section are few, so those of the other sections count in a little.
    """
    own = len(run.good) / len(run.members)
    pooled = pools[_sort(run.label)] if run.label.depth > 1 else own
    return (len(run.good) + _POOLED * pooled) / (len(run.members) + _POOLED)


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


def _stands(run: _Run, marked: _Marked, above: set[tuple[int, ...]]) -> bool:
    """Whether the run may stand beside the headings that are marked otherwise.

    `above` are the numbers that runs of subsections hang on.
    """
    first = run.members[0]
    if marked.goes_on(run):
        return True
    if run.label.depth == 1 and marked.count_like(run.label) >= max(_RIVALS, len(run.good)):
        return False
    if len(run.members) > 1:
        return True
    if not run.label.sure:
        return False
    known = bool(run.label.word) or run.label.values in above
    return run.label.depth > 1 or (known and not first.nested)


class _Marked:
    """The numbers of headings that markup, bold or capitals show."""

    def __init__(self, chosen: Sequence[Candidate]) -> None:
        self.sorts: Counter[_Sort] = Counter()
        self.places: defaultdict[_Kin, list[tuple[int, int]]] = defaultdict(list)
        for c in sorted(chosen, key=lambda c: c.block):
            if c.label:
                self.sorts[_sort(c.label)] += 1
                self.places[_kin(c.label)].append((c.block, c.label.values[-1]))

    def count_like(self, label: Label) -> int:
        return self.sorts[_sort(label)]

    def goes_on(self, run: _Run) -> bool:
        """Whether the marked heading before the run, or the one after it, has the next number."""
        first, last = run.members[0], run.members[-1]
        if first.label is None or last.label is None:
            return False
        like = self.places.get(_kin(first.label), [])
        at = bisect_right(like, (first.block, 0))
        below = bisect_right(like, (last.block, 0))
        before = like[at - 1][1] if at else None
        after = like[below][1] if below < len(like) else None
        return first.label.values[-1] - 1 == before or last.label.values[-1] + 1 == after


def _kin(label: Label) -> _Kin:
    return (label.scheme, label.values[:-1])
