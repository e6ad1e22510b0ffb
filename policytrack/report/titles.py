"""Which sections of a document are its own title, stand above it, or open the rest below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Document, Section

# What so great a share of so many sections stands in says no more than a title does.
NEARLY_ALL, FEWEST_FOR_SHARES = 0.75, 8

# Under a document's own title stands the opening, of no more than so great a share of the text.
MOST_OPENING, FEWEST_UNDER_TITLE = 0.5, 3

MOST_OPEN = 8  # runs of numbers that are looked at: lists in lists

# A list of what follows is no place, even where all that follows seems to stand in it.
_CONTENTS = {
    "contents", "table of contents", "on this page", "inhalt", "inhaltsverzeichnis", "sommaire",
    "table des matières", "contenido", "índice", "indice", "sommario", "sumário", "conteúdo",
    "inhoud", "inhoudsopgave",
}  # fmt: skip


def lists_contents(section: Section) -> bool:
    """Whether a section is called a list of what follows."""
    return section.title.strip(" :").casefold() in _CONTENTS


def find_titles(document: Document) -> frozenset[int]:
    """Sections whose headings are the document's own: without number, over all or nearly all.

    A heading that is but a stated date is no place either.
    """
    found = {
        section.index
        for section in document.sections
        if _is_date(section, document) or lists_contents(section)
    }
    tops = [section for section in document.sections if section.parent is None and section.level]
    opening = [section for section in document.sections if section.level == 0]
    if len(tops) == 1 and not any(o.index > tops[0].index for o in opening):
        found.add(tops[0].index)
    under = _count_under(document.sections)
    most = NEARLY_ALL * len(document.sections)
    if len(document.sections) >= FEWEST_FOR_SHARES:
        found |= {index for index, count in enumerate(under) if count >= most}
    return frozenset(index for index in found if not document.sections[index].number)


def find_opening(document: Document) -> int | None:
    """The section named by a date alone, with nothing but titles before it."""
    for section in document.sections:
        if _is_date(section, document):
            return section.index
        if section.body.strip():
            break
    return None


def find_above(document: Document, titles: frozenset[int]) -> int | None:
    """What stands above the document's own title, such as a notice of what is to come."""
    first, *others = document.sections[:2]
    above = first.level == 0 and others and others[0].index in titles and others[0].title
    return first.index if above else None


def find_titled_opening(document: Document, titles: frozenset[int]) -> int | None:
    """The section below the document's own title, where most of the text stands in others."""
    first = next((one for one in document.sections if one.body.strip()), None)
    if first is None or first.index not in titles or first.level == 0:
        return None
    under = _count_under(document.sections)[first.index]
    size = sum(len(section.body) for section in document.sections)
    small = len(first.body) <= MOST_OPENING * size
    return first.index if small and under >= FEWEST_UNDER_TITLE else None


def find_holders(document: Document) -> dict[int, int]:
    """What sections stand in that are numbered within another one of their level: 4, 1, 2, 5.

    Only where its own numbers go on behind them; by their indices.
    """
    found: dict[int, int] = {}
    runs: dict[int | None, list[list[Section]]] = {}  # those that may go on, the innermost last
    for section in document.sections:
        if not section.number.isdecimal():
            continue
        open_ = runs.setdefault(section.parent, [])
        fits = [at for at, run in enumerate(open_) if _goes_on(run[-1], section)]
        if fits:
            holder = open_[fits[-1]][-1].index
            inside = (one.index for run in open_[fits[-1] + 1 :] for one in run)
            found |= dict.fromkeys(inside, holder)
            del open_[fits[-1] + 1 :]
            open_[-1].append(section)
        else:
            open_.append([section])
            del open_[:-MOST_OPEN]
    return found


def _goes_on(last: Section, section: Section) -> bool:
    return int(last.number) + 1 == int(section.number)


def _is_date(section: Section, document: Document) -> bool:
    return any(
        section.start <= date.start < section.body_start
        and date.end - date.start >= NEARLY_ALL * len(section.heading)
        for date in document.dates
    )


def _count_under(sections: Sequence[Section]) -> list[int]:
    """How many sections stand in each, at any depth; parents stand before their children."""
    under = [0] * len(sections)
    for section in reversed(sections):
        if section.parent is not None:
            under[section.parent] += under[section.index] + 1
    return under
