"""Rows of a page in the order that they are read: columns one after the other, tables row by row.

Owns where a page is cut: at gutters that run through many rows, at gaps between bands, at gaps
that run through a band. After Nagy and Seth's X-Y cut (1984), with columns of prose looked for
first, as their paragraphs may end at the same height by chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from policytrack.extract.pdf.rows import Row, Word, is_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GUTTER: Final = 0.8  # of the size: the narrowest gap that parts columns or cells
LONG_GUTTER: Final = 0.5  # the same through three rows and more, where it is hardly chance
WIDER: Final = 2.0  # than most gaps between words, which are wide where narrow text is justified
LONE_GUTTER: Final = 2.0  # the same within a single row, where a wide space may be chance
CLEAR: Final = 0.7  # share of a page's rows that leave the gutter clear, for columns of prose
SIDE_BY_SIDE: Final = 0.5  # share of the shorter column's height that the other stands beside
ALIGNED: Final = 0.75  # share of gaps at the same height from which on columns are a table's
FILLED: Final = 0.6  # of a column's width that its rows fill on average, if it is prose
FEWEST_ROWS: Final = 8  # that columns of prose have
BAND_GAP: Final = 1.35  # of the usual pitch: rows further apart are two bands
ROW_GAP: Final = 0.12  # of the size: by so much more rows of a table are apart than rows of text
USUAL_PITCH: Final = 1.2  # of the size, where a text is too short to tell
NEAR: Final = 6.0  # points: edges nearer than this are one edge


@dataclass(slots=True)
class Band:
    """Rows without a gap between. With more than one cell, a row of a table."""

    cells: list[list[Row]]
    right: float  # the right edge of the column that the band is part of
    column: int = 0  # counts on where the text jumps to the top of another column or page
    uncut: list[Row] = field(default_factory=list)  # the rows across the cells
    is_row: bool = False  # for certain a table's; a cell of it may be empty

    @property
    def rows(self) -> list[Row]:
        """All rows, cell after cell."""
        return [row for cell in self.cells for row in cell]

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Where the cells start and end."""
        filled = [cell for cell in self.cells if cell]
        return [(min(row.x0 for row in cell), max(row.x1 for row in cell)) for cell in filled]


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
                    parts = _table_rows(_cells(band))
                    if len(parts) > 1:
                        bands += [Band(cells, edge, column, is_row=True) for cells in parts]
                    else:
                        bands += _open_columns(Band(parts[0], edge, column, band), pitch)
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
    inner = range(round(x0 + 0.25 * (x1 - x0)), round(x1 - 0.25 * (x1 - x0)))
    covered = _coverage(rows)
    fewest = min((covered[x] for x in inner), default=0)
    widest: list[int] = []
    for is_valley, run in groupby(inner, key=lambda x: covered[x] == fewest):
        places = list(run)
        if is_valley and len(places) > len(widest):
            widest = places
    x = sum(widest) / len(widest) if widest else 0.0
    return x if x and _parts_columns(rows, x) else 0.0


def _coverage(rows: list[Row]) -> list[int]:
    """How many rows have words at each point across the page, narrow gaps counted as words."""
    steps = [0] * (round(max(row.x1 for row in rows)) + 3)
    for row in rows:
        start, end = row.words[0].x0, row.words[0].x1
        for word in [*row.words[1:], None]:
            if word is None or word.x0 - end >= GUTTER * word.size:
                steps[max(round(start), 0)] += 1
                steps[max(round(end), 0) + 1] -= 1
                start = end = word.x0 if word else 0.0
            end = max(end, word.x1) if word else end
    return list(accumulate(steps))


