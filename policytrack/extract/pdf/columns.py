"""Rows of a page in the order that they are read: columns one after the other, tables row by row.

Owns where a page is cut: at gutters that run through many rows, at gaps between bands, at gaps
that run through a band. After Nagy and Seth's X-Y cut (1984), with columns of prose looked for
first, as their paragraphs may end at the same height by chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from policytrack.extract.pdf.rows import Row, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GUTTER: Final = 0.8  # of the size: the narrowest gap that parts columns or cells
LONG_GUTTER: Final = 0.5  # the same through three rows and more, where it is hardly chance
LONE_GUTTER: Final = 2.0  # the same within a single row, where a wide space may be chance
BOTH_SIDES: Final = 0.6  # share of the rows with words on both sides, for columns of prose
FILLED: Final = 0.6  # of a column's width that its rows fill on average, if it is prose
FEWEST_ROWS: Final = 8  # that columns of prose have
BAND_GAP: Final = 1.35  # of the usual pitch: rows further apart are two bands
USUAL_PITCH: Final = 1.2  # of the size, where a text is too short to tell
NEAR: Final = 6.0  # points: edges nearer than this are one edge


@dataclass(slots=True)
class Band:
    """Rows without a gap between. With more than one cell, a row of a table."""

    cells: list[list[Row]]
    right: float  # the right edge of the column that the band is part of
    column: int = 0  # counts on where the text jumps to the top of another column or page
    uncut: list[Row] = field(default_factory=list)  # the rows across the cells

    @property
    def rows(self) -> list[Row]:
        """All rows, cell after cell."""
        return [row for cell in self.cells for row in cell]

    @property
    def starts(self) -> tuple[float, ...]:
        """Where the cells start."""
        return tuple(min(row.x0 for row in cell) for cell in self.cells)


@dataclass(slots=True)
class _Region:
    """Rows between two full-width parts of a page; `gutter` parts its columns, 0 for none."""

    rows: list[Row] = field(default_factory=list)
    gutter: float = 0.0


def find_pitch(pages: list[list[Row]]) -> float:
    """The usual distance of baselines, as a multiple of the size."""
    ratios = [
        (row.y - after.y) / row.size
        for rows in pages
        for row, after in pairwise(rows)
        if row.size and abs(row.size - after.size) < 1
    ]
    usual = sorted(ratio for ratio in ratios if 0.7 < ratio < 3)
    return usual[len(usual) // 3] if len(usual) >= 6 else USUAL_PITCH


def find_bands(pages: list[list[Row]]) -> list[Band]:
    """The bands of all pages in the order that they are read."""
    pitch = find_pitch(pages)
    right = _usual_right(row for rows in pages for row in rows)
    bands: list[Band] = []
    column = 0
    for rows in pages:
        for region in _regions(rows):
            for side in _sides(region):
                if not side:
                    continue
                edge = _usual_right(side) if region.gutter else right
                for band in _cut_bands(side, pitch):
                    bands += _open_columns(Band(_cells(band), edge, column, band), pitch)
                column += 1
    return bands


def _open_columns(band: Band, pitch: float) -> Iterator[Band]:
    """A band whose cells hold bands of their own is a pair of columns, not a row of a table."""
    inner = [list(_cut_bands(cell, pitch)) for cell in band.cells]
    if len(inner) > 1 and all(len(parts) > 1 and sum(map(len, parts)) >= 6 for parts in inner):
        for cell, parts in zip(band.cells, inner, strict=True):
            for part in parts:
                yield Band([part], _usual_right(cell), band.column, part)
    else:
        yield band


def _regions(rows: list[Row]) -> Iterator[_Region]:
    gutter = _find_gutter(rows)
    if not gutter:
        yield _Region(rows)
        return
    region = _Region()
    for row in rows:
        own = 0.0 if _crosses(row, gutter) else gutter
        if region.rows and own != region.gutter:
            yield region
            region = _Region()
        region.gutter = own
        region.rows.append(row)
    if region.rows:
        yield region


def _sides(region: _Region) -> list[list[Row]]:
    if not region.gutter:
        return [region.rows]
    left = [_part(row, 0, region.gutter) for row in region.rows]
    right = [_part(row, region.gutter, float("inf")) for row in region.rows]
    return [[row for row in side if row.words] for side in (left, right)]


def _find_gutter(rows: list[Row]) -> float:
    """The middle of the gap between two columns of prose, 0.0 where there are none."""
    if len(rows) < FEWEST_ROWS:
        return 0.0
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    size = median(row.size for row in rows)
    candidates = {
        round((word.x1 + after.x0) / 2)
        for row in rows
        for word, after in pairwise(row.words)
        if after.x0 - word.x1 >= GUTTER * size
        and x0 + 0.25 * (x1 - x0) < word.x1 < x1 - 0.25 * (x1 - x0)
    }
    best = max(candidates, key=lambda x: _clear(rows, x), default=0)
    return float(best) if best and _is_prose(rows, float(best)) else 0.0


def _clear(rows: list[Row], x: float) -> int:
    return sum(row.x0 < x < row.x1 and not _crosses(row, x) for row in rows)


def _is_prose(rows: list[Row], gutter: float) -> bool:
    inside = [row for row in rows if not _crosses(row, gutter)]
    left = [part for row in inside if (part := _part(row, 0, gutter)).words]
    right = [part for row in inside if (part := _part(row, gutter, float("inf"))).words]
    both = _clear(rows, gutter)
    if both < max(FEWEST_ROWS, BOTH_SIDES * len(inside)):
        return False
    return all(
        sum(row.x1 - row.x0 for row in side) / len(side)
        >= FILLED * (max(row.x1 for row in side) - min(row.x0 for row in side))
        and sum(len(row.words) for row in side) >= 3 * len(side)
        for side in (left, right)
    )


def _crosses(row: Row, x: float) -> bool:
    """Whether words of the row stand at x, or hardly leave it clear."""
    margin = 0.3 * row.size
    return any(word.x0 - margin < x < word.x1 + margin for word in row.words)


def _part(row: Row, x0: float, x1: float) -> Row:
    return Row([word for word in row.words if x0 <= (word.x0 + word.x1) / 2 < x1], row.page)


def _cut_bands(rows: list[Row], pitch: float) -> Iterator[list[Row]]:
    band: list[Row] = []
    for row in rows:
        if band and band[-1].y - row.y > BAND_GAP * pitch * min(band[-1].size, row.size):
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _cells(rows: list[Row]) -> list[list[Row]]:
    """The cells of a band, cut where a gap runs through all its rows."""
    size = max(row.size for row in rows)
    narrowest = {1: LONE_GUTTER, 2: GUTTER}.get(len(rows), LONG_GUTTER) * size
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.x0)
    cuts: list[float] = []
    end = words[0].x1
    for word in words[1:]:
        if word.x0 - end >= narrowest:
            cuts.append((word.x0 + end) / 2)
        end = max(end, word.x1)
    edges = [float("-inf"), *cuts, float("inf")]
    cells = [
        [part for row in rows if (part := _between(row, x0, x1)).words]
        for x0, x1 in pairwise(edges)
    ]
    return [cell for cell in cells if cell]


def _between(row: Row, x0: float, x1: float) -> Row:
    return Row([word for word in row.words if x0 < word.x0 < x1], row.page)


def _usual_right(rows: Iterable[Row]) -> float:
    """The edge that full rows reach; a few rows hang out of it."""
    edges = sorted(row.x1 for row in rows)
    return edges[int(0.95 * (len(edges) - 1))] if edges else 0.0


def fits_on(row: Row, word: Word, right: float) -> bool:
    """Whether the word would have had room at the end of the row, so that the break was meant."""
    return row.x1 + 0.25 * row.size + (word.x1 - word.x0) < right - 1


def is_near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two bands' cells start at the same places."""
    return len(one) == len(other) and all(
        abs(x - y) <= NEAR for x, y in zip(one, other, strict=True)
    )
