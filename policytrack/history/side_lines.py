"""The lines of one side of a comparison that may differ, with what stands around each.

Owns places: before the first sentence, behind the last, inside a box. Must not know the other side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policytrack.history.page_lines import (
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
    from collections.abc import Collection, Iterator

    from policytrack.model import Document, Section

_BOX_WORDS = 40
_LANGUAGES = 3  # lines of a list of languages
_LONGEST_LABEL = 3  # words
_LONGEST_HEAD, _LONGEST_FOOT = 40, 80  # lines


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


def read_side(document: Document, changed: Collection[int]) -> SideLines:
    """The lines of a document's sections of these indexes."""
    found: list[Line] = []
    told: list[int] = []  # places of sentences
    page: list[int] = []
    place, boxed = 0, False
    for part in document.sections:
        box = _is_box(part)
        rows = [(text, seen) for text in _lines(part) if text and (seen := _look(text))]
        leads = find_leads(text for text, _ in rows) if part.index in changed else []
        for number, (text, seen) in enumerate(rows):
            boxed = seen.box_title or (boxed and seen.links)
            following = rows[number + 1][1] if number + 1 < len(rows) else None
            own = box or boxed or seen.page or (seen.label and following and following.bar)
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
    head = told[0] if told and told[0] <= _LONGEST_HEAD else 0
    foot = told[-1] if told and place - told[-1] <= _LONGEST_FOOT else place
    if not any(where < head for where in page):  # "Applies to children too" under a title is none
        head = 0
    if not any(where > foot for where in page):
        foot = place
    return SideLines(tuple(found), head, foot)


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
    )


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
