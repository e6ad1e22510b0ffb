"""A text's block structure with positions, in one pass over its lines.

Owns what CommonMark calls leaf blocks, as far as telling headings from text needs: headings,
paragraphs, list items, table rows, rules, fenced code, front matter. List and quote nesting is
not built: each block says what stands before it on its line. Every line is looked at once, so
the time is linear whatever the text holds. Must not know which paragraphs stand for headings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from policytrack.markdown.lines import Lines

BlockKind = Literal["text", "heading", "underlined", "row", "rule", "code"]

_BULLETS = "*+•●○▪■◦‣·–—➢►✓-"  # beyond Markdown's own: what texts made from PDF and HTML hold
_MARKERS = re.compile(rf"(?:[ \t]*(?:>|(?:[{_BULLETS}]|\d{{1,9}}[.)])(?=\s|$)))++\s*")
_FIRST_MARKER = re.compile(rf"[{_BULLETS}]|\d{{1,9}}[.)]")
_ATX = re.compile(r"(#{1,6})(?:[ \t\xa0]+|$)")
_ATX_TAIL = re.compile(r"(?:^|[ \t])#+$")
_RULE = re.compile(r"={4,}$|(?:\*[ \t]*+){3,}+$|(?:-[ \t]*+){3,}+$|(?:_[ \t]*+){3,}+$")
_CELL = re.compile(r"[^|:\s-]")  # without one a row only parts a table's head from its body
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_HARD_BREAK = re.compile(r"(?<!\\)\\$")
_HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,300})?>(.*)</h\1\s*>$", re.IGNORECASE)
_FRONT = re.compile(r"[\w-]+[ \t]*[:=]|[ \t]|#|-[ \t]|$")
_BOLD = ("**", "__")
_FAR_SLACK = 6  # characters that an underline with blank lines above is longer than its text
_LONGEST_FILLING = 100  # characters of the line that an empty heading mark takes for its text
_LONGEST_KEPT = 4000  # characters of a stretch whose blocks are remembered
_STOPS = frozenset(".,;:")
_MARKER_START = frozenset(_BULLETS + ">0123456789")
_SPECIAL = _MARKER_START | frozenset("#|_=`~<")


class Block(NamedTuple):
    """A run of lines. `text` is its first line without container marks and heading marks."""

    kind: BlockKind
    size: int  # lines, the underline of an underlined heading included
    text: str
    level: int = 0  # 1 to 6 for headings by markup
    indent: int = 0  # columns before the text or its markers
    marker: str = ""  # the first list marker on the line: "*", "3."


class Blocks(NamedTuple):
    """The blocks of a text in order; blank lines are in none."""

    all: list[Block]
    lines: list[int]  # 0-based line of the text that each begins with


def scan_blocks(lines: Lines) -> Blocks:
    """The blocks of a text's lines."""
    texts = lines.texts
    if texts and texts[0].startswith("\ufeff"):
        texts = [texts[0].lstrip("\ufeff"), *texts[1:]]
    scan = _Scan(texts)
    scan.skip_front_matter()
    rest = "\n".join(texts[scan.at :])
    if "```" in rest or "~~~" in rest:  # code may run over blank lines
        scan.closers = _last_fences(texts)
        scan.read_to(len(texts))
    else:
        scan.read_stretches(rest)
    return Blocks(scan.blocks, scan.lines)


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their stretches
def _scan_alone(stretch: str) -> Blocks | None:
    """The blocks of lines between blank ones; None where what stands before has a say in them."""
    texts = stretch.split("\n")
    scan = _Scan(texts)
    scan.read_to(len(texts))
    return None if scan.asked else Blocks(scan.blocks, scan.lines)


