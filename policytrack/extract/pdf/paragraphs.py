"""Bands of rows to paragraphs, list items and table rows: hard wraps and hyphenation undone.

Owns which rows are one paragraph. Knows nothing of headings but that a change of font parts them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from policytrack.extract.pdf.columns import Band, fits_on, is_near
from policytrack.extract.pdf.rows import RE_BULLET, Row, is_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHER_SIZE: Final = 0.08  # share by which sizes differ if they are two
INDENT: Final = 0.9  # of the size: a first line's indent is at least so wide
HYPHENATED: Final = 0.02  # share of rows ending in a hyphen from which on a text is hyphenated
LONG: Final = 0.6  # share of the width to its right edge that a row of prose takes

RE_FIRST_LABEL: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|\([a-zA-Z0-9]{1,4}\)|[a-zA-Z]\)|[ivx]{1,5}[.)])\s"
)
RE_ENDED: Final = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
RE_CUT_URL: Final = re.compile(r"(?:https?://|www\.)[^\s()]{0,500}[/_=?&#-]$")
RE_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")


@dataclass(slots=True)
class Paragraph:
    """Rows that are one text. `cells` where it is a row of a table, `depth` where a list item."""

    rows: list[Row]
    right: float = 0.0
    column: int = 0
    is_parted: bool = False  # wide gaps run through its rows
    depth: int = 0
    cells: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def size(self) -> float:
        """The size of most rows."""
        return Counter(round(row.size, 1) for row in self.rows).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(row.bold for row in self.rows)


class Hyphens:
    """Whether a hyphen at a row's end belongs to the word: the rest of the text tells."""

    def __init__(self, rows: list[Row]) -> None:
        self._words = Counter(
            word.text.strip(".,;:()\"'“”").casefold() for row in rows for word in row.words
        )
        ends = [found[0] for row in rows if (found := RE_HYPHEN.search(row.words[-1].text))]
        self._usual = len(ends) > max(2, HYPHENATED * len(rows))
        self._has_own_mark = any(end != "-" for end in ends)

    def join(self, texts: Iterable[str]) -> str:
        """The texts of rows as one."""
        joined = ""
        for text in texts:
            joined = self._joined(joined, text) if joined else text
        return joined.replace("\u00ad", "")

    def _joined(self, before: str, after: str) -> str:
        if RE_CUT_URL.search(before):
            return before + after
        hyphen = RE_HYPHEN.search(before)
        if hyphen is None or not after[:1].isalpha():
            return f"{before} {after}"
        first = re.split(r"[\s(/]", before[: hyphen.start()])[-1].casefold()
        second = re.split(r"[\s.,;:)]", after, maxsplit=1)[0].casefold()
        if hyphen[0] != "-":
            return before[: hyphen.start()] + after
        if after[0].isupper():
            return before + after
        whole, parted = self._words[first + second], self._words[f"{first}-{second}"]
        keeps = parted > whole
        if parted == whole:
            keeps = self._has_own_mark or not self._usual
        return before + after if keeps else before[: hyphen.start()] + after


def build_paragraphs(bands: list[Band]) -> list[Paragraph]:
    """The paragraphs of all bands, their text joined."""
    hyphens = Hyphens([row for band in bands for row in band.rows])
    paragraphs: list[Paragraph] = []
    for is_table, group in groupby(_tables(bands), key=lambda pair: pair[0]):
        for _, band in group:
            if is_table:
                cells = [hyphens.join(row.text for row in cell) for cell in band.cells]
                paragraphs.append(Paragraph(band.rows, cells=cells, text=" ".join(cells)))
            else:
                paragraphs += _of_band(band)
    paragraphs = list(_joined_over_pages(paragraphs))
    for paragraph in paragraphs:
        if not paragraph.cells:
            paragraph.text = hyphens.join(row.text for row in paragraph.rows)
    return list(_items(paragraphs))


def _tables(bands: list[Band]) -> Iterator[tuple[bool, Band]]:
    """Each band, and whether it is a row of a table: neighbours with cells at the same places."""
    merged = [_without_labels(band) for band in bands]
    alike = [
        len(band.cells) > 1 and is_near(band.spans, after.spans) for band, after in pairwise(merged)
    ]
    for number, band in enumerate(merged):
        is_row = band.is_row or any(alike[max(number - 1, 0) : number + 1])
        yield bool(is_row), band


