"""An inline diff cut into lines to read: the changed sentences, some context, the rest folded.

Knows nothing of sections or of any form of output; the text stays raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.linewise import part_moves, split_lines
from policytrack.report.wording import only_light, settle, shorten_middle, still

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind

# A moved passage is read where it stands now; where it stood, this many characters tell which.
LONGEST_STUB = 60
# Unchanged words in a row: beyond twice this many only the outer ones are shown (table rows and
# lists without full stops run to a thousand words).
MOST_WORDS_BESIDE = 30
# Edits of so few words say nothing without the words beside them.
FEWEST_ALONE = 3

_MOVED = ("moved_here", "moved_away")
_BULLET = re.compile(r"^[*•+-] ")
_LOOSE = " ,;:"
# A full stop or the like at the end, or so many words that it is one without.
_SENTENCE = re.compile(r"[.!?;:…][\W_]*$|(?:\w+\W+){7}")
# What stands in a sentence: a full stop does behind a short word, before a small letter or a digit.
_IN_SENTENCE = r"(?:[^\s.!?|]|(?<![^\W\d_]{4})\.(?=\s*[a-z\d(]))"
# A sentence, and the few words of the next one that stand in the same edit.
_SENTENCE_AND_WORDS = re.compile(
    r"\s*((?:\S+\s+){3,}\S*[^\W\d_]{3,}[.!?][\"”’»)]*)\s+((?=[^\W\d_a-zß-ÿ])\S+(?:\s+\S+){0,2}\s*)\Z"
)
_LAST_WORDS = re.compile(rf"(?:{_IN_SENTENCE}+\s+){{0,2}}{_IN_SENTENCE}*$")
_FIRST_WORDS = re.compile(rf"{_IN_SENTENCE}*(?:\s+{_IN_SENTENCE}+){{0,2}}")


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

    Lines and edits that differ in light punctuation or capitals alone count as unchanged, unless
    `light` or there are no others. A negative context keeps everything.
    """
    lines = [Line(settle(run)) for run in split_lines(pieces)]
    if context >= 0:
        calm = not light and any(line.changed and not only_light(line.pieces) for line in lines)
        folded = _fold(lines, context, light=light)
        lines = [_clip(Line(still(line.pieces), line.folded) if calm else line) for line in folded]
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


def tally(pieces: Sequence[Piece]) -> tuple[dict[str, int], str]:
    """How many sentences were changed, added, removed and moved, and what to call them.

    "line" where most are too short for sentences: the cells of a table, an address. What moved
    from one place of these pieces to another counts once, where it is now.
    """
    counts = {"changed": 0, "added": 0, "removed": 0}
    lines = [
        (run, {piece.kind for piece in run if piece.text.strip()}) for run in part_moves(pieces)
    ]
    both = all(any(kind in kinds for _, kinds in lines) for kind in _MOVED)
    sentences = 0
    for run, kinds in lines:
        fate = _fate(run, kinds, both=both)
        if fate:
            counts[fate] = counts.get(fate, 0) + 1
            sentences += _SENTENCE.search("".join(piece.text for piece in run)) is not None
    return counts, "sentence" if 2 * sentences >= sum(counts.values()) else "line"


