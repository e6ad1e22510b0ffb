"""From boxes to blocks: paragraphs, headings, list items and table rows of formatted text.

Owns what breaks a paragraph and what formatting survives; knows nothing of Markdown's syntax,
nor of why a box was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from policytrack.extract.html.blocks import Block, Marker, Piece
from policytrack.extract.html.controls import opens_panel
from policytrack.extract.html.lists import BULLET, item_label
from policytrack.extract.html.tables import is_numbering, read_table
from policytrack.extract.html.tree import INLINE, Box, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.extract.html.tables import Row

PLAIN: Final = names("div p span section article main ul ol td tr tbody table center small em i u")
ITEMS: Final = frozenset({"li", "dt", "dd"})
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BOLD: Final = frozenset({"b", "strong", "dt"})
RE_BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)|font\s*:[^;]*\bbold\b")
RE_PLAIN_STYLE: Final = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-4]00)")
RE_BULLET: Final = re.compile(r"\s*(?:[•●▪◦‣·■○►➢✓✔]\s*|[-–*]\s+)(?=\w)")
BULLETS: Final = frozenset("•●▪◦‣·■○►➢✓✔-–*o§")
DEEPEST_LIST: Final = 8  # lists within lists; what is deeper is indented no further
DEFINITION: Final = 600  # characters; more under a term is a part of the text
TERM: Final = 120  # characters of a term
RE_BLOCK_STYLE: Final = re.compile(r"display\s*:\s*(block|flex|grid|table|list-item)")


Reach = Literal["taken", "all", "marks too"]
"""What a walk reads: what is not left out; all, with the reasons; all, as if nothing were."""


@dataclass(slots=True)
class _State:
    bold: bool = False
    href: str = ""
    heading: int = 0
    markers: tuple[Marker, ...] = ()


class Walker:
    """One walk over boxes into blocks. The cells of plain tables are walked by one of their own."""

    def __init__(self, resolve: Callable[[str], str], reach: Reach = "taken") -> None:
        self.blocks: list[Block] = []
        self._resolve = resolve
        self._reach = reach
        self._beside: list[Block] = []  # left out within the paragraph that is being gathered
        self._pieces: list[Piece] = []
        self._state = _State()
        self._numbers: dict[int, int] = {}
        self._items = 0
        self._tables = 0
        self._glossaries: dict[int, bool] = {}
        self._term: Marker | None = None
        self._box: Box | None = None

    def walk(self, root: Box) -> list[Block]:
        """The blocks of what is below `root` and within reach, in order."""
        self._box = root
        stack: list[tuple[Box, Iterator[Box | str], _State]] = [
            (root, iter(root.parts), self._state)
        ]
        while stack:
            box, parts, outside = stack[-1]
            for part in parts:
                if isinstance(part, str):
                    if part != " " or self._pieces:
                        self._pieces.append(Piece(part, self._state.bold, self._state.href))
                elif not self._settle(part):
                    stack.append((part, iter(part.parts), self._state))
                    self._enter(part)
                    break
            else:
                stack.pop()
                if (self._pieces or self._beside) and (box.tag not in INLINE or breaks(box)):
                    self._flush()
                self._state = outside
                self._box = stack[-1][0] if stack else None
        self._flush()
        return self.blocks

    def _settle(self, box: Box) -> bool:
        """Deal with what need not be walked into; False for what has to be."""
        tag = box.tag
        if tag == "br" and self._state.heading:
            self._pieces.append(Piece(" "))
            return True
        if tag == "br" or (not box.chars and tag not in INLINE and self._reach == "taken"):
            self._flush()
            return True
        if tag == "hr" or (box.left_out and self._reach != "marks too"):
            if tag not in INLINE:
                self._flush()
            if self._reach == "all" and box.left_out:
                self._put_beside(box)
            return True
        if tag == "table" and (rows := read_table(box)) is not None:
            self._flush()
            self._add_rows(rows, box)
            return True
        return False

    def _enter(self, box: Box) -> None:
        before = self._state
        tag = box.tag
        if (self._pieces or self._beside) and (tag not in INLINE or breaks(box)):
            self._flush()
        self._box = box
        if tag in PLAIN and "style" not in box.attrs and "role" not in box.attrs:
            return  # changes nothing for the text inside
        href = before.href
        if tag == "a" and not href:
            href = self._resolve(box.attrs.get("href") or "")
        self._state = _State(
            bold=is_bold(box, inherited=before.bold),
            href=href,
            heading=heading_level(box) or before.heading,
            markers=self._markers_in(box, before.markers) if tag in ITEMS else before.markers,
        )

    def _markers_in(self, box: Box, outside: tuple[Marker, ...]) -> tuple[Marker, ...]:
        if box.tag == "li":
            item = self._marker(item_label(box, self._numbers))
        elif box.tag == "dt" and self._is_term(box):
            self._term = item = self._marker(BULLET)
        elif box.tag == "dd" and self._term is not None:
            item = self._term
        else:
            return outside
        return (*outside[-DEEPEST_LIST:], item)

    def _is_term(self, box: Box) -> bool:
        above = box.parent
        if above is None or above.tag not in {"dl", "div"}:
            return False
        if id(above) not in self._glossaries:
            self._glossaries[id(above)] = is_glossary(above)
        return self._glossaries[id(above)]

    def _marker(self, label: str) -> Marker:
        self._items += 1
        return Marker(label, self._items)

    def _flush(self) -> None:
        pieces = self._pieces
        if pieces:
            self._pieces = []
            if any(piece.text != " " for piece in pieces):
                self._add(pieces)
        if self._beside:
            self.blocks += self._beside
            self._beside = []

    def _put_beside(self, box: Box) -> None:
        blocks = Walker(self._resolve, "marks too").walk(box)
        for block in blocks:
            block.left_out = (block.box and block.box.left_out) or box.left_out
        (self._beside if self._pieces else self.blocks).extend(blocks)

    def _add(self, pieces: list[Piece]) -> None:
        state = self._state
        markers = state.markers
        if not state.heading and take_bullet(pieces):
            markers = markers or (self._marker(BULLET),)
        kind: Literal["heading", "text"] = "heading" if state.heading else "text"
        self.blocks.append(Block(kind, pieces, state.heading, markers, box=self._box))

    def _add_rows(self, rows: list[Row], table: Box) -> None:
        if is_numbering(rows):
            self._add_numbered(rows)
            return
        self._tables += 1
        for row in rows:
            cells = [self._walk_cell(cell) for cell in row.cells]
            self.blocks.append(
                Block(
                    "row",
                    markers=self._state.markers,
                    cells=cells,
                    table=self._tables,
                    header=row.header,
                    box=table,
                )
            )

    def _walk_cell(self, cell: Box | None) -> list[Block]:
        if cell is None or (cell.left_out and self._reach != "marks too"):
            if cell is not None and self._reach == "all":
                self._put_beside(cell)
            return []
        return self._inner().walk(cell)

    def _inner(self) -> Walker:
        return Walker(self._resolve, self._reach)

    def _add_numbered(self, rows: list[Row]) -> None:
        for row in rows:
            label, *texts = [cell for cell in row.cells if cell and cell.chars]
            number = label.text(40)
            for text in texts:
                blocks = self._inner().walk(text)
                if blocks and blocks[0].kind == "text":
                    blocks[0].pieces.insert(0, Piece(f"{number} "))
                self.blocks += blocks


def take_bullet(pieces: list[Piece]) -> bool:
    """Take a bullet that is written as text off the start of a paragraph; whether there was one."""
    first = pieces[0]
    if first.text.strip() in BULLETS and len(pieces) > 1:
        del pieces[0]
        return True
    if found := RE_BULLET.match(first.text):
        pieces[0] = first._replace(text=first.text[found.end() :])
    return found is not None


def is_glossary(box: Box) -> bool:
    """Whether a `dl` explains terms, rather than holding the parts of a text with their titles."""
    for inner in box.boxes():
        if inner.tag == "dd" and (inner.prose >= DEFINITION or inner.heads):
            return False
        if inner.tag == "dt" and (inner.heads or inner.chars > TERM or has_handle(inner)):
            return False
    return True


def has_handle(box: Box) -> bool:
    """Whether the box is or holds what opens a panel."""
    return any(opens_panel(inner) for inner in (box, *box.within(4)))


def breaks(box: Box) -> bool:
    """Whether a paragraph ends where the element starts and ends."""
    if box.tag not in INLINE:
        return True
    style = box.attrs.get("style")
    return bool(style and RE_BLOCK_STYLE.search(style))


def is_bold(box: Box, *, inherited: bool) -> bool:
    """Whether text in the element is bold, by tag or inline style."""
    if style := box.attrs.get("style"):
        if RE_BOLD_STYLE.search(style):
            return True
        if RE_PLAIN_STYLE.search(style):
            return False
    return inherited or box.tag in BOLD


def heading_level(box: Box) -> int:
    """1 to 6 for a heading element, 0 for others."""
    if level := HEADINGS.get(box.tag, 0):
        return level
    if box.attrs.get("role") == "heading":
        stated = box.attrs.get("aria-level") or "2"
        return min(max(int(stated), 1), 6) if stated.isdecimal() and len(stated) < 3 else 2
    return 0
