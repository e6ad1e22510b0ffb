"""Pictures drawn as SVG within a page: how long a policy was and how hard to read, by time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.timeline import render_timeline_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.publish.views import Size
    from policytrack.report.timeline import Timeline

WIDE, HIGH, LEFT, TOP = 760, 150, 60, 14  # units of the drawing
WORDS_A_MINUTE = 240  # silent reading of non-fiction, after Brysbaert 2019 (238)


def draw_timeline(timeline: Timeline) -> str:
    """The lives of the sections, to stand within a page: its names are left to the text."""
    return render_timeline_svg(timeline).replace('<g id="', '<g data-section="').strip()


def draw_words(sizes: Sequence[Size], label: str) -> str:
    """The number of words as a stepped line; each text counts until the next one."""
    first, last = sizes[0].since.timestamp(), sizes[-1].since.timestamp()
    span, most = max(1.0, last - first), max(1, *(size.words for size in sizes))
    points: list[str] = []
    for size in sizes:
        x = LEFT + (WIDE - LEFT - 10) * (size.since.timestamp() - first) / span
        y = TOP + HIGH * (1 - size.words / most)
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
        f'<text x="{LEFT}" y="{base + 20}">{sizes[0].since:%Y-%m-%d}</text>'
        f'<text x="{WIDE}" y="{base + 20}" text-anchor="end">{sizes[-1].since:%Y-%m-%d}</text>'
        "</svg>"
    )


def minutes(words: int) -> int:
    """How long it takes to read."""
    return max(1, round(words / WORDS_A_MINUTE))
