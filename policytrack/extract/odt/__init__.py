"""OpenDocument text: read apart to HTML for the one renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.extract.converted import render_converted
from policytrack.extract.sandbox import run_apart

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture, Extraction

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "odt"
MEDIA_TYPES: Final = frozenset(
    {
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.text-template",
    }
)
SUFFIXES: Final = frozenset({".odt", ".ott"})
WINDOW: Final = 200  # bytes that the archive's first part, its type, stands in


def sniff(body: bytes) -> bool:
    """The type that the archive begins with."""
    return b"application/vnd.oasis.opendocument.text" in body[:WINDOW] and body[:2] == b"PK"


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The document's text, tracked insertions with it, deletions and comments without."""
    return render_converted(run_apart("odt.reader", capture.body, capture.final_url), rules, NAME)
