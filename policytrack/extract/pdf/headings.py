"""Which paragraphs of a PDF are headings: those of its outline, else the large and the bold ones.

Owns the choice and the levels.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from policytrack.extract.pdf.paragraphs import Paragraph

LARGER: Final = 1.1  # times the size of most text: a heading by size
LONGEST: Final = 160  # characters of a heading
MOST_WORDS: Final = 20
OUTLINE_FOUND: Final = 0.6  # share of an outline's titles found from which on it is believed
MOSTLY_BOLD: Final = 0.4  # share of bold letters from which on weight says nothing
LEVELS: Final = 6
TITLE_PITCH: Final = 1.45  # of the size: rows of one title are no further apart

RE_NUMBER: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?\s+\S")
RE_SENTENCE_END: Final = re.compile(r"[.;,]['\"”’»)]*$")
RE_LETTER: Final = re.compile(r"\w", re.UNICODE)


def find_headings(paragraphs: list[Paragraph], outline: list[list[Any]]) -> dict[int, int]:
    """Levels, 1 for the highest, by the number of the paragraph."""
    found = _by_outline(paragraphs, outline)
    looks = _by_looks(paragraphs)
    if not outline or len(found) < OUTLINE_FOUND * len(outline):
        return looks
    body = _body_size(paragraphs)
    large = {n: level for n, level in looks.items() if _is_large(paragraphs[n], body)}
    return _title(paragraphs, found) | large | found


def merge_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The rows of a title, large and close above one another, as one paragraph."""
    body = _body_size(paragraphs)
    title: list[Paragraph] = []
    for paragraph in paragraphs:
        if not _is_large(paragraph, body) or (title and not _continues(title[-1], paragraph)):
            break
        title.append(paragraph)
    if len(title) < 2:
        return paragraphs
    first = title[0]
    first.text = " ".join(paragraph.text for paragraph in title)
    first.rows = [row for paragraph in title for row in paragraph.rows]
    return [first, *paragraphs[len(title) :]]


def _continues(before: Paragraph, after: Paragraph) -> bool:
    row, following = before.rows[-1], after.rows[0]
    return (
        row.page == following.page
        and abs(before.size - after.size) < 1
        and row.y - following.y < TITLE_PITCH * row.size
        and not RE_NUMBER.match(after.text)
    )


def _by_outline(paragraphs: list[Paragraph], outline: list[list[Any]]) -> dict[int, int]:
    """Each entry's paragraph: the first of these words, on its page, behind the entry before."""
    found: dict[int, int] = {}
    start = 0
    keys = [_key(paragraph.text) for paragraph in paragraphs]
    for title, level, page in outline:
        wanted = _key(title)
        for number in range(start, len(paragraphs)):
            rows = paragraphs[number].rows
            if page >= 0 and rows[0].page > page + 1:
                break
            near = page < 0 or page <= rows[-1].page
            if near and wanted and _is_title(keys[number], wanted):
                found[number] = min(level + 1, LEVELS)
                start = number + 1
                break
    return found


def _is_title(key: str, wanted: str) -> bool:
    """The words themselves, or with a number before them on either side."""
    if key == wanted:
        return True
    longer, shorter = (key, wanted) if len(key) > len(wanted) else (wanted, key)
    return (
        bool(shorter)
        and longer.endswith(shorter)
        and longer[: -len(shorter)].isalnum()
        and (len(longer) - len(shorter) <= 8 and any(map(str.isdigit, longer[: -len(shorter)])))
    )


def _key(text: str) -> str:
    return "".join(RE_LETTER.findall(text.casefold()))


def _title(paragraphs: list[Paragraph], found: dict[int, int]) -> dict[int, int]:
    """The largest text before the outline's first heading is the document's title."""
    first = min(found, default=0)
    body = _body_size(paragraphs)
    large = [n for n in range(first) if _is_large(paragraphs[n], body)]
    return {large[0]: 1} if large else {}


def _by_looks(paragraphs: list[Paragraph]) -> dict[int, int]:
    body = _body_size(paragraphs)
    bold_counts = _mostly_bold(paragraphs)
    large = {n for n, paragraph in enumerate(paragraphs) if _is_large(paragraph, body)}
    sizes = sorted({round(paragraphs[n].size) for n in large}, reverse=True)
    levels = {n: min(sizes.index(round(paragraphs[n].size)) + 1, LEVELS) for n in large}
    if bold_counts:
        return levels
    base = min(len(sizes), LEVELS - 2) + 1
    bold = [n for n, paragraph in enumerate(paragraphs) if n not in large and _is_bold(paragraph)]
    depths = {n: _depth(paragraphs[n].text) for n in bold}
    top = min(depths.values(), default=0)
    return levels | {n: min(base + depth - top, LEVELS) for n, depth in depths.items()}


def _body_size(paragraphs: list[Paragraph]) -> float:
    counts: Counter[float] = Counter()
    for paragraph in paragraphs:
        counts[round(paragraph.size, 1)] += len(paragraph.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _mostly_bold(paragraphs: list[Paragraph]) -> bool:
    letters = sum(len(paragraph.text) for paragraph in paragraphs)
    return sum(len(p.text) for p in paragraphs if p.bold) > MOSTLY_BOLD * letters


def _is_large(paragraph: Paragraph, body: float) -> bool:
    return paragraph.size >= LARGER * body and _is_short(paragraph)


def _is_bold(paragraph: Paragraph) -> bool:
    return paragraph.bold and _is_short(paragraph) and not RE_SENTENCE_END.search(paragraph.text)


def _is_short(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        not paragraph.cells
        and not paragraph.depth
        and len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and not next((letter for letter in text if letter.isalpha()), "a").islower()
    )


def _depth(text: str) -> int:
    """How deep a number goes: "4.2" 1, "4" and no number 0."""
    number = RE_NUMBER.match(text)
    return number["number"].count(".") if number else 0
