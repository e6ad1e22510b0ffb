"""A stretch of a text around an edit, readable by patterns; each character knows its place.

Link targets are blank, marks of emphasis are spaces, letters are composed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from policytrack.weigh.reading import LINK_TARGET

_AROUND = 60  # characters on either side of an edit that belong to what it changes
_LONGEST_WORD = 300  # an edge inside a word moves to its end, so that no address is cut
_SPACE = re.compile(r"\s")
_SIGNS = (("*", " "), ("`", " "), ("\u00a0", " "), ("\u202f", " "), ("’", "'"))
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore that is no part of a word


@dataclass(frozen=True, slots=True)
class Window:
    """`text` is what patterns read; its character `i` stands at `origin(i)` of the source."""

    text: str
    start: int
    places: tuple[int, ...] | None  # None when the copy is as long as the stretch

    def origin(self, index: int) -> int:
        """Where a character of the copy stands in the source."""
        return self.start + (index if self.places is None else self.places[index])


def _blank(text: str) -> str:
    """A copy of equal length without link targets and marks of emphasis."""
    if "](" in text:
        text = LINK_TARGET.sub(lambda target: "]" + " " * (len(target[0]) - 1), text)
    if "_" in text:
        text = _EMPHASIS.sub(" ", text)
    for sign, stand_in in _SIGNS:
        text = text.replace(sign, stand_in)
    return text


def open_window(text: str, start: int, end: int) -> Window:
    """The stretch around [start, end) of a Markdown text, in whole words."""
    start, end = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if start and (gap := _SPACE.search(text, start, start + _LONGEST_WORD)):
        start = gap.end()
    if (gap := _SPACE.search(text, end, end + _LONGEST_WORD)) is not None:
        end = gap.start()
    stretch = _blank(text[start:end])
    if unicodedata.is_normalized("NFC", stretch):
        return Window(stretch, start, None)
    return _compose(stretch, start)


def _compose(stretch: str, start: int) -> Window:
    parts: list[str] = []
    places: list[int] = []
    bases = [i for i, char in enumerate(stretch) if not i or not unicodedata.combining(char)]
    for base, beyond in zip(bases, [*bases[1:], len(stretch)], strict=True):
        composed = unicodedata.normalize("NFC", stretch[base:beyond])
        parts.append(composed)
        places += [base] * len(composed)
    return Window("".join(parts), start, (*places, len(stretch)))
