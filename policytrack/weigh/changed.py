"""Where in two bodies the words changed, taken from their inline diff."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.weigh.reading import LINK_TARGET
from policytrack.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.model import Piece, PieceKind
    from policytrack.words import Words

_LONGEST_JOINT = 24  # characters, about three words, that stay between two edits of one thought
_REACH = 4000  # characters of markup that may stand between two words of a piece
_WORD = re.compile(r"\w+")
_SIDES: tuple[frozenset[PieceKind], ...] = (
    frozenset({"same", "removed", "moved_away"}),
    frozenset({"same", "added", "moved_here"}),
)

Span = tuple[int, int]


@dataclass(slots=True)
class Hunk:
    """Neighbouring edits: what was taken out and put in, as spans (start, end) of each body.

    `place` is where the first of them stands in both bodies.
    """

    before: list[Span] = field(default_factory=list)
    after: list[Span] = field(default_factory=list)
    place: Span = (0, 0)


def find_hunks(before: str, after: str, pieces: tuple[Piece, ...]) -> list[Hunk]:
    """The edits in order; passages that only moved are none.

    Where the pieces are not those of the two bodies, or none are given, the words are compared
    anew.
    """
    was, now = _locate(before, pieces, _SIDES[0]), _locate(after, pieces, _SIDES[1])
    if was is None or now is None:
        return _join(_compare_words(before, after))
    return _join(zip((piece.kind for piece in pieces), was, now, strict=True))


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
    rest = LINK_TARGET.sub("", source[place : place + _REACH])
    return None if _WORD.search(rest) else spans


def _find(source: str, text: str, place: int) -> Span | None:
    """The next place of a piece; its words count, marks, spaces and link targets may differ."""
    if source.startswith(text, place):
        return place, place + len(text)
    first = -1
    for word in _WORD.findall(LINK_TARGET.sub("]", text)):
        if target := LINK_TARGET.match(source, place):
            place = target.end()
        found = source.find(word, place, place + len(word) + _REACH)
        if found < 0:
            return None
        first = found if first < 0 else first
        place = found + len(word)
    return (place if first < 0 else first), place


def _join(steps: Iterable[tuple[PieceKind, Span, Span]]) -> list[Hunk]:
    """Steps (kind, span before, span after) as hunks: little that stays joins two edits."""
    hunks = [Hunk()]
    for kind, was, now in steps:
        hunk = hunks[-1]
        if kind in {"removed", "added"} and not hunk.before and not hunk.after:
            hunk.place = was[0], now[0]
        if kind == "removed":
            hunk.before.append(was)
        elif kind == "added":
            hunk.after.append(now)
        elif kind != "same" or now[1] - now[0] > _LONGEST_JOINT:
            hunks.append(Hunk())
    return [hunk for hunk in hunks if hunk.before or hunk.after]


def _compare_words(before: str, after: str) -> Iterator[tuple[PieceKind, Span, Span]]:
    from rapidfuzz.distance import Indel

    words = find_words(before), find_words(after)
    for code in Indel.opcodes(words[0].keys, words[1].keys):
        was = _span(words[0], code.src_start, code.src_end)
        now = _span(words[1], code.dest_start, code.dest_end)
        if code.tag == "equal":
            yield "same", was, now
        else:
            if was[0] < was[1]:
                yield "removed", was, now
            if now[0] < now[1]:
                yield "added", was, now


def _span(words: Words, first: int, beyond: int) -> Span:
    return (words.starts[first], words.ends[beyond - 1]) if first < beyond else (0, 0)
