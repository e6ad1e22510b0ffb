"""Blocks to Markdown: one paragraph a line, deterministic; knows nothing of HTML.

ATX headings, `-` and numbered lists, pipe tables, inline links, bold, and escapes only where a
reader of Markdown would otherwise see something else than the text.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.blocks import Piece
from policytrack.extract.html.lists import BULLET, has_own_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.extract.html.blocks import Block, Marker

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SPECIAL: Final = r"[\\`*]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)"
RE_SPECIAL: Final = re.compile(rf"{SPECIAL}|\](?=[(\[:])")
RE_SPECIAL_IN_LINK: Final = re.compile(rf"{SPECIAL}|[\[\]]")
RE_MAYBE: Final = re.compile(r"[\\`*_\]<&~]")  # a quick look before the careful one
RE_LINE_START: Final = re.compile(
    r"^(?:(#{1,6}|[-+])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|([-=]{2,})$|>)"
)
LINE_STARTS: Final = frozenset("#-+>=0123456789")
RE_HEADING_END: Final = re.compile(r"(?<=\s)(#+)$|^(#+)$")


def render_blocks(blocks: list[Block]) -> str:
    """Markdown that ends with one line end, "" for no blocks."""
    lines = _Lines()
    rows: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind == "row":
            rows.append(block)
            if at + 1 == len(blocks) or blocks[at + 1].table != block.table:
                lines.add(render_rows(rows))
                rows = []
        elif block.kind == "heading":
            lines.add_heading(block)
        else:
            lines.add_text(block)
    return "\n".join(map(clean, lines.lines)) + "\n" if lines.lines else ""


def clean(line: str) -> str:
    """A line without control characters."""
    return line if line.isprintable() else CONTROL.sub("", line)


class _Lines:
    """Lines so far, and the list items that are open at their end."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._standing: tuple[Marker, ...] = ()
        self._widths: dict[Marker, int] = {}  # of the marks of items that have been written
        self._headed: set[Marker] = set()  # items whose text became a heading

    def add(
        self, lines: list[str], standing: tuple[Marker, ...] = (), *, tight: bool = False
    ) -> None:
        """Put lines at the end, after a blank one unless they are `tight`."""
        if self.lines and not tight:
            self.lines.append("")
        self.lines += lines
        self._standing = standing

    def add_heading(self, block: Block) -> None:
        """A heading, with the number of the list item that it is in; it ends all lists."""
        fresh = [m for m in block.markers if m not in self._standing and m not in self._headed]
        number = "".join(f"{m.label} " for m in fresh if m.label != BULLET)
        if number and has_own_label(block.text):
            number = ""
        text = render_pieces(Piece(piece.text, href=piece.href) for piece in block.pieces)
        self._headed.update(block.markers)
        self.add([f"{'#' * block.level} {number}{RE_HEADING_END.sub(escape_mark, text)}"])

    def add_text(self, block: Block) -> None:
        """A paragraph, within the list items that it is in."""
        line = render_pieces(block.pieces)
        if line[:1] in LINE_STARTS:
            line = RE_LINE_START.sub(escape_mark, line, count=1)
        markers = block.markers
        if self._headed and markers:
            markers = tuple(marker for marker in markers if marker not in self._headed)
        if not markers:
            self.add([line])
            return
        indent, tight = "", False
        for marker in markers:
            if marker in self._widths:
                indent += " " * self._widths[marker]
            else:
                mark = lead(marker, block.text)
                self._widths[marker] = len(mark) if mark[0] != "-" else 2
                indent += mark
                tight = bool(self._standing)
        self.add([indent + line], markers, tight=tight and bool(markers))


def lead(marker: Marker, text: str) -> str:
    """What stands before an item's first line."""
    label = marker.label
    if label == BULLET or has_own_label(text):
        return "- "
    return f"{label} " if label[:-1].isdecimal() else f"- {label} "


def render_rows(rows: list[Block]) -> list[str]:
    """The lines of a pipe table. Its first row heads it where its cells say so or are bold."""
    width = max(len(row.cells) for row in rows)
    heads = rows[0].header or is_bold_row(rows[0])
    grid = [
        [render_cell(cell, plain=heads and not at) for cell in row.cells]
        + [""] * (width - len(row.cells))
        for at, row in enumerate(rows)
    ]
    if not heads:
        grid.insert(0, [""] * width)
    grid.insert(1, ["---"] * width)
    return [f"| {' | '.join(cells)} |" for cells in grid]


def is_bold_row(row: Block) -> bool:
    """Whether every cell has words, all of them bold."""
    pieces = [[p for block in cell for p in block.pieces if p.text.strip()] for cell in row.cells]
    return all(cell and all(piece.bold for piece in cell) for cell in pieces)


def render_cell(blocks: list[Block], *, plain: bool = False) -> str:
    """A cell on one line, its paragraphs parted by line breaks; `plain`: nothing in bold."""
    texts = []
    for block in blocks:
        pieces = [piece._replace(bold=False) for piece in block.pieces] if plain else block.pieces
        texts.append(("- " if block.markers else "") + render_pieces(pieces))
    return "<br>".join(texts).replace("|", "\\|")


def render_pieces(pieces: Iterable[Piece]) -> str:
    """Inline Markdown of pieces, white space collapsed."""
    pieces = pieces if isinstance(pieces, list) else list(pieces)
    if len(pieces) == 1 and not pieces[0].bold:
        return render_link(pieces[0]).strip()
    groups = groupby(tidy(pieces), lambda piece: piece.bold)
    runs = [(bold, "".join(map(render_link, group))) for bold, group in groups]
    out: list[str] = []
    for at, (bold, text) in enumerate(runs):
        before = out[-1][-1:] if out else ""
        after = runs[at + 1][1][:1] if at + 1 < len(runs) else ""
        out.append(embolden(text, before, after) if bold else text)
    return "".join(out).strip()


def embolden(text: str, before: str, after: str) -> str:
    """A run in asterisks, its outer white space outside of them.

    CommonMark takes asterisks between a letter and a sign for no marks; there the signs are put
    outside too, and where a link stands there the run stays plain.
    """
    core = text.strip()
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :] if core else ""
    head, tail = "", ""
    while core and is_sign(core[0]) and is_letter(start[-1:] or head[-1:] or before):
        length = 2 if core[0] == "\\" else 1
        head, core = head + core[:length], core[length:]
    while core and is_sign(core[-1]) and is_letter(end[:1] or tail[:1] or after):
        length = 2 if core[-2:-1] == "\\" else 1
        tail, core = core[-length:] + tail, core[:-length]
    core, inner = core.rstrip(), core
    if not core or "[" in head or ")" in tail or (head and core[0] == " "):
        return text
    return f"{start}{head}**{core}**{inner[len(core) :]}{tail}{end}"


def is_sign(character: str) -> bool:
    """Punctuation or a symbol, as CommonMark counts them."""
    return unicodedata.category(character)[0] in "PS"


def is_letter(character: str) -> bool:
    """Neither white space, nor a sign, nor the end of the line."""
    return bool(character) and not character.isspace() and not is_sign(character)


def render_link(piece: Piece) -> str:
    """A piece as text or link, its outer white space outside the brackets."""
    text = piece.text
    bare = text.strip()
    if not bare or not piece.href or piece.href == f"mailto:{bare}":
        return RE_SPECIAL.sub(r"\\\g<0>", text) if RE_MAYBE.search(text) else text
    core = RE_SPECIAL_IN_LINK.sub(r"\\\g<0>", bare)
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
