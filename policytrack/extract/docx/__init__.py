"""Word documents: read apart by mammoth, with their numbers, to HTML for the one renderer.

Tracked insertions are text, deletions are not; comments, headers and tables of contents are no
part of a policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError
from policytrack.extract.converted import render_converted
from policytrack.extract.sandbox import run_apart

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture, Extraction

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "docx"
MEDIA_TYPES: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
    }
)
SUFFIXES: Final = frozenset({".docx", ".docm", ".dotx", ".doc"})
OLD_WORD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def sniff(body: bytes) -> bool:
    """A zip archive with a Word document in it, or what Word makes of a locked or an old one."""
    return (body[:4] == b"PK\x03\x04" and b"word/document.xml" in body) or body[:8] == OLD_WORD


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The document's text. Rules for HTML work on what mammoth makes of it."""
    name = capture.final_url
    if capture.body[:8] == OLD_WORD:
        locked = LOCKED in capture.body
        raise ExtractError(
            f"{name}: the file is encrypted" if locked else f"{name}: a Word file of the old form",
            hint="Save it without a password." if locked else "Save it as DOCX or PDF.",
        )
    return render_converted(run_apart("docx.reader", capture.body, name), rules, NAME)
