"""The Princeton-Leuven corpus of privacy policies: Markdown below a remark about its archive.

Owns the remark: a block quote in emphasis that is of the corpus, not of the policy, and says when
the page was archived and from where (Amos et al., "Privacy Policies over Time", WWW 2021).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from policytrack.extract.charset import decode
from policytrack.model import Extraction

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "corpus"
MEDIA_TYPES: Final[frozenset[str]] = frozenset()
SUFFIXES: Final[frozenset[str]] = frozenset()
WINDOW: Final = 8192  # bytes that the remark lies in

RE_REMARK: Final = re.compile(
    r"\s*>\s*[*_]+The following text is extracted and transformed from the\s"
    r"(?P<words>.{0,4000}?)[*_]\s*(?:\n\s*\n|\Z)",
    re.DOTALL,
)
RE_DATE: Final = re.compile(r"archived on (\d{4})-(\d{2})-(\d{2})")
RE_SNAPSHOT: Final = re.compile(
    r"https?://web\.archive\.org/web/(?P<moment>\d{4,14})(?:[a-z]{2}_)?/(?P<url>[^\s)>]+)"
)
RE_ESCAPED_SCHEME: Final = re.compile(r"https?%3A", re.IGNORECASE)


def sniff(body: bytes) -> bool:
    """The remark at the start."""
    return RE_REMARK.match(_head(body)) is not None


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The policy below the remark; "captured" (ISO date) and "source" (URL) as metadata."""
    if rules is not None:
        rules.check_format(NAME)
    text, charset, remark = decode(capture.body, capture.content_type)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = RE_REMARK.match(text)
    if found is None:
        return Extraction(markdown=text, format=NAME, charset=charset)
    return Extraction(
        markdown=text[found.end() :].lstrip("\n"),
        format=NAME,
        charset=charset,
        remarks=(remark,) if remark else (),
        metadata=_facts(" ".join(found["words"].replace("\n>", "\n").split())),
    )


def _head(body: bytes) -> str:
    head = body[:WINDOW].decode("utf-8", "replace").removeprefix("\ufeff")
    return head.replace("\r\n", "\n")


def _facts(words: str) -> dict[str, str]:
    snapshot = RE_SNAPSHOT.search(words)
    stated = RE_DATE.search(words)
    facts: dict[str, str] = {}
    day = _day(*stated.groups()) if stated else ""
    if not day and snapshot:
        day = _day(*_parts(snapshot["moment"]))
    if day:
        facts["captured"] = day
    if snapshot:
        url = snapshot["url"]
        facts["source"] = unquote(url) if RE_ESCAPED_SCHEME.match(url) else url
        facts["archive"] = snapshot[0]
    return facts


def _parts(moment: str) -> tuple[str, str, str]:
    return moment[:4], moment[4:6] or "01", moment[6:8] or "01"


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
