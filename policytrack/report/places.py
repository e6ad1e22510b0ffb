"""How to name a section and where it stands, so that a reader finds it; raw text, not escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.model import Change, Document, Section, SectionChange

# Whole bold sentences stand as headings in many policies: beyond this they are cut in a place.
LONGEST_HEADING = 72
# Steps of a place: of a deeper one the innermost are told.
MOST_STEPS = 4

_LETTERS = re.compile(r"[a-z]{1,5}")


def shorten(text: str, longest: int = LONGEST_HEADING) -> str:
    """Cut at a word, with an ellipsis, where the text is longer."""
    if len(text) <= longest:
        return text
    return (text[:longest].rsplit(None, 1) or [text])[0][:longest].rstrip(" ,;:.") + "…"


def name_label(number: str) -> str:
    """A number as it is cited: "4.2" becomes "§ 4.2", "a" "(a)"; "Article 5" stays."""
    if number[:1].isdigit():
        return f"§ {number}"
    return f"({number})" if _LETTERS.fullmatch(number) else number


def name_pair(before: str, after: str) -> str:
    """A number and what became of it: "4→5"."""
    return f"{before or '(none)'}→{after or '(none)'}"


def name_section(section: Section) -> str:
    """A section's number and title, as in "§ 4.2 Cookies"."""
    if not section.number and not section.title:
        return "Opening text" if section.level == 0 else "Section without a title"
    title = shorten(" ".join(section.title[: 4 * LONGEST_HEADING].split()).rstrip(" :"))
    return f"{name_label(section.number)} {title}".strip()


class Places:
    """The names of the sections of one document, each in constant time."""

    def __init__(self, document: Document) -> None:
        self._sections = document.sections
        self._title = _find_title(document)
        self._sibling: dict[int, int] = {}  # the section before, under the same parent
        latest: dict[int | None, int] = {}
        for section in document.sections:
            if section.parent in latest:
                self._sibling[section.index] = latest[section.parent]
            latest[section.parent] = section.index

    def name(self, section: Section) -> str:
        """A section with what it stands in, as in "§ 4.2 Cookies › Analytics".

        The document's title goes without saying, and so does § 4 over § 4.2.
        """
        if len(self._sections) == 1 and not section.heading:
            return "The whole text"
        steps = [section]
        below = section
        while below.parent is not None and below.parent != self._title:
            above = self._sections[below.parent]
            if not (above.number and below.number.startswith(f"{above.number}.")):
                steps.append(above)
            if len(steps) > MOST_STEPS:
                break
            below = above
        said = [name_section(step) for step in reversed(steps[:MOST_STEPS])]
        return " › ".join(["…", *said] if len(steps) > MOST_STEPS else said)

    def origin(self, section: Section) -> str:
        """Where a section stood: "after § 3 Cookies", "the start of § 2 Data"."""
        if section.index in self._sibling:
            return f"after {name_section(self._sections[self._sibling[section.index]])}"
        if section.parent is None or section.parent == self._title:
            return "the start of the document"
        return f"the start of {name_section(self._sections[section.parent])}"


class Guide:
    """The places of both sides of a change."""

    def __init__(self, change: Change) -> None:
        self.before = Places(change.before)
        self.after = Places(change.after)

    def name(self, row: SectionChange) -> str:
        """Where to find what a row tells of: in the text after, or before when it is gone."""
        return (self.after if row.after else self.before).name(row.section)

    def origin(self, row: SectionChange) -> str:
        """Where a moved section stood."""
        return self.before.origin(row.before[0])


def _find_title(document: Document) -> int | None:
    """The section whose heading is the document's own: without number, and over all others."""
    tops = [section for section in document.sections if section.parent is None and section.level]
    opening = [section for section in document.sections if section.level == 0]
    if len(tops) != 1 or tops[0].number or any(o.index > tops[0].index for o in opening):
        return None
    return tops[0].index
