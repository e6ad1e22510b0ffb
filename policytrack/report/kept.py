"""A superseded text that a page keeps below the policy in force, where it came or went whole.

Knows nothing of how sections are counted or told otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Change, Document, SectionChange

Fate = Literal["added", "removed"]
Kept = dict[Fate, frozenset[int]]  # indices of sections

WHAT = "previous version kept below the policy"


def kept_rows(change: Change) -> Kept:
    """The indices of the sections of superseded texts that came or went with their heading."""
    added = frozenset(_whole(change, "added"))
    removed = frozenset(_whole(change, "removed"))
    return {"added": added, "removed": removed}


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


def _alone(row: SectionChange, fate: Fate) -> bool:
    return not (row.before if fate == "added" else row.after)


def say_kept(rows: Sequence[SectionChange], kept: Kept) -> list[str]:
    """As in "previous version kept below the policy removed"; nothing where none was."""
    fates = {"added" if row.after else "removed": None for row in rows if is_kept(row, kept)}
    return [f"{WHAT} {fate}" for fate in fates]


def _kept_texts(document: Document) -> dict[int, set[int]]:
    """By the index of its heading, each superseded text: its sections."""
    found = {heading: {heading} for heading in document.superseded}
    for section in document.sections:
        for held in found.values():
            if section.parent in held:
                held.add(section.index)
    return found
