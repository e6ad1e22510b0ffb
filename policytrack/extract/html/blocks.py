"""From boxes to blocks: paragraphs, headings, list items and table rows of formatted text.

Owns what breaks a paragraph and what formatting survives; knows nothing of Markdown's syntax,
nor of why a box was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from policytrack.extract.html.tree import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.extract.html.tree import Box

INLINE: Final = names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr o q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr data output slot"
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BOLD: Final = frozenset({"b", "strong"})
RE_BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)|font\s*:[^;]*\bbold\b")
RE_PLAIN_STYLE: Final = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-4]00)")
RE_BLOCK_STYLE: Final = re.compile(r"display\s*:\s*(block|flex|grid|table|list-item)")


class Piece(NamedTuple):
    """A run of text of one format."""

    text: str
    bold: bool = False
    href: str = ""


class Marker(NamedTuple):
    """An open list item: its label ("-", "3.") and whether a block has carried it already."""

    label: str
    item: int  # counts items of the page, so that two blocks of one item know each other


@dataclass(slots=True)
class Block:
    """What stands between two breaks."""

    kind: Literal["text", "heading", "row", "pre"]
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0  # of a heading
    markers: tuple[Marker, ...] = ()
    cells: list[list[Block]] = field(default_factory=list)  # of a row
    table: int = 0  # rows of one table have one number
    header: bool = False  # a row of header cells
    box: Box | None = None  # the innermost element around the block

    @property
    def text(self) -> str:
        """The words without format."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(slots=True)
class _State:
    bold: bool = False
    href: str = ""
    heading: int = 0
    markers: tuple[Marker, ...] = ()


class Walker:
    """One walk over boxes into blocks, without recursion but for the cells of plain tables."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self.blocks: list[Block] = []
        self._resolve = resolve
        self._pieces: list[Piece] = []
        self._state = _State()
        self._items = 0
        self._tables = 0
        self._box: Box | None = None

    def walk(self, root: Box) -> list[Block]:
        """The blocks of everything below `root` that is not left out."""
        stack: list[tuple[Box, Iterator[Box | str], _State]] = [
            (root, iter(root.parts), self._state)
        ]
        self._box = root
        while stack:
            box, parts, outside = stack[-1]
            for part in parts:
                if isinstance(part, str):
                    self._pieces.append(Piece(part, self._state.bold, self._state.href))
                elif part.left_out:
                    if part.tag not in INLINE:
                        self._flush()
                elif not self._leaf(part):
                    stack.append((part, iter(part.parts), self._state))
                    self._enter(part)
                    break
            else:
                stack.pop()
                self._leave(box, outside)
                self._box = stack[-1][0] if stack else None
        self._flush()
        return self.blocks

    def _leaf(self, box: Box) -> bool:
        if box.tag == "br":
            self._flush()
            return True
        if box.tag == "hr":
            self._flush()
            return True
        return False

    def _enter(self, box: Box) -> None:
        before = self._state
        if breaks(box):
            self._flush()
        self._box = box
        self._state = _State(
            bold=is_bold(box, inherited=before.bold),
            href=self._href(box) or before.href,
            heading=heading_level(box) or before.heading,
            markers=before.markers,
        )
        if box.tag == "li":
            self._items += 1
            self._state.markers = (*before.markers, Marker(item_label(box), self._items))

    def _leave(self, box: Box, outside: _State) -> None:
        if breaks(box):
            self._flush()
        self._state = outside

    def _href(self, box: Box) -> str:
        return self._resolve(box.attrs.get("href") or "") if box.tag == "a" else ""

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not any(piece.text.strip() for piece in pieces):
            return
        self.blocks.append(
            Block(
                "heading" if self._state.heading else "text",
                pieces,
                self._state.heading,
                self._state.markers,
                box=self._box,
            )
        )


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
        return min(max(int(stated), 1), 6) if stated.isdecimal() else 2
    return 0


def item_label(box: Box) -> str:
    """The marker of a list item: "-", or its number in an ordered list."""
    parent = box.parent
    if parent is None or parent.tag != "ol":
        return "-"
    start = parent.attrs.get("start") or "1"
    number = int(start) if start.lstrip("-").isdecimal() else 1
    for sibling in parent.boxes():
        if sibling.tag == "li":
            value = sibling.attrs.get("value") or ""
            number = int(value) if value.isdecimal() else number
            if sibling is box:
                break
            number += 1
    return f"{number}."