def _without_labels(band: Band) -> Band:
    """Bullets, or numbers, with a gap behind them are no cells of their own."""
    cells = band.cells
    while not band.is_row and len(cells) > 1 and all(is_label(row.text) for row in cells[0]):
        labels = {round(row.y): row for row in cells[0]}
        heads = [(row, _label_of(row, labels)) for row in cells[1]]
        if sum(label is not None for _, label in heads) != len(labels):
            break
        rows = [Row([*label.words, *row.words], row.page) if label else row for row, label in heads]
        cells = [rows, *cells[2:]]
    return Band(cells, band.right, band.column, band.uncut, band.is_row)


def _label_of(row: Row, labels: dict[int, Row]) -> Row | None:
    """The label that stands on the row's line."""
    return next((label for y in (0, 1, -1, 2, -2) if (label := labels.get(round(row.y) + y))), None)


def _of_band(band: Band) -> Iterator[Paragraph]:
    """The paragraphs of a band that is no row of a table."""
    rows = band.cells[0]
    is_parted = len(band.cells) > 1
    if is_parted and any(len(cell) == 1 for cell in band.cells):
        rows = band.uncut  # words with a wide space between them
    elif is_parted:
        rows = band.rows  # a label of some rows beside its text
    paragraph = Paragraph([rows[0]], band.right, band.column, is_parted)
    for row, after in pairwise(rows):
        if _goes_on(paragraph, row, after, band.right):
            paragraph.rows.append(after)
        else:
            yield paragraph
            paragraph = Paragraph([after], band.right, band.column, is_parted)
    yield paragraph


def _goes_on(paragraph: Paragraph, row: Row, after: Row, right: float) -> bool:
    """Whether `after` continues the paragraph that `row` is the last row of so far."""
    if _starts_anew(after) or abs(row.size - after.size) > OTHER_SIZE * row.size:
        return False
    if RE_HYPHEN.search(row.text) and after.text[0].islower():
        return True
    if fits_on(row, after.words[0], right) and not _is_in_mid_sentence(row, after, right):
        return False
    first = paragraph.rows[0]
    labelled = is_label(first.words[0].text)
    indented = after.x0 - row.x0 > INDENT * row.size
    if indented and not (labelled and row is first) and RE_ENDED.search(row.text):
        return False
    return row.bold == after.bold or not (row.bold and len(paragraph.rows) == 1)


def _is_in_mid_sentence(row: Row, after: Row, right: float) -> bool:
    """Whether a long row goes on in lower case, however ragged the right edge is."""
    is_open = row.text[-1].isalnum() or row.text[-1] == ","
    return is_open and after.text[0].islower() and row.x1 - row.x0 > LONG * (right - row.x0)


def _starts_anew(row: Row) -> bool:
    first = row.words[0].text
    if len(row.words) > 1 and RE_BULLET.match(first) and first not in "§–—-":
        return True
    return bool(RE_FIRST_LABEL.match(row.text) or (first in "–-" and len(row.words) > 1))


def _joined_over_pages(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """A paragraph that the end of a page or column has cut in two is one again."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None and _is_cut(before, paragraph):
            before.rows += paragraph.rows
            before.column = paragraph.column
            continue
        if before is not None:
            yield before
        before = paragraph
    if before is not None:
        yield before


def _is_cut(before: Paragraph, after: Paragraph) -> bool:
    row, following = before.rows[-1], after.rows[0]
    if before.column == after.column or before.cells or after.cells or _starts_anew(following):
        return False
    if abs(row.size - following.size) > OTHER_SIZE * row.size or row.bold != following.bold:
        return False
    if RE_ENDED.search(row.text):
        return False
    if RE_HYPHEN.search(row.text):
        return True
    return following.text[0].islower() or not fits_on(row, following.words[0], before.right)


def _items(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Bullets off the text; the indents of neighbours say how deep a list is."""
    indents: list[float] = []
    for paragraph in paragraphs:
        first = paragraph.rows[0].words[0]
        bulleted = not paragraph.cells and len(paragraph.text.split()) > 1
        if not bulleted or first.text == "§" or not RE_BULLET.match(first.text):
            if not paragraph.cells:
                indents.clear()
            yield paragraph
            continue
        while indents and indents[-1] > first.x0 - 3:
            indents.pop()
        indents.append(first.x0)
        paragraph.depth = len(indents)
        paragraph.text = paragraph.text[len(first.text) :].lstrip()
        yield paragraph
