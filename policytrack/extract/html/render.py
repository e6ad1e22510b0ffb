"""Blocks to Markdown: one paragraph a line, deterministic; knows nothing of HTML.

ATX headings, `-` and numbered lists, pipe tables, inline links, bold, and escapes only where a
reader of Markdown would otherwise see something else than the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.blocks import Piece

if TYPE_CHECKING:
    from policytrack.extract.html.blocks import Block

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
RE_SPECIAL: Final = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
RE_LINE_START: Final = re.compile(
    r"^(?:(#{1,6}|[-+>])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|([-=]{2,})$)"
)


def render_blocks(blocks: list[Block]) -> str:
    """Markdown that ends with one line end, "" for no blocks."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        line = render_block(block, before)
        if lines and not (before and before.markers and block.markers):
            lines.append("")
        lines.append(line)
        before = block
    return CONTROL.sub("", "\n".join(lines)) + "\n" if lines else ""


def render_block(block: Block, before: Block | None) -> str:
    """One block's line; `before` says which list markers stand already."""
    if block.kind == "heading":
        text = render_pieces([Piece(p.text, href=p.href) for p in block.pieces])
        return f"{'#' * block.level} {text}"
    standing = {marker.item for marker in before.markers} if before else set()
    indent = "".join(
        " " * (len(marker.label) + 1) if marker.item in standing else f"{marker.label} "
        for marker in block.markers
    )
    return indent + escape_start(render_pieces(block.pieces))


def render_pieces(pieces: list[Piece]) -> str:
    """Inline Markdown of pieces, white space collapsed."""
    out: list[str] = []
    for piece in tidy(pieces):
        text = escape(piece.text)
        core = text.strip()
        if not core:
            out.append(text)
            continue
        if piece.href:
            core = f"[{core}]({piece.href})"
        if piece.bold:
            core = f"**{core}**"
        out.append(f"{' ' * text[:1].isspace()}{core}{' ' * text[-1:].isspace()}")
    return "".join(out).strip()


def tidy(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one format joined, double spaces at seams removed."""
    joined: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        if joined and joined[-1][1:] == piece[1:]:
            joined[-1] = piece._replace(text=joined[-1].text + text)
        else:
            joined.append(piece._replace(text=text))
    return joined


def escape(text: str) -> str:
    """A backslash before whatever Markdown would read as syntax within a line."""
    return RE_SPECIAL.sub(r"\\\g<0>", text)


def escape_start(line: str) -> str:
    """The same for what is syntax at the start of a line only."""
    found = RE_LINE_START.match(line)
    if not found:
        return line
    at = found.start(3) if found[3] else 0
    return f"{line[:at]}\\{line[at:]}"
