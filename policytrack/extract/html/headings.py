"""Headings that are written as something else: bold paragraphs, styled boxes, accordion handles.

Also the other way round: a heading element that holds a whole paragraph is none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from policytrack.extract.html.blocks import Block
from policytrack.extract.html.controls import opens_panel
from policytrack.extract.html.lists import BULLET
from policytrack.extract.html.vocabulary import DATE_WORD, POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box

WrittenAs = Literal["", "handle", "bold", "styled"]

HANDLES: Final = frozenset({"button", "div", "a", "dt", "label"})
WORDS: Final = 20  # a longer bold paragraph is a notice
PARAGRAPH: Final = 300  # characters in a heading element with several sentences: no heading
RUN: Final = 3  # written headings without text between that are none
LONGEST: Final = 300  # characters
RE_LETTER: Final = re.compile(r"[^\W\d_]")
RE_SENTENCES: Final = re.compile(r"[.!?](?=\s+\w|$)")
RE_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
RE_DATED: Final = re.compile(r"(?:19|20)\d\d")
RE_STYLED: Final = re.compile(
    r"(?:^|[\s_-])(?:h[1-6]|heading|headline|subheading|subheader|subhead|sub-?title|title"
    r"|ueberschrift|titre|titulo|accordion-(?:title|header|heading|button|label)|panel-title"
    r"|faq-question|question|section-(?:title|header|heading)|toggle-title|tab-title"
    r"|elementor-(?:tab|toggle|accordion)-title|et_pb_toggle_title|vc_tta-title-text)"
    r"(?:[\s_-]?(?:\d|[sml]|xs|xl|lg|md|sm|small|large|text|wrapper|container))*(?:$|\s)",
    re.IGNORECASE,
)
RE_LEVEL: Final = re.compile(r"(?:^|[\s_-])h(?:eading-?)?([1-6])(?:$|[\s_-])", re.IGNORECASE)


def recognise_headings(blocks: list[Block]) -> None:
    """Turn what reads as a heading into one, and what does not into text."""
    kept = [block for block in blocks if not block.left_out]
    for block in kept:
        if block.kind == "heading" and is_paragraph(block.text):
            block.kind, block.level = "text", 0
    kinds = [written_as(*pair) for pair in pairwise([*kept, Block("text")])]
    drop_runs(kinds)
    level = 1
    for at, (block, kind) in enumerate(zip(kept, kinds, strict=True)):
        if block.kind == "heading":
            level = block.level
        elif kind:
            below = level_of(block, kind, level)
            title = not at and POLICY_WORD.search(block.text)
            block.kind, block.level = "heading", 1 if title else below


def is_paragraph(text: str) -> bool:
    """Whether a heading element holds several sentences."""
    return len(text) > PARAGRAPH and len(RE_SENTENCES.findall(text)) > 1


def written_as(block: Block, following: Block) -> WrittenAs:
    """As what a heading is written, "" for what is none."""
    if block.kind != "text" or not may_head(block, following):
        return ""
    if is_handle(block):
        return "handle"
    if is_bold(block):
        return "bold"
    return "styled" if styled_box(block) is not None else ""


def drop_runs(kinds: list[WrittenAs]) -> None:
    """A heading has text under it: three in a row are an address, a motto, or a style of text."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == kinds[at]:
            end += 1
        if end - at >= RUN and kinds[at] in {"bold", "styled"}:
            kinds[at:end] = [""] * (end - at)
        at = end


def level_of(block: Block, kind: WrittenAs, above: int) -> int:
    """The level of a written heading below the last heading element: by its class, its number."""
    box = styled_box(block) if kind == "styled" else None
    if box is not None and (stated := RE_LEVEL.search(box.attrs.get("class") or "")):
        return int(stated[1])
    number = RE_NUMBER.match(block.text)
    return min(above + 1 + (number[0].strip(".").count(".") if number else 0), 6)


def may_head(block: Block, following: Block) -> bool:
    """Whether the words and the place allow a heading."""
    text = block.text
    if not following.kind or (not following.pieces and not following.cells):
        return False  # nothing follows
    if len(text) > LONGEST or text.count(" ") >= WORDS or not RE_LETTER.search(text):
        return False
    if text.endswith((";", ",", ".")) and not text.endswith(("...", "etc.", "Inc.", "Ltd.")):
        return False
    if any(marker.label == BULLET for marker in block.markers):
        return False
    if is_statement(text) or all(piece.href or not piece.text.strip() for piece in block.pieces):
        return False
    return following.kind != "heading" or following.level > 1


def is_statement(text: str) -> bool:
    """Whether a line only says when the text was written, or how to write to somebody."""
    return bool(RE_DATED.search(text) and DATE_WORD.search(text)) or "@" in text


def is_bold(block: Block) -> bool:
    """Whether every word is bold."""
    return all(piece.bold or not piece.text.strip(" .:*") for piece in block.pieces)


def is_handle(block: Block) -> bool:
    """Whether the block is the handle of a part that opens and closes."""
    box, length = block.box, len(block.text)
    while box is not None and box.chars <= length + 2:
        if box.tag == "summary" or (box.tag in HANDLES and opens_panel(box)):
            return True
        box = box.parent
    return False


def styled_box(block: Block) -> Box | None:
    """The element around the block that is named a heading and holds nothing else."""
    box, length = block.box, len(block.text)
    for _ in range(4):
        if box is None or box.chars > length + 2 or box.tag in {"body", "a", "td", "th"}:
            return None
        if RE_STYLED.search(box.attrs.get("class") or ""):
            return box
        box = box.parent
    return None
