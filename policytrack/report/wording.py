"""A line of an inline diff made readable: plain words, whole words, interleaved or in two.

Owns what is done to the pieces of one line. Knows nothing of folding or of any form of output.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.ends import find_ends
from policytrack.report.escape import is_look_alike, name_letter
from policytrack.report.markers import with_marker
from policytrack.report.runs import MOVED, ORDER, both_sides, in_whole_words, sides_differ
from policytrack.report.unmarked import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import PieceKind
    from policytrack.report.runs import Pieces

# Beyond this share of changed words a sentence is shown before and after instead of interleaved
# (readers of policies take more for a word salad).
MOST_INTERLEAVED = 0.6

# In an edit of more words than this something else differs than what is not seen; a lone edit
# beside so many words that stayed is no salad, however long it is.
FEW_WORDS = 3

ONE_SIDED = frozenset({"removed", "moved_away"}), frozenset({"added", "moved_here"})
UNSEEN = "\u00ad\u200b\u2060\ufeff"
_NEAR = 80  # characters before what stayed that may end a sentence with it
_WORD = re.compile(r"\w+")
_LOOSE = re.compile(rf"(?<!\w)[{UNSEEN}]+|[{UNSEEN}]+(?!\w)")
# Thematic breaks, the line under a table's head, rows of empty cells.
_RULE = re.compile(r"[\s|:*_=-]*")
_MARK = re.compile(r"^[*•+-] +")
_LISTED = re.compile(r"\s*(?:[*•+-]|\d{1,3}[.)]|\d+\.\d+\.?) |\s*\|")  # an entry, or a row
_STOPS = ".!?:;,…"


# Each form asks for the same, and versions that follow each other share nearly all of their lines.
@lru_cache(maxsize=16384)
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
        shown = in_whole_words(way(pieces))
        if sides_differ(shown):
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


def plain_line(line: str) -> str:
    """A line of text in plain words; "" for a rule and the like."""
    return "".join(piece.text for piece in settle((Piece("same", line),))).strip()


def plain_body(body: str) -> str:
    """A text in plain words on one line, without the marks of its lists."""
    said = ""
    listed = False
    for line in body.splitlines():
        text = _MARK.sub("", drop_loose(plain_line(line)))
        if not any(map(str.isalnum, text)):
            continue
        lists, listed = listed, _LISTED.match(line) is not None
        ended = not said or said[-1] in _STOPS
        apart = " " if ended else "; " if lists else " / "
        said = f"{said}{apart}{text}" if said else text
    return said


def _sentences(pieces: Pieces) -> Iterator[Pieces]:
    """A line cut where a sentence ends on both sides, and behind whole ones of one side."""
    current: list[Piece] = []
    for piece in pieces:
        start = 0
        alone = any(side.issuperset(p.kind for p in (*current, piece)) for side in ONE_SIDED)
        if alone and current and not current[-1].text[-1:].isspace() and piece.text[:1] == " ":
            *_, last = (0, *find_ends(f"{current[-1].text} "))
            if last > len(current[-1].text):
                yield tuple(current)
                current = []
        ends = find_ends(piece.text) if alone else ()
        for end in _shared_ends(current, piece.text) if piece.kind == "same" else ends:
            yield (*current, Piece(piece.kind, piece.text[start:end]))
            current, start = [], end
        if start < len(piece.text):
            current.append(Piece(piece.kind, piece.text[start:]))
    if current:
        yield tuple(current)


def _shared_ends(before: Sequence[Piece], text: str) -> list[int]:
    """Where a sentence ends on both sides in what stayed, given what of it stands before."""
    if not before:
        return list(find_ends(text))
    opening = len(text) - len(text.lstrip())
    found: list[set[int]] = []
    for side in both_sides(before):
        near = side[-_NEAR:]
        ends = (end - len(near) for end in find_ends(near + text))
        found.append({end for end in ends if end > 0} | (set() if near.strip() else {opening}))
    return sorted(found[0] & found[1])


def _apart(pieces: Pieces) -> Pieces:
    """All of before, then all of after, where too little of a sentence stayed to interleave."""
    kinds = {piece.kind for piece in pieces}
    if kinds & MOVED or not {"removed", "added"} <= kinds:
        return pieces
    words = _count_words(pieces)
    largest = words["same"] + max(words["removed"], words["added"])
    kept = sum(piece.kind == "same" and _WORD.search(piece.text) is not None for piece in pieces)
    one_edit = kept < FEW_WORDS <= words["same"]
    if words["same"] >= (1 - MOST_INTERLEAVED) * largest or one_edit:
        return pieces
    before, after = (text.strip().removeprefix("| ") for text in both_sides(pieces))
    behind = (Piece("same", " "),) if pieces[-1].text[-1:].isspace() else ()
    return Piece("removed", before), Piece("same", " "), Piece("added", after), *behind


def _one_sided(pieces: Pieces) -> Pieces:
    """A line without a word that stayed, and words on one side alone, as one piece."""
    kinds = {piece.kind for piece in pieces}
    if kinds & MOVED or {"removed", "added"} <= kinds or _count_words(pieces)["same"]:
        return pieces
    before, after = (text.strip() for text in both_sides(pieces))
    return (Piece("removed", before) if "removed" in kinds else Piece("added", after),)


def _count_words(pieces: Pieces) -> dict[PieceKind, int]:
    return {
        kind: sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind == kind)
        for kind in ORDER
    }
