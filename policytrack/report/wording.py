"""A line of an inline diff made readable: plain words, whole words, interleaved or in two.

Owns what is done to the pieces of one line. Knows nothing of folding or of any form of output.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.escape import is_look_alike, name_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

# Beyond this share of changed words a sentence is shown before and after instead of interleaved
# (readers of policies take more for a word salad).
MOST_INTERLEAVED = 0.6

# A changed link target is shown by so many characters of its start and end.
LONGEST_TARGET = 90
# In an edit of more words than this something else differs than what is not seen.
FEW_WORDS = 3

_BEFORE = {"same", "removed", "moved_away"}
_AFTER = {"same", "added", "moved_here"}
_ORDER: tuple[PieceKind, ...] = ("same", "moved_away", "removed", "added", "moved_here")

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_BREAK = re.compile(r"\n|<br[ \t]*/?(?:>|$)", re.IGNORECASE)
_CUT_TAG = re.compile(r"<br[ \t]*/?$", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"^[ \t]*/?>")
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)")
_MARKUP = re.compile(
    r"\*\*|(?<![\w_\\])_{1,2}(?=[^\s_])|(?<=[^\s_\\])_{1,2}(?![\w_])|^\s*_{1,2}$"
    r"|^\s*#{1,6}(?:[ \t]+|$)|={8,}|\\(?=[!-/:-@\[-`{-~]|\s*$)"
)
_LOOSE = re.compile(rf"(?<!\w)[{_UNSEEN}]+|[{_UNSEEN}]+(?!\w)")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{0,400}(?<=[^\s*\\])\*(?![\w*])")
# The bars around a table's row, and those of empty cells.
_BARS = re.compile(r"^\s*\|[\s|]*(?:_{1,2}\s*$)?|(?<=\|)(?:\s*\|)+")
# Thematic breaks, the line under a table's head, rows of empty cells.
_RULE = re.compile(r"[\s|:*_=-]*")
# Punctuation that carries no meaning of its own unless it touches a digit (−5, 1.5, 10:30).
_LIGHT = re.compile(
    r"(?<!\d)[\s.,;:!?'\"`´‘’‚‛“”„‟«»‹›()\[\]{}*_#|\\•●▪◦·‣⁃–—―‐‑‒…-]+(?!\d)"
    rf"|(?<!\S)[{_UNSEEN}\u200c\u200d]+(?!\S)"
    r"|(?<=\d)[\s.,;:!?]*$"
)


def split_lines(pieces: Iterable[Piece]) -> Iterator[Pieces]:
    """The pieces of each line; a line break of any kind, or `<br>` in a table cell, ends it.

    Where an edit cuts the tag in two, it is a break of the first piece.
    """
    current: list[Piece] = []
    cut = False
    for piece in pieces:
        first, *others = _BREAK.split(_REST_OF_TAG.sub("", piece.text) if cut else piece.text)
        cut = _CUT_TAG.search(piece.text) is not None
        if first:
            current.append(Piece(piece.kind, first))
        for text in others:
            yield tuple(current)
            current = [Piece(piece.kind, text)] if text else []
    yield tuple(current)


def only_light(pieces: Iterable[Piece]) -> bool:
    """Whether both sides of a line have the same words and signs, but for light punctuation."""
    before, after = _sides(pieces)
    return _LIGHT.sub(" ", before).casefold().split() == _LIGHT.sub(" ", after).casefold().split()


def settle(pieces: Pieces) -> Pieces:
    """The line as it is best read."""
    if len(pieces) <= 1 or len({piece.kind for piece in pieces}) == 1:
        return _settle_whole(pieces)
    if _is_rule(pieces, _without_markup(pieces)):
        return ()
    for way in (_without_markup, partial(_without_markup, targets=True), tuple):
        shown = _in_whole_words(way(pieces))
        if _differs(shown):
            break
    return tuple(_without_loose(_unmasked(_apart(shown))))


def _without_loose(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Whole changed sentences without characters that are not seen and part no word."""
    for piece in pieces:
        loose = piece.kind != "same" and len(piece.text.split()) > FEW_WORDS
        yield Piece(piece.kind, _LOOSE.sub("", piece.text)) if loose else piece


@lru_cache(maxsize=16384)  # versions that follow each other share nearly all of their lines
def _settle_whole(pieces: Pieces) -> Pieces:
    """A line that is the same on both sides, or on one side alone."""
    plain = _without_markup(pieces)
    return () if _is_rule(pieces, plain) else plain


def _is_rule(pieces: Pieces, plain: Pieces) -> bool:
    """Whether nothing but a rule or an empty row of a table is left of a line without a link."""
    return bool(_RULE.fullmatch("".join(piece.text for piece in plain))) and not any(
        "](" in piece.text for piece in pieces
    )


