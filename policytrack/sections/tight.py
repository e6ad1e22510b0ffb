"""Headings without a blank line below, as plain text files have them.

Owns cutting such lines off their paragraphs, so that they can be judged as lines of their own.
Must not know which of them are headings.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from policytrack.markdown import Blocks
from policytrack.sections.numbering import find_label
from policytrack.sections.shape import is_contact, is_label, is_stopped, starts_high

if TYPE_CHECKING:
    from policytrack.markdown import Block, Lines

_LONGEST = 100  # characters
_MOST_WORDS = 12
_PROSE = 60  # characters of a line that is no label
_MARKS = frozenset("*_|<[")


def cut_tight(blocks: Blocks, lines: Lines) -> Blocks:
    """The blocks, those of several lines cut before and after each line that might be a heading.

    Such a line is short and does not end like a sentence; the line before it does, and the line
    after it begins like one.
    """
    cut = Blocks([], [])
    for block, first in zip(blocks.all, blocks.lines, strict=True):
        parts = [block]
        if block.kind == "text" and block.size > 1:
            parts = _cut(block, lines.texts[first : first + block.size])
        cut.all.extend(parts)
        cut.lines.extend(accumulate((part.size for part in parts[:-1]), initial=first))
    return cut


def _cut(block: Block, texts: list[str]) -> list[Block]:
    stripped = [block.text, *(text.strip() for text in texts[1:])]
    bounds = {0, len(texts)}
    for at, line in enumerate(stripped[:-1]):
        begins = at in bounds or is_stopped(stripped[at - 1])
        if begins and _might_head(line, stripped[at + 1], leads=not at):
            bounds |= {at, at + 1}
    ordered = sorted(bounds)
    return [
        block._replace(
            size=end - start,
            text=stripped[start],
            marker=block.marker if start == 0 else "",
        )
        for start, end in pairwise(ordered)
    ]


def _might_head(line: str, below: str, *, leads: bool) -> bool:
    if len(line) > _LONGEST or not line or line[0] in _MARKS or is_stopped(line):
        return False
    label = find_label(line.replace("\\", ""))
    title = line[label.end :] if label else line
    if not is_label(title or line, _MOST_WORDS) or not starts_high(below) or is_contact(line):
        return False
    if label:
        return label.sure and (starts_high(title) or not title)
    return leads and starts_high(line) and (len(below) > _PROSE or is_stopped(below))
