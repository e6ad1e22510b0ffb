"""What a line of Markdown begins by itself: a quote, an item, a heading, a fence, a tag, a table.

Owns these forms as CommonMark has them; what the lines before make of one is others' to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

QUOTE = re.compile(r" {0,3}>")
_ITEM = re.compile(r"(?P<marker> {0,3}(?:[-+*]|(?P<number>\d{1,9})[.)]))(?P<space> +|$)")
BREAK = re.compile(r" {0,3}(?:(?:\* *){3,}+|(?:- *){3,}+|(?:_ *){3,}+)$")
HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)$")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
DELIMITERS = re.compile(r" {0,3}\|?+ *+:?+-++:?+ *+(?:\| *+:?+-++:?+ *+)*+\|?+ *+$")
_PIPE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(
    r" {0,3}(?:<(?P<until>script|pre|style|textarea)(?=[\s>]|$)|<(?P<comment>!--)|<(?P<ask>\?)|"
    r"<(?P<cdata>!\[CDATA\[)|<(?P<declare>![A-Z])|</?(?P<block>address|article|aside|base|basefont|"
    r"blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|"
    r"link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|source|"
    r"summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s>]|/>|$))",
    re.IGNORECASE,
)
_LONE_TAG = re.compile(r" {0,3}</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>$")
# Most lines begin with a letter, which decides all questions at once.
_MAY_BEGIN = re.compile(r" {0,3}[>#*_`~<+\d-]")  # a quote, heading, rule, fence, tag, item
PLAIN = re.compile(r" {0,3}[^\s>#*_`~<+\d=|:-]")  # none of these, nor what may end a head
_TAG_ENDS = {"until": "</", "comment": "-->", "ask": "?>", "cdata": "]]>", "declare": ">"}


@dataclass(slots=True)
class Container:
    """A quote or an item of a list; an item is not `filled` before its first words."""

    width: int  # columns that a list item's further lines are indented by; 0 for a quote
    filled: bool = True

    @property
    def prefix(self) -> str:
        """What stands for it in front of a further line."""
        return " " * self.width if self.width else "> "


class Raw(NamedTuple):
    """A block of code or HTML: what closes it, "" where its first line does or a blank one."""

    fence: str = ""
    until_blank: bool = False


def reads_as_block(line: str) -> bool:
    """Whether `line`, put under a line of running text, would be read as anything but text."""
    return interrupts(line) or bool(
        _ITEM.match(line) or UNDERLINE.match(line) or DELIMITERS.match(line)
    )


def find_container(rest: str, in_paragraph: bool) -> tuple[Container | None, int, str]:
    """What a line begins, the length of its mark, and what stands for the mark."""
    if not _MAY_BEGIN.match(rest):
        return None, 0, ""
    if quote := QUOTE.match(rest):
        length = quote.end() + rest.startswith(" ", quote.end())
        return Container(0), length, "> "
    item = _ITEM.match(rest)
    if item is None or BREAK.match(rest):
        return None, 0, ""
    empty = item.end() == len(rest)
    if in_paragraph and (empty or item["number"] not in (None, "1")):
        return None, 0, ""
    marker, spaces = item.end("marker"), len(item["space"])
    width = marker + (spaces if 1 <= spaces <= 4 and not empty else 1)
    return Container(width, filled=not empty), min(width, len(rest)), rest[:width].ljust(width)


def find_raw(rest: str, *, in_paragraph: bool) -> Raw | None:
    """The fenced block or block of HTML that a line begins."""
    if fence := _FENCE.match(rest):
        return Raw(fence["fence"])
    if tag := _TAG.match(rest):
        name = tag.lastgroup or ""
        if name == "block":
            return Raw(until_blank=True)
        end = _TAG_ENDS[name]
        return Raw("" if end in rest[tag.end() :] else end)
    lone = not in_paragraph and _LONE_TAG.match(rest.rstrip())
    return Raw(until_blank=True) if lone else None


def interrupts(rest: str) -> bool:
    """Whether the line begins a block even under an open paragraph."""
    if not _MAY_BEGIN.match(rest):
        return False
    item = None if rest.startswith("    ") else _ITEM.match(rest)
    return bool(
        QUOTE.match(rest)
        or HEADING.match(rest)
        or BREAK.match(rest)
        or _FENCE.match(rest)
        or _TAG.match(rest)
        or (item and item.end() < len(rest) and item["number"] in (None, "1"))
    )


def is_table(head: str, delimiters: str) -> bool:
    """Whether the second line makes the first the head of a table."""
    return (
        "|" in head
        and head.strip() != "|"
        and DELIMITERS.match(delimiters) is not None
        and _columns(head) == _columns(delimiters)
    )


def _columns(row: str) -> int:
    inner = row.strip().removeprefix("|")
    pipes = len(_PIPE.findall(inner))
    return pipes + (0 if inner.endswith("|") and not inner.endswith("\\|") else 1)


def closes(rest: str, fence: str) -> bool:
    """Whether a line closes a block of code or HTML."""
    if fence[0] in "`~":
        stripped = rest.strip()
        indent = len(rest) - len(rest.lstrip(" "))
        return indent < 4 and len(stripped) >= len(fence) and set(stripped) == {fence[0]}
    return fence in rest
