"""Pictures drawn as SVG within a page: how long a policy was and how hard to read, by time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.timeline import render_timeline_svg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from policytrack.report.timeline import Timeline

WIDE, HIGH, LEFT, TOP = 760, 90, 60, 14  # units of the drawing
TIMELINE_WIDE = 540  # pixels, so that the picture is as wide as a page's column
WORDS_A_MINUTE = 240  # silent reading of non-fiction, after Brysbaert 2019 (238)


def draw_timeline(timeline: Timeline) -> str:
    """The lives of the sections, to stand within a page: its names are left to the text."""
    return (
        render_timeline_svg(timeline, TIMELINE_WIDE).replace('<g id="', '<g data-section="').strip()
    )


def draw_steps(moments: Sequence[datetime], values: Sequence[int], label: str) -> str:
    """A figure as a stepped line from zero; the value of each moment counts until the next."""
    first, last = moments[0].timestamp(), moments[-1].timestamp()
    span, most = max(1.0, last - first), max(1, *values)
    points: list[str] = []
    for moment, value in zip(moments, values, strict=True):
        x = LEFT + (WIDE - LEFT - 10) * (moment.timestamp() - first) / span
        y = TOP + HIGH * (1 - value / most)
        points.append(f"V{y:.1f}H{x:.1f}" if not points else f"H{x:.1f}V{y:.1f}")
    start = f"M{LEFT} {points[0][1:].split('H')[0]}"
    path = start + "".join(points[1:]) + f"H{WIDE}"
    base = TOP + HIGH
    return (
        f'<svg class="chart" viewBox="0 0 {WIDE} {base + 26}" role="img" aria-label="{label}">'
        f'<path d="M{LEFT} {base}H{WIDE}" stroke="currentColor" stroke-opacity=".25"/>'
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="2"/>'
        f'<text x="{LEFT - 8}" y="{TOP + 8}" text-anchor="end">{most:,}</text>'
        f'<text x="{LEFT - 8}" y="{base}" text-anchor="end">0</text>'
        f'<text x="{LEFT}" y="{base + 20}">{moments[0]:%Y-%m-%d}</text>'
        f'<text x="{WIDE}" y="{base + 20}" text-anchor="end">{moments[-1]:%Y-%m-%d}</text>'
        "</svg>"
    )


def minutes(words: int) -> int:
    """How long it takes to read."""
    return max(1, round(words / WORDS_A_MINUTE))
