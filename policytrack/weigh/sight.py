"""Words that differ, seen in the inline diff alone, before two texts are read for what they say.

Owns a proof that they cannot say the same, cheap enough to be looked for first. Where it finds none
they may, or may not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from policytrack.crossrefs import DIVISIONS
from policytrack.words import letter_runs

if TYPE_CHECKING:
    from policytrack.model import Piece, PieceKind

# Small letters between white space: part of no address, link, tag or mark.
_PLAIN_WORD = re.compile(r"[a-z](?<!\S.)[a-z]+(?![^\s.,;:])")
_NUMERALS = "ivxlcdm"
_OF_ADDRESSES = frozenset({"http", "https", "www"})  # how a page is read, not which
# What may make plain words in a text ones that are not read, or others: tags with words in them,
# entities, definitions of links, data and titles in link targets, masks. Each with a sign of it.
_ADDRESS = r"[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4}"
_HIDING = (
    ("<", re.compile(r"<(?:!|/?[a-zA-Z][a-zA-Z0-9-]{0,20}\s(?!/?>))")),
    ("&", re.compile(r"&(?!amp;|lt;|gt;|quot;|nbsp;)(?:#|[A-Za-z]{2,31}\d{0,2};)")),
    ("]:", re.compile(r"(?m)^[ ]{0,3}\[[^\]\n]{1,300}\]:")),
    ("](", re.compile(rf"\]\([ \t]*(?:data:|{_ADDRESS}\s{{1,10}}[\"'])")),
    ("protected", re.compile(r"protected\\?\]")),
)


def count_at_sight(before: str, after: str, pieces: tuple[Piece, ...]) -> int:
    """How many plain words one text has at least that the other lacks; 0 where that is no proof.

    They are one where it has more of a letter than came or went with the other's words.
    """
    if _may_hide(before) or _may_hide(after):
        return 0
    gone = _shorten(pieces, ("removed", "moved_away"))
    came = _shorten(pieces, ("added", "moved_here"))
    return _count_more(gone, came) or _count_more(came, gone)


def _may_hide(text: str) -> bool:
    return any(sign in text and pattern.search(text) for sign, pattern in _HIDING)


def _shorten(pieces: tuple[Piece, ...], kinds: tuple[PieceKind, ...]) -> str:
    """The pieces of these kinds; of what stays in between the ends, that show what is no word."""
    return "".join(
        [
            piece.text if piece.kind in kinds else f"{piece.text[:1]}\n{piece.text[-1:]}"
            for piece in pieces
            if piece.kind in kinds or piece.kind == "same"
        ]
    )


def _count_more(mine: str, other: str) -> int:
    """The plain words that one side has and the other lacks, where they hold more of a letter."""
    words = [
        word
        for word in _PLAIN_WORD.findall(mine)
        if word.strip(_NUMERALS) and word not in DIVISIONS and word not in _OF_ADDRESSES
    ]
    if not words:
        return 0
    folded = unicodedata.normalize("NFKC", other).casefold()
    others = Counter(folded)
    if all(count <= others[letter] for letter, count in Counter("".join(words)).items()):
        return 0
    return max(1, (Counter(words) - Counter(letter_runs(folded))).total())
