"""Where in two bodies the words changed, taken from their inline diff."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.model import Piece, PieceKind
from policytrack.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_JOINED_BY = 3  # words that stay between two edits of one thought
_LONGEST_JOINT = 60  # characters of these
_REACH = 4000  # characters of markup that may stand between two words of a piece
_WORD = re.compile(r"\w+")
_SIDES: tuple[frozenset[PieceKind], frozenset[PieceKind]] = (
    frozenset({"same", "removed", "moved_away"}),
    frozenset({"same", "added", "moved_here"}),
)

Span = tuple[int, int]


@dataclass(slots=True)
class Hunk:
    """Neighbouring edits: what was taken out and put in, as spans (start, end) of each body."""

    before: list[Span] = field(default_factory=list)
    after: list[Span] = field(default_factory=list)


def find_hunks(before: str, after: str, pieces: tuple[Piece, ...]) -> list[Hunk]:
    """The edits in order; passages that only moved are none.

    Where the pieces are not those of the two bodies, or none are given, the words are compared
    anew.
    """
    for given in (pieces, None):
        pieces = _compare_words(before, after) if given is None else given
        spans = _locate(before, pieces, _SIDES[0]), _locate(after, pieces, _SIDES[1])
        if spans[0] is not None and spans[1] is not None:
            return _join(pieces, spans[0], spans[1])
    return []


def _locate(source: str, pieces: Iterable[Piece], kinds: frozenset[PieceKind]) -> list[Span] | None:
    """Where each piece stands in a body, None when they do not lie there in order and whole."""
    spans: list[Span] = []
    place = 0
    for piece in pieces:
        if piece.kind not in kinds:
            spans.append((place, place))
            continue
        span = _find(source, piece.text, place)
        if span is None:
            return None
        spans.append(span)
        place = span[1]
    return None if _WORD.search(source, place) else spans


def _find(source: str, text: str, place: int) -> Span | None:
    """The next place of a piece; its words count, the marks and spaces around them may differ."""
    if source.startswith(text, place):
        return place, place + len(text)
    first = -1
    for word in _WORD.findall(text):
        found = source.find(word, place, place + len(word) + _REACH)
        if found < 0:
            return None
        first = found if first < 0 else first
        place = found + len(word)
    return (place if first < 0 else first), place


def _join(pieces: tuple[Piece, ...], before: list[Span], after: list[Span]) -> list[Hunk]:
    hunks = [Hunk()]
    for piece, was, now in zip(pieces, before, after, strict=True):
        if piece.kind == "removed":
            hunks[-1].before.append(was)
        elif piece.kind == "added":
            hunks[-1].after.append(now)
        elif piece.kind != "same" or not _joins(piece.text):
            hunks.append(Hunk())
    return [hunk for hunk in hunks if hunk.before or hunk.after]


def _joins(text: str) -> bool:
    return len(text) <= _LONGEST_JOINT and len(text.split()) <= _JOINED_BY


def _compare_words(before: str, after: str) -> tuple[Piece, ...]:
    from rapidfuzz.distance import Indel

    words = find_words(before), find_words(after)
    pieces: list[Piece] = []
    for code in Indel.opcodes(words[0].keys, words[1].keys):
        was, now = (
            side.text[side.starts[start] : side.ends[end - 1]] if start < end else ""
            for side, start, end in (
                (words[0], code.src_start, code.src_end),
                (words[1], code.dest_start, code.dest_end),
            )
        )
        if code.tag == "equal":
            pieces.append(Piece("same", was))
        else:
            pieces += [Piece("removed", was), Piece("added", now)]
    return tuple(piece for piece in pieces if piece.text)
