"""The lives of a policy's sections as a picture: for the terminal and as SVG.

Time runs to the right; each section is a line from its birth to its death, with a mark for each
change, heavier for words than for form. Knows nothing of where the lives come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html, single_line
from policytrack.report.places import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from policytrack.model import Kind, Weight

LABEL = 34  # columns of a heading in the terminal
_SIGNS: tuple[tuple[Kind, str], ...] = (
    ("split", "Y"),
    ("merged", "λ"),
    ("moved", "↕"),
    ("renamed", "R"),
)
_ENDS: frozenset[Kind] = frozenset({"added", "removed"})  # the line itself shows them
LEGEND = "● words changed  · form only  R renamed  ↕ moved  Y split  λ merged  ├ born  ┤ gone"


@dataclass(frozen=True, slots=True)
class Span:
    """Stages in which a section was there: from `start` up to and without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that befell a section at a stage."""

    stage: int
    kinds: tuple[Kind, ...]
    weight: Weight
    others: tuple[str, ...] = ()  # identities that it was split from or merged with


@dataclass(frozen=True, slots=True)
class Track:
    """One section's life."""

    identity: str
    anchor: str
    heading: str  # its last
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A policy's sections by time. `moments[k]` is when stage k came into force."""

    policy: str
    moments: tuple[datetime, ...]
    end: datetime  # the last recorded version
    tracks: tuple[Track, ...]


def sign_of(mark: Mark) -> str:
    """The one sign under which a mark is shown."""
    for kind, sign in _SIGNS:
        if kind in mark.kinds:
            return sign
    return "●" if mark.weight == "substantive" else "·"


def render_timeline(timeline: Timeline, width: int = 100) -> str:
    """The picture in characters: a line a section, at most `width` columns wide."""
    columns = max(20, width - LABEL - 2)
    scale = _Scale(timeline, columns - 1)
    lines = [single_line(timeline.policy), " " * (LABEL + 2) + _axis(timeline, columns)]
    for track in timeline.tracks:
        label = shorten(single_line(track.heading) or "(opening text)", LABEL - 1)
        lines.append(f"{label:<{LABEL}}  {_life(track, scale, columns, timeline)}".rstrip())
    return "\n".join([*lines, "", LEGEND])


def _life(track: Track, scale: _Scale, columns: int, timeline: Timeline) -> str:
    cells = [" "] * columns
    last = len(timeline.moments)
    for span in track.spans:
        start, end = scale.at(span.start), scale.at(span.end)
        cells[start : end + 1] = "─" * (end - start + 1)
        if span.start:
            cells[start] = "├"
        if span.end < last:
            cells[end] = "┤"
    for mark in track.marks:
        place, sign = scale.at(mark.stage), sign_of(mark)
        if sign != "·" or cells[place] == "─":
            cells[place] = cells[place] if _ENDS.intersection(mark.kinds) else sign
    return "".join(cells)


def _axis(timeline: Timeline, columns: int) -> str:
    first, last = f"{timeline.moments[0]:%Y-%m-%d}", f"{timeline.end:%Y-%m-%d}"
    return first + last.rjust(columns - len(first))


class _Scale:
    """Where a stage stands: by time, from 0 to `size`."""

    def __init__(self, timeline: Timeline, size: float) -> None:
        self._moments = [*timeline.moments, timeline.end]
        self._start = timeline.moments[0].timestamp()
        self._whole = max(1.0, timeline.end.timestamp() - self._start)
        self._size = size

    def exact(self, stage: int) -> float:
        share = (self._moments[stage].timestamp() - self._start) / self._whole
        return self._size * min(1.0, max(0.0, share))

    def at(self, stage: int) -> int:
        return round(self.exact(stage))


ROW, TOP, LEFT, WIDE = 18, 40, 320, 900  # pixels
_COLOURS = {"words": "#b3261e", "form": "#7a7a7a", "life": "#3b6ea5", "link": "#8a6d00"}

_KEY = (
    "line: in force; large dot: words changed; small: form only; curve: split from or merged into"
)


def render_timeline_svg(timeline: Timeline, wide: int = WIDE) -> str:
    """The picture as one SVG file without scripts or links; each section has its anchor.

    `wide`: pixels for the whole of the time, beside the names.
    """
    scale = _Scale(timeline, wide)
    height = TOP + ROW * len(timeline.tracks) + 30
    rows = {track.identity: number for number, track in enumerate(timeline.tracks)}
    size = LEFT + wide + 40
    title = escape_html(f"Sections of {timeline.policy} by time")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{height}" '
        f'viewBox="0 0 {size} {height}" font-family="sans-serif" font-size="12" role="img">'
        f"<title>{title}</title>"
    )
    lines = [head, '<rect width="100%" height="100%" fill="#fff"/>']
    lines += [f'<text x="8" y="18" font-weight="bold">{escape_html(timeline.policy)}</text>']
    lines += _years(timeline, height, wide)
    lines += [line for track in timeline.tracks for line in _track(track, rows, scale, timeline)]
    lines += [f'<text x="8" y="{height - 10}" fill="#555">{_KEY}</text>', "</svg>\n"]
    return "\n".join(lines)


def _years(timeline: Timeline, height: int, wide: int) -> Iterator[str]:
    start = timeline.moments[0].timestamp()
    whole = max(1.0, timeline.end.timestamp() - start)
    for year in range(timeline.moments[0].year + 1, timeline.end.year + 1):
        moment = timeline.moments[0].replace(
            year=year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0
        )
        x = LEFT + wide * (moment.timestamp() - start) / whole
        yield (
            f'<line x1="{x:.1f}" y1="24" x2="{x:.1f}" y2="{height - 26}" stroke="#ddd"/>'
            f'<text x="{x + 3:.1f}" y="34" fill="#777">{year}</text>'
        )


def _track(track: Track, rows: dict[str, int], scale: _Scale, timeline: Timeline) -> Iterator[str]:
    y = TOP + ROW * rows[track.identity] + ROW / 2
    heading = shorten(single_line(track.heading) or "(opening text)", 46)
    yield f'<g id="{escape_html(track.anchor)}"><title>{escape_html(heading)}</title>'
    yield f'<text x="8" y="{y + 4:.1f}">{escape_html(heading)}</text>'
    for span in track.spans:
        x = LEFT + scale.exact(span.start), LEFT + scale.exact(span.end)
        yield (
            f'<line x1="{x[0]:.1f}" y1="{y:.1f}" x2="{max(x[1], x[0] + 2):.1f}" y2="{y:.1f}" '
            f'stroke="{_COLOURS["life"]}" stroke-width="3"/>'
        )
    for mark in track.marks:
        x_mark = LEFT + scale.exact(mark.stage)
        heavy = mark.weight == "substantive"
        said = escape_html(f"{timeline.moments[mark.stage]:%Y-%m-%d}: {', '.join(mark.kinds)}")
        for other in mark.others:
            if other in rows and {"split", "merged"} & set(mark.kinds):
                yield _curve(x_mark, y, TOP + ROW * rows[other] + ROW / 2)
        yield (
            f'<circle cx="{x_mark:.1f}" cy="{y:.1f}" r="{5 if heavy else 2.5}" '
            f'fill="{_COLOURS["words" if heavy else "form"]}"><title>{said}</title></circle>'
        )
    yield "</g>"


def _curve(x: float, y: float, other: float) -> str:
    return (
        f'<path d="M{x:.1f} {y:.1f} Q{x - 14:.1f} {(y + other) / 2:.1f} {x:.1f} {other:.1f}" '
        f'fill="none" stroke="{_COLOURS["link"]}" stroke-width="1"/>'
    )
