"""Two documents to one Change."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from policytrack.align import Link, align
from policytrack.compare.inline import diff_text
from policytrack.model import Change, Kind, SectionChange
from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.model import Document, Weight

_ORDER: tuple[Kind, ...] = get_args(Kind)


def compare(before: Document, after: Document) -> Change:
    """Every section of both sides in exactly one row."""
    rows = tuple(_row(link, before, after) for link in align(before, after))
    weights = {row.weight for row in rows}
    weight: Weight = (
        "substantive"
        if "substantive" in weights
        else "cosmetic"
        if "cosmetic" in weights
        else "none"
    )
    return Change(before=before, after=after, sections=rows, weight=weight)


def _row(link: Link, before: Document, after: Document) -> SectionChange:
    sections = (
        tuple(before.sections[i] for i in link.before),
        tuple(after.sections[j] for j in link.after),
    )
    bodies = tuple("\n\n".join(section.body for section in side) for side in sections)
    headings = tuple(" / ".join(section.heading for section in side) for side in sections)
    kinds = _kinds(link, before, after)
    return SectionChange(
        before=sections[0],
        after=sections[1],
        kinds=kinds,
        weight=_weight(kinds),
        heading=diff_text(headings[0], headings[1]),
        body=diff_text(bodies[0], bodies[1]),
    )


def _weight(kinds: tuple[Kind, ...]) -> Weight:
    if kinds == ("unchanged",):
        return "none"
    return "substantive" if {"added", "removed", "modified"} & set(kinds) else "cosmetic"


def _kinds(link: Link, before: Document, after: Document) -> tuple[Kind, ...]:
    if not link.before:
        return ("added",)
    if not link.after:
        return ("removed",)
    was, now = before.sections[link.before[0]], after.sections[link.after[0]]
    kinds: set[Kind] = set()
    if was.number != now.number:
        kinds.add("renumbered")
    if fold_words(was.title) != fold_words(now.title):
        kinds.add("renamed")
    if link.moved:
        kinds.add("moved")
    if was.level != now.level:
        kinds.add("level")
    if fold_words(was.body) != fold_words(now.body):
        kinds.add("modified")
    elif was.body.strip() != now.body.strip() or (
        was.title != now.title and "renamed" not in kinds
    ):
        kinds.add("cosmetic")
    return tuple(kind for kind in _ORDER if kind in kinds) or ("unchanged",)