def _fate(run: Sequence[Piece], kinds: set[PieceKind], *, both: bool) -> str:
    """What became of a line; "" for nothing, or for what is told elsewhere."""
    edited = bool(kinds & {"added", "removed"}) and not only_light(run)
    moved = [kind for kind in _MOVED if kind in kinds]
    if moved == ["moved_away"] and both:
        return ""
    if moved:
        where = "" if both else " here" if "moved_here" in moved else " away"
        return f"moved{where}{' and changed' if edited else ''}"
    if not edited:
        return ""
    return kinds.pop() if len(kinds) == 1 else "changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in the place of what, as whole words; "" on a side that has nothing there.

    Few words come with those beside them: replaced ones in `before` and `after`, lone ones in
    `within`, which is "" for longer ones. `bare` is both sides without.
    """

    before: str
    after: str
    within: str = ""
    bare: tuple[str, str] = ("", "")


def find_edits(pieces: Sequence[Piece]) -> list[Edit]:
    """The edits of an inline diff, but for those of light punctuation and beside what moved."""
    lines = [
        () if only_light(run) or any(p.kind in _MOVED for p in run) else still(settle(run))
        for run in part_moves(pieces)
    ]
    edits: list[Edit] = []
    for short, group in groupby(lines, _is_short_and_new):
        block = list(group)
        if short and len(block) > 1 and len({piece.kind for line in block for piece in line}) > 1:
            edits.append(_in_one(block))
        else:
            edits += [edit for line in block for edit in _edits_of(line)]
    return [edit for edit in edits if edit.before.lstrip() != edit.after.lstrip()]


def _is_short_and_new(line: Sequence[Piece]) -> bool:
    """Whether a line is no sentence, as those of an address, and nothing of it stayed."""
    words = [piece for piece in line if piece.text.strip()]
    return bool(words) and all(
        piece.kind in {"removed", "added"} and not _SENTENCE.search(piece.text) for piece in words
    )


def _in_one(lines: Iterable[Sequence[Piece]]) -> Edit:
    """Lines that took the place of lines: which took that of which, nobody can say."""
    before, after = (
        ", ".join(
            _BULLET.sub("", piece.text.strip(), count=1).strip(_LOOSE)
            for line in lines
            for piece in line
            if piece.kind == kind
        )
        for kind in ("removed", "added")
    )
    return Edit(before, after, "", (before, after))


def _edits_of(shown: Sequence[Piece]) -> Iterator[Edit]:
    """The edits of one line."""
    groups: list[tuple[str, list[str]]] = []  # what stands before an edit, its two sides
    for piece in shown:
        if piece.kind not in {"removed", "added"}:
            if piece.text.strip() or not groups:
                groups.append((piece.text, ["", ""]))
            continue
        if not groups:
            groups.append(("", ["", ""]))
        groups[-1][1][piece.kind == "added"] += piece.text
    for (lead, (before, after)), (tail, _) in pairwise([*groups, ("", ["", ""])]):
        yield from _cell_by_cell(before, after, lead, tail)


def _cell_by_cell(before: str, after: str, lead: str, tail: str) -> Iterator[Edit]:
    """The edit, or one for each cell of a table's row that it goes over."""
    sides = before.split("|"), after.split("|")
    cells = list(zip(*sides, strict=True)) if len(sides[0]) == len(sides[1]) else [(before, after)]
    for place, (was, now) in enumerate(cells):
        if was.strip() or now.strip():
            last = place == len(cells) - 1
            around = "" if place else lead, tail if last else ""
            yield from _sentence_apart(was, now, *around)


def _sentence_apart(before: str, after: str, lead: str, tail: str) -> Iterator[Edit]:
    """The edit; a whole sentence of one side apart from the few words that took others' place."""
    went, came = (_SENTENCE_AND_WORDS.match(side) for side in (before, after))
    if went and 0 < len(after.split()) <= FEWEST_ALONE:
        yield _in_context(went[1], "", "", "")
        lead, before = "", went[2]
    elif came and 0 < len(before.split()) <= FEWEST_ALONE:
        yield _in_context("", came[1], "", "")
        lead, after = "", came[2]
    if before.split() != after.split():
        yield _in_context(before, after, lead, tail)


def _in_context(before: str, after: str, lead: str, tail: str) -> Edit:
    sides = [_BULLET.sub("", " ".join(side.split()), count=1) for side in (before, after)]
    bare = [side.strip(_LOOSE).lstrip(".") for side in sides]
    bare = [side if any(map(str.isalnum, side)) else "" for side in bare]
    if max(len(side.split()) for side in sides) > FEWEST_ALONE:
        return Edit(bare[0], bare[1], "", (bare[0], bare[1]))
    whole = [
        _BULLET.sub("", " ".join(f"{_last(lead)}{side}{_first(tail)}".split()), count=1)
        .strip(_LOOSE)
        .rstrip(".")
        for side in (before, after)
    ]
    if all(bare):
        return Edit(whole[0], whole[1], "", (bare[0], bare[1]))
    within = whole[not bare[0]]
    alone = within.strip(".") == max(bare).strip(".")
    return Edit(bare[0], bare[1], "" if alone else within, (bare[0], bare[1]))


def _last(lead: str) -> str:
    """The last words before an edit, within its sentence."""
    found = _LAST_WORDS.search(lead[-200:])
    return found[0] if found else ""


def _first(tail: str) -> str:
    """The first words behind an edit, within its sentence."""
    found = _FIRST_WORDS.match(tail)
    return found[0] if found else ""


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
