"""Which dates in a text are its own: when it was last updated, from when it is in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policytrack.dates.calendar_days import CalendarDay, anchors, find_day_order, find_days
from policytrack.dates.folding import Folded, fold
from policytrack.dates.lines import LISTED_LINK, find_date_lines, says_nothing_else, split_tokens
from policytrack.dates.phrases import (
    DEMONSTRATIVES,
    JOINTS,
    LEADS_TO_NEXT,
    NAME_WORDS,
    NOT_THIS_TEXT,
    OWN_NAMES,
    RANGE,
    STRONG,
    statement_phrase,
)
from policytrack.model import StatedDate

_MASK = "\u25a1"
_VERSION = re.compile(r"v?\d{1,3}(?:\.\d{1,3}){1,3}")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=\S)|\n")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s|\s*\[")
_BEFORE, _AFTER = 200, 140  # characters around a year in which its statement stands
_HEAD, _FOOT = 2500, 1500  # characters: where a policy speaks of itself without naming itself
_MOST_ANCHORS = 600  # at either end of the text; a policy holds fewer than a hundred
_LONGEST_GAP = 8  # words between phrase and date
_LONGEST_NAME = 3  # words of "terms of service", the last words of such a subject
_LONGEST_SUBJECT = 10  # words of "This Acme Privacy Policy was"
_OWN_FIRST_WORDS = 3  # words of a date before its year, weekday included
_ENTRY_LINES = 2  # line ends from one entry to the next
_ARCHIVE_RUN = 3  # so many list entries with a date each are a list of former versions


@dataclass(frozen=True, slots=True)
class _Statement:
    """A phrase and the day it speaks of, as offsets in a folded window."""

    phrase: re.Match[str]  # the one that stands next to the day
    day: CalendarDay
    start: int
    end: int
    to_come: bool = False  # of another text, which is read elsewhere until then

    @property
    def kind(self) -> Literal["updated", "effective", "upcoming"]:
        if self.to_come:
            return "upcoming"
        return "effective" if self.phrase["effective"] else "updated"

    @property
    def leads(self) -> bool:
        """True when the phrase stands before its date."""
        return self.phrase.start() < self.day.start


def find_dates(text: str, language: str = "") -> tuple[StatedDate, ...]:
    """The dates that the text says of itself, in its order.

    `language` (ISO 639-1, "" when unknown) decides how 1/2/2020 is read: day first in every
    language but English, where other dates of the text must tell; a date that stays open is left
    out. A month without a day counts as its first day.
    """
    stated = _own_statements(text, None)
    if any(statement.day.value is None for _, statement in stated):
        stated = _own_statements(text, find_day_order(text, language))
    found = [
        StatedDate(
            statement.kind,
            statement.day.value,
            window.origin(statement.start),
            window.origin(statement.end - 1) + 1,
        )
        for window, statement in stated
        if statement.day.value is not None
    ]
    return _without_archive(text, found)


def mask_dates(text: str, language: str = "", *, opens: bool = True) -> str:
    """The text without its date lines, each other date that it says of itself masked.

    `opens` is false for a stretch from the middle of a section's body.
    """
    spans = [(start, end, "") for start, end in find_date_lines(text, language, opens=opens)]
    for window, statement in _own_statements(text, None):
        day = statement.day
        if statement.to_come:
            continue
        start, end = window.origin(day.start), window.origin(day.end - 1) + 1
        if not any(line[0] <= start < line[1] for line in spans):
            spans.append((start, end, _MASK))
    parts, place = [], 0
    for start, end, stand_in in sorted(spans):
        parts += [text[place:start], stand_in]
        place = end
    return "".join([*parts, text[place:]])


def _own_statements(text: str, day_first: bool | None) -> list[tuple[Folded, _Statement]]:
    """What the text says of itself, in order, each date once, with the window that it stands in."""
    found: dict[int, tuple[Folded, _Statement]] = {}
    for anchor in _outer(anchors(text)):
        window = _window(text, anchor)
        statement = _statement_at(text, window, anchor, day_first=day_first)
        if statement is not None and _is_own(text, window, statement):
            found.setdefault(window.origin(statement.day.start), (window, statement))
    return [found[place] for place in sorted(found)]


def _outer(places: list[int]) -> list[int]:
    """Of very many places the first and last, so that a hostile text costs no more."""
    if len(places) > 2 * _MOST_ANCHORS:
        return places[:_MOST_ANCHORS] + places[-_MOST_ANCHORS:]
    return places


def _window(text: str, anchor: int) -> Folded:
    """The line around a place, with the line before it when nothing else stands before it."""
    start = max(text.rfind("\n", 0, anchor) + 1, anchor - _BEFORE)
    end = text.find("\n", anchor, anchor + _AFTER)
    end = min(anchor + _AFTER, len(text)) if end < 0 else end
    if len(split_tokens(text[start:anchor])) <= _OWN_FIRST_WORDS:
        earlier = text[max(0, start - _BEFORE) : start].rstrip()
        start = max(0, start - _BEFORE) + earlier.rfind("\n") + 1
    return fold(text, start, end)


@lru_cache(maxsize=1024)  # versions of a policy share nearly all of their windows
def _all_phrases(folded: str) -> tuple[re.Match[str], ...]:
    return tuple(statement_phrase(whole_words=False).finditer(folded))


def _phrases(text: str, window: Folded) -> list[re.Match[str]]:
    """The phrases in a window; a capital may stand for the edge of a word: "TermsLast updated"."""
    found = []
    for phrase in _all_phrases(window.text):
        before = window.text[phrase.start() - 1 : phrase.start()]
        place = window.origin(phrase.start())
        inside = before.isalnum() or before in {"_", "-"}
        if not inside or (text[place - 1].islower() and text[place].isupper()):
            found.append(phrase)
    return found


def _statement_at(
    text: str, window: Folded, anchor: int, *, day_first: bool | None
) -> _Statement | None:
    """The statement whose date holds the anchor."""
    days = [
        day
        for day in find_days(window.text, day_first=day_first)
        if window.origin(day.start) <= anchor < window.origin(day.end)
    ]
    phrases = _phrases(text, window) if days else []
    for day in days:
        ahead = [phrase for phrase in phrases if phrase.end() <= day.start]
        behind = [phrase for phrase in phrases if phrase.start() >= day.end]
        if ahead and _joined(window.text[ahead[-1].end() : day.start]):
            first = _first_joined(window.text, ahead)
            return _state(window, ahead[-1], day, first.start(), day.end)
        if behind and _joined(window.text[day.end : behind[0].start()]):
            return _state(window, behind[0], day, day.start, behind[0].end())
    return None


def _state(
    window: Folded, phrase: re.Match[str], day: CalendarDay, start: int, end: int
) -> _Statement:
    to_come = bool(phrase["effective"] and LEADS_TO_NEXT.match(window.text, end))
    return _Statement(phrase, day, start, end, to_come)


def _first_joined(folded: str, phrases: list[re.Match[str]]) -> re.Match[str]:
    """The first of the phrases that belong together before a date: "last updated, effective"."""
    first = phrases[-1]
    for phrase in reversed(phrases[:-1]):
        gap = folded[phrase.end() : first.start()]
        if _SENTENCE_END.search(gap) or not _joined(gap):
            break
        first = phrase
    return first


def _joined(gap: str) -> bool:
    """True when nothing but joining words stands between a phrase and a date."""
    tokens = split_tokens(gap)
    return len(tokens) <= _LONGEST_GAP and all(
        token in JOINTS or token in NAME_WORDS or _VERSION.fullmatch(token) for token in tokens
    )


def _is_own(text: str, window: Folded, statement: _Statement) -> bool:
    folded = window.text
    starts = [end.end() for end in _SENTENCE_END.finditer(folded, 0, statement.start)]
    lead = folded[starts[-1] if starts else 0 : statement.start]
    if NOT_THIS_TEXT.search(lead) or RANGE.match(folded, statement.day.end):
        return False
    line = text.rfind("\n", 0, window.origin(statement.start)) + 1
    if LISTED_LINK.match(text, line, line + _BEFORE):
        return False
    return (
        _fills_line(folded, statement)
        or _is_about_itself(lead)
        or _opens_or_closes(text, window, statement, lead)
    )


def _fills_line(folded: str, statement: _Statement) -> bool:
    start = folded.rfind("\n", 0, statement.start) + 1
    end = folded.find("\n", statement.end)
    line = folded[start : end if end >= 0 else len(folded)]
    return says_nothing_else(line, find_days(line))


def _is_about_itself(lead: str) -> bool:
    """As in "This Acme Privacy Policy was", "Diese Datenschutzerklärung wurde"."""
    tokens = split_tokens(lead)
    if not tokens or len(tokens) > _LONGEST_SUBJECT or tokens[0] not in DEMONSTRATIVES:
        return False
    while tokens and tokens[-1] in JOINTS:
        tokens.pop()
    return (
        bool(tokens)
        and tokens[-1] in NAME_WORDS
        and not OWN_NAMES.isdisjoint(tokens[-_LONGEST_NAME:])
    )


def _opens_or_closes(text: str, window: Folded, statement: _Statement, lead: str) -> bool:
    """Whether a sentence that starts with the statement stands where a text speaks of itself.

    That is its head and foot, and anywhere the start of a line for "Effective: 1 May 2021".
    """
    folded, place = window.text, window.origin(statement.start)
    if not statement.leads or _is_mid_text(text, place, window, statement):
        return False
    phrase = statement.phrase
    named = folded[phrase.end() : phrase.end() + 3].lstrip().startswith(":")
    tail = folded[statement.end : statement.end + 3].lstrip()
    strong = bool(STRONG.search(phrase[0]))
    words = split_tokens(lead)
    if not all(word in JOINTS or word in NAME_WORDS for word in words):
        return strong and len(words) <= _LONGEST_SUBJECT and words[-1] in OWN_NAMES
    return named or strong or tail[:1] in {"", "(", ".", "|", ")"}


def _is_mid_text(text: str, place: int, window: Folded, statement: _Statement) -> bool:
    if place < _HEAD or place > len(text) - _FOOT:
        return False
    before = window.text[window.text.rfind("\n", 0, statement.start) + 1 : statement.start]
    after = window.text[statement.phrase.end() : statement.phrase.end() + 3]
    return bool(before.strip()) or not after.lstrip().startswith(":")


def _without_archive(text: str, dates: list[StatedDate]) -> tuple[StatedDate, ...]:
    """Drops runs of list entries, each with its date: a list of former versions."""
    runs: list[list[StatedDate]] = []
    for stated in dates:
        if runs and _is_next_entry(text, runs[-1][-1], stated):
            runs[-1].append(stated)
        else:
            runs.append([stated])
    return tuple(stated for run in runs if len(run) < _ARCHIVE_RUN for stated in run)


def _is_next_entry(text: str, earlier: StatedDate, stated: StatedDate) -> bool:
    starts = [text.rfind("\n", 0, place) + 1 for place in (earlier.start, stated.start)]
    return (
        starts[0] != starts[1]
        and all(_LIST_ITEM.match(text, start, start + 20) for start in starts)
        and text.count("\n", earlier.end, stated.start) <= _ENTRY_LINES
    )
