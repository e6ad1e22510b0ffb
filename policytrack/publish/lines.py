"""The lines of a changed section on a change's page: near what changed, and far from it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html
from policytrack.report.page import as_item, mark_pieces
from policytrack.report.wording import only_light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.report.excerpt import Line

_APART = "<span> </span>"  # between what went and what came; side by side it is not shown
_BULLETS = ("- ", "* ", "+ ", "• ")


def render_lines(lines: Sequence[Line], *, marked: bool = True) -> str:
    """Lines as paragraphs; those far from a change are there, but hidden at first."""
    near = _near(lines) if marked else set(range(len(lines)))
    found = []
    gap = False
    for blank, run in groupby(enumerate(lines), lambda pair: pair[1].blank):
        if blank:
            continue
        parts = []
        for place, line in run:
            far = place not in near
            if far and not gap:
                parts.append('<span class="line gap">…</span>')
            gap = far
            parts.append(_line(line, far=far, marked=marked))
        found.append(f"<p>{''.join(parts)}</p>")
    return "".join(found)


def _near(lines: Sequence[Line]) -> set[int]:
    """Places of changed lines, and of one line that says something before and after each.

    What differs in light punctuation alone is far, unless there is nothing else.
    """
    told = [place for place, line in enumerate(lines) if not line.blank]
    changed = {place for place in told if lines[place].changed}
    changed = {place for place in changed if not only_light(lines[place].pieces)} or changed
    near: set[int] = set()
    for number, place in enumerate(told):
        if place in changed:
            near.update(told[max(0, number - 1) : number + 2])
    return near


def _line(line: Line, *, far: bool, marked: bool) -> str:
    text = "".join(piece.text for piece in line.pieces)
    kind = "item" if text.lstrip().startswith(_BULLETS) else "line"
    pieces = as_item(line.pieces) if kind == "item" else line.pieces
    shown = "".join(piece.text for piece in pieces)
    inner = mark_pieces(pieces, _APART) if marked else escape_html(shown)
    return f'<span class="{kind}{" far" if far else ""}">{inner}</span>'
