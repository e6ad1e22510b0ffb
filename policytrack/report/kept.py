"""A superseded text that a page keeps below the policy in force, where it came or went whole.

Knows nothing of how sections are counted or told otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Change, Document, SectionChange

Fate = Literal["added", "removed"]
Kept = dict[Fate | Literal["replaced"], frozenset[int]]  # indices of sections

LINE = {
    "added": "Earlier version, now below the policy",
    "removed": "Earlier version, no longer below the policy",
}
_SAID = {
    "added": "an earlier version now stands below the policy",
    "removed": "an earlier version no longer stands below the policy",
    "replaced": "what was in force now stands below as an earlier version",
}


def kept_rows(change: Change) -> Kept:
    """The indices of the sections of superseded texts that came or went with their heading.

    Those that were in force before, and of which most stayed, count as replaced.
    """
    added = frozenset(_whole(change, "added"))
    removed = frozenset(_whole(change, "removed"))
    return {"added": added, "removed": removed, "replaced": frozenset(_replaced(change))}


def is_kept(row: SectionChange, kept: Kept) -> bool:
    """Whether a row is of a section of these."""
    if row.before and row.after:
        return False
    return row.section.index in kept["added" if row.after else "removed"]


def _whole(change: Change, fate: Fate) -> Iterator[int]:
    document = change.after if fate == "added" else change.before
    alone = {row.section.index for row in change.sections if _alone(row, fate)}
    for heading, held in _kept_texts(document).items():
        if heading in alone:
            yield from held & alone


def _replaced(change: Change) -> Iterator[int]:
    before = {index for held in _kept_texts(change.before).values() for index in held}
    stayed = {
        section.index
        for row in change.sections
        if not before.issuperset(section.index for section in row.before)
        for section in row.after
    }
    for held in _kept_texts(change.after).values():
        if 2 * len(held & stayed) > len(held):
            yield from held


def _alone(row: SectionChange, fate: Fate) -> bool:
    return not (row.before if fate == "added" else row.after)


def say_kept(rows: Sequence[SectionChange], kept: Kept) -> list[str]:
    """What became of superseded texts: "an earlier version no longer stands below the policy"."""
    fates = {"added" if row.after else "removed": None for row in rows if is_kept(row, kept)}
    now = {section.index for row in rows for section in row.after}
    replaced = ["replaced"] if now & kept["replaced"] else []
    return [_SAID[fate] for fate in (*replaced, *fates)]


def _kept_texts(document: Document) -> dict[int, set[int]]:
    """By the index of its heading, each superseded text: its sections."""
    found = {heading: {heading} for heading in document.superseded}
    holders = {heading: heading for heading in found}
    for section in document.sections if found else ():
        if section.parent in holders and section.index not in holders:
            holders[section.index] = holders[section.parent]
            found[holders[section.parent]].add(section.index)
    return found
