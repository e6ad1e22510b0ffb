"""The words of a text that tell what it says, each known in its other forms.

Knows nothing of where they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policytrack.report.leading_words import OPEN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.model import Piece

LONG = 4  # letters
STEM = 5  # letters by which a word is known in its other forms

_KINDS = ("removed", "added", "same")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_PLAIN_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{3})(?:['’]s|s['’]?)$")
_LITTLE = frozenset(_ENDING.sub("", word) for word in OPEN_WORDS)


def telling_of(words: Iterable[str]) -> Counter[str]:
    """The longer words, but for those that only hold a sentence together, and numbers."""
    return Counter(
        word for word in words if (len(word) >= LONG and word not in _LITTLE) or word.isdigit()
    )


def stems_in(text: str) -> frozenset[str]:
    """The longer words of a text, each by its beginning."""
    words = words_in(text)
    return frozenset(word[:STEM] for word in words if len(word) >= LONG and word not in _LITTLE)


def words_in(text: str) -> list[str]:
    """All words in order, folded, without the ending of a genitive or a plural."""
    return [_ENDING.sub("", word) for word in _WORD.findall(text.casefold())]


def spaced(text: str) -> str:
    """The words of a text in small letters with a space around each, to look for one in another."""
    return f" {' '.join(_PLAIN_WORD.findall(text.casefold()))} "


def sides_of_lines(body: Iterable[Piece]) -> Iterator[tuple[str, str, str]]:
    """What went of each line, what came and what stayed, of lines of which some went and came."""
    line = dict.fromkeys(_KINDS, "")
    for piece in body:
        for place, text in enumerate(piece.text.split("\n")):
            if place:
                yield from _if_changed(line)
                line = dict.fromkeys(_KINDS, "")
            if piece.kind in line:
                line[piece.kind] += f" {text}"
    yield from _if_changed(line)


def _if_changed(line: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    went, came, same = (" ".join(text.split()) for text in line.values())
    if went and came:
        yield went, came, same
