"""The lines in which two bodies differ, so that equal text costs nothing."""

from __future__ import annotations

_CONTEXT = 4  # equal lines kept on either side: a label is known by its neighbours


def differing_lines(before: str, after: str) -> tuple[str, str]:
    """Both bodies without the lines that they begin and end with alike."""
    sides = before.splitlines(keepends=True), after.splitlines(keepends=True)
    most = min(map(len, sides))
    head = 0
    while head < most and sides[0][head] == sides[1][head]:
        head += 1
    tail = 0
    while tail < most - head and sides[0][-1 - tail] == sides[1][-1 - tail]:
        tail += 1
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    return "".join(sides[0][head : len(sides[0]) - tail]), "".join(
        sides[1][head : len(sides[1]) - tail]
    )
