"""Stored text: Markdown laid out one sentence a line, so that an edit shows as one changed line.

Owns how running text is written; leaves headings, tables and code as they are. Knows nothing of
sections. The laws: words stay, the Markdown means the same, laying out again changes nothing, and
a change inside a sentence moves no other line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.sentences.blocks import Block, parse_blocks
from policytrack.sentences.boundaries import Rules, find_ends, rules_for
from policytrack.sentences.characters import normalise
from policytrack.sentences.inline import find_units
from policytrack.sentences.openings import interrupts, reads_as_block

if TYPE_CHECKING:
    from collections.abc import Iterator

# What people and splitters read as the start of a list item or a row, though CommonMark may not.
_LIKE_A_MARKER = re.compile(
    r"[-+*•●▪▸►‣◦·○■–—|#>=~]|\\[-+*#>=~:|]|"
    r"(?:\d{1,9}|[a-zA-Z]|[ivxIVX]{1,5})\\?[.)](?:\s|\\?$)|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)(?:\s|\\?$)"
    r"|`{3}|\[[^\]]{1,200}\]:"
)
_BARE_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])$")  # an empty item, were it at a block's start
_NUMBERED = re.compile(r"(?:§+\s?)?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})\\?[.)]\s")
_LONGEST_TITLE = 60  # characters of a numbered line that stays whole
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\w)")
_DEFINITION = re.compile(r"\[[^\]^][^\]]{0,200}\]:")
_STANDS_ALONE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){1,100}+\1[:.]?$")


def lay_out(markdown: str, language: str = "") -> str:
    """The canonical stored form: one sentence a line, a line end behind the last.

    `language` is an ISO 639-1 code, "" when unknown. An empty text stays empty.
    """
    text = normalise(markdown).rstrip(" \t\n")
    rules = rules_for(language, text)
    lines: list[str] = []
    blank = True  # whether the line before is blank
    for block in parse_blocks(text):
        if block.kind != "blank":
            lines += _write(block, rules)
        elif lines and not (blank and lines[-1] == block.lines[0]):
            lines += block.lines
        blank = block.kind == "blank"
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
    inside = _ends_in_units(lines)
    run: list[str] = []
    for number, line in enumerate(lines):
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        text = line.rstrip()
        escaped = _ends_in_backslash(text)
        # A block's mark in running text is one that was indented too far to count: it must not
        # come to the start of a line, nor a backslash to the end of one.
        glued = number in inside or interrupts(following) or (escaped and text != line)
        defined = number == 0 and bool(_DEFINITION.match(line))
        hard = bool(following) and not (glued or defined) and (escaped or line.endswith("  "))
        run.append(text.removesuffix("\\") if hard else text)
        if not following or defined or hard or (not glued and _stays(run, following)):
            *before, ending = _split_run(" ".join(run), rules)
            yield from before
            yield ending + ("\\" * (2 if _ends_in_backslash(ending) else 1) if hard else "")
            run = []


def _ends_in_units(lines: list[str]) -> set[int]:
    """Numbers of the lines whose end lies in a code span, a link's address or a tag."""
    if len(lines) == 1 or not any(mark in line for line in lines for mark in "`(<"):
        return set()
    units = find_units("\n".join(lines), whole_links=False)
    inside: set[int] = set()
    place, index = -1, 0
    for number, line in enumerate(lines[:-1]):
        place += len(line) + 1
        while index < len(units) and units[index][1] <= place:
            index += 1
        if index < len(units) and units[index][0] < place:
            inside.add(number)
    return inside


def _ends_in_backslash(text: str) -> bool:
    """Whether the text ends in a backslash that none before it escapes."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _stays(run: list[str], following: str) -> bool:
    """Whether the line end behind a run of source lines means something to readers."""
    line = run[-1].strip()
    if _BARE_MARKER.match(following):
        return len(run) == 1 and bool(_BARE_MARKER.match(line))
    return bool(
        (len(run) == 1 and _BARE_MARKER.match(line))
        or _like_a_block(following)
        or _STANDS_ALONE.match(line)
        or _STANDS_ALONE.match(following)
        or line.startswith("|")
    )


def _split_run(text: str, rules: Rules) -> list[str]:
    """Sentences of one run of text; never one that would be read as a block of its own."""
    text = " ".join(text.split())
    if _STANDS_ALONE.match(text) or text.startswith(("|", "```")) or _DEFINITION.match(text):
        return [text]
    if len(text) <= _LONGEST_TITLE and _NUMBERED.match(text):
        return [text]  # "11. Feedback. Beta services." is a title
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
