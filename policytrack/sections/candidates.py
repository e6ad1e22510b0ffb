"""Lines that might be headings, with what is to be seen on each of them.

Owns the reading of one block: its style, its number, its words. Must not know the other lines
of the document, so that what is seen of a line never depends on an edit elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policytrack.markdown import plain_text
from policytrack.sections.numbering import Label, find_label

if TYPE_CHECKING:
    from policytrack.markdown import Block

Style = Literal["hash", "bold", "italic", "caps", "number", "plain"]

_LONGEST = 600  # characters of a line with its marks and link targets; headings stay below 300
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
_STRONG_TAG = re.compile(r"</?(?:strong|b)>", re.IGNORECASE)
_LINK_END = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"]{0,300}\")?\)")
_ITALIC = re.compile(r"(?:_(?![_\s]).+(?<![_\s])_|\*(?![*\s]).+(?<![*\s])\*)[:.]?")
_WHOLE_LINK = re.compile(r"!?\[.*\]\([^()\s]*\)|<?https?://\S+>?")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that might be a heading."""

    block: int  # its place among the blocks
    style: Style
    level: int  # 1 to 6 by markup, else 0
    text: str  # plain, with its number
    label: Label | None
    nested: bool = False  # in a list

    @property
    def title(self) -> str:
        """The words after the number."""
        return self.text[self.label.end :] if self.label else self.text


def find_candidates(blocks: list[Block]) -> list[Candidate]:
    """At most one candidate for each block, in order."""
    found = (_read(index, block) for index, block in enumerate(blocks))
    return [candidate for candidate in found if candidate is not None]


def _read(index: int, block: Block) -> Candidate | None:
    if block.kind in {"heading", "underlined"}:
        text = plain_text(block.text)
        if not _is_named(text):
            return None
        return Candidate(index, "hash", block.level, text, find_label(text), bool(block.marker))
    content = block.text
    if block.kind == "row":
        content = _only_cell(content)
    if block.count > 1 or block.kind not in {"text", "row"} or not 0 < len(content) <= _LONGEST:
        return None
    return _read_line(index, content, block)


def _read_line(index: int, content: str, block: Block) -> Candidate | None:
    """A line without heading marks."""
    text, marker = plain_text(content), block.marker
    style = _style_of(content, text)
    if not _is_named(text) or (marker and not marker[0].isdigit() and style != "bold"):
        return None
    if marker[:1].isdigit():
        text = f"{marker} {text}"
    label = find_label(text)
    if style == "plain" and label is not None:
        style = "number"
    if style == "plain" and (marker or block.indent > 3 or _WHOLE_LINK.fullmatch(content)):
        return None
    return Candidate(index, style, 0, text, label, bool(marker))


def _style_of(content: str, text: str) -> Style:
    if ("**" in content or "__" in content or "<" in content) and _is_strong(content):
        return "bold"
    if content[0] in "_*" and _ITALIC.fullmatch(content):
        return "italic"
    return "caps" if _is_capital(text) else "plain"


def _is_strong(content: str) -> bool:
    """Whether every word of the line is bold, a number in front of it apart."""
    bare = _STRONG_TAG.sub("**", _LINK_END.sub("]", content))
    rest = plain_text(_STRONG.sub("", bare))
    if rest == plain_text(bare):
        return False
    label = find_label(rest + " X") if rest else None
    return not _LETTERS.search(rest[label.end :] if label else rest)


def _is_capital(text: str) -> bool:
    """Whether the line is written in capitals: four letters at least, none small but in labels."""
    letters = [char for char in text if char.isalpha()]
    small = sum(char.islower() for char in letters)
    return len(letters) >= 4 and small <= 0.05 * len(letters) and any(c.isupper() for c in letters)


def _is_named(text: str) -> bool:
    return bool(_LETTERS.search(text)) or any(char.isdigit() for char in text)


def _only_cell(row: str) -> str:
    """The content of a table row that has one cell, "" for any other row."""
    cells = row.strip("|").split("|") if row.count("|") <= 2 else []
    return cells[0].strip() if len(cells) == 1 else ""
