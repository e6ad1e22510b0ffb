"""The rules that a policy is to meet before it goes out. Pure: no files, no git, no clock.

A rule yields findings: an offset into the text after, what is wrong, and the way out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.crossrefs import dangling
from policytrack.dates import find_dates, find_days, fold
from policytrack.sections.numbering import find_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from policytrack.model import Change, Document, Section, StatedDate
    from policytrack.sections.numbering import Label

# A change is often dated some days before it goes out, or ahead to the day on which it will:
# notices of 30 days are the custom and in many places the law.
MOST_DAYS_AWAY = 31
MOST_DAYS_UNTIL_EFFECT = 2 * 366
FEWEST_OF_A_DEVICE = 3  # sections of one title
MOST_MISSING = 3  # of numbers in a row; a wider jump is a numbering of its own kind
# "2.b. Applicable rules": what follows tells it from another 2.
_NO_NUMBER = re.compile(r"\W*\d+\\?\.?[ ]?[a-z]\\?[.)]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A policy's text as it is about to go out, and what is known of it.

    `change` is None for a text that is new. `day`: when the change is made. `noted`: whether a
    change note goes with it; `noting`: how to write one.
    """

    document: Document
    change: Change | None
    day: date
    noted: bool = False
    noting: str = ""

    @property
    def substantive(self) -> bool:
        """Whether words changed that a reader must hear of."""
        return self.change is not None and self.change.weight == "substantive"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at an offset of the text, and the way out."""

    at: int
    message: str
    hint: str


def check_date(subject: Subject) -> Iterator[Finding]:
    """Words changed, so the date of the last update must be a new one."""
    if subject.change is None or not subject.substantive:
        return
    now, then = _dates(subject.document), _dates(subject.change.before)
    hint = f'Write "Last updated: {subject.day.isoformat()}", or the day on which it goes out.'
    if not now:
        yield Finding(0, "the text changed and says no date of its last update", hint)
        return
    newest = max(now, key=lambda stated: stated.value)
    if then and newest.value <= max(stated.value for stated in then):
        said = f'"{newest.kind} {newest.value.isoformat()}"'
        yield Finding(newest.start, f"the text changed, its date {said} is not a new one", hint)


def check_impossible_date(subject: Subject) -> Iterator[Finding]:
    """A stated date that cannot be right on the day of the change."""
    known = {(stated.kind, stated.value) for stated in _before(subject)}
    for stated in _dates(subject.document):
        if fault := _date_fault(stated, subject, fresh=(stated.kind, stated.value) not in known):
            yield Finding(
                stated.start,
                f'the date "{stated.kind} {stated.value.isoformat()}" {fault}',
                "Correct the day, month or year.",
            )


def _before(subject: Subject) -> tuple[StatedDate, ...]:
    return _dates(subject.change.before) if subject.change else ()


def _dates(document: Document) -> tuple[StatedDate, ...]:
    dates = document.dates or find_dates(document.text, document.language)
    return tuple(stated for stated in dates if stated.kind != "upcoming")


def _date_fault(stated: StatedDate, subject: Subject, *, fresh: bool) -> str:
    day, limit = subject.day, timedelta(days=MOST_DAYS_AWAY)
    if stated.kind == "effective":
        far = stated.value > day + timedelta(days=MOST_DAYS_UNTIL_EFFECT)
        return "is more than two years ahead" if far else ""
    if stated.value > day + limit:
        return f"is more than {MOST_DAYS_AWAY} days ahead"
    if fresh and subject.substantive and stated.value < day - limit:
        return f"is new and more than {MOST_DAYS_AWAY} days past"
    return ""


def check_note(subject: Subject) -> Iterator[Finding]:
    """Words changed, so a note must say what."""
    if subject.substantive and not subject.noted:
        changed = subject.change.changed if subject.change else ()
        rows = [row for row in changed if row.after and row.weight == "substantive"]
        at = rows[0].after[0].start if rows else 0
        yield Finding(_first_word(subject.document, at), "changed without a change note",
                      subject.noting)  # fmt: skip


def check_dangling_reference(subject: Subject) -> Iterator[Finding]:
    """References to sections that are not there."""
    for ref in dangling(subject.document):
        yield Finding(
            ref.start,
            f'"{ref.word} {ref.label}" leads to no section of this text',
            "Correct the number, or name the text that the section stands in.",
        )


def check_repeated_heading(subject: Subject) -> Iterator[Finding]:
    """Sections beside each other that cannot be told apart by their titles.

    A title that stands there a third time is a device ("Learn more"), and one that stood there
    twice before has been seen by whoever made this change.
    """
    counts = Counter(map(_title, subject.document.sections))
    before = Counter(map(_title, subject.change.before.sections)) if subject.change else Counter()
    first: dict[tuple[int | None, str], Section] = {}
    for section in subject.document.sections:
        key = (section.parent, _title(section))
        if not key[1] or counts[key[1]] >= FEWEST_OF_A_DEVICE or before[key[1]] > 1:
            continue
        if key in first:
            line = first[key].line
            yield Finding(
                _first_word(subject.document, section.start),
                f'the heading "{section.title}" stands here again',
                f"Give one of the two another title (the first is line {line} of the text).",
            )
        first.setdefault(key, section)


def _title(section: Section) -> str:
    return " ".join(section.title.casefold().split()).rstrip(" :.")


def check_skipped_number(subject: Subject) -> Iterator[Finding]:
    """Numbers of sections beside each other that do not follow, or come twice."""
    series: dict[tuple[object, ...], list[tuple[Section, Label]]] = defaultdict(list)
    for section in subject.document.sections:
        label = find_label(section.heading) if section.number else None
        if label and label.values and label.sure and not _NO_NUMBER.match(section.heading):
            key = (section.parent, label.scheme, label.word, label.form, label.values[:-1])
            series[key].append((section, label))
    for run in series.values():
        seen: set[int] = set()
        for (above, last), (section, label) in pairwise(run):
            seen.add(last.values[-1])
            if not _holds_day(section.heading):
                yield from _step(subject.document, (above, last), (section, label), seen)


def _step(
    document: Document,
    above: tuple[Section, Label],
    here: tuple[Section, Label],
    seen: set[int],
) -> Iterator[Finding]:
    """`seen`: the numbers so far; a list within a section may stand between two of them."""
    (before, last), (section, label) = above, here
    step = label.values[-1] - last.values[-1]
    at = _first_word(document, section.start)
    if step == 0:
        said = f'the number "{section.number}" stands here again'
        yield Finding(at, said, "Number this section and those after it anew.")
    elif 1 < step <= MOST_MISSING + 1 and label.scheme == "decimal":
        missing = [".".join(map(str, (*label.values[:-1], number)))
                   for number in range(last.values[-1] + 1, label.values[-1])
                   if number not in seen]  # fmt: skip
        between = document.text[before.body_start : section.start]
        missing = [number for number in missing if not _stands_in(number, between)]
        if missing:
            said = f'after "{before.number}" comes "{section.number}": {", ".join(missing)} skipped'
            yield Finding(at, said, "Number the sections anew, or put the missing one back.")


def _holds_day(heading: str) -> bool:
    """Whether the number is a day's: "26 October 2021"."""
    return bool(find_days(fold(heading, 0, len(heading)).text))


def _stands_in(number: str, text: str) -> bool:
    """Whether a line starts with the number, as a paragraph's or a list item's does."""
    lead = r"^[ \t>*_#+(-]{0,12}(?:§[ \u00a0]?)?"
    written = re.escape(number).replace(r"\.", r"\\?\.")
    return bool(re.search(rf"{lead}{written}(?:\\?[.):*_ ]|$)", text, re.MULTILINE))


def _first_word(document: Document, start: int) -> int:
    found = re.compile(r"[^\W_]").search(document.text, start)
    return found.start() if found else start


RULES: dict[str, Callable[[Subject], Iterator[Finding]]] = {
    "date": check_date,
    "impossible-date": check_impossible_date,
    "note": check_note,
    "dangling-reference": check_dangling_reference,
    "skipped-number": check_skipped_number,
    "repeated-heading": check_repeated_heading,
}
