"""What the items of a list begin with: a bullet, or a number.

That one became the other is a matter of form; what stands behind is not.
"""

from __future__ import annotations

import re

from policytrack.model import Piece

Pieces = tuple[Piece, ...]

_BULLETS = frozenset("*-+•")
_BEFORE, _AFTER = {"same", "removed", "moved_away"}, {"same", "added", "moved_here"}
_MARKER = re.compile(r"\s*(?:([*•+-])|\d{1,3}(?:\.\d{1,3}){0,4}\\?[.)])(?:\s+|$)")


def without_markers(before: str, after: str) -> tuple[str, str]:
    """Two lines without what they begin with, where one has a number and the other has none."""
    was, now = _MARKER.match(before), _MARKER.match(after)
    if _is_number(was) == _is_number(now):
        return before, after
    return before[was.end() if was else 0 :], after[now.end() if now else 0 :]


def _is_number(marker: re.Match[str] | None) -> bool:
    return marker is not None and not marker[1]


def are_markers(before: str, after: str) -> bool:
    """Whether a number came or went at the beginning of a line, or took a bullet's place."""
    return (before, after) != without_markers(before, after) == ("", "")


def with_marker(pieces: Pieces) -> Pieces:
    """The pieces of a line with its bullet or number where a reader expects it.

    A bullet that one side alone has is a part of what stands behind it; where the other side has
    a number in its place, the two stand apart from the words.
    """
    if len(pieces) > 1 and pieces[0].kind == "same" and not pieces[0].text.strip():
        return pieces[0], *with_marker(pieces[1:])
    if [piece.kind for piece in pieces[:2]] == ["removed", "added"]:
        return _marker_apart(pieces)
    if len(pieces) == 1 or pieces[0].text.strip() not in _BULLETS or pieces[0].kind == "same":
        return pieces
    bullet, first, *rest = pieces
    side = _BEFORE if bullet.kind in _BEFORE else _AFTER
    if first.kind != "same" and first.kind in side:
        return Piece(first.kind, bullet.text + first.text), *rest
    if first.kind != "same":
        return pieces
    return (Piece("same", bullet.text), first, *rest) if side is _AFTER else (first, *rest)


def _marker_apart(pieces: Pieces) -> Pieces:
    went, came, *rest = pieces
    words = without_markers(went.text, came.text)
    if words == (went.text, came.text) or not all(words):
        return pieces
    markers = [
        side.text[: len(side.text) - len(text)].strip()
        for side, text in zip((went, came), words, strict=True)
    ]
    parted = (
        Piece("removed", markers[0]),
        Piece("added", markers[1]),
        Piece("same", " "),
        Piece("removed", words[0]),
        Piece("added", words[1]),
        *rest,
    )
    return tuple(piece for piece in parted if piece.text)
