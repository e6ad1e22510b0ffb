"""Headings that are written as something else: bold paragraphs, styled boxes, accordion handles.

Also the other way round: a heading element that holds a whole paragraph is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.controls import opens_panel
from policytrack.extract.html.vocabulary import POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.blocks import Block
    from policytrack.extract.html.tree import Box

HANDLES: Final = frozenset({"button", "div", "a", "dt", "label"})
WORDS: Final = 20  # a longer bold paragraph is a notice
PARAGRAPH: Final = 300  # characters in a heading element that make it a paragraph
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
    level = 1
    kept = [block for block in blocks if not block.left_out]
    for at, block in enumerate(kept):
        if block.kind == "heading":
            if len(block.text) > PARAGRAPH:
                block.kind, block.level = "text", 0
            else:
                level = block.level
                continue
        following = kept[at + 1] if at + 1 < len(kept) else None
        if found := written_level(block, following, level):
            title = not at and POLICY_WORD.search(block.text)
            block.kind, block.level = "heading", 1 if title else found


def written_level(block: Block, following: Block | None, above: int) -> int:
    """The level of a heading that is written as text, 0 for what is none.

    `above` is the level of the last heading element before.
    """
    if block.kind != "text" or following is None or not may_head(block, following):
        return 0
    below = min(above + 1, 6)
    if is_handle(block):
        return below
    if is_bold(block):
        return below
    if (box := styled_box(block)) is not None:
        found = RE_LEVEL.search(box.attrs.get("class") or "")
        return int(found[1]) if found else below
    return 0


def may_head(block: Block, following: Block) -> bool:
    """Whether the words and the place allow a heading."""
    text = block.text
    if not any(character.isalpha() for character in text) or len(text.split()) > WORDS:
        return False
    if text.endswith((";", ",", ".")) and not text.endswith(("...", "etc.", "Inc.", "Ltd.")):
        return False
    if any(marker.label == "-" for marker in block.markers):
        return False
    return following.kind != "heading" or following.level > 1


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
