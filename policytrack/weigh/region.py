"""The lines in which two bodies differ, so that equal text costs nothing."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

_CONTEXT = 4  # equal lines kept on either side: a label is known by its neighbours


class Region(NamedTuple):
    """Both bodies without the lines that they begin and end with alike."""

    before: str
    after: str
    opens: bool  # whether it starts where the bodies start

    @property
    def sides(self) -> tuple[str, str]:
        """(before, after)."""
        return self.before, self.after


def differing_lines(before: str, after: str) -> Region:
    """The lines in which two bodies differ, and a few around them."""
    sides = before.splitlines(keepends=True), after.splitlines(keepends=True)
    most = min(map(len, sides))
    head = 0
    while head < most and sides[0][head] == sides[1][head]:
        head += 1
    tail = 0
    while tail < most - head and sides[0][-1 - tail] == sides[1][-1 - tail]:
        tail += 1
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    was, now = ("".join(side[head : len(side) - tail]) for side in sides)
    return Region(was, now, opens=head == 0)


def lone_lines(text: str, other: str) -> str:
    """The lines that the other text lacks, or has less often, each between its neighbours."""
    lines = [line for line in text.splitlines() if line.strip()]
    lone = Counter(lines) - Counter(other.splitlines())
    places = {n + step for n, line in enumerate(lines) if line in lone for step in (-1, 0, 1)}
    return "\n".join([line for n, line in enumerate(lines) if n in places])
