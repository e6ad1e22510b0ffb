"""The markup of one line taken out of its pieces, for display: what a reader sees of a page.

Knows nothing of which edits are told. Where markup alone changed, the caller shows it as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

Pieces = tuple[Piece, ...]

# A changed link target is shown by so many characters of its start and end.
LONGEST_TARGET = 90

_LINK = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)")
_OPEN_LINK = re.compile(r"\]\([^()\s]*\Z")
_MARKUP = re.compile(
    r"\*\*|(?<![\w_\\])_{1,2}(?=[^\s_])|(?<=[^\s_\\])_{1,2}(?![\w_])|^\s*_{1,2}$"
    r"|^\s*(?:>[ \t]?)+(?=\S)|^\s*#{1,6}(?:[ \t]+|$)|={8,}|\\(?=[!-/:-@\[-`{-~]|\s*$)"
)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{0,400}(?<=[^\s*\\])\*(?![\w*])")
# The bars around a table's row, and those of empty cells.
_BARS = re.compile(r"^\s*\|[\s|]*(?:_{1,2}\s*$)?|(?<=\|)(?:\s*\|)+")


@lru_cache(maxsize=8192)  # each form asks for the same lines
def without_markup(pieces: Pieces, *, targets: bool = False) -> Pieces:
    """Links as their text, no emphasis, escapes, marks of headings or quotes; for display alone.

    With `targets` where changed links lead is shown behind their text: "our list <https://…>".
    """
    pieces = _with_own_ends(pieces)
    text = "".join(piece.text for piece in pieces)
    if not any(mark in text for mark in ("](", "*", "_", "#", "\\", "|", ">")):
        return pieces
    chars = list(text)
    for match in _MARKUP.finditer(text):
        _drop(chars, *match.span())
    for match in _EMPHASIS.finditer(text):
        chars[match.start()] = chars[match.end() - 1] = ""
    links = list(_LINK.finditer(text))
    for opening in _openings(text, {link.start() for link in links}):
        _drop(chars, opening - (text[max(0, opening - 1)] == "!"), opening + 1)
    changed = iter(_changed_spans(pieces) if targets else ())
    span = next(changed, None)
    for link in links:
        _drop(chars, *link.span())
        while span and span[1] <= link.start():
            span = next(changed, None)
        if span and span[0] < link.end():
            _show_target(chars, text, *link.span())
    if "|" in text:
        _drop_bars(chars)
    return tuple(_recut(pieces, chars))


def _with_own_ends(pieces: Pieces) -> Pieces:
    """Links of which both sides share the last bracket alone, each with a bracket of its own."""
    found = list(pieces)
    for place in range(len(found) - 2):
        sides, behind = found[place : place + 2], found[place + 2]
        if (
            [side.kind for side in sides] == ["removed", "added"]
            and behind.kind == "same"
            and behind.text.startswith(")")
            and all(_OPEN_LINK.search(side.text) for side in sides)
        ):
            found[place : place + 2] = [Piece(side.kind, f"{side.text})") for side in sides]
            found[place + 2] = Piece("same", behind.text[1:])
    return tuple(found)


def _openings(text: str, links: set[int]) -> list[int]:
    """The brackets that open links (which end at `links`), and those that nothing closes.

    Where an edit put a bracket elsewhere, the pieces of both sides hold one that is left over.
    """
    stack: list[int] = []
    found: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            opening = stack.pop()
            if match.start() in links:
                found.append(opening)
    return [*found, *stack] if links else []


def _drop(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = [""] * (end - start)


def _drop_bars(chars: list[str]) -> None:
    text = "".join(char[:1] or " " for char in chars)
    for match in _BARS.finditer(text):
        _drop(chars, *match.span())
    end = len(text.rstrip("| \t"))
    if "|" in text[end:]:
        _drop(chars, end, len(text))


def _changed_spans(pieces: Pieces) -> list[tuple[int, int]]:
    spans, start = [], 0
    for piece in pieces:
        if piece.kind != "same":
            spans.append((start, start + len(piece.text)))
        start += len(piece.text)
    return spans


def _show_target(chars: list[str], text: str, start: int, end: int) -> None:
    """Put " <target>" in the place of "](target)", without its middle where it is long."""
    chars[start:end] = list(text[start:end])
    chars[start : start + 2] = " <"
    chars[end - 1] = ">"
    half = LONGEST_TARGET // 2
    if end - start > LONGEST_TARGET:
        chars[start + half : end - half] = ["…"] + [""] * (end - start - 2 * half - 1)


def _recut(pieces: Pieces, chars: list[str]) -> Iterator[Piece]:
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        if text := "".join(chars[position:end]):
            yield Piece(piece.kind, text)
        position = end
