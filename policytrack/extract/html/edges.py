"""The blocks between the furniture and the policy: trimmed at both ends, controls anywhere.

Works on blocks, as what gives them away is what they say and where they stand, not their tags.
Marks blocks as left out; the last word is that of `keep_enough`: a trim that would take a good
part of the text was wrong and is taken back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.vocabulary import (
    CONTROL,
    COPYRIGHT,
    DATE_WORD,
    POLICY_WORD,
    QUESTION,
    SECTION_AFTER,
    WEAK_AFTER,
)

if TYPE_CHECKING:
    from policytrack.extract.html.blocks import Block

SAYING: Final = frozenset({"p", "li", "td", "th", "dt", "dd"})  # what stands there is text
SHORT_LABEL: Final = 30  # the same of one that is no link
RE_WORDED: Final = re.compile(r"[^\W_]")
SIGNS: Final = " .:›»«‹→←↑↓^▲▼×✕|-–#¶"  # that stand around a label
LABEL: Final = 60  # characters of a block that may be a label
ENOUGH_WORDS: Final = 6  # or more say something
HEAD: Final = 0.15  # of the text; a title stands within it
TAIL: Final = 0.12  # of the text; what comes after a policy is shorter
SHORT_TAIL: Final = 250  # characters of it, where a share means nothing
CRUMB: Final = re.compile(r"\s*(?:[/>›»|·•→]|::)\s*")


def trim(blocks: list[Block]) -> None:
    """Mark what is no policy at the ends, and controls wherever they stand."""
    texts = [block.text for block in blocks]
    for block, text in zip(blocks, texts, strict=True):
        if len(text) <= LABEL and block.kind == "text" and is_control(block, text):
            block.left_out = "control"
    trim_head(blocks, texts)
    drop_second_title(blocks, texts)
    trim_tail(blocks, texts)


def is_control(block: Block, text: str) -> bool:
    """Whether the block is a link or label that does something to the page."""
    plain = text.strip(SIGNS)
    if not RE_WORDED.search(text):
        return not block.markers  # a row of asterisks, a lone dash
    if not is_link(block):
        tag = block.box.tag if block.box else ""
        if block.markers or len(plain) > SHORT_LABEL or tag in SAYING:
            return False
        if plain.lower().startswith("back to "):
            return False
    return bool(CONTROL.fullmatch(plain))


def trim_head(blocks: list[Block], texts: list[str]) -> None:
    """What stands before the title: labels, breadcrumbs, links."""
    first = find_title_block(blocks, texts)
    sure = bool(blocks) and blocks[first].level == 1
    for block, text in zip(blocks[:first], texts[:first], strict=True):
        if block.kind == "row" or says(text):
            continue
        if is_link(block):
            lost = sure
        else:
            short = block.kind == "text" and len(text) <= LABEL
            lost = short and not DATE_WORD.search(text) and not POLICY_WORD.search(text)
        if lost and not block.left_out:
            block.left_out = "before the title"


def drop_second_title(blocks: list[Block], texts: list[str]) -> None:
    """A title that is said in the banner and again over the text is said once."""
    first = ""
    for block, text in zip(blocks, texts, strict=True):
        if block.left_out:
            continue
        if first and text.casefold() == first:
            block.left_out = "title said before"
        if says(text) or (first and block.kind == "heading"):
            return
        if block.kind == "heading":
            first = text.casefold()


def find_title_block(blocks: list[Block], texts: list[str]) -> int:
    """Index of the heading near the top that is the title, 0 for none."""
    total, passed, first = sum(map(len, texts)), 0, 0
    for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind == "heading" and not block.left_out:
            if block.level == 1:
                return at
            first = first or at
        elif says(text) and not is_link(block):
            break
        passed += len(text)
        if passed > HEAD * total:
            break
    return first if first and POLICY_WORD.search(texts[first]) else 0


def trim_tail(blocks: list[Block], texts: list[str]) -> None:
    """What follows the policy: all after a clear end, then what is left over before it."""
    said = [0 if is_link(b) or not says(t) else len(t) for b, t in zip(blocks, texts, strict=True)]
    most, passed = max(TAIL * sum(said), SHORT_TAIL), 0
    cut = len(blocks)
    for at in range(len(blocks) - 1, 0, -1):
        if passed > most:
            break
        if ends_policy(blocks[at], texts[at], alone=not passed):
            cut = at
        passed += said[at]
    while cut > 1 and (blocks[cut - 1].left_out or is_leftover(blocks[cut - 1], texts[cut - 1])):
        cut -= 1
    for block in blocks[cut:]:
        block.left_out = block.left_out or "after the policy"


def ends_policy(block: Block, text: str, *, alone: bool) -> bool:
    """Whether nothing after the block is policy; `alone` when nothing after it says anything."""
    plain = text.strip(" .:…")
    if len(plain) > 120:
        return False
    if QUESTION.fullmatch(plain):
        return True
    if block.kind != "heading" and block.level == 0 and not is_label(block):
        return False
    return bool(SECTION_AFTER.fullmatch(plain) or (alone and WEAK_AFTER.fullmatch(plain)))


def is_leftover(block: Block, text: str) -> bool:
    """Whether a block at the end is a copyright line or a lone control."""
    if block.kind == "row":
        return False
    plain = text.strip(" .:…|")
    if len(plain) <= 200 and COPYRIGHT.fullmatch(plain):
        return True
    return len(plain) <= LABEL and bool(CONTROL.fullmatch(plain) or WEAK_AFTER.fullmatch(plain))


def says(text: str) -> bool:
    """Whether a text has enough words to say something."""
    return text.count(" ") >= ENOUGH_WORDS


def is_label(block: Block) -> bool:
    """Whether a paragraph is written like a heading: short and bold, or alone."""
    return all(piece.bold or not piece.text.strip() for piece in block.pieces)


def is_link(block: Block) -> bool:
    """Whether all of the block's words are link text."""
    return bool(block.pieces) and all(
        piece.href or not piece.text.strip(" /›»>|·•") for piece in block.pieces
    )
