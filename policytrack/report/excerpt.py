"""An inline diff cut into lines to read: the changed sentences, some context, the rest folded.

Knows nothing of sections or of any form of output; the text stays raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.wording import only_light, settle, shorten_middle, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A moved passage is read where it stands now; where it stood, this many characters tell which.
LONGEST_STUB = 60
# Unchanged words in a row: beyond twice this many only the outer ones are shown (table rows and
# lists without full stops run to a thousand words).
MOST_WORDS_BESIDE = 30
# Edits of so few words say nothing without the words beside them.
FEWEST_ALONE = 2

_BULLET = re.compile(r"^[*•+-] ")
_LOOSE = " ,;:"
_ENDS = ".!?;:()|"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or what stands on one line) with its changes; no piece holds a line break."""

    pieces: tuple[Piece, ...] = ()
    folded: int = 0  # instead of text: so many lines are not shown

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

    Lines that differ in light punctuation alone count as unchanged, unless `light` or there are
    no others. A negative context keeps everything.
    """
    lines = [Line(settle(run)) for run in split_lines(pieces)]
    if context >= 0:
        lines = [_clip(line) for line in _fold(lines, context, light=light)]
    spaced = [
        line
        for index, line in enumerate(lines)
        if not (line.blank and (not index or lines[index - 1].blank))
    ]
    return tuple(spaced[:-1] if spaced and spaced[-1].blank else spaced)


def whole(text: str, kind: str) -> tuple[Line, ...]:
    """A text as lines of one kind: what was added, or removed, as a whole."""
    piece = Piece("added" if kind == "added" else "removed", text.strip())
    return cut((piece,), -1)


def tally(pieces: Sequence[Piece]) -> dict[str, int]:
    """How many sentences were changed, added, removed and moved."""
    counts = {"changed": 0, "added": 0, "removed": 0, "moved": 0}
    for run in split_lines(pieces):
        kinds = {piece.kind for piece in run if piece.text.strip()}
        if "moved_here" in kinds:
            counts["moved"] += 1
        elif not kinds & {"added", "removed"} or only_light(run):
            continue
        elif kinds in ({"added"}, {"removed"}):
            counts[kinds.pop()] += 1
        else:
            counts["changed"] += 1
    return counts


def find_edits(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """The edits as whole words: (before, after), one of them "" for what was only added or cut.

    Where a word or two took the place of as many, the words beside them are told with them, so
    that it is seen what they speak of.
    """
    edits: list[tuple[str, str]] = []
    for run in split_lines(pieces):
        shown = () if only_light(run) else settle(run)
        edits += _edits_of(shown)
    return [edit for edit in edits if edit[0] != edit[1]]


def _edits_of(shown: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """The edits of one line."""
    groups: list[tuple[str, list[str]]] = []  # what stands before an edit, its two sides
    beside = ""
    for piece in shown:
        if piece.kind not in {"removed", "added"}:
            beside = piece.text if piece.text.strip() or not groups else ""
            if beside:
                groups.append((beside, ["", ""]))
            continue
        if not groups:
            groups.append(("", ["", ""]))
        groups[-1][1][piece.kind == "added"] += piece.text
    for index, (lead, sides) in enumerate(groups):
        tail = groups[index + 1][0] if index + 1 < len(groups) else ""
        before, after = (_BULLET.sub("", " ".join(side.split()), count=1) for side in sides)
        if before or after:
            yield _in_context(before, after, lead, tail)


def _in_context(before: str, after: str, lead: str, tail: str) -> tuple[str, str]:
    few = all(0 < len(side.split()) <= FEWEST_ALONE for side in (before, after))
    if not few:
        return before.strip(_LOOSE), after.strip(_LOOSE)
    first = lead.split()[-1:] if lead[-1:].isspace() or not lead else []
    last = tail.split()[:1] if tail[:1].isspace() or not tail else []
    first, last = (
        [] if beside and beside[0][-1 if beside is first else 0] in _ENDS else beside
        for beside in (first, last)
    )
    told = [" ".join([*first, side, *last]).strip(_LOOSE).rstrip(".") for side in (before, after)]
    return told[0], told[1]


def stub(text: str) -> str:
    """Enough of a moved passage to know it again."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_STUB else text[:LONGEST_STUB].rsplit(None, 1)[0] + " …"


def _fold(lines: list[Line], context: int, *, light: bool) -> Iterator[Line]:
    changed = [index for index, line in enumerate(lines) if line.changed]
    told = [index for index in changed if light or not only_light(lines[index].pieces)] or changed
    shown = set(told)
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
    return Line(tuple(_clipped(line.pieces)), line.folded)


def _clipped(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind == "same":
            yield Piece("same", shorten_middle(piece.text, MOST_WORDS_BESIDE))
        else:
            yield piece
