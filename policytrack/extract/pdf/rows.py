"""Words of pages to rows of words, and the rows that belong to the page rather than the text.

Owns the visual order of a page, which the order in the file often is not, and running headers,
footers and page numbers. Knows nothing of paragraphs. Points, origin at the lower left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME_ROW: Final = 0.4  # of the size: baselines nearer than this are one row
RAISED: Final = 0.6  # the same for letters smaller than `SMALL` times those beside them
SMALL: Final = 0.8
TOUCHING: Final = 0.06  # of the size: words nearer than this are one
ZONE: Final = 0.14  # of the page's height, at its top and bottom, where running lines stand
EDGE_ROWS: Final = 3  # rows from the top and bottom that may be running lines
REPEATED: Final = 0.4  # share of the pages that a running line stands on
FEWEST_LETTERS: Final = 5  # in a row that stand alone if a word is spaced out

RE_BULLET: Final = re.compile(r"[•●▪◦‣·○■□➢➤✓✔\uf0b7\uf0a7\uf0d8\uf06f§–—-]$")
RE_LABEL: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(\w{1,4}\)|[a-zA-Z][.)]|[ivxIVX]{1,5}[.)]"
    r"|(?:§|Art(?:icle|ikel|\.)?|Section)\s?\d+(?:\.\d+)*[.:]?)$"
)
RE_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:page|seite|página|pagina|pág\.?|p\.|s\.|blz\.?)?\s*\d{1,4}"
    r"(?:\s*(?:/|of|de|von|sur|di|van|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word with its box; `size` is the height of its font."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word]
    page: int = 0

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where the row starts."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Where the row ends."""
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        """The baseline of the largest word."""
        return max(self.words, key=lambda word: word.size).y0

    @property
    def size(self) -> float:
        """The height of the font of most letters."""
        return median(word.size for word in self.words for _ in word.text[:20])

    @property
    def bold(self) -> bool:
        """Whether every word is bold, marks apart."""
        lettered = [word for word in self.words if any(map(str.isalnum, word.text))]
        return all(word.bold for word in lettered or self.words)


def read_rows(lines: Iterable[list[list[Any]]], page: int) -> list[Row]:
    """The rows of a page from top to bottom."""
    runs = [Row([Word(*word) for word in line], page) for line in lines]
    runs = [run for run in runs if run.text.strip("\u00ad \t")]
    runs.sort(key=lambda run: (-run.y, run.x0))
    rows: list[Row] = []
    for run in runs:
        if rows and _is_beside(rows[-1], run):
            rows[-1].words += run.words
        else:
            rows.append(run)
    for row in rows:
        if not any(unicodedata.bidirectional(word.text[0]) in {"R", "AL"} for word in row.words):
            row.words.sort(key=lambda word: word.x0)
        row.words = _close_up(_joined(row.words))
    return rows


def _joined(words: list[Word]) -> list[Word]:
    """Words without a gap between are one: "28" and a raised "th"."""
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if -0.3 * last.size < word.x0 - last.x1 < TOUCHING * last.size:
            joined[-1] = last._replace(text=last.text + word.text, x1=word.x1)
        else:
            joined.append(word)
    return joined


def drop_running_lines(pages: list[list[Row]], heights: list[float]) -> list[list[Row]]:
    """Pages without headers, footers and page numbers that repeat from page to page."""
    edges = [_edge_rows(rows, height) for rows, height in zip(pages, heights, strict=True)]
    counts = Counter(key for page in edges for key in {_key(row) for row in page})
    needed = max(2, REPEATED * len(pages)) if len(pages) < 8 else max(3, REPEATED * len(pages))
    kept: list[list[Row]] = []
    for rows, edge in zip(pages, edges, strict=True):
        gone = {
            id(row)
            for row in edge
            if counts[_key(row)] >= needed or RE_PAGE_NUMBER.fullmatch(row.text)
        }
        kept.append([row for row in rows if id(row) not in gone])
    return kept


def is_label(text: str) -> bool:
    """Whether a word is a bullet, or a number or letter that a paragraph begins with."""
    return bool(RE_BULLET.match(text) or RE_LABEL.match(text))


def _edge_rows(rows: list[Row], height: float) -> list[Row]:
    edge = [*rows[:EDGE_ROWS], *rows[-EDGE_ROWS:]]
    return [row for row in edge if not ZONE * height < row.y < (1 - ZONE) * height]


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text.casefold())


def _is_beside(row: Row, run: Row) -> bool:
    """Whether the run stands on the row's line, be it raised or lowered as a small letter is."""
    sizes = sorted((max(row.size, 1.0), max(run.size, 1.0)))
    reach = RAISED if sizes[0] < SMALL * sizes[1] else SAME_ROW
    return row.y - run.y < reach * sizes[1] and not _is_over(row, run)


def _is_over(row: Row, run: Row) -> bool:
    """Whether the run would be printed over words of the row, as a shadow or a correction is."""
    overlap = min(row.x1, run.x1) - max(row.x0, run.x0)
    if overlap <= 0:
        return False
    return any(
        min(word.x1, other.x1) - max(word.x0, other.x0) > 0.5 * min(word.x1 - word.x0, other.size)
        for word in row.words
        for other in run.words[:50]
    )


def _close_up(words: list[Word]) -> list[Word]:
    """Words again out of letters that are spaced out for looks: "T E R M S  O F  U S E"."""
    closed: list[Word] = []
    for spaced, group in groupby(words, key=lambda word: len(word.text) == 1):
        letters = list(group)
        if spaced and sum(word.text.isalpha() for word in letters) >= FEWEST_LETTERS:
            letters = _closed(letters)
        closed += letters
    return closed


def _closed(letters: list[Word]) -> list[Word]:
    gaps = [after.x0 - word.x1 for word, after in pairwise(letters)]
    wide = 1.6 * median(gaps)
    words = [letters[0]]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        last = words[-1]
        if gap > wide:
            words.append(letter)
        else:
            words[-1] = last._replace(text=last.text + letter.text, x1=letter.x1)
    return words
