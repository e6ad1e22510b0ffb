"""Entries in a changelog that people write in too: put in once, brought up to date, or left.

Owns markers, places and line ends. An entry stands between two HTML comments; the first carries
its id, its date and a digest of what was written. What a person changed between them no longer
fits the digest and is left alone, as is everything outside.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.report.notes import write_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policytrack.report.comparison import Comparison
    from policytrack.report.notes import NoteEntry

HEADER = "# Changelog\n\nWhat changed in these policies, newest first.\n"

_MARK = re.compile(
    r"^<!-- (?:policytrack:change (?P<begin>[0-9a-f]{16}) (?P<date>\d{4}-\d\d-\d\d|undated)"
    r" (?P<digest>[0-9a-f]{12})|/policytrack:change (?P<end>[0-9a-f]{16})) -->[ \t]*\r?$",
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
    entries = {entry.id: entry for entry in write_entries(comparisons)}
    text = existing or (HEADER if entries else "")
    newline = "\r\n" if "\r\n" in text else "\n"
    known = {match[1] for match in _ANY_BEGIN.finditer(text)}
    text = _renew(text, entries, newline)
    return _insert(text, [entry for entry in entries.values() if entry.id not in known], newline)


def _find_standing(text: str) -> list[_Standing]:
    """Entries with both their markers; one without an end belongs to whoever removed it."""
    found = []
    begin: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark["begin"]:
            begin = mark
        elif begin and mark["end"] == begin["begin"]:
            date = "" if begin["date"] == "undated" else begin["date"]
            spans = (begin.start(), min(begin.end() + 1, mark.start()), mark.start(), mark.end())
            found.append(_Standing(begin["begin"], date, begin["digest"], *spans))
            begin = None
    return found


def _renew(text: str, entries: Mapping[str, NoteEntry], newline: str) -> str:
    """Bring the entries up to date that are as they were written."""
    parts, at = [], 0
    for standing in _find_standing(text):
        written = text[standing.text_start : standing.text_end].replace("\r\n", "\n")
        entry = entries.get(standing.id)
        if entry is None or _digest(written) != standing.digest or written == f"{entry.text}\n":
            continue
        parts += [text[at : standing.start], _chunk(entry, newline)]
        at = standing.end
    return "".join([*parts, text[at:]])


def _insert(text: str, entries: Iterable[NoteEntry], newline: str) -> str:
    """Put new entries, newest first, each before what is older, with a blank line around it."""
    parts, at = [""], 0
    for place, entry in _find_places(text, entries):
        parts.append(text[at:place])
        at = place
        above = "".join(parts[-3:])[-4:]
        lead = "" if not above or above.endswith(newline * 2) else newline
        if above and not above.endswith("\n"):
            lead += newline
        tail = newline if text.startswith(("\n", "\r\n"), at) or at == len(text) else newline * 2
        parts.append(f"{lead}{_chunk(entry, newline)}{tail}")
    return "".join([*parts, text[at:]])


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


def _find_places(text: str, entries: Iterable[NoteEntry]) -> Iterator[tuple[int, NoteEntry]]:
    """For each entry, newest first: the first older entry or dated heading, or behind the last."""
    standing = _find_standing(text)
    anchors = _find_anchors(text, standing)
    position = 0
    for entry in entries:
        while position < len(anchors) and anchors[position][1] >= entry.date:
            position += 1
        if position < len(anchors):
            yield anchors[position][0], entry
        elif standing and anchors[-1][0] == standing[-1].start:
            yield _next_line(text, standing[-1].end), entry
        else:
            yield _end(text, dated=bool(anchors)), entry


def _find_anchors(text: str, standing: list[_Standing]) -> list[tuple[int, str]]:
    """Where entries and dated headings outside of them begin, with their dates."""
    starts = [known.start for known in standing]
    anchors = [(known.start, known.date) for known in standing]
    for heading in _DATED_HEADING.finditer(text):
        index = bisect(starts, heading.start()) - 1
        if index < 0 or heading.start() >= standing[index].end:
            anchors.append((heading.start(), heading[1]))
    return sorted(anchors)


def _end(text: str, *, dated: bool) -> int:
    """Behind everything but link definitions; in front of the first release without dates."""
    if not dated and (heading := _HEADING.search(text)):
        return heading.start()
    links = _LINKS_AT_END.search(text)
    return links.start() if links else len(text)


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