def _unmasked(pieces: Pieces) -> Iterator[Piece]:
    """Changed words made of look-alike letters alone, shown as such in a Latin sentence."""
    text = "".join(piece.text for piece in pieces)
    plain = text.isascii() or sum(map(str.isascii, text)) < len(text) / 2
    for piece in pieces:
        if plain or piece.kind == "same" or piece.text.isascii():
            yield piece
        else:
            yield Piece(piece.kind, _WORD.sub(_show_look_alikes, piece.text))


def _show_look_alikes(match: re.Match[str]) -> str:
    word = match[0]
    return "".join(map(name_letter, word)) if all(map(is_look_alike, word)) else word


def shorten_middle(text: str, words: int) -> str:
    """The text without its middle where it is longer than twice so many words."""
    found = list(re.finditer(r"\S+", text)) if len(text) > 2 * words else []
    if len(found) <= 2 * words + 1:
        return text
    return f"{text[: found[words - 1].end()]} … {text[found[-words].start() :]}"


def _sides(pieces: Iterable[Piece]) -> tuple[str, str]:
    pieces = tuple(pieces)
    return (
        "".join(piece.text for piece in pieces if piece.kind in _BEFORE),
        "".join(piece.text for piece in pieces if piece.kind in _AFTER),
    )


def _differs(pieces: Iterable[Piece]) -> bool:
    before, after = _sides(pieces)
    return before.split() != after.split()


def plain_line(line: str) -> str:
    """A line of text in plain words; "" for a rule and the like."""
    return "".join(piece.text for piece in settle((Piece("same", line),))).strip()


def without_markup(pieces: Pieces) -> Pieces:
    """Pieces of one line as plain words: links as their text, no emphasis or heading marks."""
    return _without_markup(pieces)


def _without_markup(pieces: Pieces, *, targets: bool = False) -> Pieces:
    """Links as their text, no emphasis, escapes or heading marks; for display alone.

    With `targets` where changed links lead is shown behind their text: "our list <https://…>".
    """
    text = "".join(piece.text for piece in pieces)
    if not any(mark in text for mark in ("](", "*", "_", "#", "\\", "|")):
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


def _in_whole_words(pieces: Sequence[Piece]) -> Pieces:
    """No change starts or ends inside a word: the rest of the word joins it on both sides."""
    groups = _grouped(pieces)
    for i, texts in enumerate(groups):
        if "same" not in texts and not {"moved_away", "moved_here"} & texts.keys():
            _complete(texts, groups[i - 1] if i else {}, at_end=False)
            _complete(texts, groups[i + 1] if i + 1 < len(groups) else {}, at_end=True)
    return tuple(Piece(kind, texts[kind]) for texts in groups for kind in _ORDER if texts.get(kind))


def _grouped(pieces: Iterable[Piece]) -> list[dict[PieceKind, str]]:
    """Texts by kind: unchanged runs, and between them all that changed there."""
    groups: list[dict[PieceKind, str]] = []
    for piece in pieces:
        if not groups or (piece.kind == "same") != ("same" in groups[-1]):
            groups.append({})
        groups[-1][piece.kind] = groups[-1].get(piece.kind, "") + piece.text
    return groups


def _complete(changed: dict[PieceKind, str], beside: dict[PieceKind, str], *, at_end: bool) -> None:
    """Take over what the unchanged neighbour holds of a word that the change cuts."""
    same = beside.get("same", "")
    run = re.match(r"\w+", same) if at_end else re.search(r"\w+$", same[-200:])
    edges = (text[-1:] if at_end else text[:1] for text in changed.values())
    if run is None or not any(map(_is_letter, edges)):
        return
    part = run[0]
    beside["same"] = same[len(part) :] if at_end else same[: len(same) - len(part)]
    for kind in ("removed", "added"):
        text = changed.get(kind, "")
        changed[kind] = text + part if at_end else part + text


def _is_letter(text: str) -> bool:
    return _WORD.fullmatch(text) is not None


def _apart(pieces: Pieces) -> Pieces:
    """All of before, then all of after, where too little of a sentence stayed to interleave."""
    kinds = {piece.kind for piece in pieces}
    if kinds & {"moved_away", "moved_here"}:
        return pieces
    words = {
        kind: sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind == kind)
        for kind in ("same", "removed", "added")
    }
    largest = words["same"] + max(words["removed"], words["added"])
    one_side = not {"removed", "added"} <= kinds
    if words["same"] if one_side else words["same"] >= (1 - MOST_INTERLEAVED) * largest:
        return pieces
    before, after = (text.strip() for text in _sides(pieces))
    if one_side:
        return (Piece("removed", before) if "removed" in kinds else Piece("added", after),)
    return Piece("removed", before), Piece("same", " "), Piece("added", after)
