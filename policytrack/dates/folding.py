"""A lower-case copy without accents or Markdown marks in which every character knows its origin."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = re.compile(r"[*_`#>|\\~\[\]]")
_TARGET = re.compile(r"(?<=\])\([^()\s]{0,2000}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_SIGNS = str.maketrans("’‘‐‑‒–—−\u00a0\u202f\u2009\u2007", "''------    ")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what patterns read; its character `i` stands at `origin(i)` of the source."""

    text: str
    start: int  # offset of the folded stretch in its source
    places: tuple[int, ...] | None  # None when the copy is as long as the source

    def origin(self, index: int) -> int:
        """Where a character of the copy stands in the source."""
        return self.start + (index if self.places is None else self.places[index])


def fold(source: str, start: int, end: int) -> Folded:
    """The stretch [start, end) of the source in lower case, without accents.

    Quotes and dashes are made plain; Markdown marks, tags and link targets are blanked out.
    """
    stretch = _blank(source[start:end])
    if not stretch.isascii():
        stretch = stretch.translate(_SIGNS)
    if stretch.isascii():
        return Folded(stretch.lower(), start, None)
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(stretch):
        plain = char.lower() if char.isascii() else _plain(char)
        letters.append(plain)
        places.extend([place] * len(plain))
    places.append(len(stretch))
    return Folded("".join(letters), start, tuple(places))


def _blank(stretch: str) -> str:
    if "](" in stretch:
        stretch = _TARGET.sub(_spaces, stretch)
    if "<" in stretch:
        stretch = _TAG.sub(_spaces, stretch)
    return _MARKS.sub(" ", stretch)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _plain(char: str) -> str:
    if char in "ºª°":
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(
        part for part in parts if unicodedata.category(part) not in {"Mn", "Cf"}
    ).casefold()
