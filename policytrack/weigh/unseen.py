"""Characters that a reader cannot see, or cannot tell from others.

Owns their names and what they do. A look-alike letter makes another word for everything that
reads the text but the eye; an unseen character does not, unless it reorders or hides letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.words import odd_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

# Takes no room on paper though its category is not "format".
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_OVERRIDES = frozenset("\u202d\u202e")  # show the letters that follow in another order
_TAGS = range(0xE0000, 0xE0080)  # spell text that is never shown
# Strike out the letter before them; composed with it ("≠") they are a sign of their own.
_STROKES = frozenset("\u0335\u0336\u0337\u0338\u20d2\u20d3\u20d8\u20d9\u20da\u20e5\u20e6\u20eb")
_MOST_NAMED = 3

# Letters of other scripts that look like Latin ones in common typefaces
# (after Unicode Technical Standard 39, "confusables").
_LOOK_ALIKES = {
    **dict(zip("АВЕЅІЈКМНОРСТУХҮԌԛԝ", "ABESIJKMHOPCTYXYGqw", strict=True)),
    **dict(zip("аеорсухѕіјһԁӏвкмнт", "aeopcyxsijhdlbkmht", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("αορνικυγϲϳ", "aopviKuycj", strict=True)),
    **dict(zip("օսոցհաքզ", "ounghwpq", strict=True)),
    **dict(zip("ıɑɡɩʏᴏᴄᴠᴢ", "iagiyocvz", strict=True)),
}


@lru_cache(maxsize=4096)
def is_unseen(char: str) -> bool:
    """Zero-width, soft hyphen, direction marks, tags, variation selectors, control characters."""
    category = unicodedata.category(char)
    if category == "Cc":
        return char not in "\t\n\v\f\r\x85"
    return category in {"Cf", "Cs"} or char in _BLANKS or "VARIATION SELECTOR" in _name(char)


def unseen_in(text: str) -> list[str]:
    """Which unseen characters a text holds, each once."""
    return sorted(filter(is_unseen, odd_characters(text)))


def unseen_difference(before: str, after: str) -> list[str]:
    """The unseen characters, and strokes through letters, of which one side has more."""
    odd = odd_characters(before) | odd_characters(after)
    chars = sorted(filter(is_unseen, odd))
    found = [char for char in chars if before.count(char) != after.count(char)]
    if _STROKES.isdisjoint(odd):
        return found
    sides = [unicodedata.normalize("NFC", text) for text in (before, after)]
    return [*found, *(char for char in sorted(_STROKES) if len({s.count(char) for s in sides}) > 1)]


def changes_what_is_read(chars: Iterable[str]) -> bool:
    """True when one of these reorders what is shown, strikes it out or spells hidden text."""
    return any(char in _OVERRIDES | _STROKES or ord(char) in _TAGS for char in chars)


def skeleton(word: str) -> str:
    """The word as the eye reads it: look-alike letters as their Latin models."""
    if word.isascii():
        return word
    return "".join(_LOOK_ALIKES.get(char, char) for char in word)


def may_look_alike(text: str) -> bool:
    """False when no letter of the text stands in for a Latin one."""
    return not _LOOK_ALIKES.keys().isdisjoint(odd_characters(text))


def look_alikes(word: str) -> list[str]:
    """The letters of the word that stand in for Latin ones; none in a word of another script."""
    strange = [char for char in word if char in _LOOK_ALIKES]
    return strange if strange and skeleton(word).isascii() else []


def name_characters(chars: Iterable[str]) -> str:
    """As in "U+200B ZERO WIDTH SPACE, U+0430 CYRILLIC SMALL LETTER A"; many are counted."""
    names = [f"U+{ord(char):04X} {_name(char)}".strip() for char in sorted(set(chars))]
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _name(char: str) -> str:
    return unicodedata.name(char, "")
