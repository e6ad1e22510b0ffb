"""Entries in a changelog that people write in too: put in once, brought up to date, or left.

Owns markers, places and line ends. An entry stands between two HTML comments; the first carries
its id, its date and a digest of what was written. What a person changed between them no longer
fits the digest and is left alone, as is everything outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.report.notes import write_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.report.comparison import Comparison
    from policytrack.report.notes import NoteEntry

HEADER = "# Changelog\n\nWhat changed in these policies, newest first.\n"

_BEGIN = re.compile(
    r"^<!-- policytrack:change ([0-9a-f]{16}) (\d{4}-\d\d-\d\d|undated) ([0-9a-f]{12}) -->"
    r"[ \t]*\r?$",
    re.MULTILINE,
)
_ANY_BEGIN = re.compile(r"^<!-- policytrack:change ([0-9a-f]{16})", re.MULTILINE)
_DATED_HEADING = re.compile(r"^## .*?\b(\d{4}-\d\d-\d\d)\b", re.MULTILINE)
_HEADING = re.compile(r"^## +(?!\[?unreleased\b)", re.MULTILINE | re.IGNORECASE)
_LINKS_AT_END = re.compile(r"(?:^\[[^\]\n]{1,200}\]:[ \t][^\n]*\n?)+\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An entry as it stands in the file: the whole from `start` to `end`, its text within."""

    id: str
    date: str
    digest: str
    start: int
    text_start: int
    text_end: int
    end: int


def merge_notes(existing: str, comparisons: Iterable[Comparison]) -> str:
    """The changelog `existing` with an entry for each change in it.

    Doing it twice gives the same bytes. An entry whose text a person edited stays as it is.
    """
    entries = write_entries(comparisons)
    text = existing or (HEADER if entries else "")
    newline = "\r\n" if "\r\n" in text else "\n"
    for entry in entries:
        if _knows(text, entry.id):
            text = _renew(text, entry, newline)
        else:
            text = _insert(text, entry, newline)
    return text


def _knows(text: str, name: str) -> bool:
    return any(match[1] == name for match in _ANY_BEGIN.finditer(text))


def _find_standing(text: str) -> list[_Standing]:
    """Entries with both their markers; one without an end belongs to whoever removed it."""
    found = []
    begins = list(_BEGIN.finditer(text))
    for position, begin in enumerate(begins):
        limit = begins[position + 1].start() if position + 1 < len(begins) else len(text)
        mark = re.compile(rf"^<!-- /policytrack:change {begin[1]} -->[ \t]*\r?$", re.MULTILINE)
        if (end := mark.search(text, begin.end(), limit)) is None:
            continue
        date = "" if begin[2] == "undated" else begin[2]
        spans = (begin.start(), min(begin.end() + 1, end.start()), end.start(), end.end())
        found.append(_Standing(begin[1], date, begin[3], *spans))
    return found


def _renew(text: str, entry: NoteEntry, newline: str) -> str:
    for standing in reversed(_find_standing(text)):
        written = text[standing.text_start : standing.text_end].replace("\r\n", "\n")
        if standing.id != entry.id or _digest(written) != standing.digest:
            continue
        if written != f"{entry.text}\n":
            text = text[: standing.start] + _chunk(entry, newline) + text[standing.end :]
    return text


def _insert(text: str, entry: NoteEntry, newline: str) -> str:
    at = _find_place(text, entry)
    above, below = text[:at], text[at:]
    lead = "" if not above or above.endswith(newline * 2) else newline
    if above and not above.endswith("\n"):
        lead += newline
    tail = newline if not below or below.startswith(("\n", "\r\n")) else newline * 2
    return above + lead + _chunk(entry, newline) + tail + below


def _chunk(entry: NoteEntry, newline: str) -> str:
    written = f"{entry.text}\n"
    lines = (
        f"<!-- policytrack:change {entry.id} {entry.date or 'undated'} {_digest(written)} -->",
        entry.text,
        f"<!-- /policytrack:change {entry.id} -->",
    )
    return "\n".join(lines).replace("\n", newline)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _find_place(text: str, entry: NoteEntry) -> int:
    """Before the first entry or dated heading that is older, else behind the newer ones."""
    standing = _find_standing(text)
    inside = [(known.start, known.end) for known in standing]
    headings = [
        (match.start(), match[1])
        for match in _DATED_HEADING.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
    ]
    dated = sorted([*((known.start, known.date) for known in standing), *headings])
    for at, date in dated:
        if date < entry.date:
            return at
    if standing and dated[-1][0] == standing[-1].start:
        return _next_line(text, standing[-1].end)
    if not dated and (heading := _HEADING.search(text)):
        return heading.start()
    links = _LINKS_AT_END.search(text)
    return links.start() if links else len(text)


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
