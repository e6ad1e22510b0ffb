"""A text's lines and where each begins; must not know what Markdown is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text without their ends. `starts` has one entry more: the text's length.

    A line ends at LF, CRLF or a lone CR; form feeds and the like are white space inside a line.
    """

    texts: list[str]
    starts: list[int]


def split_lines(text: str) -> Lines:
    """Every line of the text; a text that ends with a line end has an empty line last."""
    if text.count("\r") == text.count("\r\n"):
        texts = text.split("\n")
        ends = map(add, accumulate(map(len, texts[:-1])), count(1))
        return Lines(texts, [0, *ends, len(text)])
    starts, texts, begin = [0], [], 0
    for match in _LINE_END.finditer(text):
        texts.append(text[begin : match.start()])
        begin = match.end()
        starts.append(begin)
    texts.append(text[begin:])
    return Lines(texts, [*starts, len(text)])
