"""The texts of a row: what of both documents is compared with what.

Owns how the bodies of several sections are read as one. Must not know kinds or weight.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.align import Link
    from policytrack.model import Document, Section

# So many words behind a title show that a line goes on as the title's section does.
OPENING = 4
_LABEL = re.compile(r"\s*(?:[*+•-]|\(?\w{1,3}[.)])\s|.*:[\s*_]*$")


def row_texts(link: Link, before: Document, after: Document) -> tuple[str, str]:
    """The bodies of both sides of a link, several joined with a blank line between.

    Of sections that were split or merged, a heading belongs to the text where its words stand as
    a line of its own on the other side, or open the line that goes on as its section does: what
    became a heading is no new text.
    """
    sides = (
        [before.sections[i] for i in link.before],
        [after.sections[j] for j in link.after],
    )
    if len(sides[0]) < 2 and len(sides[1]) < 2:
        return _joined(sides[0]), _joined(sides[1])
    lines = [_lines(side) for side in sides]
    return (
        _with_headings(sides[0], lines[1] - lines[0]),
        _with_headings(sides[1], lines[0] - lines[1]),
    )


def are_labels(parts: Sequence[Section], others: Sequence[Section]) -> bool:
    """Whether every one of these headings is a label of a list in the others' bodies.

    It stands there as a line of its own, with the mark of a list item or a colon: "2. Do not:".
    """
    lines = {
        fold_words(line)
        for section in others
        for line in section.body.splitlines()
        if _LABEL.match(line)
    }
    return all(
        part.title and {fold_words(part.heading), fold_words(part.title)} & lines for part in parts
    )


def _joined(sections: Sequence[Section]) -> str:
    if len(sections) == 1:
        return sections[0].body
    return "\n\n".join(section.body for section in sections)


def _lines(sections: Sequence[Section]) -> Counter[tuple[str, ...]]:
    return Counter(fold_words(line) for section in sections for line in section.body.splitlines())


def _with_headings(sections: list[Section], lost: Counter[tuple[str, ...]]) -> str:
    """The bodies, each below as much of its heading as stood in the text of the other side only."""
    lines = sorted(lost)
    parts = []
    for section in sections:
        begins = _begins(section.body)
        for heading in (section.heading, section.title):
            words = fold_words(heading)
            if heading and (lost[words] or (begins and _is_opened(lines, words + begins))):
                parts.append(heading)
                break
        parts.append(section.body)
    return "\n\n".join(parts)


def _begins(body: str) -> tuple[str, ...]:
    """The first words of a body's first line."""
    for line in body.splitlines():
        if words := fold_words(line):
            return words[:OPENING]
    return ()


def _is_opened(lines: list[tuple[str, ...]], words: tuple[str, ...]) -> bool:
    """Whether one of the sorted lines begins with the words."""
    place = bisect_left(lines, words)
    return place < len(lines) and lines[place][: len(words)] == words
