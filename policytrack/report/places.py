"""How to name a section and where it stands, so that a reader finds it; raw text, not escaped."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.model import Document, Section

# Whole bold sentences stand as headings in many policies: beyond this they are cut in a place.
LONGEST_HEADING = 72

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
    title = shorten(" ".join(section.title.split()).rstrip(" :"))
    return f"{name_label(section.number)} {title}".strip()


def name_place(document: Document, section: Section) -> str:
    """A section with what it stands in, as in "§ 4.2 Cookies › Analytics".

    The document's title goes without saying, and so does § 4 over § 4.2.
    """
    if len(document.sections) == 1 and not section.heading:
        return "The whole text"
    path = document.path(section)
    said = [
        step
        for step, below in pairwise(path)
        if not (_is_part(step, below) or is_title(document, step))
    ]
    return " › ".join(name_section(step) for step in [*said, section])


def _is_part(section: Section, below: Section) -> bool:
    return bool(section.number) and below.number.startswith(f"{section.number}.")


def is_title(document: Document, section: Section) -> bool:
    """Whether the heading is the document's own title: without number, and over all others."""
    others = (other for other in document.sections if other.index != section.index)
    return (
        not section.number
        and section.parent is None
        and all(
            other.level == 0 if other.index < section.index else other.parent is not None
            for other in others
        )
    )


def name_origin(document: Document, section: Section) -> str:
    """Where a section stood: "after § 3 Cookies", "at the start of § 2 Data"."""
    for index in range(section.index - 1, -1, -1):
        other = document.sections[index]
        if index == section.parent:
            if is_title(document, other):
                break
            return f"the start of {name_section(other)}"
        if other.parent == section.parent:
            return f"after {name_section(other)}"
    return "the start of the document"
