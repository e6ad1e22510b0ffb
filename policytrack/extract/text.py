"""Plain text: hard-wrapped lines joined again, underlined titles and bullets told apart.

Owns the reading of text that has no marks of its own; what Markdown would take for a mark is
escaped. Knows nothing of mail, though mail hands its plain parts to it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from policytrack.extract import markdown
from policytrack.extract.charset import decode
from policytrack.extract.compose import Part, render_parts
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "parse_plain", "read", "sniff"]

NAME: Final = "text"
MEDIA_TYPES: Final = frozenset({"text/plain"})
SUFFIXES: Final = frozenset({".txt", ".text"})

NARROWEST: Final = 40  # columns; shorter lines are verse, addresses or tables, not wrapped prose
WIDEST: Final = 130  # columns; nobody wraps later, so longer lines are paragraphs
FULL: Final = 0.75  # share of the width from which on a line counts as full
MOSTLY_FULL: Final = 0.6  # share of full lines from which on a text counts as wrapped
FEWEST: Final = 3  # lines that must show a width, unless they are as long as `ALONE`
ALONE: Final = 55

RE_BULLET: Final = re.compile(r"(?P<indent> *)[-*+•●▪◦‣·–]\s+(?=\S)")
RE_LABEL: Final = re.compile(
    r" *(?:\d{1,3}(?:\.\d{1,3})*[.)]|\(\w{1,4}\)|[a-zA-Z][.)]|[ivxIVX]{1,5}[.)]|§+ ?\d+"
    r"|\d{1,3}(?:\.\d{1,3})+)\s+(?=\S)"
)
RE_RULE: Final = re.compile(r" *(?P<sign>[-=_*~#+])(?: ?(?P=sign)){2,} *$")
RE_QUOTED: Final = re.compile(r"^(?:> ?)+")


def sniff(body: bytes) -> bool:  # noqa: ARG001 - a Format
    """Never: plain text has no mark of its own."""
    return False


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The text as Markdown paragraphs; a file with a Markdown suffix is read as that.

    Servers send Markdown files as text/plain, those of code hosts above all.
    """
    if PurePosixPath(urlsplit(capture.final_url).path).suffix.lower() in markdown.SUFFIXES:
        return markdown.read(capture, rules)
    if rules is not None:
        rules.check_format(NAME)
    text, charset, remark = decode(capture.body, capture.content_type)
    return Extraction(
        markdown=parse_plain(text, flowed="format=flowed" in capture.content_type.lower()),
        format=NAME,
        charset=charset,
        remarks=(remark,) if remark else (),
    )


def parse_plain(text: str, *, flowed: bool = False) -> str:
    """Markdown, a paragraph a line. `flowed`: a space at a line's end joins it to the next."""
    lines = [line.expandtabs(8) for line in _lines(text)]
    if flowed:
        lines = list(_join_flowed(lines))
    width = find_width(lines)
    return render_parts(part for block in _blocks(lines) for part in _parse_block(block, width))


def find_width(lines: list[str]) -> int:
    """The column that the text was wrapped at, 0 where it was not wrapped."""
    followed = [
        len(line.rstrip())
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not RE_LABEL.match(following)
    ]
    if sum(length > WIDEST for length in followed) > len(followed) // 4:
        return 0
    lengths = sorted(length for length in followed if NARROWEST // 2 <= length <= WIDEST)
    if len(lengths) < FEWEST:
        return max((length for length in lengths if length >= ALONE), default=0)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(length >= FULL * width for length in lengths)
    return lengths[-1] if width >= NARROWEST and full >= MOSTLY_FULL * len(lengths) else 0


def _lines(text: str) -> list[str]:
    return re.sub(r"\r\n?|\x0b|\u2028|\x85", "\n", re.sub(r"\x0c|\u2029", "\n\n", text)).split("\n")


def _join_flowed(lines: Iterable[str]) -> Iterator[str]:
    """Undo RFC 3676. Quoted text keeps to itself; a signature's mark is no flowed line."""
    open_, depth = "", 0
    for line in lines:
        quoted = RE_QUOTED.match(line)
        now = quoted[0].count(">") if quoted else 0
        text = line[quoted.end() :] if quoted else line.removeprefix(" ")
        if open_ and now != depth:
            yield open_.rstrip()
            open_ = ""
        open_, depth = open_ + text, now
        if not text.endswith(" ") or text == "-- ":
            yield open_
            open_ = ""
    if open_:
        yield open_.rstrip()


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines without a blank line between."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield block
            block = []


def _parse_block(lines: list[str], width: int) -> Iterator[Part]:
    """The titles, list items and paragraphs of a block."""
    if len(lines) > 2 and RE_RULE.match(lines[0]) and RE_RULE.match(lines[2]):
        yield Part("heading", lines[1], 1)
        lines = lines[3:]
    if len(lines) > 1 and not RE_RULE.match(lines[0]) and (rule := RE_RULE.match(lines[1])):
        yield Part("heading", lines[0], 1 if rule["sign"] in "=#*" else 2)
        lines = lines[2:]
    indents: list[int] = []
    for paragraph in _paragraphs([line for line in lines if not RE_RULE.match(line)], width):
        bullet = RE_BULLET.match(paragraph)
        if bullet is None:
            indents.clear()
            yield Part("text", paragraph)
            continue
        while indents and indents[-1] >= len(bullet["indent"]):
            indents.pop()
        indents.append(len(bullet["indent"]))
        yield Part("item", paragraph[bullet.end() :], len(indents))


def _paragraphs(lines: list[str], width: int) -> Iterator[str]:
    """The lines of a block, those joined that a wrap has parted."""
    paragraph: list[str] = []
    for line in lines:
        if paragraph and not _wrapped(paragraph[-1], line, width):
            yield " ".join([paragraph[0], *(part.strip() for part in paragraph[1:])])
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield " ".join([paragraph[0], *(part.strip() for part in paragraph[1:])])


def _wrapped(line: str, following: str, width: int) -> bool:
    """Whether only the width made `following` a line of its own.

    It did where the first word of `following` did not fit, or where a line of prose goes on in
    lower case.
    """
    if RE_BULLET.match(following) or RE_LABEL.match(following):
        return False
    first = following.split(None, 1)[0]
    if width and len(line) + 1 + len(first) > width:
        return True
    prose = NARROWEST <= len(line) <= WIDEST and (line[-1].isalnum() or line[-1] == ",")
    return prose and first[0].islower()
