"""Lines that a text tells twice on end, be it one line or the whole of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policytrack.history.side_lines import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.history.side_lines import Line
    from policytrack.model import Document


def find_doubled(document: Document, lines: Sequence[Line]) -> list[Line]:
    """Those of the lines that are told anew right before or right behind them."""
    if not any(document.text.count(line.text.strip()) > 1 for line in lines):
        return []
    walk = Walk(document)
    found: set[int] = set()
    for run in _runs(sorted(line.place for line in lines), walk):
        before = [*islice(walk.own(range(run[0] - 1, -1, -1)), len(run))][::-1]
        after = islice(walk.own(range(run[-1] + 1, len(walk.rows))), len(run))
        keys = [walk.key(place) for place in (*before, *run, *after)]
        if _is_told_twice(keys, len(before), len(run)):
            found.update(run)
    return [line for line in lines if line.place in found]


def _is_told_twice(keys: Sequence[str], first: int, size: int) -> bool:
    """Whether a run lies in two equal ones on end; it may begin in the middle of the first."""
    same = [one == other for one, other in zip(keys, keys[size:], strict=False)]
    return _length(same[:first][::-1]) + _length(same[first:]) >= size


def _length(marks: Sequence[bool]) -> int:
    return marks.index(False) if False in marks else len(marks)


def _runs(places: Sequence[int], walk: Walk) -> list[list[int]]:
    """Places of lines that stand one after the other, but for lines of the page."""
    found: list[list[int]] = []
    for place in places:
        if found and next(walk.own(range(found[-1][-1] + 1, len(walk.rows))), None) == place:
            found[-1].append(place)
        else:
            found.append([place])
    return found
