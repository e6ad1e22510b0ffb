"""Commit messages: a subject, a body, and trailers that nobody's title can forge.

Trailers stand in the message's last paragraph, one line each; everything from outside is brought
to one line first. Knows nothing of git's processes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from policytrack.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_VALUE = 2000  # characters of a trailer; URLs of policies stay under 500
LONGEST_SUBJECT = 120
LAST = 253402300799  # seconds since 1970: the end of the year 9999
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,63}): (.*)")
_BIDI = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A policy's text to be recorded, and what is known of it."""

    policy: str  # id, "<host>/<name>"
    text: str
    captured: datetime  # aware; kept to the second
    subject: str = ""  # the commit's first line; the id when empty
    body: str = ""
    title: str = ""
    source: str = ""
    final_url: str = ""
    capture_sha256: str = ""
    extractor: str = ""
    last_seen: datetime | None = None
    reextraction: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)  # further trailers
    blob: str = ""  # an object taken over from an archive that holds the text in place of `text`
    committed: datetime | None = None  # when it was recorded; now, when None


def one_line(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text on one line, without anything that steers a terminal or a reader's eye."""
    if text.isascii() and text.isprintable():  # most are
        return " ".join(text.split())[:longest].rstrip()
    plain = text.encode("utf-8", "replace").decode("utf-8").translate(_BIDI)
    spaced = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in plain)
    return " ".join("".join(spaced).split())[:longest].rstrip()


def seconds(moment: datetime) -> int:
    """Seconds since 1970 UTC; StoreError for a moment without a time zone or before 1970."""
    if moment.tzinfo is None:
        raise StoreError(f"the time {moment} has no time zone")
    if moment.year < 1970 or (value := int(moment.timestamp())) < 0:
        raise StoreError(f"the time {moment} lies before 1970, which git cannot record")
    return value


def moment(value: int) -> datetime:
    """The aware UTC time of seconds since 1970; a stranger's commit may claim any number."""
    return datetime.fromtimestamp(min(max(value, 0), LAST), UTC)


def render_message(version: NewVersion, text: bytes) -> str:
    """The commit's message for the version."""
    trailers = {
        "Policy": version.policy,
        "Title": version.title,
        "Source": version.source,
        "Final-URL": version.final_url,
        "Last-Seen": _stamp(version.last_seen),
        "Extractor": version.extractor,
        "Capture-SHA256": version.capture_sha256,
        "Text-SHA256": hashlib.sha256(text).hexdigest(),
        "Re-Extraction": "yes" if version.reextraction else "",
    }
    ours = {key.casefold() for key in trailers}
    for key in version.facts:
        if not _KEY.fullmatch(key) or key.casefold() in ours:
            raise StoreError(f"{key!a} cannot be the name of a further trailer")
    lines = [
        f"{key}: {line}"
        for key, value in {**trailers, **version.facts}.items()
        if (line := one_line(value))
    ]
    parts = [one_line(version.subject, LONGEST_SUBJECT) or version.policy, _body(version.body)]
    return "\n\n".join([*filter(None, parts), "\n".join(lines)]) + "\n"


def _stamp(moment: datetime | None) -> str:
    if moment is None:
        return ""
    seconds(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _body(text: str) -> str:
    """The body line by line; a line of dashes would end the message for some of git's tools."""
    lines = [one_line(line, 10 * LONGEST_VALUE) for line in text.split("\n")]
    return "\n".join(" " + line if line.startswith("---") else line for line in lines).strip("\n")


def parse_trailers(message: str) -> dict[str, str]:
    """The trailers of a message: its last paragraph, when each of its lines is one."""
    paragraphs = message.strip("\n").split("\n\n")
    found = [_TRAILER.fullmatch(line) for line in paragraphs[-1].split("\n")]
    if len(paragraphs) == 1 or not all(found):
        return {}
    return {match[1]: match[2] for match in found if match}


def find_moment(stamp: str) -> datetime | None:
    """The time of a trailer, None when it is not one of ours."""
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None
