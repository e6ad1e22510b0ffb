"""How to name a section and where it stands, so that a reader finds it; raw text, not escaped."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from policytrack.report.audience import names_place
from policytrack.report.mentions import searched
from policytrack.report.moments import find_latest
from policytrack.report.same import Same
from policytrack.report.titles import (
    find_above,
    find_holders,
    find_opening,
    find_titled_opening,
    find_titles,
    lists_contents,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policytrack.model import Change, Document, Section, SectionChange
    from policytrack.report.mentions import Searched

# Whole bold sentences stand as headings in many policies: beyond this they are cut in a place.
LONGEST_HEADING = 72
# Steps of a place: of a deeper one the innermost are told.
MOST_STEPS = 4
STEP = " › "  # between them
T = TypeVar("T")
_QUOTES = '“”„«»" '
OPENING, ABOVE = "Opening text", "Text above the title"

_DATE_WORD = re.compile(r"\w+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|º|ª)$")
_LETTERS = re.compile(r"[a-z]{1,5}")
_CAPITALS = re.compile(r"[A-Z]{1,5}")
# One behind a shorter word may be its own: "Inc."
_FULL_STOP = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[?!]))\.$")


def shorten(text: str, longest: int = LONGEST_HEADING) -> str:
    """Cut at a word, with an ellipsis, where the text is longer."""
    if len(text) <= longest:
        return text
    return (text[:longest].rsplit(None, 1) or [text])[0][:longest].rstrip(" ,;:.") + "…"


def name_label(number: str) -> str:
    """A number as it is cited: "4.2" becomes "§ 4.2", "a" "(a)"; "Article 5" stays."""
    if number[:1].isdigit():
        return f"§ {number}"
    if _LETTERS.fullmatch(number):
        return f"({number})"
    return f"{number}." if _CAPITALS.fullmatch(number) else number


def name_pair(before: str, after: str) -> str:
    """A number and what became of it: "4→5"."""
    return f"{before or '(none)'}→{after or '(none)'}"


def name_section(section: Section, longest: int = LONGEST_HEADING) -> str:
    """A section's number and title, as in "§ 4.2 Cookies"."""
    if not section.number and not section.title:
        return OPENING if section.level == 0 else "Section without a title"
    title = shorten(" ".join(section.title[: 4 * longest].split()).rstrip(" :"), longest)
    return f"{name_label(section.number)} {_FULL_STOP.sub('', title)}".strip()


def quote_section(section: Section) -> str:
    """A section's name within a sentence, so that it is seen where it ends."""
    named = section.number or section.title
    return quote_name(name_section(section)) if named else name_section(section).lower()


def quote_name(name: str) -> str:
    """A name in quotes, without those that it has itself."""
    return f"“{name.strip(_QUOTES)}”"


class Places:
    """The names of the sections of one document, each in constant time."""

    def __init__(self, document: Document) -> None:
        self._sections = document.sections
        self._titles = find_titles(document)
        # Named by a date alone, with nothing but titles before it: the text that opens the rest.
        self._opening = find_opening(document)
        self._titled = find_titled_opening(document, self._titles)
        self._above = find_above(document, self._titles)
        self._holders = find_holders(document)
        self._sibling: dict[int, int] = {}  # the section before, under the same parent
        latest: dict[int | None, int] = {}
        for section in document.sections:
            if section.parent in latest:
                self._sibling[section.index] = latest[section.parent]
            latest[section.parent] = section.index

    def name(self, section: Section, longest: int = LONGEST_HEADING) -> str:
        """A section with what it stands in, as in "§ 4.2 Cookies › Analytics".

        The document's title goes without saying, as does what nearly all stands in, and § 4 over
        § 4.2, but not over a § 2 within it.
        """
        if len(self._sections) == 1 and not section.heading:
            return "The whole text"
        if section.index == self._opening:
            return OPENING
        if section.index == self._above:
            return ABOVE
        steps = [section]
        below = section
        while (at := self._holders.get(below.index, below.parent)) is not None:
            above = self._sections[at]
            if above.index not in self._titles and not (
                above.number and below.number.startswith(f"{above.number}.")
            ):
                steps.append(above)
            if len(steps) > MOST_STEPS:
                break
            below = above
        said = [name_section(step) for step in reversed(steps[1:MOST_STEPS])]
        said.append(name_section(section, longest))
        return STEP.join(["…", *said] if len(steps) > MOST_STEPS else said)

    def opens(self, section: Section) -> bool:
        """Whether it is the text that opens the rest."""
        return section.index in {self._opening, self._titled}

    def titles(self, section: Section) -> Iterator[str]:
        """Its title and those over it, but for the document's own, or that of its first text."""
        at: Section | None = section
        first = next((one.index for one in self._sections if one.body.strip()), None)
        while at is not None:
            if at.index not in {*self._titles, first}:
                yield at.title
            at = None if at.parent is None else self._sections[at.parent]

    def quote(self, section: Section) -> str:
        """A section's name within a sentence."""
        if section.index == self._above:
            return ABOVE.lower()
        return OPENING.lower() if section.index == self._opening else quote_section(section)

    def above(self, section: Section) -> str:
        """The text of the section that it stands in, up to the first one in it."""
        return "" if section.parent is None else self._sections[section.parent].body

    def origin(self, section: Section) -> str:
        """Where a section stood: "after § 3 Cookies", "the start of § 2 Data"."""
        if section.index in self._sibling:
            return f"after {quote_section(self._sections[self._sibling[section.index]])}"
        if section.parent is None or section.parent in self._titles:
            return "the start of the document"
        return f"the start of {quote_section(self._sections[section.parent])}"


