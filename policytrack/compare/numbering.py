"""Numbers that shifted together, told as one fact each.

Owns how labels count and what made them shift. Must not know bodies or words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.model import Renumbering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Section, SectionChange

_PART = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_QUOTES = '“”„«»" '  # that a title has itself
_MOST_CAUSES = 2
Count = tuple[int, ...]


def number_map(rows: Iterable[tuple[Section, Section]]) -> dict[str, str]:
    """Labels before to labels after where they differ; a label that became two is left out."""
    found: dict[str, set[str]] = {}
    for was, now in rows:
        if was.number and now.number:
            found.setdefault(was.number, set()).add(now.number)
    single = {before: next(iter(afters)) for before, afters in found.items() if len(afters) == 1}
    return {before: after for before, after in single.items() if before != after}


def find_renumberings(rows: tuple[SectionChange, ...]) -> tuple[Renumbering, ...]:
    """The runs of shifted numbers in a change, each with its cause where one is known.

    A run ends where a number beside it stayed or shifted otherwise.
    """
    runs: list[_Run] = []
    open_runs: dict[tuple[str, Count], _Run] = {}
    for row in rows:
        if not row.before or not row.after:
            continue
        shift = _shift(row)
        for depth, (was, now) in enumerate(zip(shift.before, shift.after, strict=False)):
            if was == now:
                open_runs.pop(("counted", shift.after[:depth]), None)
        if "renumbered" not in row.kinds or not (row.before[0].number or row.after[0].number):
            continue  # of a text that was split, another part may have got the number
        if shift.kind == "moved":
            runs.append(_Run(shift, [row]))
            continue
        place = shift.kind, shift.after[: shift.depth]
        run = open_runs.get(place)
        if run is None or run.shift.step != shift.step:
            run = open_runs[place] = _Run(shift)
            runs.append(run)
        run.rows.append(row)
    told: dict[str, list[_Run]] = {}
    for number, run in enumerate(runs):
        told.setdefault(run.cause(rows) or str(number), []).append(run)
    return tuple(
        Renumbering(
            tuple(pair for run in same for pair in run.labels()),
            "" if cause.isdecimal() else cause,
        )
        for cause, same in told.items()
    )


@dataclass(slots=True)
class _Shift:
    """How a label changed: its count at `depth` by `step`, or its form."""

    kind: str  # "counted", "style", "given", "dropped", "moved", "other"
    before: Count = ()
    after: Count = ()
    depth: int = 0
    step: int = 0


@dataclass(slots=True)
class _Run:
    shift: _Shift
    rows: list[SectionChange] = field(default_factory=list)

    def labels(self) -> list[tuple[str, str]]:
        return [(row.before[0].number, row.after[0].number) for row in self.rows]

    def cause(self, rows: tuple[SectionChange, ...]) -> str:
        """Why the run shifted, as a clause; "" when it is not known."""
        if self.shift.kind in _CAUSES:
            return _CAUSES[self.shift.kind]
        if self.shift.kind == "moved":
            return f"because {_named(self.rows)} moved"
        if self.shift.kind != "counted":
            return ""
        grown = self.shift.step > 0
        events: dict[str, list[SectionChange]] = {}
        for row in rows:
            what = _event(row, grown=grown)
            if what and self._explains(row, grown=grown):
                events.setdefault(what, []).append(row)
        told = " and ".join(
            f"{_named(found)} {_were(what, len(found))}" for what, found in events.items()
        )
        return f"because {told}" if told else ""

    def _explains(self, row: SectionChange, *, grown: bool) -> bool:
        """Whether the row took, or gave up, one of the numbers right before the run."""
        depth, size = self.shift.depth, abs(self.shift.step)
        edge = self.shift.after if grown else self.shift.before
        counts = _readings((row.after if grown else row.before)[-1])
        if "moved" in row.kinds and self.shift.after[: depth + 1] in _readings(row.after[0]):
            return True
        return any(
            len(count) == depth + 1
            and count[:depth] == edge[:depth]
            and 0 < edge[depth] - count[depth] <= size
            for count in counts
        )


_CAUSES = {
    "style": "because the form of the numbers changed",
    "given": "because sections are numbered now",
    "dropped": "because sections are no longer numbered",
}


def _event(row: SectionChange, *, grown: bool) -> str:
    kinds = set(row.kinds)
    if "moved" in kinds:
        return "moved"
    if grown:
        return "was inserted" if "added" in kinds else "was split" if "split" in kinds else ""
    return "was removed" if "removed" in kinds else "took in others" if "merged" in kinds else ""


def _were(what: str, count: int) -> str:
    return what.replace("was ", "were ") if count > 1 else what


def _named(rows: list[SectionChange]) -> str:
    if len(rows) > _MOST_CAUSES:
        return f"{len(rows)} sections"
    names = list(dict.fromkeys(f"“{row.section.heading.strip(_QUOTES)}”" for row in rows))
    return " and ".join(names) if len(names) == len(rows) else f"{len(rows)} sections {names[0]}"


def _shift(row: SectionChange) -> _Shift:
    before, after = row.before[0], row.after[0]
    if "moved" in row.kinds:
        return _Shift("moved")
    if not before.number or not after.number:
        return _Shift("given" if after.number else "dropped")
    shifts = [
        shift
        for was in _readings(before)
        for now in _readings(after)
        if (shift := _difference(was, now))
    ]
    best = min(shifts, key=lambda shift: abs(shift.step), default=_Shift("other"))
    same = best.kind == "counted" and not best.step and "renumbered" in row.kinds
    return _Shift("style") if same else best


def _difference(was: Count, now: Count) -> _Shift | None:
    """The step by which a count shifted, at the innermost place that did."""
    if was == now:
        return _Shift("counted", was, now, len(now))
    if len(was) != len(now):
        return None
    depth = max(k for k, (x, y) in enumerate(zip(was, now, strict=True)) if x != y)
    return _Shift("counted", was, now, depth, now[depth] - was[depth])


def _readings(section: Section) -> list[Count]:
    """The counts that a label may stand for: "4.2" is (4, 2); "c" is (3,) or (100,)."""
    parts = _PART.findall(section.number.casefold())
    while len(parts) > 1 and not parts[0].isdigit() and len(parts[0]) > 1 and not _roman(parts[0]):
        parts.pop(0)  # "article", "section"
    readings: list[Count] = [()]
    for part in parts:
        values = {int(part)} if part.isdecimal() else {_letter(part), _roman(part)} - {0}
        readings = [(*reading, value) for reading in readings for value in sorted(values)]
    return [reading for reading in readings if len(reading) == len(parts)]


def _letter(part: str) -> int:
    return ord(part) - ord("a") + 1 if len(part) == 1 and "a" <= part <= "z" else 0


def _roman(part: str) -> int:
    if not part or not _ROMAN.match(part):
        return 0
    values = [_ROMAN_VALUES[char] for char in part]
    return sum(
        -value if value < max(values[k + 1 :], default=0) else value
        for k, value in enumerate(values)
    )
