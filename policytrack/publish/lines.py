"""The lines of a changed section on a change's page: near what changed, and far from it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html
from policytrack.report.excerpt import find_labels, find_leads, whole
from policytrack.report.inline_html import as_item, how_far_in, is_item, mark_pieces
from policytrack.report.light import only_light, part_light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Piece
    from policytrack.report.excerpt import Line

_APART = "<span> </span>"  # between what went and what came; side by side it is not shown
_LIGHT = re.compile("<(ins|del)>")


def render_lines(lines: Sequence[Line], *, marked: bool = True) -> str:
    """Lines as paragraphs; those far from a change are there, but hidden at first."""
    calm = marked and any(line.changed and not only_light(line.pieces) for line in lines)
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
            shown = _mark(line, calm=calm) if marked else _plain(line)
            kind = f"{_kind(line)}{how_far_in(line.pieces)}"
            parts.append(f'<span class="{kind}{" far" if far else ""}">{shown}</span>')
        found.append(f"<p>{''.join(parts)}</p>")
    return "".join(found)


@lru_cache(maxsize=2048)  # the changes of a policy leave nearly all of its sections as they were
def render_whole(text: str) -> str:
    """A text without marks, as paragraphs."""
    return render_lines(whole(text, "added"), marked=False)


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
    above = find_leads(lines), find_labels(lines)
    return near | {leads[place] for leads in above for place in changed if place in leads}


def _kind(line: Line) -> str:
    return "item" if is_item(line.pieces) else "line"


def _plain(line: Line) -> str:
    return escape_html("".join(piece.text for piece in _pieces(line)))


def _pieces(line: Line) -> Sequence[Piece]:
    return as_item(line.pieces) if _kind(line) == "item" else line.pieces


def _mark(line: Line, *, calm: bool) -> str:
    """The edits of a line; with `calm` those of form alone are there, but not seen at first."""
    if not calm:
        return mark_pieces(_pieces(line), _APART)
    shown = []
    parted = part_light(tuple(_pieces(line)))
    for (run, light), (after, _) in pairwise([*parted, ((), False)]):
        marked = mark_pieces(run, _APART, "".join(piece.text for piece in after[:1]))
        shown.append(_LIGHT.sub(r'<\1 class="light">', marked) if light else marked)
    return "".join(shown)
