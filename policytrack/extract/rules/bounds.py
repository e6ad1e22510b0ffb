"""One policy out of a text or page that holds several: by headings, or by a fragment.

Owns where a policy begins and ends; knows nothing of selectors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from policytrack.errors import ExtractError

if TYPE_CHECKING:
    from policytrack.extract.rules.index import Index

BOLD_LEVEL: Final = 7  # of a line that is wholly bold: below every heading
SHOWN: Final = 8  # headings named in a hint
HEADING_TAGS: Final = {f"h{level}": level for level in range(1, 7)}

RE_ATX: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
RE_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RE_BOLD: Final = re.compile(r"\s*(\*\*|__)(?!\s)((?:(?!\1).)+)\1:?\s*$")
RE_LINK: Final = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
RE_MARKS: Final = re.compile(r"\\([^\w\s])|[*_`]+")
RE_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[a-z])[.):]*\s+")


class Heading(NamedTuple):
    """A line that reads as a heading: its number from 0, its level, its words."""

    line: int
    level: int
    words: str


def cut(markdown: str, start: str, end: str) -> str:
    """From the heading `start` to before the heading `end`, or to the next of its level.

    Raises ExtractError when a heading is not there.
    """
    lines = markdown.split("\n")
    headings = _headings(lines)
    first = _find(headings, start, -1) if start else Heading(0, 0, "")
    if end:
        last = _find(headings, end, first.line).line
    elif first.level:
        below = (h.line for h in headings if h.line > first.line and h.level <= first.level)
        last = next(below, len(lines))
    else:
        last = len(lines)
    return "\n".join(lines[first.line : last]).strip("\n") + "\n"


def fragment_range(index: Index, fragment: str) -> tuple[int, int]:
    """The positions that a link to `#fragment` leads to: a part, or a heading with its text."""
    name = fragment.removeprefix("#")
    at = next((at for at in range(len(index.nodes)) if _is_named(index, at, name)), None)
    if at is None:
        raise ExtractError(f"no element with the id {name!r}", hint="See the page's source.")
    inside = range(at, index.last[at] + 1)
    level = HEADING_TAGS.get(index.nodes[at].tag or "", 0)
    if not level and _holds_text(index, at):
        return at, index.last[at] + 1
    start = at
    if not level:  # an empty anchor: in a heading, or in front of one
        start, level = _heading_near(index, at)
    limit = _last_of_text_around(index, start) + 1
    for position in range(max(inside.stop, index.last[start] + 1), limit):
        tag = index.nodes[position].tag or ""
        if tag == "footer" or HEADING_TAGS.get(tag, 9) <= level:
            return min(start, at), position
    return min(start, at), limit


def _headings(lines: list[str]) -> list[Heading]:
    found: list[Heading] = []
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if fenced or not line.strip():
            continue
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if atx := RE_ATX.match(line):
            found.append(Heading(number, len(atx[1]), _words(atx[2] or "")))
        elif (rule := RE_UNDERLINE.match(after)) and not RE_UNDERLINE.match(line):
            found.append(Heading(number, 1 if rule[1][0] == "=" else 2, _words(line)))
        elif bold := RE_BOLD.match(line):
            found.append(Heading(number, BOLD_LEVEL, _words(bold[2])))
    return found


def _find(headings: list[Heading], wanted: str, after: int) -> Heading:
    words = _words(wanted)
    bare = RE_NUMBER.sub("", words, count=1)
    behind = [heading for heading in headings if heading.line > after]
    for heading in behind:
        if heading.words == words:
            return heading
    for heading in behind:
        if RE_NUMBER.sub("", heading.words, count=1) == bare:
            return heading
    names = ", ".join(f'"{heading.words}"' for heading in behind[:SHOWN] if heading.words)
    raise ExtractError(
        f'no heading "{wanted}"', hint=f"The headings here: {names or 'none at all'}."
    )


def _words(heading: str) -> str:
    plain = RE_MARKS.sub(r"\1", RE_LINK.sub(r"\1", heading))
    return " ".join(plain.split()).casefold()


def _is_named(index: Index, at: int, name: str) -> bool:
    node = index.nodes[at]
    if not node.is_element_node:
        return False
    attributes = node.attributes
    return attributes.get("id") == name or (node.tag == "a" and attributes.get("name") == name)


def _holds_text(index: Index, at: int) -> bool:
    """Whether an element is the part itself, not only its anchor or its title."""
    if index.nodes[at].tag in {"a", "span", "i", "b", "strong"}:
        return False
    return any(
        (index.nodes[p].text_content or "").strip()
        for p in range(at + 1, index.last[at] + 1)
        if index.nodes[p].is_text_node
    )


def _last_of_text_around(index: Index, at: int) -> int:
    """The last position of the article or main part that holds `at`, else of the page."""
    while (at := index.parent[at]) >= 0:
        if index.nodes[at].tag in {"article", "main"}:
            return index.last[at]
    return len(index.nodes) - 1


def _heading_near(index: Index, at: int) -> tuple[int, int]:
    """The heading that an anchor stands in, else the next one: position and level."""
    above = index.parent[at]
    while above >= 0:
        if level := HEADING_TAGS.get(index.nodes[above].tag or "", 0):
            return above, level
        above = index.parent[above]
    for position in range(at, len(index.nodes)):
        if level := HEADING_TAGS.get(index.nodes[position].tag or "", 0):
            return position, level
    return at, 6
