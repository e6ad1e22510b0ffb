"""MHTML (RFC 2557): a page saved by a browser as one file.

Owns finding the page among the parts; the page itself is read as HTML, at the address that it
was saved from.
"""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError
from policytrack.extract import html
from policytrack.extract.eml import parse_message, payload_of

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture, Extraction

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "mhtml"
MEDIA_TYPES: Final = frozenset({"multipart/related", "application/x-mimearchive"})
SUFFIXES: Final = frozenset({".mhtml", ".mht"})
WINDOW: Final = 8192  # bytes that the headers lie in
RE_RELATED: Final = re.compile(
    rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE
)
RE_SAVED: Final = re.compile(
    rb"^(?:snapshot-content-location:|from: <?saved by|x-mimeole:)", re.IGNORECASE | re.MULTILINE
)


def sniff(body: bytes) -> bool:
    """Headers that only a saved page has."""
    head = re.split(rb"\r?\n\r?\n", body[:WINDOW], maxsplit=1)[0]
    return bool(RE_RELATED.search(head) and RE_SAVED.search(head))


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The page's policy; "source" and "captured" as metadata where the file says them."""
    message = parse_message(capture.body, capture.final_url)
    page = _find_page(message)
    if page is None:
        raise ExtractError(
            f"{capture.final_url}: no page of HTML in it", hint="Save the page once more."
        )
    body, content_type = payload_of(page)
    facts = _facts(message, page)
    inner = dataclasses.replace(
        capture,
        body=body,
        content_type=content_type,
        final_url=facts.get("source", capture.final_url),
    )
    extraction = html.read(inner, rules)
    return dataclasses.replace(extraction, format=NAME, metadata={**extraction.metadata, **facts})


def _find_page(message: EmailMessage) -> EmailMessage | None:
    """The part that `start` names, else the first of HTML."""
    start = str(message.get_param("start") or "")
    pages = [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and part.get_content_type() in html.MEDIA_TYPES
    ]
    named = [part for part in pages if start and str(part.get("content-id", "")).strip() == start]
    return next(iter(named or pages), None)


def _facts(message: EmailMessage, page: EmailMessage) -> dict[str, str]:
    source = message.get("snapshot-content-location") or page.get("content-location") or ""
    facts = {"source": " ".join(str(source).split())}
    with suppress(ValueError):
        facts["captured"] = parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    return {key: value for key, value in facts.items() if value}
