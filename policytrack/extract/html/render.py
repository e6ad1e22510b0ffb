"""Blocks to Markdown: one paragraph a line, deterministic; knows nothing of HTML.

ATX headings, `-` and numbered lists, pipe tables, inline links, bold, and escapes only where a
reader of Markdown would otherwise see something else than the text.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.blocks import Piece
from policytrack.extract.html.lists import has_own_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.extract.html.blocks import Block, Marker

CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
RE_SPECIAL: Final = re.compile(
    r"[\\`*]|(?<!\w)_|_(?!\w)|\[(?=[^\[\]]*\][(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)"
)
RE_LINE_START: Final = re.compile(r"(?:(#{1,6}|[-+>])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|([-=]{2,})$)")
RE_HEADING_END: Final = re.compile(r"(?<=\s)(#+)$|^(#+)$")
LONGEST_MARKED: Final = 8  # nested lists; deeper ones are indented no further


def render_blocks(blocks: list[Block]) -> str:
    """Markdown that ends with one line end, "" for no blocks."""
    lines: list[str] = []
    before: Block | None = None
    for _, group in groupby(enumerate(blocks), lambda at: at[1].table or -1 - at[0]):
        members = [block for _, block in group]
        block = members[0]
        if before is not None and not (before.markers and block.markers):
            lines.append("")
        lines.extend(render_rows(members) if block.kind == "row" else [render_block(block, before)])
        before = members[-1]
    return CONTROL.sub("", "\n".join(lines)) + "\n" if lines else ""


def render_block(block: Block, before: Block | None) -> str:
    """One block's line; `before` says which list markers stand already."""
    if block.kind == "heading":
        text = render_pieces(Piece(piece.text, href=piece.href) for piece in block.pieces)
        number = "".join(f"{m.label} " for m in opened(block, before) if m.label[0] != "-")
        number = "" if has_own_label(block.text) else number
        return f"{'#' * block.level} {number}{RE_HEADING_END.sub(escape_mark, text)}"
    fresh = opened(block, before)
    line = render_pieces(block.pieces)
    indent = "".join(
        lead(marker, block.text) if marker in fresh else "  "
        for marker in block.markers[-LONGEST_MARKED:]
    )
    return (
        indent + RE_LINE_START.sub(escape_mark, line, count=1)
        if RE_LINE_START.match(line)
        else indent + line
    )


def opened(block: Block, before: Block | None) -> list[Marker]:
    """The markers that no block before has carried."""
    standing = before.markers if before else ()
    return [marker for marker in block.markers if marker not in standing]


def lead(marker: Marker, text: str) -> str:
    """What stands before an item's first line."""
    label = marker.label
    if label == "-" or has_own_label(text):
        return "- "
    return f"{label} " if label[:-1].isdecimal() else f"- {label} "


def render_rows(rows: list[Block]) -> list[str]:
    """The lines of a pipe table."""
    width = max(len(row.cells) for row in rows)
    grid = [
        [render_cell(cell) for cell in row.cells] + [""] * (width - len(row.cells)) for row in rows
    ]
    if not rows[0].header:
        grid.insert(0, [""] * width)
    grid.insert(1, ["---"] * width)
    return ["| " + " | ".join(cells) + " |" for cells in grid]


def render_cell(blocks: list[Block]) -> str:
    """A cell on one line, its paragraphs parted by line breaks."""
    texts = []
    for block in blocks:
        mark = "- " if block.markers else ""
        texts.append(mark + render_pieces(block.pieces))
    return "<br>".join(texts).replace("|", "\\|")


def render_pieces(pieces: Iterable[Piece]) -> str:
    """Inline Markdown of pieces, white space collapsed."""
    out: list[str] = []
    runs = tidy(pieces)
    for bold, group in groupby(runs, lambda piece: piece.bold):
        text = "".join(render_link(piece) for piece in group)
        core = text.strip()
        if bold and core:
            core = f"**{core}**"
        out.append(f"{' ' * text[:1].isspace()}{core}{' ' * (text[-1:].isspace() and bool(core))}")
    return "".join(out).strip()


def render_link(piece: Piece) -> str:
    """A piece as text or link, its outer white space outside the brackets."""
    text = RE_SPECIAL.sub(r"\\\g<0>", piece.text)
    core = text.strip()
    if not core or not piece.href or piece.href == f"mailto:{piece.text.strip()}":
        return text
    core = core.replace("[", "\\[").replace("]", "\\]").replace("\\\\[", "\\[")
    return f"{' ' * text[:1].isspace()}[{core}]({piece.href}){' ' * text[-1:].isspace()}"


def tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one format joined, double spaces at seams removed, white space never bold."""
    joined: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        if joined and (text == " " or joined[-1][1:] == piece[1:]):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + text)
        else:
            joined.append(piece._replace(text=text))
    return joined


def escape_mark(found: re.Match[str]) -> str:
    """A backslash before what is syntax at the start or end of a line only."""
    return f"{found[2]}\\{found[3]}" if found.re is RE_LINE_START and found[3] else f"\\{found[0]}"
