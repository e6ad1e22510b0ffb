"""Which dates in a text are its own: when it was last updated, from when it is in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policytrack.dates.calendar_days import CalendarDay, find_days
from policytrack.dates.folding import Folded, fold
from policytrack.dates.phrases import JOINTS, NOT_THIS_TEXT, OWN_NAMES, statement_phrase
from policytrack.model import StatedDate

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANCHOR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d\d)(?!\d)")
_TOKEN = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=\S)|\n")
_DAY_FIRST = frozenset({"fr", "de", "es", "pt", "it", "nl"})
_BEFORE, _AFTER = 200, 140  # characters around a year in which its statement stands
_HEAD, _FOOT = 2500, 1500  # characters: where a policy speaks of itself without naming itself
_MOST_ANCHORS = 600  # at either end of the text; a policy holds fewer than a hundred
_LONGEST_GAP = 8  # words between phrase and date
_LONGEST_LINE = 40  # words of a line that only states dates


@dataclass(frozen=True, slots=True)
class _Statement:
    kind: Literal["updated", "effective"]
    day: CalendarDay
    start: int  # in the folded window
    end: int


def find_dates(text: str, language: str = "") -> tuple[StatedDate, ...]:
    """The dates that the text says of itself, in its order.

    `language` (ISO 639-1, "" when unknown) decides how 1/2/2020 is read: day first in every
    language but English, where other dates of the text must tell; a date that stays open is left
    out. A month without a day counts as its first day.
    """
    day_first = _day_first(text, language)
    found: dict[int, StatedDate] = {}
    for anchor in _anchors(text):
        window = _window(text, anchor)
        for statement in _statements(window, day_first=day_first):
            if statement.day.value is not None and _is_own(text, window, statement):
                start, end = window.origin(statement.start), window.origin(statement.end)
                found.setdefault(
                    window.origin(statement.day.start),
                    StatedDate(statement.kind, statement.day.value, start, end),
                )
    return tuple(found[place] for place in sorted(found))


def is_date_line(line: str, language: str = "") -> bool:
    """True for a line that only says when the text was updated or takes effect, or is only a date."""
    if not _ANCHOR.search(line) or len(line) > _BEFORE + _AFTER:
        return False
    folded = fold(line, 0, len(line)).text
    days = find_days(folded, day_first=language in _DAY_FIRST or None)
    return bool(days) and _says_nothing_else(folded, days)


def _says_nothing_else(folded: str, days: list[CalendarDay]) -> bool:
    rest = list(folded)
    for day in days:
        rest[day.start : day.end] = " " * (day.end - day.start)
    rest_text = statement_phrase().sub(" ", "".join(rest))
    tokens = _TOKEN.findall(rest_text)
    return len(tokens) <= _LONGEST_LINE and all(
        token in JOINTS or token in OWN_NAMES for token in tokens
    )


def _anchors(text: str) -> list[int]:
    """Where a year or a date in numbers stands; of very many the first and last."""
    places = [match.start() for match in _ANCHOR.finditer(text)]
    if len(places) > 2 * _MOST_ANCHORS:
        return places[:_MOST_ANCHORS] + places[-_MOST_ANCHORS:]
    return places


def _window(text: str, anchor: int) -> Folded:
    """The line around a place, with the line before it when nothing else stands before it."""
    start = max(text.rfind("\n", 0, anchor) + 1, anchor - _BEFORE)
    end = text.find("\n", anchor, anchor + _AFTER)
    end = min(anchor + _AFTER, len(text)) if end < 0 else end
    if len(_TOKEN.findall(text[start:anchor])) <= 3:  # noqa: PLR2004 - a date's own first words
        earlier = text[max(0, start - _BEFORE) : start].rstrip()
        start -= min(start, _BEFORE) - (earlier.rfind("\n") + 1)
    return fold(text, start, end)


def _statements(window: Folded, *, day_first: bool | None) -> Iterator[_Statement]:
    phrases = list(statement_phrase().finditer(window.text))
    if not phrases:
        return
    for day in find_days(window.text, day_first=day_first):
        ahead = [phrase for phrase in phrases if phrase.end() <= day.start]
        behind = [phrase for phrase in phrases if phrase.start() >= day.end]
        if ahead and _joined(window.text[ahead[-1].end() : day.start]):
            yield _Statement(_kind(ahead[-1]), day, ahead[-1].start(), day.end)
        elif behind and _joined(window.text[day.end : behind[0].start()]):
            yield _Statement(_kind(behind[0]), day, day.start, behind[0].end())


def _kind(phrase: re.Match[str]) -> Literal["updated", "effective"]:
    return "effective" if phrase["effective"] else "updated"


def _joined(gap: str) -> bool:
    """True when nothing but joining words stands between a phrase and a date."""
    tokens = _TOKEN.findall(gap)
    return len(tokens) <= _LONGEST_GAP and all(token in JOINTS for token in tokens)


def _is_own(text: str, window: Folded, statement: _Statement) -> bool:
    folded = window.text
    sentence = max(
        (end.end() for end in _SENTENCE_END.finditer(folded, 0, statement.start)), default=0
    )
    lead = folded[sentence : statement.start]
    if NOT_THIS_TEXT.search(lead):
        return False
    line_end = folded.find("\n", statement.end)
    line = folded[sentence : line_end if line_end >= 0 else len(folded)]
    if _says_nothing_else(line, find_days(line)):
        return True
    place = window.origin(statement.start)
    near_edge = place < _HEAD or place > len(text) - _FOOT
    return near_edge and all(
        token in JOINTS or token in OWN_NAMES for token in _TOKEN.findall(lead)
    )


def _day_first(text: str, language: str) -> bool | None:
    """How this text writes a date in numbers; None when it does not tell."""
    if language in _DAY_FIRST:
        return True
    readings = set()
    for match in _ANCHOR.finditer(text):
        near = fold(text, max(0, match.start() - 7), match.end())
        for day in find_days(near.text):
            numbers = re.fullmatch(
                r"(\d\d?)\s?[-/]\s?(\d\d?)\s?[-/]\s?\d{2,4}", near.text[day.start : day.end]
            )
            if numbers and day.value:
                readings |= (
                    {int(numbers[1]) > 12}
                    if int(numbers[1]) > 12 or int(numbers[2]) > 12
                    else set()
                )  # noqa: PLR2004
    return readings.pop() if len(readings) == 1 else None
