"""The units of a body that a reader takes as one: paragraphs, list items, table rows; sentences.

Owns where a unit ends. Must not know what is compared with what. Sentences are found roughly: a
boundary too many costs nothing here, as long as the same words give the same boundaries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.words import Words

Span = tuple[int, int]

# Every alternative begins with one character of few, so that the search skips to these.
_BLOCK_END = re.compile(
    r"\n(?:(?:[ \t\r\f\v\u00a0\u200b]*\n)+"  # an empty line
    r"|(?=[ \t>]*(?:[-*+•·–—▪◦] |\d{1,3}\\?[.)] |\([a-z0-9]{1,4}\) |[a-z]\\?[.)] |\||#))"
    r"|(?<=\|\n)|(?<=\| \n)|(?<=\|\r\n))"  # the end of a table row
)
# Not behind "Inc.", so that the sentence of a firm is one.
_SENTENCE_END = re.compile(
    r"[.!?;:…](?<!\bInc\.)(?<!\bLtd\.)(?<!\bPte\.)(?<!\bCorp\.)(?<!\bCo\.)[\"'”’»›)\]*_]*"
    r"(?:(?<=\])\([^()\s]{0,500}\)[*_]*)?\s+|\|\s|\n"
)


def split_blocks(text: str) -> list[Span]:
    """Spans of the units of a text, which tile it."""
    cuts = [0, *(found.end() for found in _BLOCK_END.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def block_words(words: Words) -> list[Span]:
    """Word ranges of the blocks that hold words."""
    return _ranges(words, [start for start, _ in split_blocks(words.text)])


def sentence_words(words: Words, blocks: list[Span]) -> list[Span]:
    """Word ranges of the sentences that hold words; a block's end ends a sentence."""
    ends = (found.end() for found in _SENTENCE_END.finditer(words.text))
    cuts = {bisect_left(words.starts, end) for end in ends}
    cuts.update(start for start, _ in blocks)
    cuts.add(len(words.keys))
    return list(pairwise(sorted(cuts | {0})))


def _ranges(words: Words, offsets: list[int]) -> list[Span]:
    cuts = [0, *(bisect_left(words.starts, at) for at in offsets), len(words.keys)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]
