"""Lines that a text tells twice on end, be it one line or the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.history.side_lines import read_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.history.side_lines import Line
    from policytrack.model import Document


def find_doubled(document: Document, lines: Sequence[Line]) -> list[Line]:
    """Those of the lines that are told anew right before or right behind them."""
    if not any(document.text.count(line.text.strip()) > 1 for line in lines):
        return []
    places = {line.place for line in lines}
    whole = [
        line for line in read_side(document, range(len(document.sections))).lines if not line.page
    ]
    keys = [line.key for line in whole]
    found: set[int] = set()
    for first, end in _runs(line.place in places for line in whole):
        if _is_told_twice(keys, first, end - first):
            found.update(line.place for line in whole[first:end])
    return [line for line in lines if line.place in found]


def _is_told_twice(keys: Sequence[str], first: int, size: int) -> bool:
    """Whether a run lies in two equal ones on end; it may begin in the middle of the first."""
    same = [one == other for one, other in zip(keys, keys[size:], strict=False)]
    return _length(same[:first][::-1]) + _length(same[first:]) >= size


def _length(marks: Sequence[bool]) -> int:
    return marks.index(False) if False in marks else len(marks)


def _runs(marks: Iterable[bool]) -> list[tuple[int, int]]:
    """Where marks stand one after the other: the first, and the one behind the last."""
    found: list[tuple[int, int]] = []
    for place, mark in enumerate(marks):
        if mark and found and found[-1][1] == place:
            found[-1] = found[-1][0], place + 1
        elif mark:
            found.append((place, place + 1))
    return found
