"""Text laid out in columns: words of several styles, wide characters, hanging indents.

Knows nothing of what the words say or how a style is painted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Paint = Callable[[str, str], str]  # (text, style) to text with colour codes
Span = tuple[str, str]  # text, style

_COLOUR = re.compile("\x1b\\[[0-9;]*m")
# Characters of one column each: Latin, and the dashes, quotes and currency signs of policies.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrap(
    spans: Iterable[Span],
    width: int,
    indents: tuple[str, str],
    paint: Paint,
) -> list[str]:
    """Lines of at most `width` columns, broken between words; only a longer word sticks out.

    `indents` stand before the first line and before the others; they may hold colour codes.
    """
    spans = list(spans)
    indent, hang = indents
    if len(spans) == 1:
        text, style = spans[0]
        room = width - columns_of(_COLOUR.sub("", indent))
        filled = _fill(text, room, len if _NARROW.fullmatch(text) else columns_of)
        return [
            f"{hang if index else indent}{paint(line, style)}".rstrip()
            for index, line in enumerate(filled)
        ]
    lines: list[str] = []
    line: list[Span] = []
    used = start = columns_of(_COLOUR.sub("", indent))
    for word in _words(spans):
        size = sum(columns_of(text) for text, _ in word)
        if word[0][0].isspace():
            if line:
                line += [(" ", style) for _, style in word[:1]]
                used += 1
            continue
        if line and used + size > width:
            lines.append(_join(line, indent if not lines else hang, paint))
            line, used = [], start
        line += word
        used += size
    if line or not lines:
        lines.append(_join(line, indent if not lines else hang, paint))
    return lines


def _fill(text: str, room: int, measure: Callable[[str], int]) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for word in text.split():
        size = measure(word)
        if line and used + size > room:
            lines.append(" ".join(line))
            line, used = [], 0
        line.append(word)
        used += size + 1
    return [*lines, " ".join(line)]


def _words(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Runs of characters without space, each possibly of several styles, and the spaces between."""
    word: list[Span] = []
    for text, style in spans:
        for is_space, part in _parts(text):
            if is_space:
                if word:
                    yield word
                word = []
                yield [(" ", style)]
            else:
                word.append((part, style))
    if word:
        yield word


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    parts = text.split()
    if text[:1].isspace():
        yield True, " "
    for index, part in enumerate(parts):
        if index:
            yield True, " "
        yield False, part
    if parts and text[-1:].isspace():
        yield True, " "


def _join(line: list[Span], indent: str, paint: Paint) -> str:
    while line and line[-1][0] == " ":
        line.pop()
    merged: list[list[str]] = []
    for text, style in line:
        if merged and merged[-1][1] == style:
            merged[-1][0] += text
        else:
            merged.append([text, style])
    return (indent + "".join(paint(text, style) for text, style in merged)).rstrip()