def _parts_columns(rows: list[Row], x: float) -> bool:
    inside = [row for row in rows if not _crosses(row, x)]
    left = [part for row in inside if (part := _part(row, 0, x)).words]
    right = [part for row in inside if (part := _part(row, x, float("inf"))).words]
    if min(len(left), len(right)) < FEWEST_ROWS or len(inside) < CLEAR * len(rows):
        return False
    shared = min(left[0].y, right[0].y) - max(left[-1].y, right[-1].y)
    if shared < SIDE_BY_SIDE * min(left[0].y - left[-1].y, right[0].y - right[-1].y):
        return False
    return _is_prose(left) and _is_prose(right) and not _is_table(left, right)


def _is_prose(side: list[Row]) -> bool:
    width = max(row.x1 for row in side) - min(row.x0 for row in side)
    filled = sum(row.x1 - row.x0 for row in side) / len(side)
    return filled >= FILLED * width and sum(len(row.words) for row in side) >= 3 * len(side)


def _is_table(left: list[Row], right: list[Row]) -> bool:
    """Whether both sides have their gaps at the same heights, as rows of a table do."""
    gaps = [_gaps(side) for side in (left, right)]
    fewest = min(map(len, gaps))
    if fewest < 2:
        return False
    met = sum(any(low < other[1] and other[0] < high for other in gaps[1]) for low, high in gaps[0])
    return met >= ALIGNED * len(gaps[0])


def _gaps(side: list[Row]) -> list[tuple[float, float]]:
    pitch = median(row.y - after.y for row, after in pairwise(side))
    return [
        (after.y + after.size, row.y)
        for row, after in pairwise(side)
        if row.y - after.y > BAND_GAP * pitch
    ]


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
    gaps = [
        gap
        for row in rows
        for word, after in pairwise(row.words)
        if (gap := after.x0 - word.x1) < LONE_GUTTER * size
    ]
    narrowest = max(narrowest, WIDER * median(gaps)) if gaps else narrowest
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


def _table_rows(cells: list[list[Row]]) -> list[list[list[Row]]]:
    """The cells of a band by rows of a table, [cells] where it is no table of several rows.

    Between two rows of a table all cells are empty at a height, and by more than between two rows
    of text.
    """
    rows = [row for cell in cells for row in cell]
    if len(cells) < 2 or max(map(len, cells)) < 2 or all(is_label(row.text) for row in cells[0]):
        return [cells]
    usual = median(row.y - after.y - after.size for cell in cells for row, after in pairwise(cell))
    wide = max(usual, 0) + ROW_GAP * median(row.size for row in rows)
    cuts: list[float] = []
    rows.sort(key=lambda row: -row.y)
    bottom = rows[0].y
    for row in rows[1:]:
        if bottom - (row.y + row.size) > wide:
            cuts.append((bottom + row.y + row.size) / 2)
        bottom = min(bottom, row.y)
    edges = [float("inf"), *cuts, float("-inf")]
    return [
        [[row for row in cell if low < row.y < high] for cell in cells]
        for high, low in pairwise(edges)
    ]


def _between(row: Row, x0: float, x1: float) -> Row:
    return Row([word for word in row.words if x0 < word.x0 < x1], row.page)


def _usual_right(rows: Iterable[Row]) -> float:
    """The edge that full rows reach; a few rows hang out of it."""
    edges = sorted(row.x1 for row in rows)
    return edges[int(0.95 * (len(edges) - 1))] if edges else 0.0


def fits_on(row: Row, word: Word, right: float) -> bool:
    """Whether the word would have had room at the end of the row, so that the break was meant."""
    return row.x1 + 0.25 * row.size + (word.x1 - word.x0) < right - 1


def is_near(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    """Whether two bands' cells start at the same places, or stand under one another centred."""
    return len(one) == len(other) and all(
        abs(x0 - y0) <= NEAR or _is_inside((x0, x1), (y0, y1))
        for (x0, x1), (y0, y1) in zip(one, other, strict=True)
    )


def _is_inside(one: tuple[float, float], other: tuple[float, float]) -> bool:
    narrow, wide = sorted((one, other), key=lambda span: span[1] - span[0])
    return wide[0] - NEAR <= narrow[0] and narrow[1] <= wide[1] + NEAR