@lru_cache(maxsize=2)
def _guide_of(same: Same) -> Guide:
    return Guide(same.change)


def guide_of(change: Change) -> Guide:
    """The places of both sides of a change, for each form the same."""
    return _guide_of(Same(change))


class Guide:
    """The places of both sides of a change, and what was found of its rows."""

    def __init__(self, change: Change) -> None:
        self.before = Places(change.before)
        self.after = Places(change.after)
        self._change = change
        self._found: dict[tuple[object, int], tuple[SectionChange, object]] = {}
        said = [
            [document.text[date.start : date.end] for date in document.dates]
            for document in (change.before, change.after)
        ]
        self.stated_dates = said if all(said) else [[], []]  # on both sides, in their words
        self.language = change.after.language
        self._latest = [
            [document.text[date.start : date.end] for date in find_latest(document).values()]
            for document in (change.before, change.after)
        ]

    def once(self, find: Callable[[SectionChange, Guide], T], row: SectionChange) -> T:
        """What is to be found of a row, found when it is first asked for."""
        key = find, id(row)
        if key not in self._found:
            self._found[key] = row, find(row, self)  # with the row, whose id is no other's then
        return cast("T", self._found[key][1])

    def name(self, row: SectionChange, longest: int = LONGEST_HEADING) -> str:
        """Where to find what a row tells of: in the text after, or before when it is gone."""
        if self._opens_still(row):
            return OPENING
        return (self.after if row.after else self.before).name(row.section, longest)

    def quote(self, row: SectionChange) -> str:
        """The name of what a row tells of, within a sentence."""
        if self._opens_still(row):
            return OPENING.lower()
        return (self.after if row.after else self.before).quote(row.section)

    def opens(self, row: SectionChange) -> bool:
        """Whether a row tells of the text that opens the rest."""
        return (self.after if row.after else self.before).opens(row.section)

    def lists_contents(self, row: SectionChange) -> bool:
        """Whether a row's section only lists what follows."""
        return lists_contents(row.section)

    def concerns_some(self, row: SectionChange) -> bool:
        """Whether a row's section stands under the name of a country, a state or the like."""
        titles = (self.after if row.after else self.before).titles(row.section)
        return any(names_place(title) for title in titles if title)

    def _opens_still(self, row: SectionChange) -> bool:
        """Whether it does so on both sides below the same title, which tells nothing then."""
        return bool(row.before and row.after and "renamed" not in row.kinds) and self.opens(row)

    def above(self, row: SectionChange) -> tuple[str, str]:
        """The text of what a row's section stands in, before and after."""
        before, after = row.before[:1], row.after[:1]
        return (
            self.before.above(before[0]) if before else "",
            self.after.above(after[0]) if after else "",
        )

    def states(self, before: str, after: str) -> bool:
        """Whether two texts are but dates that the two sides state last of themselves."""
        return all(
            is_said(text, said) and any(map(str.isdigit, text))
            for text, said in zip((before, after), self._latest, strict=True)
        )

    def tells_date(self, text: str) -> bool:
        """Whether a text is but a date that one of the sides states last of itself."""
        return any(map(str.isdigit, text)) and any(is_said(text, said) for said in self._latest)

    @cached_property
    def elsewhere(self) -> tuple[Searched, Searched]:
        """The texts of whole sections that went, and of those that came."""
        went = [
            section.body for row in self._change.sections if not row.after for section in row.before
        ]
        came = [
            section.body for row in self._change.sections if not row.before for section in row.after
        ]
        return searched("\n".join(went)), searched("\n".join(came))

    @cached_property
    def whole(self) -> tuple[Searched, Searched]:
        """The texts of both documents."""
        return searched(self._change.before.text), searched(self._change.after.text)

    def origin(self, row: SectionChange) -> str:
        """Where a moved section stood."""
        return self.before.origin(row.before[0])


def name_day(text: str) -> frozenset[str]:
    """What "May 13, 2025" and "13th May 2025" have in common."""
    return frozenset(_ORDINAL.sub("", word) for word in _DATE_WORD.findall(text.lower()))


def is_said(text: str, statements: Sequence[str]) -> bool:
    """Whether one of some statements has the date."""
    return any(name_day(text) <= name_day(statement) for statement in statements)
