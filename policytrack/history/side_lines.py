"""The lines of one side of a comparison that may differ, with what stands around each.

Owns places: before the first sentence, behind the last, inside a box. Must not know the other side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policytrack.history.page_lines import (
    closes_box,
    has_digit,
    is_bar,
    is_box_title,
    is_entry,
    is_language,
    is_link_line,
    is_page_line,
    is_sentence,
    squeeze,
    strip_furniture,
)
from policytrack.weigh.leads import find_leads
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from policytrack.model import Document, Section

_BOX_WORDS = 40
_LANGUAGES = 3  # lines of a list of languages
_LONGEST_LABEL = 3  # words
_LONGEST_HEAD, _LONGEST_FOOT = 40, 80  # lines
_BARS = 3  # of links, in the foot of all pages of a site


class Line(NamedTuple):
    """A line that says something."""

    place: int  # among the lines of its document that say something
    text: str
    key: str  # what it says, squeezed
    raw: str  # the same with its counters and buttons
    lead: str  # the key of the line that it is said under: a heading, or "We do not allow:"
    page: bool  # the page's by itself


@dataclass(frozen=True, slots=True)
class SideLines:
    """The lines of the sections that changed; places count all lines of the document."""

    lines: tuple[Line, ...]
    head: int  # the place of the first sentence; 0 where no head of a page stands before it
    foot: int  # the place of the last sentence; past the end where no foot of a page follows
    start: int  # the place of the first sentence, whatever stands before it; 0 where that is far


def read_side(document: Document, changed: Collection[int]) -> SideLines:
    """The lines of a document's sections of these indexes."""
    found: list[Line] = []
    told: list[int] = []  # places of sentences
    page: list[int] = []
    place, boxed = 0, False
    boxes = _find_boxes(document.sections)
    parts = [
        (part, [(text, seen) for text in _lines(part) if text and (seen := _look(text))])
        for part in document.sections
    ]
    site = _find_site_foot(parts)
    for part, rows in parts:
        box = part.index in boxes
        leads = find_leads(text for text, _ in rows) if part.index in changed else []
        for number, (text, seen) in enumerate(rows):
            boxed = seen.box_title or (boxed and seen.links)
            following = rows[number + 1][1] if number + 1 < len(rows) else None
            label = seen.label and following and following.bar
            own = box or boxed or seen.page or label or place >= site
            if own:
                page.append(place)
            elif seen.sentence or (seen.entry and told[-1:] == [place - 1]):
                told.append(place)  # a sentence, or the list that it leads into
            if part.index in changed:
                key = squeeze(strip_furniture(text))
                under = (
                    leads[number] if leads[number] >= 0 else 0 if part.heading and number else -1
                )
                lead = rows[under][1].raw if under >= 0 else ""
                found.append(Line(place, text, key, seen.raw, lead, bool(own)))
            place += 1
    head = start = told[0] if told and told[0] <= _LONGEST_HEAD else 0
    foot = told[-1] if told and place - told[-1] <= _LONGEST_FOOT else place
    if not any(where < head for where in page):  # "Applies to children too" under a title is none
        head = 0
    if not any(where > foot for where in page):
        foot = place
    return SideLines(tuple(found), head, foot, start)


def _find_site_foot(parts: Sequence[tuple[Section, Rows]]) -> int:
    """The place from which on a text is the foot of all pages; past the end where there is none.

    It stands behind the last heading: bars of links, whatever is between them, and whose page it
    is. What stands before it must be more than it.
    """
    place = sum(len(rows) for _, rows in parts)
    if not parts:
        return place
    last = [seen for _, seen in parts[-1][1][-_LONGEST_FOOT:]]
    bars = [number for number, seen in enumerate(last) if seen.bar]
    if len(bars) < _BARS or not any(seen.owner for seen in last[bars[0] :]):
        return place
    size = sum(len(seen.raw) for _, rows in parts for _, seen in rows)
    if sum(len(seen.raw) for seen in last[bars[0] :]) > size / 2:
        return place
    return place - len(last) + bars[0]


def _lines(part: Section) -> Iterator[str]:
    yield part.heading
    yield from part.body.splitlines()


class _Seen(NamedTuple):
    """What a line shows by itself."""

    raw: str  # what it says
    box_title: bool
    links: bool  # and no other word
    bar: bool  # of links
    page: bool
    sentence: bool
    entry: bool
    label: bool  # a word or two, as they stand over a bar of links
    owner: bool  # whose page it is


@lru_cache(maxsize=32768)  # versions of a policy share nearly all of their lines
def _look(text: str) -> _Seen | None:
    """What a line shows; None where it says nothing."""
    raw = squeeze(text)
    if not raw:
        return None
    words = fold_words(text)
    return _Seen(
        raw,
        is_box_title(text),
        is_link_line(text),
        is_bar(text),
        is_page_line(text),
        is_sentence(text),
        is_entry(text),
        0 < len(words) <= _LONGEST_LABEL and not has_digit(words),
        "©" in text and is_page_line(text),
    )


Rows = list[tuple[str, _Seen]]  # the lines of a section


def _find_boxes(parts: Sequence[Section]) -> set[int]:
    """The indexes of the sections that are boxes of the page."""
    found = {part.index for part in parts if _is_box(part)}
    opened = {
        more.index
        for small, more in pairwise(parts)
        if small.title == more.title != "" and _opens(small)
    }
    for part in parts:
        if part.parent in opened:
            opened.add(part.index)
    return found | opened | {index - 1 for index in opened if _opens(parts[index - 1])}


def _opens(part: Section) -> bool:
    """Whether a section is a name that opens to more, which can be closed again."""
    return closes_box(part.body) and len(fold_words(part.body)) <= _BOX_WORDS


def _is_box(part: Section) -> bool:
    lines = [line for line in part.body.splitlines() if line.strip()]
    if len(lines) >= _LANGUAGES and all(map(is_language, lines)):
        return True
    if not is_box_title(part.title):
        return False
    return all(is_link_line(line) for line in lines) or len(fold_words(part.body)) <= _BOX_WORDS


def unmatched(side: SideLines, other: SideLines) -> list[Line]:
    """The lines that only this side has, or has more often; those of the page left out."""
    spare = Counter(line.key for line in side.lines if not line.page)
    spare -= Counter(line.key for line in other.lines if not line.page)
    found = []
    for line in side.lines:
        if not line.page and spare[line.key] > 0:
            spare[line.key] -= 1
            found.append(line)
    return found
