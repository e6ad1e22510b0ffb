"""Lines that might be headings, with what is to be seen on each of them.

Owns the reading of one block: its style, its number, its words. Must not know the other lines
of the document, so that what is seen of a line never depends on an edit elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from policytrack.markdown import plain_text
from policytrack.sections.numbering import Label, find_label
from policytrack.sections.possible import Style, could_be_heading, title_of

if TYPE_CHECKING:
    from policytrack.markdown import Block

_LONGEST = 600  # characters of a line with its marks and link targets; headings stay below 300
_LONGEST_PLAIN = 240  # the same without links and bold
_LONGEST_CAPITAL = 200
_SMALL_SHARE = 0.05  # of a capital line's letters: "TERMS OF iCLOUD"
_DEEPEST = 3  # columns before a plain line that may be a heading
_OPENING = 120  # characters of a paragraph that are read for its number
_LONGEST_KEPT = 4000  # characters of a block that is remembered
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
_STRONG_TAG = re.compile(r"</?(?:strong|b)>", re.IGNORECASE)
_LINK_END = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"]{0,300}\")?\)")
_LINKS = re.compile(r"(?:!?\[[^\[\]]*\]\([^\s()]*(?:\s\"[^\"]*\")?\)[\s.;,|›]*|<?https?://\S+>?)+")
_LEAD = re.compile(r"(?:\d{1,3}\\?[.)]\s{0,3})?(\*\*|__)(?=\S)(?:.{1,200}?)(?<=\S)\1(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]")


class Candidate(NamedTuple):
    """A block that might be a heading."""

    block: int  # its place among the blocks
    possible: bool  # whether the line by itself could be a heading of its style
    style: Style
    level: int  # 1 to 6 by markup, else 0
    text: str  # plain, with its number
    label: Label | None
    nested: bool = False  # an item of a Markdown list, or the only cell of a table row
    linked: bool = False  # a link into the page itself
    lead: int = 0  # characters of a clause's first line that are its bold opening, else 0

    @property
    def title(self) -> str:
        """The words after the number."""
        return title_of(self.text, self.label)


# The fields of a candidate behind the first two.
_Read = tuple[Style, int, str, Label | None, bool, bool, int]


def find_candidates(blocks: list[Block]) -> list[Candidate]:
    """At most one candidate for each block, in order."""
    found = []
    for index, block in enumerate(blocks):
        seen = _see(block) if len(block.text) <= _LONGEST_KEPT else _see.__wrapped__(block)
        if seen is not None:
            found.append(Candidate(index, *seen))
    return found


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def _see(block: Block) -> tuple[Any, ...] | None:
    """The fields of the block's candidate behind its place."""
    read = _read(block)
    return None if read is None else (could_be_heading(read[0], read[2], read[3]), *read)


def _numbered(text: str, block: Block) -> str:
    """The text with the number that its list marker gives, unless it brings one of its own."""
    listed = block.marker[:1].isdigit() and not (text[:1].isdigit() and find_label(text))
    return f"{block.marker} {text}" if listed else text


def _read(block: Block) -> _Read | None:
    if block.kind in {"heading", "underlined"}:
        if not _is_named(text := plain_text(block.text)):
            return None
        text = _numbered(text, block)
        linked = "](#" in block.text
        return ("hash", block.level, text, find_label(text), bool(block.marker), linked, 0)
    content = _only_cell(block.text) if block.kind == "row" else block.text
    if block.kind not in {"text", "row"} or not content:
        return None
    marked = "**" in content or "](" in content or "__" in content or "<" in content
    if block.size > 1 or len(content) > (_LONGEST if marked else _LONGEST_PLAIN):
        return _read_clause(content, block)
    return _read_line(content, block)


def _read_clause(content: str, block: Block) -> _Read | None:
    """A numbered paragraph, and its bold opening where it has one."""
    opening = _LEAD.match(content)
    text = _numbered(plain_text(opening[0] if opening else content[:_OPENING]), block)
    label = find_label(text)
    if label is None:
        return None
    lead = opening.end() if opening and block.kind == "text" else 0
    return ("clause", 0, text, label, bool(block.marker), False, lead)


def _read_line(content: str, block: Block) -> _Read | None:
    """A line without heading marks."""
    listed, ordered = bool(block.marker), block.marker[:1].isdigit()
    nested = listed or block.kind == "row"
    if listed and not ordered:
        return None
    text = plain_text(content)
    if not _is_named(text):
        return None
    style: Style = "plain"
    if ("**" in content or "__" in content or "<" in content) and _is_strong(content):
        style = "bold"
    elif _is_capital(text):
        style = "caps"
    inner = "](#" in content  # into the page: an entry of its contents
    if (listed or inner or style == "plain") and _LINKS.fullmatch(content.strip("*_ ")):
        return None
    if style == "plain" and _LEAD.match(content):
        return _read_clause(content, block)
    text = _numbered(text, block)
    label = find_label(text)
    if style == "plain" and label is not None:
        style = "number"
    if style == "plain" and (nested or block.indent > _DEEPEST):
        return None
    return (style, 0, text, label, nested, inner, 0)


def _is_strong(content: str) -> bool:
    """Whether every word of the line is bold, a number in front of it apart."""
    bare = _STRONG_TAG.sub("**", _LINK_END.sub("]", content))
    rest = plain_text(_STRONG.sub("", bare))
    if rest == plain_text(bare):
        return False
    label = find_label(rest + " X") if rest else None
    return not _LETTERS.search(rest[label.end - 2 :] if label else rest)


def _is_capital(text: str) -> bool:
    """Whether the line is written in capitals: at least four letters, next to none small.

    Not where most have neither, as in a name amid Arabic.
    """
    if len(text) > _LONGEST_CAPITAL:
        return False
    letters = sum(map(str.isalpha, text))
    small = sum(map(str.islower, text))
    few_small = letters >= 4 and small <= _SMALL_SHARE * letters
    return few_small and 2 * sum(map(str.isupper, text)) >= letters


def _is_named(text: str) -> bool:
    return any(map(str.isalnum, text))


def _only_cell(row: str) -> str:
    """The content of a table row that has one cell, "" for any other row."""
    cells = row.strip("|").split("|") if row.count("|") <= 2 else []
    return cells[0].strip() if len(cells) == 1 else ""
