"""An inline diff cut into lines to read: the changed sentences, some context, the rest folded.

Knows nothing of sections or of any form of output; the text stays raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Beyond this share of changed words a sentence is shown before and after instead of interleaved
# (readers of policies take more for a word salad).
MOST_INTERLEAVED = 0.6
# A moved passage is read where it stands now; where it stood, this many characters tell which.
LONGEST_STUB = 60

_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)")
_MARKUP = re.compile(r"\*\*|__(?=\W|$)|(?<!\w)__|^#{1,6}[ \t]+|\\(?=[!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or what stands on one line) with its changes; no piece holds a line break."""

    pieces: tuple[Piece, ...] = ()
    folded: int = 0  # instead of text: so many unchanged lines are not shown

    @property
    def changed(self) -> bool:
        """Whether anything on it differs."""
        return any(piece.kind != "same" for piece in self.pieces)

    @property
    def blank(self) -> bool:
        """Whether nothing is to be read on it."""
        return not self.folded and not any(piece.text.strip() for piece in self.pieces)


def cut(pieces: Sequence[Piece], context: int) -> tuple[Line, ...]:
    """The changed lines with `context` unchanged ones around each, gaps between marked.

    A negative context keeps everything.
    """
    lines = [_settle(line) for line in _split(pieces)]
    if context >= 0:
        lines = list(_fold(lines, context))
    while lines and lines[0].blank:
        del lines[0]
    while lines and lines[-1].blank:
        del lines[-1]
    return tuple(lines)


def whole(text: str, kind: str) -> tuple[Line, ...]:
    """A text as lines of one kind: what was added, or removed, as a whole."""
    piece = Piece("added" if kind == "added" else "removed", text.strip())
    return cut((piece,), -1)


def tally(pieces: Sequence[Piece]) -> dict[str, int]:
    """How many sentences were changed, added, removed and moved."""
    counts = {"changed": 0, "added": 0, "removed": 0, "moved": 0}
    for line in _split(pieces):
        kinds = {piece.kind for piece in line.pieces if piece.text.strip()}
        if "moved_here" in kinds:
            counts["moved"] += 1
        elif kinds in ({"added"}, {"removed"}):
            counts[kinds.pop()] += 1
        elif kinds & {"added", "removed"}:
            counts["changed"] += 1
    return counts


