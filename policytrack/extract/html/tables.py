"""Which tables hold data and which only lay out a page, and the grid of those with data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.tree import add_text

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box

CELLS: Final = frozenset({"td", "th"})
ROW_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
RE_LABEL: Final = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]?|[-–—•·●▪◦o*§]|(?:Art\.?|§)\s*\d+\w?"
)
MOST_COLUMNS: Final = 40
CLAUSE: Final = 40  # characters; what is numbered is longer on average, a datum shorter
WIDE: Final = 2000  # characters in one cell; more is a page's column, not a datum


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row; None where a cell of another row or column reaches in."""

    cells: tuple[Box | None, ...]
    header: bool


RE_TICK: Final = re.compile(r"(?:^|[ _-])(?:check(?:mark|ed)?|tick|yes)(?:$|[ _-])")
RE_CROSS: Final = re.compile(r"(?:^|[ _-])(?:times|cross|x-?mark|close|no)(?:$|[ _-])")


def read_table(table: Box) -> list[Row] | None:
    """The rows of a table of data, None for a table that is there for layout."""
    if table.get("role") in {"presentation", "none"} or not table.chars:
        return None
    rows = [row for row in table_rows(table) if any(cell and cell.chars for cell in row.cells)]
    if len(rows) < 2 or any(inner.tag == "table" for inner in table.within()):
        return None
    for row in rows:
        write_signs(row)
    filled = [sum(1 for cell in row.cells if cell and cell.chars) for row in rows]
    if max(filled) < 2 or sum(count >= 2 for count in filled) * 2 < len(rows):
        return None
    cells = [cell for row in rows for cell in row.cells if cell and cell.chars]
    if any(cell.chars > WIDE and cell.heads for cell in cells):
        return None
    return rows


def write_signs(row: Row) -> None:
    """Put in letters what a cell says by an icon alone: yes or no."""
    for cell in row.cells:
        if cell is None or cell.chars:
            continue
        for inner in cell.within(6):
            class_ = inner.get("class")
            if class_ and (RE_TICK.search(class_) or RE_CROSS.search(class_)):
                add_text(cell, "✓" if RE_TICK.search(class_) else "✗")
                cell.chars = 1
                break


def table_rows(table: Box) -> list[Row]:
    """All rows, their cells spread over the columns that they span."""
    reaching: dict[int, int] = {}  # column: rows that a cell above still covers
    lines: list[tuple[Box, bool]] = []
    for group in table.boxes():
        inner = group.boxes() if group.tag in ROW_GROUPS else (group,)
        lines += [(line, group.tag == "thead") for line in inner if not group.left_out]
    return [
        spread(line, reaching, in_head=in_head)
        for line, in_head in lines
        if line.tag == "tr" and not line.left_out
    ]


def spread(line: Box, reaching: dict[int, int], *, in_head: bool) -> Row:
    """One row's cells in their columns."""
    cells: list[Box | None] = []
    own = [cell for cell in line.boxes() if cell.tag in CELLS]
    for cell in own:
        while reaching.get(len(cells), 0) and len(cells) < MOST_COLUMNS:
            reaching[len(cells)] -= 1
            cells.append(None)
        below = span(cell, "rowspan") - 1
        for offset in range(min(span(cell, "colspan"), MOST_COLUMNS - len(cells))):
            if below:
                reaching[len(cells)] = below
            cells.append(None if offset else cell)
    while reaching.get(len(cells), 0):
        reaching[len(cells)] -= 1
        cells.append(None)
    return Row(tuple(cells), in_head or (bool(own) and all(cell.tag == "th" for cell in own)))


def span(cell: Box, name: str) -> int:
    """A cell's colspan or rowspan, at least 1."""
    stated = cell.attrs.get(name) or ""
    return max(1, int(stated)) if stated.isdecimal() and len(stated) < 4 else 1


def is_numbering(rows: list[Row]) -> bool:
    """Whether the first column only numbers what the second says, as word processors do lists."""
    filled = [[cell for cell in row.cells if cell and cell.chars] for row in rows]
    if any(len(cells) != 2 for cells in filled):
        return False
    if not all(RE_LABEL.fullmatch(label.text(40)) for label, _ in filled):
        return False
    return sum(text.chars for _, text in filled) >= CLAUSE * len(filled)
