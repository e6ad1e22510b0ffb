"""Where in two bodies the words changed, taken from their inline diff."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from policytrack.words import Words, find_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.model import Piece

_JOINED_BY = 3  # words that stay between two edits of one thought

Span = tuple[int, int]
_Step = tuple[Literal["same", "before", "after", "away", "here"], int]  # what, how many words
_STEP_OF = {
    "same": "same",
    "removed": "before",
    "added": "after",
    "moved_away": "away",
    "moved_here": "here",
}


@dataclass(slots=True)
class Hunk:
    """Neighbouring edits: what was taken out and put in, as spans (start, end) of each body."""

    before: list[Span] = field(default_factory=list)
    after: list[Span] = field(default_factory=list)


def find_hunks(before: str, after: str, pieces: tuple[Piece, ...]) -> list[Hunk]:
    """The edits in order; passages that only moved are none.

    Pieces give the words of both sides in order but not always their spacing, so words are counted
    off. Where they do not add up, or none are given, the words are compared anew.
    """
    words = find_words(before), find_words(after)
    steps = [(_STEP_OF[piece.kind], len(find_words(piece.text).keys)) for piece in pieces]
    if not _adds_up(steps, words):
        steps = list(_compare_words(*words))
    return [hunk for hunk in _walk(steps, words) if hunk.before or hunk.after]


def _adds_up(steps: list[tuple[str, int]], words: tuple[Words, Words]) -> bool:
    sides = (("same", "before", "away"), ("same", "after", "here"))
    return bool(steps) and all(
        sum(count for kind, count in steps if kind in kinds) == len(side.keys)
        for kinds, side in zip(sides, words, strict=True)
    )


def _compare_words(before: Words, after: Words) -> Iterator[tuple[str, int]]:
    from rapidfuzz.distance import Indel

    for code in Indel.opcodes(before.keys, after.keys):
        if code.tag == "equal":
            yield "same", code.src_end - code.src_start
        else:
            yield from (
                ("before", code.src_end - code.src_start),
                ("after", code.dest_end - code.dest_start),
            )


def _walk(steps: list[tuple[str, int]], words: tuple[Words, Words]) -> Iterator[Hunk]:
    i = j = 0
    hunk = Hunk()
    for kind, count in steps:
        if kind in {"away", "here"} or (kind == "same" and count > _JOINED_BY):
            yield hunk
            hunk = Hunk()
        if kind == "before":
            hunk.before.append(_span(words[0], i, count))
        elif kind == "after":
            hunk.after.append(_span(words[1], j, count))
        i += count if kind in {"same", "before", "away"} else 0
        j += count if kind in {"same", "after", "here"} else 0
    yield hunk


def _span(words: Words, first: int, count: int) -> Span:
    """From the first to the last word; without words, the gap in which a sign changed."""
    if count:
        return words.starts[first], words.ends[first + count - 1]
    start = words.ends[first - 1] if first else 0
    return start, words.starts[first] if first < len(words.starts) else len(words.text)
