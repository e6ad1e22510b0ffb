"""Stored text: Markdown laid out one sentence a line, so that an edit shows as one changed line.

Owns how running text is written; leaves headings, tables and code as they are. Knows nothing of
sections. The laws: words stay, the Markdown means the same, laying out again changes nothing, and
a change inside a sentence moves no other line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.sentences.blocks import Block, parse_blocks, reads_as_block
from policytrack.sentences.boundaries import Rules, find_ends, rules_for
from policytrack.sentences.characters import normalise
from policytrack.sentences.inline import find_units

if TYPE_CHECKING:
    from collections.abc import Iterator

# What people and splitters read as the start of a list item or a row, though CommonMark may not.
_LIKE_A_MARKER = re.compile(
    r"[-+*•●▪▸►‣◦·○■–—|#>=~]|\\[-+*#>=~]|"
    r"(?:\d{1,9}|[a-zA-Z]|[ivxIVX]{1,5})\\?[.)](?:\s|$)|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)(?:\s|$)"
    r"|`{3}|\[[^\]]{1,200}\]:"
)
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\w)")
_DEFINITION = re.compile(r"\[[^\]^][^\]]{0,200}\]:")
_STANDS_ALONE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){1,200}+\1[:.]?$")
_HARD = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*+\\)$")


def lay_out(markdown: str, language: str = "") -> str:
    """The canonical stored form: one sentence a line, a line end behind the last.

    `language` is an ISO 639-1 code, "" when unknown. An empty text stays empty.
    """
    text = normalise(markdown)
    rules = rules_for(language, text)
    lines: list[str] = []
    for block in parse_blocks(text):
        for line in _write(block, rules):
            if line.strip("> ") or (lines and lines[-1] != line):
                lines.append(line)
    while lines and not lines[-1].strip("> "):
        lines.pop()
    return "\n".join([*lines, ""]) if lines else ""


def _write(block: Block, rules: Rules) -> Iterator[str]:
    if block.kind != "text":
        yield from (line.rstrip() for line in block.lines)
        return
    prefix = block.first
    for line in _sentences(block.lines, rules):
        yield (prefix + line).rstrip()
        prefix = block.rest


def _sentences(lines: list[str], rules: Rules) -> Iterator[str]:
    """The lines of a paragraph anew: one for each sentence and at each break that must stay."""
    run: list[str] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        hard = not last and _HARD.search(line)
        run.append(line[: hard.start()] if hard else line.rstrip())
        if hard:
            yield from _with_break(_split_run(" ".join(run), rules))
        elif last or _stays(line.strip(), lines[number + 1].strip(), first=number == 0):
            yield from _split_run(" ".join(run), rules)
        else:
            continue
        run = []


def _with_break(sentences: list[str]) -> list[str]:
    return [*sentences[:-1], sentences[-1] + "\\"]


def _stays(line: str, following: str, *, first: bool) -> bool:
    """Whether the line end between two source lines means something to readers."""
    return bool(
        _like_a_block(following)
        or _STANDS_ALONE.match(line)
        or _STANDS_ALONE.match(following)
        or line.startswith("|")
        or (first and _DEFINITION.match(line))
    )


def _split_run(text: str, rules: Rules) -> list[str]:
    """Sentences of one run of text; never one that would be read as a block of its own."""
    text = " ".join(text.split())
    if _STANDS_ALONE.match(text) or text.startswith("|") or _DEFINITION.match(text):
        return [text]
    ends = _outside(find_ends(text, rules), find_units(text))
    found: list[str] = []
    start = 0
    for gap_start, gap_end in [*ends, (len(text), len(text))]:
        sentence = text[start:gap_start]
        if _like_a_block(text[gap_end : gap_end + 300]) or _STANDS_ALONE.match(sentence):
            continue
        found.append(sentence)
        start = gap_end
    if start < len(text):
        found.append(text[start:])
    return found or [text]


def _like_a_block(line: str) -> bool:
    bare = _EMPHASIS.sub("", line, count=1) if line[:1] in "*_" else line
    return bool(_LIKE_A_MARKER.match(bare)) or reads_as_block(line)


def _outside(ends: list[tuple[int, int]], units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those ends that lie in no unit."""
    kept: list[tuple[int, int]] = []
    index = 0
    for end in ends:
        while index < len(units) and units[index][1] <= end[0]:
            index += 1
        if index == len(units) or units[index][0] > end[0]:
            kept.append(end)
    return kept
