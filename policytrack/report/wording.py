"""A line of an inline diff made readable: plain words, whole words, interleaved or in two.

Owns what is done to the pieces of one line. Knows nothing of folding or of any form of output.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.escape import is_look_alike, name_letter
from policytrack.report.unmarked import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

# Beyond this share of changed words a sentence is shown before and after instead of interleaved
# (readers of policies take more for a word salad).
MOST_INTERLEAVED = 0.6

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
_LOOSE = re.compile(rf"(?<!\w)[{_UNSEEN}]+|[{_UNSEEN}]+(?!\w)")
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


def still(pieces: Pieces) -> Pieces:
    """A settled line without marks on edits of light punctuation or capitals; as it is after."""
    shown: list[Piece] = []
    groups = _grouped(pieces)
    for place, group in enumerate(groups):
        edit = tuple(Piece(kind, group[kind]) for kind in _ORDER if group.get(kind))
        beside = [g.get("same", "") for g in ({}, *groups, {})[place : place + 3]]
        near = f"{beside[0][-1:]}{''.join(piece.text for piece in edit)}{beside[2][:1]}"
        light = group.keys() <= {"removed", "added"} and not any(map(str.isdigit, near))
        if light and only_light(edit):
            shown.append(Piece("same", group.get("added", "")))
        else:
            shown += edit
    return tuple(shown)


def settle(pieces: Pieces) -> Pieces:
    """The line as it is best read."""
    if len(pieces) <= 1 or len({piece.kind for piece in pieces}) == 1:
        return _settle_whole(pieces)
    if _is_rule(pieces, without_markup(pieces)):
        return ()
    for way in (without_markup, partial(without_markup, targets=True), tuple):
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
    plain = without_markup(pieces)
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
