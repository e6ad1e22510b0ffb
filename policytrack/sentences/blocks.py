"""Markdown cut into blocks: which lines are running text, and inside which containers.

Owns what the lines before make of a line: the block structure of CommonMark with tables, as far as
a line's role depends on it. Knows nothing of sentences. One pass, no recursion, a bounded number
of containers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from policytrack.sentences.openings import (
    BREAK,
    DELIMITERS,
    HEADING,
    PLAIN,
    QUOTE,
    UNDERLINE,
    Container,
    closes,
    find_container,
    find_raw,
    interrupts,
    is_table,
)

_DEEPEST = 40  # containers in one another; what lies deeper is text

Kind = Literal["text", "kept", "blank"]


@dataclass(slots=True)
class Block:
    """A run of lines of one role.

    `lines` of a "text" block are without indent and containers; those of a "kept" block are whole
    lines as they stand. `first` and `rest` are what the first and the further lines of a "text"
    block begin with.
    """

    kind: Kind
    lines: list[str]
    first: str = ""
    rest: str = ""


@dataclass(slots=True)
class _Line:
    raw: str
    rest: str  # behind the containers
    matched: int  # how many of the open containers the line continues
    first: str = ""  # what stands for the containers in front of the text


@dataclass(slots=True)
class _Scanner:
    blocks: list[Block] = field(default_factory=list)
    stack: list[Container] = field(default_factory=list)
    text: Block | None = None  # the open paragraph
    raw: list[str] = field(default_factory=list)  # its lines as they stand
    fence: str = ""  # what closes the open code or HTML block
    depth: int = 0  # containers around that block
    in_table: bool = False
    until_blank: bool = False

    def feed(self, raw: str) -> None:
        line = self._continue_containers(_spaced(raw) if "\t" in raw else raw, raw)
        if (self.fence or self.until_blank) and self._continue_raw(line):
            return
        if not line.rest.strip():
            self._blank(line)
            return
        opened = self._open_containers(line)
        if self._lazy(line, opened):
            return
        if not opened and self.text is not None and line.matched < len(self.stack):
            self._close_text()
        del self.stack[line.matched :]
        if line.rest.strip():
            self._leaf(line)
        else:
            self._keep(line.raw)

    # -- containers

    def _continue_containers(self, line: str, raw: str) -> _Line:
        matched, first, blank = 0, [], not line.strip()
        for container in self.stack:
            if container.width:
                indent = len(line) - len(line.lstrip(" "))
                if blank or not line:
                    if not container.filled:
                        break
                elif indent < container.width:
                    break
                line = line[container.width :]
            elif quote := QUOTE.match(line):
                line = line[quote.end() :].removeprefix(" ")
                blank = not line.strip()
            else:
                break
            matched += 1
            first.append(container.prefix)
        return _Line(raw, line, matched, "".join(first))

    def _open_containers(self, line: _Line) -> bool:
        """Open what the line begins; `line.matched` then counts the new ones too."""
        opened = False
        while line.matched < _DEEPEST or not opened:
            in_paragraph = self.text is not None and line.matched == len(self.stack) and not opened
            container, length, shown = find_container(line.rest, in_paragraph)
            if container is None or line.matched >= _DEEPEST:
                break
            if not opened:
                self._close_text()
                self.in_table = False
                del self.stack[line.matched :]
            self.stack.append(container)
            line.rest, line.matched, opened = line.rest[length:], line.matched + 1, True
            line.first += shown
        return opened

    def _lazy(self, line: _Line, opened: bool) -> bool:
        if opened or self.text is None or line.matched == len(self.stack) or interrupts(line.rest):
            return False
        self._add_text(line)
        return True

    # -- leaves

    def _leaf(self, line: _Line) -> None:
        for container in self.stack:
            container.filled = True
        rest = line.rest
        if self.in_table and not interrupts(rest):
            self._keep(line.raw)
        elif PLAIN.match(rest):
            self._add_text(line)
        elif self.text is not None and UNDERLINE.match(rest.rstrip()):
            self._underline(line)
        elif rest.startswith("    "):
            self._indented(line)
        elif self.text is not None and is_table(self.text.lines[-1], rest):
            self._table(line)
        elif HEADING.match(rest) or BREAK.match(rest):
            self._keep(line.raw)
        elif not self._begin_raw(line):
            self._add_text(line)

    def _begin_raw(self, line: _Line) -> bool:
        """Begin a fenced block or a block of HTML."""
        raw = find_raw(line.rest, in_paragraph=self.text is not None)
        if raw is None:
            return False
        self.fence, self.until_blank = raw
        self._keep(line.raw)
        self.depth = len(self.stack)
        return True

    def _continue_raw(self, line: _Line) -> bool:
        if line.matched < self.depth or (self.until_blank and not line.rest.strip()):
            self.fence, self.until_blank = "", False
            return False
        self.blocks[-1].lines.append(line.raw)
        if self.fence and closes(line.rest, self.fence):
            self.fence = ""
        return True

    def _add_text(self, line: _Line) -> None:
        self.in_table = False
        if self.text is None:
            rest = "".join(container.prefix for container in self.stack)
            self.text = Block("text", [], line.first, rest)
            self.blocks.append(self.text)
            self.raw = []
        elif UNDERLINE.match(line.rest.strip()) or DELIMITERS.match(line.rest.strip()):
            # Indented, or under a longer line, it would be an underline or make a table.
            line.rest = "\\" + line.rest.lstrip()
        self.text.lines.append(line.rest.lstrip(" "))
        self.raw.append(line.raw)

    def _underline(self, line: _Line) -> None:
        """Turn the open paragraph into a heading."""
        assert self.text is not None  # noqa: S101 - the caller saw it
        words = [re.sub(r" {2,}$", r"\\", raw) for raw in self.raw[:-1]]
        self.text.kind, self.text.lines = "kept", [*words, self.raw[-1], line.raw]
        self._close_text()

    def _table(self, line: _Line) -> None:
        """Turn the last line of the open paragraph into a table's head."""
        assert self.text is not None  # noqa: S101 - the caller saw it
        self.text.lines.pop()
        if not self.text.lines:
            self.blocks.pop()
        head = self.raw[-1]
        self._close_text()
        self._keep(head)
        self._keep(line.raw)
        self.in_table = True

    def _indented(self, line: _Line) -> None:
        if self.text is not None:
            self._add_text(line)
        else:
            self._keep(line.raw)

    def _blank(self, line: _Line) -> None:
        self._close_text()
        self.in_table = False
        if line.matched < len(self.stack):
            del self.stack[line.matched :]
        self.blocks.append(Block("blank", [line.raw.rstrip() if ">" in line.raw else ""]))

    def _keep(self, raw: str) -> None:
        self._close_text()
        self.blocks.append(Block("kept", [raw]))

    def _close_text(self) -> None:
        self.text = None


def parse_blocks(text: str) -> list[Block]:
    """The blocks of normalised Markdown, in order; every line is in exactly one of them."""
    scanner = _Scanner()
    for line in text.split("\n"):
        scanner.feed(line)
    return scanner.blocks


def _spaced(raw: str) -> str:
    """The line with spaces for tabs; a tab at its end is no part of a hard break."""
    text = raw.rstrip(" \t")
    return text.expandtabs(4) + raw[len(text) :].rpartition("\t")[2]
