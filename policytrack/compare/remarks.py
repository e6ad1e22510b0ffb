"""What is to be remarked of a change as a whole: its words beside the dates that it states.

Owns which date is of which text. Knows nothing of how words were compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.languages import names_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Document, Section, SectionChange, StatedDate

_LEAST_SHARE = 0.25  # of a file, of a second policy in it
_HEAD = 300  # characters below a policy's title in which its own date stands


def find_remarks(
    before: Document, after: Document, rows: Sequence[SectionChange]
) -> tuple[str, ...]:
    """Such as "text changed, date did not"; of a text in force, and of the date that is its own."""
    substantive = [row for row in rows if row.weight == "substantive"]
    dates = [{stated.value for stated in document.dates} for document in (before, after)]
    if substantive and dates[0] and dates[0] == dates[1]:
        sides = _Dates(before), _Dates(after)
        stated = any(
            sides[1].are_of(row.after[0]) if row.after else sides[0].are_of(row.before[0])
            for row in substantive
        )
        return ("text changed, date did not",) if stated else ()
    if not substantive and dates[0] and dates[1] and dates[0] != dates[1]:
        return ("date changed, text did not",)
    if before.text.strip() != after.text.strip() and all(row.weight == "none" for row in rows):
        return ("only the form of headings or white space changed",)
    return ()


class _Dates:
    """The dates of a document, with those that are of a second policy in it alone."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._second = list(_second_policies(document))

    def are_of(self, section: Section) -> bool:
        """Whether one of them is stated of a section: of a text in force."""
        superseded = self._document.superseded
        if superseded and section.index >= superseded[0]:
            return False
        others = {date for start, end, date in self._second if not start <= section.start < end}
        return not others.issuperset(self._document.dates)


def _second_policies(document: Document) -> Iterator[tuple[int, int, StatedDate]]:
    """Where other policies than the first stand in a file, and the dates at the head of each."""
    top = document.sections[0].level
    policies = [one for one in document.sections[1:] if one.level == top and _is_policy(one)]
    ends = [*(one.start for one in policies), len(document.text)][1:]
    for policy, end in zip(policies, ends, strict=True):
        if end - policy.start >= _LEAST_SHARE * len(document.text):
            for date in document.dates:
                if policy.start <= date.start < policy.body_start + _HEAD:
                    yield policy.start, end, date


def _is_policy(section: Section) -> bool:
    return not section.number and names_document(section.title)
