"""The lines of one side of a comparison that may differ, with what stands around each.

Owns places: before the first sentence, behind the last, inside a box. Must not know the other side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
    title: int  # the place of the heading that it stands under; 0 for none


@dataclass(frozen=True, slots=True)
class SideLines:
    """The lines of the sections that changed; places count all lines of the document."""

    lines: tuple[Line, ...]
    head: int  # the place of the first sentence; 0 where no head of a page stands before it
    foot: int  # the place of the last sentence; past the end where no foot of a page follows
    start: int  # the place of the first sentence, whatever stands before it; 0 where that is far


def read_side(document: Document, changed: Collection[int]) -> SideLines:
    """The lines of a document's sections of these indexes."""
    walk = Walk(document)
    found: list[Line] = []
    for part, first, end in walk.parts:
        if part.index not in changed:
            continue
        rows = walk.rows[first:end]
        for number, under in enumerate(find_leads(seen.text for seen in rows)):
            seen, place = rows[number], first + number
            above = under if under >= 0 else 0 if part.heading and number else -1
            lead = rows[above].raw if above >= 0 else ""
            key, page = walk.key(place), walk.is_page(place)
            title = first if part.heading else 0
            found.append(Line(place, seen.text, key, seen.raw, lead, page, title))
    start = walk.start()
    return SideLines(tuple(found), walk.head(start), walk.foot(), start)


class Walk:
    """All lines of a document that say something; what they show is looked at where it matters."""

    def __init__(self, document: Document) -> None:
        self.rows: list[_Seen] = []
        self.parts: list[tuple[Section, int, int]] = []  # with the places of its lines
        self.part_of: list[int] = []  # for each line
        for part in document.sections:
            rows = _rows(part.heading, part.body)
            first, end = len(self.rows), len(self.rows) + len(rows)
            self.rows += rows
            self.part_of += [len(self.parts)] * len(rows)
            self.parts.append((part, first, end))
        self.boxes = _find_boxes(document.sections)
        self.site = self.site_foot()
        self.boxed: dict[int, bool] = {-1: False}
        self.told: dict[int, bool] = {-1: False}

    def key(self, place: int) -> str:
        """What a line says without its counters and buttons."""
        return squeeze(strip_furniture(self.rows[place].text))

    def own(self, places: Iterable[int]) -> Iterator[int]:
        """Those of the places where a line of the policy stands."""
        return (place for place in places if not self.is_page(place))

    def is_page(self, place: int) -> bool:
        """Whether a line is the page's, by itself or for what stands around it."""
        seen, (part, _, end) = self.rows[place], self.parts[self.part_of[place]]
        return (
            place >= self.site
            or part.index in self.boxes
            or self.is_boxed(place)
            or seen.page
            or (seen.label and place + 1 < end and self.rows[place + 1].bar)
        )

    def is_boxed(self, place: int) -> bool:
        """Whether a line is the title of a box, or one of the links that follow one."""
        first = place
        while first not in self.boxed and self.rows[first].links:
            first -= 1
        for at in range(first, place + 1):
            if at not in self.boxed:
                seen = self.rows[at]
                self.boxed[at] = seen.box_title or (seen.links and self.boxed[at - 1])
        return self.boxed[place]

    def is_told(self, place: int) -> bool:
        """Whether a line is a sentence, or an entry of the list that one leads into."""
        first = place
        while first not in self.told and self.rows[first].entry:
            first -= 1
        for at in range(first, place + 1):
            if at not in self.told:
                seen = self.rows[at]
                says = seen.sentence or (seen.entry and self.told[at - 1])
                self.told[at] = says and not self.is_page(at)
        return self.told[place]

    def start(self) -> int:
        """The place of the first sentence; 0 where that is far."""
        return next(filter(self.is_told, range(min(len(self.rows), _LONGEST_HEAD + 1))), 0)

    def head(self, start: int) -> int:
        """The place of the first sentence, where the page's lines stand before it."""
        # "Applies to children too" under a title is no head
        return start if any(map(self.is_page, range(start))) else 0

    def foot(self) -> int:
        """The place of the last sentence, where the page's lines stand behind it."""
        total = len(self.rows)
        near = range(total - 1, max(-1, total - 1 - _LONGEST_FOOT), -1)
        foot = next(filter(self.is_told, near), total)
        return foot if any(map(self.is_page, range(foot + 1, total))) else total

    def site_foot(self) -> int:
        """The place from which on a text is the foot of all pages; past the end without one.

        It stands behind the last heading: bars of links, whatever is between them, and whose page
        it is. What stands before it must be more than it.
        """
        total = len(self.rows)
        first = max(self.parts[-1][1], total - _LONGEST_FOOT) if self.parts else total
        bars = [place for place in range(first, total) if self.rows[place].bar]
        if len(bars) < _BARS or not any(seen.owner for seen in self.rows[bars[0] :]):
            return total
        size = sum(len(seen.raw) for seen in self.rows)
        if sum(len(seen.raw) for seen in self.rows[bars[0] :]) > size / 2:
            return total
        return bars[0]


@lru_cache(maxsize=1024)  # versions of a policy share nearly all of their sections
def _rows(heading: str, body: str) -> tuple[_Seen, ...]:
    """The lines of a section that say something."""
    return tuple(seen for text in (heading, *body.splitlines()) if (seen := _look(text)))


class _Seen:
    """What a line shows by itself."""

    def __init__(self, text: str, raw: str) -> None:
        self.text = text
        self.raw = raw  # what it says

    @cached_property
    def box_title(self) -> bool:
        return is_box_title(self.text)

    @cached_property
    def links(self) -> bool:
        """Links and no other word."""
        return is_link_line(self.text)

    @cached_property
    def bar(self) -> bool:
        """Links side by side."""
        return is_bar(self.text)

    @cached_property
    def page(self) -> bool:
        return is_page_line(self.text)

    @cached_property
    def sentence(self) -> bool:
        return is_sentence(self.text)

    @cached_property
    def entry(self) -> bool:
        return is_entry(self.text)

    @cached_property
    def label(self) -> bool:
        """A word or two, as they stand over a bar of links."""
        words = fold_words(self.text)
        return 0 < len(words) <= _LONGEST_LABEL and not has_digit(words)

    @cached_property
    def owner(self) -> bool:
        """Whose page it is."""
        return "©" in self.text and self.page


@lru_cache(maxsize=32768)  # versions of a policy share nearly all of their lines
def _look(text: str) -> _Seen | None:
    """What a line shows; None where it says nothing."""
    raw = squeeze(text) if text else ""
    return _Seen(text, raw) if raw else None


def _find_boxes(parts: Sequence[Section]) -> set[int]:
    """The indexes of the sections that are boxes of the page."""
    found = {part.index for part in parts if _is_box(part.title, part.body)}
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


@lru_cache(maxsize=1024)
def _is_box(title: str, body: str) -> bool:
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) >= _LANGUAGES and all(map(is_language, lines)):
        return True
    if not is_box_title(title):
        return False
    return all(is_link_line(line) for line in lines) or len(fold_words(body)) <= _BOX_WORDS


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
