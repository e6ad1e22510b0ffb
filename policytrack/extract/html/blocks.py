"""Blocks: the paragraphs, headings, list items and table rows of formatted text, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from policytrack.extract.html.tree import collapse

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box


class Piece(NamedTuple):
    """A run of text of one format."""

    text: str
    bold: bool = False
    href: str = ""


class Marker(NamedTuple):
    """An open list item: its label ("-", "3.") and a number of its own among the page's items."""

    label: str
    item: int


@dataclass(slots=True)
class Block:
    """What stands between two breaks."""

    kind: Literal["text", "heading", "row"]
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0  # of a heading
    markers: tuple[Marker, ...] = ()
    cells: list[list[Block]] = field(default_factory=list)  # of a row
    table: int = 0  # rows of one table bear one number
    header: bool = False  # a row of header cells
    box: Box | None = None  # the innermost element around the block
    left_out: str = ""
    _text: str | None = None

    @property
    def text(self) -> str:
        """The words without format; asked for often, so put together once."""
        if self._text is None:
            if self.kind == "row":
                self._text = " ".join(block.text for cell in self.cells for block in cell)
            elif len(self.pieces) == 1:
                self._text = self.pieces[0].text.strip()
            else:
                self._text = collapse("".join(piece.text for piece in self.pieces))
        return self._text
