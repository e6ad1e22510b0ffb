"""A line of an inline diff made readable: plain words, whole words, interleaved or in two.

Owns what is done to the pieces of one line. Knows nothing of folding or of any form of output.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.escape import is_look_alike, name_letter
from policytrack.report.markers import are_markers, with_marker, without_markers
from policytrack.report.unmarked import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

# Beyond this share of changed words a sentence is shown before and after instead of interleaved
# (readers of policies take more for a word salad).
MOST_INTERLEAVED = 0.6

# In an edit of more words than this something else differs than what is not seen; a lone edit
# beside so many words that stayed is no salad, however long it is.
FEW_WORDS = 3

_BEFORE = {"same", "removed", "moved_away"}
_AFTER = {"same", "added", "moved_here"}
_MOVED = {"moved_away", "moved_here"}
_ORDER: tuple[PieceKind, ...] = ("same", "removed", "added")

_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "St", "Pte", "Pty", "Nr", "No", "Art"})
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(\w+)[.!?…][\"'”’»›)\]*_]*\s+(?=[^\W\d_a-zß-ÿ]|[\"“„‘«¿¡]|\Z)")
_LOOSE = re.compile(rf"(?<!\w)[{_UNSEEN}]+|[{_UNSEEN}]+(?!\w)")
# Thematic breaks, the line under a table's head, rows of empty cells.
_RULE = re.compile(r"[\s|:*_=-]*")
# An address, and what pages show in its place to programs.
_ADDRESS = re.compile(r"[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,8}")
_HIDDEN = re.compile(r"\\?\[email.protected\\?\]", re.IGNORECASE)
# Punctuation that carries no meaning of its own unless it touches a digit (−5, 1.5, 10:30).
_LIGHT = re.compile(
    r"(?<!\d)[\s.,;:!?'\"`´‘’‚‛“”„‟«»‹›()\[\]{}*_#|\\•●▪◦·‣⁃–—―‐‑‒…-]+(?!\d)"
    rf"|(?<!\S)[{_UNSEEN}\u200c\u200d]+(?!\S)"
    r"|(?<=\d)[\s.,;:!?]*$"
)

# A number that counts a line: "1", "1." and "1)" are one.
_LABEL = re.compile(r"^(\W*\d{1,3}(?:\.\d{1,3}){0,4})\\?[.):](?=\s|$)")


def only_light(pieces: Iterable[Piece]) -> bool:
    """Whether both sides of a line have the same words and signs, but for light punctuation."""
    pieces = tuple(pieces)
    sides = _sides(pieces)
    before, after = (_LABEL.sub(r"\1 ", side) for side in sides)
    if (_HIDDEN.search(before) is None) != (_HIDDEN.search(after) is None):
        before, after = (_HIDDEN.sub("@", _ADDRESS.sub("@", side)) for side in (before, after))
    if _words(before) == _words(after):
        return True
    bare = without_markers(*sides)
    if bare != sides and _words(bare[0]) == _words(bare[1]):
        return True
    return _only_marks(pieces)


def _words(text: str) -> list[str]:
    return _LIGHT.sub(" ", text).casefold().split()


def _only_marks(pieces: Pieces) -> bool:
    """Whether only bold type, escapes and bars differ, as between "**1.** Use" and "1. Use"."""
    bare = all(not piece.text.strip("*\\| ") for piece in pieces if piece.kind != "same")
    return bare and not _differs(without_markup(pieces))


def still(pieces: Pieces) -> Pieces:
    """A settled line without marks on edits of light punctuation or capitals; as it is after."""
    if only_light(pieces):
        return without_markup((Piece("same", _sides(pieces)[1]),))
    shown: list[Piece] = []
    for run, light in part_light(pieces):
        shown += [Piece("same", _sides(run)[1])] if light else run
    return tuple(piece for piece in shown if piece.text)


def part_light(pieces: Pieces) -> list[tuple[Pieces, bool]]:
    """A settled line in runs, and whether each is an edit of light punctuation or capitals alone.

    Of a line in which but bold type and the like differ only the text after is given.
    """
    if _only_marks(pieces):
        return [(without_markup((Piece("same", _sides(pieces)[1]),)), False)]
    parted: list[tuple[Pieces, bool]] = []
    runs = _runs(pieces)
    groups = [_joined(run) for run in runs]
    for place, (run, group) in enumerate(zip(runs, groups, strict=True)):
        edit = _in_order(run, group)
        beside = [g.get("same", "") for g in ({}, *groups, {})[place : place + 3]]
        near = f"{beside[0][-1:]}{''.join(piece.text for piece in edit)}{beside[2][:1]}"
        opens = not any("".join(g.values()).strip() for g in groups[:place])
        counts = any(map(str.isdigit, near)) and not (opens and are_markers(*_sides(edit)))
        light = group.keys() <= {"removed", "added"} and not counts
        parted.append((edit, light and only_light(edit)))
    return parted


def settle(pieces: Pieces) -> Pieces:
    """The line as it is best read."""
    if len(pieces) <= 1 or len({piece.kind for piece in pieces}) == 1:
        return _settle_whole(pieces)
    if _is_rule(pieces, without_markup(pieces)):
        return ()
    parted = (piece for sentence in in_sentences(pieces) for piece in _apart(sentence))
    return tuple(_without_loose(_unmasked(with_marker(tuple(parted)))))


def in_sentences(pieces: Pieces) -> Iterator[Pieces]:
    """The sentences of a line in plain and whole words, as far as both sides have them."""
    for way in (without_markup, partial(without_markup, targets=True), tuple):
        shown = _in_whole_words(way(pieces))
        if _differs(shown):
            break
    return _sentences(_one_sided(shown))


def _without_loose(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Whole changed sentences without characters that are not seen and part no word."""
    for piece in pieces:
        loose = piece.kind != "same" and len(piece.text.split()) > FEW_WORDS
        yield Piece(piece.kind, drop_loose(piece.text)) if loose else piece