def find_edits(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """The edits as whole words: (before, after), one of them "" for what was only added or cut."""
    edits: list[list[str]] = []
    for line in (_settle(line) for line in _split(pieces)):
        fresh = True
        for piece in line.pieces:
            if piece.kind not in {"removed", "added"}:
                fresh = True
                continue
            if fresh:
                edits.append(["", ""])
            fresh = False
            edits[-1][piece.kind == "added"] += piece.text
    tidy = [(" ".join(before.split()), " ".join(after.split())) for before, after in edits]
    return [edit for edit in tidy if edit[0] != edit[1]]


def _split(pieces: Iterable[Piece]) -> Iterator[Line]:
    current: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        if first:
            current.append(Piece(piece.kind, first))
        for text in others:
            yield Line(tuple(current))
            current = [Piece(piece.kind, text)] if text else []
    yield Line(tuple(current))


def _fold(lines: list[Line], context: int) -> Iterator[Line]:
    shown: set[int] = set()
    for index in (i for i, line in enumerate(lines) if line.changed):
        shown.add(index)
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


def _settle(line: Line) -> Line:
    """The line as it is best read: without markup, in whole words, interleaved or in two."""
    if not line.pieces:
        return line
    plain = _in_whole_words(_without_markup(line.pieces))
    raw = _in_whole_words(line.pieces)
    pieces = plain if _differs(plain) or not _differs(raw) else raw
    return Line(_apart(pieces))


def _differs(pieces: Iterable[Piece]) -> bool:
    pieces = tuple(pieces)
    before = "".join(p.text for p in pieces if p.kind in {"same", "removed", "moved_away"})
    after = "".join(p.text for p in pieces if p.kind in {"same", "added", "moved_here"})
    return before.split() != after.split()


def _without_markup(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Links as their text, no emphasis, escapes or heading marks; for display alone."""
    text = "".join(piece.text for piece in pieces)
    if not ("](" in text or "*" in text or "_" in text or "#" in text or "\\" in text):
        return pieces
    keep = bytearray(b"\x01") * len(text)
    for match in _MARKUP.finditer(text):
        keep[match.start() : match.end()] = bytes(len(match[0]))
    for match in _LINK.finditer(text):
        keep[match.start() : match.end()] = bytes(len(match[0]))
        opening = text.rfind("[", 0, match.start())
        while opening > 0 and text[opening - 1] == "\\":
            opening = text.rfind("[", 0, opening)
        if opening >= 0:
            keep[opening] = 0
            if opening and text[opening - 1] == "!":
                keep[opening - 1] = 0
    kept, position = [], 0
    for piece in pieces:
        end = position + len(piece.text)
        rest = "".join(text[i] for i in range(position, end) if keep[i])
        if rest:
            kept.append(Piece(piece.kind, rest))
        position = end
    return tuple(kept)


def _in_whole_words(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """No change starts or ends inside a word: the rest of the word joins it on both sides."""
    groups: list[tuple[str, dict[str, str]]] = []  # ("same", text) or ("changed", text by kind)
    for piece in pieces:
        if piece.kind == "same":
            groups.append(("same", {"same": piece.text}))
        elif groups and groups[-1][0] == "changed":
            texts = groups[-1][1]
            texts[piece.kind] = texts.get(piece.kind, "") + piece.text
        else:
            groups.append(("changed", {piece.kind: piece.text}))
    for i, (name, texts) in enumerate(groups):
        if name == "changed" and not {"moved_away", "moved_here"} & texts.keys():
            _complete(texts, groups[i - 1][1] if i else None, at_end=False)
            _complete(texts, groups[i + 1][1] if i + 1 < len(groups) else None, at_end=True)
    return tuple(
        Piece(kind, texts[kind])
        for _, texts in groups
        for kind in ("same", "moved_away", "removed", "added", "moved_here")
        if texts.get(kind)
    )


def _complete(changed: dict[str, str], beside: dict[str, str] | None, *, at_end: bool) -> None:
    """Take over what the neighbour holds of a word that the change cuts."""
    if beside is None or "same" not in beside:
        return
    same, edge = beside["same"], 0 if at_end else -1
    letter = same[edge : edge + 1] if at_end else same[-1:]
    if not letter.isalnum() or not any(t and t[-1 - edge].isalnum() for t in changed.values()):
        return
    run = re.match(r"\w+", same) if at_end else re.search(r"\w+$", same)
    if run is None:
        return
    part = run[0]
    beside["same"] = same[len(part) :] if at_end else same[: len(same) - len(part)]
    for kind in ("removed", "added"):
        text = changed.get(kind, "")
        changed[kind] = text + part if at_end else part + text


def _apart(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """All of before, then all of after, where too little of a sentence stayed to interleave."""
    kinds = {piece.kind for piece in pieces}
    if (
        "same" not in kinds
        or not {"removed", "added"} <= kinds
        or kinds & {"moved_away", "moved_here"}
    ):
        return pieces
    words = {
        kind: sum(len(_WORD.findall(p.text)) for p in pieces if p.kind == kind) for kind in kinds
    }
    largest = words["same"] + max(words["removed"], words["added"])
    if words["same"] >= (1 - MOST_INTERLEAVED) * largest:
        return pieces
    before = "".join(p.text for p in pieces if p.kind in {"same", "removed"})
    after = "".join(p.text for p in pieces if p.kind in {"same", "added"})
    return Piece("removed", before.strip()), Piece("same", " "), Piece("added", after.strip())


def stub(text: str) -> str:
    """Enough of a moved passage to know it again."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_STUB else text[:LONGEST_STUB].rsplit(None, 1)[0] + " …"
