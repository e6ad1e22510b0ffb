"""An inline diff cut into lines to read: the changed sentences, some context, the rest folded.

Knows nothing of sections or of any form of output; the text stays raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.light import only_light, still
from policytrack.report.linewise import split_lines
from policytrack.report.wording import settle, shorten_middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


# A moved passage is read where it stands now; where it stood, this many characters tell which.
LONGEST_STUB = 60
# Unchanged words in a row: beyond twice this many only the outer ones are shown (table rows and
# lists without full stops run to a thousand words).
MOST_WORDS_BESIDE = 30


_AFTER = {"same", "added", "moved_here"}
_ITEM = re.compile(r"(?:[*•+-]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or what stands on one line) with its changes; no piece holds a line break."""

    pieces: tuple[Piece, ...] = ()
    folded: int = 0  # instead of text: so many lines are not shown
    row: int = -1  # of a table, by the place of its first line, where it takes several

    @property
    def changed(self) -> bool:
        """Whether anything on it differs."""
        return any(piece.kind != "same" for piece in self.pieces)

    @property
    def blank(self) -> bool:
        """Whether nothing is to be read on it."""
        return not self.folded and not any(piece.text.strip() for piece in self.pieces)


def cut(pieces: Sequence[Piece], context: int, *, light: bool = False) -> tuple[Line, ...]:
    """The lines in which words changed, `context` lines around each, gaps between marked.

    Lines and edits that differ in light punctuation or capitals alone count as unchanged, unless
    `light` or there are no others. A negative context keeps everything.
    """
    lines = list(_lines_of(tuple(pieces)))
    if context >= 0:
        calm = not light and any(line.changed and not only_light(line.pieces) for line in lines)
        folded = _fold(lines, context, light=light)
        kept = (replace(line, pieces=still(line.pieces)) if calm else line for line in folded)
        lines = list(map(_clip, kept))
    spaced = [
        line
        for index, line in enumerate(lines)
        if not (line.blank and (not index or lines[index - 1].blank))
    ]
    return tuple(spaced[:-1] if spaced and spaced[-1].blank else spaced)


@lru_cache(maxsize=1024)  # a page and its feed's entry show the same
def _lines_of(pieces: tuple[Piece, ...]) -> tuple[Line, ...]:
    return tuple(_read(split_lines(pieces)))


def _read(runs: Iterable[tuple[Piece, ...]]) -> Iterator[Line]:
    """The lines as they are best read, and which of them are of one row of a table."""
    lines = list(runs)
    opened = -1
    rows: dict[int, int] = {}
    for place, run in enumerate(lines):
        after = "".join(piece.text for piece in run if piece.kind in _AFTER).strip()
        text = after or "".join(piece.text for piece in run).strip()
        opened = place if text.startswith("|") else opened
        if text.endswith("|") and opened >= 0:
            rows |= dict.fromkeys(range(opened, place + 1), opened) if opened < place else {}
            opened = -1
    for place, run in enumerate(lines):
        yield Line(settle(run), row=rows.get(place, -1))


def whole(text: str, kind: str) -> tuple[Line, ...]:
    """A text as lines of one kind: what was added, or removed, as a whole."""
    piece = Piece("added" if kind == "added" else "removed", text.strip())
    return cut((piece,), -1)


def stub(text: str) -> str:
    """Enough of a moved passage to know it again."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_STUB else text[:LONGEST_STUB].rsplit(None, 1)[0] + " …"


def find_leads(lines: Sequence[Line]) -> dict[int, int]:
    """The place of what leads the list in which each item stands: "We do not allow:"."""
    leads: dict[int, int] = {}
    above: list[tuple[int, bool, int]] = []  # how far in, whether an item itself, its place
    for place, line in enumerate(lines):
        if line.blank or line.folded:
            continue
        after = "".join(piece.text for piece in line.pieces if piece.kind in _AFTER)
        text = after.strip()
        far, item = len(after) - len(after.lstrip()), _ITEM.match(text) is not None
        while above and (far < above[-1][0] or (far == above[-1][0] and item <= above[-1][1])):
            above.pop()
        if above and item:
            leads[place] = above[-1][2]
        if text.endswith(":"):
            above.append((far, item, place))
    return leads


def find_labels(lines: Sequence[Line]) -> dict[int, int]:
    """The place of the first line of the table's row that each line goes on with.

    What a row is about stands in it, even where a lead of a list is nearer.
    """
    first: dict[int, int] = {}
    for place, line in enumerate(lines):
        if line.row >= 0:
            first.setdefault(line.row, place)
    return {
        place: first[line.row]
        for place, line in enumerate(lines)
        if line.row >= 0 and first[line.row] < place
    }


def _fold(lines: list[Line], context: int, *, light: bool) -> Iterator[Line]:
    changed = [index for index, line in enumerate(lines) if line.changed]
    told = [index for index in changed if light or not only_light(lines[index].pieces)] or changed
    above = (find_leads(lines), find_labels(lines)) if context > 0 else ()
    shown = {*told, *(leads[index] for leads in above for index in told if index in leads)}
    for index in told:
        for step in (-1, 1):
            shown |= _neighbours(lines, index, step, context)
    hidden = 0
    for index, line in enumerate(lines):
        if index in shown:
            if hidden:
                yield Line(folded=hidden)
            hidden = 0
            yield line
        elif line.blank and not hidden:
            yield line
        else:
            hidden += not line.blank
    if hidden:
        yield Line(folded=hidden)


def _neighbours(lines: list[Line], index: int, step: int, context: int) -> set[int]:
    found: set[int] = set()
    told = 0
    while told < context and 0 <= (index := index + step) < len(lines):
        found.add(index)
        told += not lines[index].blank
    return found if told else set()


def _clip(line: Line) -> Line:
    """Long unchanged stretches of a line, without their middle."""
    return replace(line, pieces=tuple(_clipped(line.pieces)))


def _clipped(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind == "same":
            yield Piece("same", shorten_middle(piece.text, MOST_WORDS_BESIDE))
        else:
            yield piece