class _Scan:
    """One pass over the lines; `open` holds the paragraph being gathered."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.blocks: list[Block] = []
        self.lines: list[int] = []
        self.at = 0
        self.open: tuple[int, str, int, str] | None = None  # first line, text, indent, marker
        self.closers: dict[str, int] = {}  # the last line that could close each kind of fence
        self.asked = False  # whether a line's meaning hung on blocks before the first one

    def skip_front_matter(self) -> None:
        self.at = _skip_front_matter(self.texts)
        if self.at:
            self.put(0, Block("code", self.at, ""))

    def read_stretches(self, rest: str) -> None:
        """Take the rest of the lines, those between two blank ones at a time."""
        for stretch in rest.split("\n\n"):
            end = self.at + stretch.count("\n") + 1
            if self.blocks and _is_empty_heading(self.blocks[-1]):
                self.read_to(end)
            elif end == self.at + 1 and (content := stretch.strip()) and content[0] not in _SPECIAL:
                self.put(self.at, Block("text", 1, content, 0, _indent(stretch)))
            elif len(stretch) > _LONGEST_KEPT or (alone := _scan_alone(stretch)) is None:
                self.read_to(end)
            else:
                self.blocks += alone.all
                self.lines += [self.at + line for line in alone.lines]
            self.at = end + 1

    def read_to(self, end: int) -> None:
        """Take the lines up to this one, behind which no paragraph goes on."""
        texts, special = self.texts, _SPECIAL
        while self.at < end:
            line = texts[self.at]
            content = line.strip()
            if not content:
                self.close()
            elif content[0] in special:
                self.take_special(line, content)
            elif self.open is None:
                self.open = (self.at, content, _indent(line), "")
            self.at += 1
        self.close()

    def close(self) -> None:
        if self.open is not None:
            first, text, indent, marker = self.open
            self.open = None
            if self.is_broken_bold(first, text):
                self.put(first, Block("text", 1, text, 0, indent, marker))
                first, text, marker = first + 1, text + self.texts[first + 1].strip(), ""
            block = Block("text", self.at - first, text, 0, indent, marker)
            if not self.fill_empty_heading(first, block):
                self.put(first, block)

    def put(self, first: int, block: Block) -> None:
        self.blocks.append(block)
        self.lines.append(first)

    def is_broken_bold(self, first: int, text: str) -> bool:
        """Whether the open paragraph is a line in bold with a break in front of its words."""
        if text not in _BOLD or self.at - first != 2:
            return False
        line = self.texts[first + 1].strip()
        return line.endswith(text) and line.count(text) == 1

    def fill_empty_heading(self, first: int, text: Block) -> bool:
        """A heading mark alone, its text a short line below: `<h2>` with blocks in it."""
        if (
            not self.blocks
            or not _is_empty_heading(self.blocks[-1])
            or text.marker
            or text.size > 1
            or len(text.text) > _LONGEST_FILLING
            or text.text[-1] in _STOPS
        ):
            return False
        size = first + 1 - self.lines[-1]
        self.blocks[-1] = self.blocks[-1]._replace(size=size, text=text.text)
        return True

    def add(self, kind: BlockKind, text: str, level: int = 0, indent: int = 0) -> None:
        self.close()
        self.put(self.at, Block(kind, 1, text, level, indent))

    def take_special(self, line: str, content: str) -> None:
        """A line whose first character may mean something."""
        lead, indent = content[0], _indent(line)
        if lead == "#" and self.take_atx(content, indent, ""):
            return
        if lead == "|":
            self.add("row" if _CELL.search(content) else "rule", content, indent=indent)
        elif lead in "=-" and self.open and self.take_underline(content):
            pass
        elif lead in "=*-_" and _RULE.match(content):
            if not self.take_far_underline(content):
                self.add("rule", content)
        elif lead in "`~" and self.take_fence(content):
            pass
        elif lead == "<" and (html := _HTML_HEADING.match(content)):
            self.add("heading", html[2], int(html[1]), indent)
        elif lead in _MARKER_START and (markers := _MARKERS.match(content)):
            self.take_item(content, markers, indent)
        elif self.open is None:
            self.open = (self.at, content, indent, "")

    def take_item(self, content: str, markers: re.Match[str], indent: int) -> None:
        """A list item or a quoted line; it may hold a heading."""
        marker = _FIRST_MARKER.search(markers[0])
        if marker is None and self.open is not None:
            return  # a further line of a quoted paragraph
        self.close()
        inner = content[markers.end() :]
        name = marker[0] if marker else ""
        if not (inner.startswith("#") and self.take_atx(inner, indent, name)):
            self.open = (self.at, inner, indent, name)

    def take_atx(self, content: str, indent: int, marker: str) -> bool:
        found = _ATX.match(content)
        if found is None or (indent > 3 and not marker and not self.in_list()):
            return False
        self.close()
        text = _ATX_TAIL.sub("", content[found.end() :]).strip()
        self.put(self.at, Block("heading", 1, text, len(found[1]), indent, marker))
        return True

    def take_underline(self, content: str) -> bool:
        """A setext underline turns the open paragraph into a heading."""
        if self.open is None or content.strip(content[0]):
            return False
        first, text, indent, marker = self.open
        if self.at - first > 1:
            rows = (line.strip() for line in self.texts[first : self.at])
            text = " ".join(_HARD_BREAK.sub("", row) for row in rows)
        level = 1 if content[0] == "=" else 2
        self.open = None
        count = self.at - first + 1
        self.put(first, Block("underlined", count, text, level, indent, marker))
        return True

    def take_far_underline(self, content: str) -> bool:
        """An underline with blank lines above, as converters write `<h2>` with line breaks in it.

        It is as long as the text above with the breaks, so a rule is not taken for one.
        """
        if content.strip(content[0]):
            return False
        self.asked |= not self.blocks
        above = self.blocks[-1] if self.blocks and self.open is None else None
        if above is None or above.kind != "text" or above.size > 1 or above.marker:
            return False
        if not 2 <= len(content) - len(above.text) <= _FAR_SLACK:
            return False
        level, count = 1 if content[0] == "=" else 2, self.at - self.lines[-1] + 1
        self.blocks[-1] = Block("underlined", count, above.text, level, above.indent)
        return True

    def take_fence(self, content: str) -> bool:
        """Fenced code up to its closing fence; a fence that is never closed is text."""
        fence = _FENCE.match(content)
        if fence is None or self.closers.get(content[0], -1) <= self.at:
            return False
        self.close()
        mark, first = fence[1] or fence[2], self.at
        while self.at + 1 < len(self.texts):
            self.at += 1
            line = self.texts[self.at].strip()
            if line.startswith(mark) and not line.strip(mark[0]):
                break
        self.put(first, Block("code", self.at - first + 1, content))
        return True

    def in_list(self) -> bool:
        """Whether the line before is in a list item, or an indented part of one."""
        self.asked |= not self.blocks
        last = self.blocks[-1] if self.blocks else None
        return bool(self.open and self.open[3]) or bool(last and (last.marker or last.indent > 1))


def _indent(line: str) -> int:
    """Columns of white space before the text, a tab counted as four."""
    if not line[:1].isspace():
        return 0
    blank = line[: len(line) - len(line.lstrip())]
    return len(blank) + 3 * blank.count("\t")


def _is_empty_heading(block: Block) -> bool:
    return block.kind == "heading" and not block.text


def _last_fences(texts: list[str]) -> dict[str, int]:
    """The last line that could close a fence, for each fence character."""
    last: dict[str, int] = {}
    for index, line in enumerate(texts):
        if ("```" in line or "~~~" in line) and (bare := line.strip()) and not bare.strip(bare[0]):
            last[bare[0]] = index
    return last


def _skip_front_matter(texts: list[str]) -> int:
    """Lines of YAML or TOML front matter at the very start, its fences included; 0 for none."""
    opening = texts[0].strip()
    if opening not in {"---", "+++"}:
        return 0
    for index in range(1, len(texts)):
        line = texts[index].rstrip()
        if line == opening or (line == "..." and opening == "---"):
            return index + 1 if index > 1 else 0
        if not _FRONT.match(line):
            return 0
    return 0
