"""Lines that say when a text was updated or takes effect, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.dates.calendar_days import find_days
from policytrack.dates.folding import fold
from policytrack.dates.phrases import JOINTS, NAME_WORDS, statement_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.dates.calendar_days import CalendarDay

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
# An entry of a list of other texts: "* [Terms dated 12 May 2021](...)".
LISTED_LINK = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\[")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b")
# "Last updated: 5 months ago" states a date too, though none that can be named.
_RELATIVE = re.compile(
    r"\b\d{1,3} (?:second|minute|hour|day|week|month|year)s? ago\b"
    r"|\bvor \d{1,3} (?:sekunde|minute|stunde|tag|woche|monat|jahr)e?n?\b"
    r"|\bil y a \d{1,3} (?:seconde|minute|heure|jour|semaine|moi|an)s?\b"
    r"|\b(?:hace|ha) \d{1,3} (?:segundo|minuto|hora|dia|semana|mes|ano)(?:e?s)?\b"
    r"|\b\d{1,3} (?:second|minut|or|giorn|settiman|mes|ann)[oaie] fa\b"
    r"|\b\d{1,3} (?:seconden?|minu(?:ut|ten)|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar)"
    r" geleden\b"
)
_LONGEST = 340  # characters of a line that only states dates
_TITLE_WORDS = 8
_PHRASE_WORDS = 8  # words of a line that only announces a date


def split_tokens(folded: str) -> list[str]:
    """The words of a folded text."""
    return _TOKEN.findall(folded)


def is_date_line(line: str, language: str = "") -> bool:  # noqa: ARG001
    """True for a line that only says when its text was updated or takes effect.

    `language` may be ""; the phrases of all languages are known together.
    """
    if len(line) > _LONGEST or not _DIGIT.search(line) or LISTED_LINK.match(line):
        return False
    folded = fold(line, 0, len(line)).text
    days = find_days(folded)
    if not days:
        folded, relative = _RELATIVE.subn(" ", folded, count=1)
        if not relative:
            return False
    return bool(statement_phrase().search(folded)) and says_nothing_else(folded, days)


def find_date_lines(
    text: str, language: str = "", *, opens: bool = True
) -> tuple[tuple[int, int], ...]:
    """Where the date lines of a section's body stand (start, end), in order.

    Beside lines that are date lines by themselves: a bare date at the body's start or under a
    title there, and a bare date on the next line after a phrase that announces it, with that
    phrase. `opens` is false for a stretch from the middle of a body.
    """
    found: list[tuple[int, int]] = []
    earlier: tuple[int, int] | None = None
    place = 0
    for line in text.splitlines(keepends=True):
        span = (place, place + len(line))
        place += len(line)
        if not line.strip():
            continue
        if len(line) <= _LONGEST and _DIGIT.search(line):
            if is_date_line(line, language) or (opens and _is_bare_date(line)):
                found.append(span)
            elif _is_bare_date(line) and earlier and _announces(text[slice(*earlier)]):
                found += [earlier, span]
        opens = opens and earlier is None and _is_title(line)
        earlier = span
    return tuple(found)


def says_nothing_else(folded: str, days: Sequence[CalendarDay]) -> bool:
    """True when beside the given days a folded line holds only phrases, joints and own names."""
    rest = folded
    for day in days:
        rest = rest[: day.start] + " " * (day.end - day.start) + rest[day.end :]
    rest = statement_phrase().sub(" ", _CLOCK.sub(" ", rest))
    return all(token in JOINTS or token in NAME_WORDS for token in split_tokens(rest))


def _is_title(line: str) -> bool:
    """A few words that are no sentence."""
    return not line.rstrip("*_ \n").endswith(".") and len(line.split()) <= _TITLE_WORDS


def _is_bare_date(line: str) -> bool:
    folded = fold(line, 0, len(line)).text
    days = find_days(folded)
    return bool(days) and all(
        token in JOINTS for token in split_tokens(folded[: days[0].start] + folded[days[-1].end :])
    )


def _announces(line: str) -> bool:
    """True for "Last updated" or "**Effective date:**" alone."""
    folded = fold(line, 0, min(len(line), _LONGEST)).text
    if len(split_tokens(folded)) > _PHRASE_WORDS:
        return False
    return bool(statement_phrase().search(folded)) and says_nothing_else(folded, ())