def drop_loose(text: str) -> str:
    """The text without characters that are not seen and part no word."""
    return _LOOSE.sub("", text)


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
    runs = _runs(pieces)
    groups = [_joined(run) for run in runs]
    for i, texts in enumerate(groups):
        if "same" not in texts and not _MOVED & texts.keys():
            _complete(texts, groups[i - 1] if i else {}, at_end=False)
            _complete(texts, groups[i + 1] if i + 1 < len(groups) else {}, at_end=True)
    return tuple(
        piece for run, texts in zip(runs, groups, strict=True) for piece in _in_order(run, texts)
    )


def _runs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Unchanged runs, and between them all that changed there."""
    return [list(run) for _, run in groupby(pieces, lambda piece: piece.kind == "same")]


def _joined(run: Iterable[Piece]) -> dict[PieceKind, str]:
    """The texts of a run by kind."""
    texts: dict[PieceKind, str] = {}
    for piece in run:
        texts[piece.kind] = texts.get(piece.kind, "") + piece.text
    return texts


def _in_order(run: Sequence[Piece], texts: dict[PieceKind, str]) -> Pieces:
    """A run as it is read: what was there before, then what is there after.

    Each side keeps its order where a part of it moved: what stands around that is not put together.
    """
    if not _MOVED & texts.keys():
        return tuple(Piece(kind, texts[kind]) for kind in _ORDER if texts.get(kind))
    sides = ([piece for piece in run if piece.kind in kinds] for kinds in (_BEFORE, _AFTER))
    return tuple(
        Piece(kind, "".join(piece.text for piece in pieces))
        for side in sides
        for kind, pieces in groupby(side, lambda piece: piece.kind)
    )


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


def _sentences(pieces: Pieces) -> Iterator[Pieces]:
    """A line cut where a sentence ends on both sides, and behind whole ones of one side."""
    current: list[Piece] = []
    for piece in pieces:
        start = 0
        for end in _ends(piece.text) if piece.kind == "same" or not current else ():
            yield (*current, Piece(piece.kind, piece.text[start:end]))
            current, start = [], end
        if start < len(piece.text):
            current.append(Piece(piece.kind, piece.text[start:]))
    if current:
        yield tuple(current)


def _ends(text: str) -> Iterator[int]:
    """Where sentences end; the full stop of an initial or a title is its own: "Dr. No"."""
    for end in _SENTENCE_END.finditer(text):
        if len(end[1]) > 1 and end[1] not in _TITLES:
            yield end.end()


def _apart(pieces: Pieces) -> Pieces:
    """All of before, then all of after, where too little of a sentence stayed to interleave."""
    kinds = {piece.kind for piece in pieces}
    if kinds & _MOVED or not {"removed", "added"} <= kinds:
        return pieces
    words = _count_words(pieces)
    largest = words["same"] + max(words["removed"], words["added"])
    kept = sum(piece.kind == "same" and _WORD.search(piece.text) is not None for piece in pieces)
    one_edit = kept < FEW_WORDS <= words["same"]
    if words["same"] >= (1 - MOST_INTERLEAVED) * largest or one_edit:
        return pieces
    before, after = (text.strip().removeprefix("| ") for text in _sides(pieces))
    behind = (Piece("same", " "),) if pieces[-1].text[-1:].isspace() else ()
    return Piece("removed", before), Piece("same", " "), Piece("added", after), *behind


def _one_sided(pieces: Pieces) -> Pieces:
    """A line without a word that stayed, and words on one side alone, as one piece."""
    kinds = {piece.kind for piece in pieces}
    if kinds & _MOVED or {"removed", "added"} <= kinds or _count_words(pieces)["same"]:
        return pieces
    before, after = (text.strip() for text in _sides(pieces))
    return (Piece("removed", before) if "removed" in kinds else Piece("added", after),)


def _count_words(pieces: Pieces) -> dict[PieceKind, int]:
    return {
        kind: sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind == kind)
        for kind in _ORDER
    }
