"""From a place in a text that was read out of a file back to the file's own line. Pure."""

from __future__ import annotations

import re
from itertools import islice

_WORD = re.compile(r"[^\W_]+")
_PHRASE = 8  # words that find a place again
_LONGEST_TEXT = 2_000_000  # characters: beyond, the line is not worth the search


def find_line(text: str, at: int, source: str) -> int:
    """The 1-based line of `source` that holds what stands at offset `at` of `text`; 1 if none.

    By counting words where both have the same, else by the words that stand there: first many of
    them, then fewer.
    """
    if max(len(text), len(source)) > _LONGEST_TEXT:
        return 1
    number = sum(1 for _ in _WORD.finditer(text, 0, at))
    places = [match.start() for match in _WORD.finditer(source)]
    if number < len(places) and _WORD.findall(text) == _WORD.findall(source):
        return _line_of(source, places[number])
    words = [match[0] for match in islice(_WORD.finditer(text, at), _PHRASE)]
    for length in range(len(words), 0, -1):
        phrase = r"[\W_]+".join(map(re.escape, words[:length]))
        found = [match.start() for match in re.finditer(rf"(?<!\w){phrase}(?!\w)", source)]
        if found:
            wanted = at / max(1, len(text)) * len(source)
            return _line_of(source, min(found, key=lambda place: abs(place - wanted)))
    return 1


def _line_of(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
