"""Rich text (RTF): its words by paragraph; the form has no headings, only looks, which are left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError
from policytrack.extract.compose import Part, render_parts
from policytrack.extract.sandbox import run_apart
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "parse", "read", "sniff"]

NAME: Final = "rtf"
MEDIA_TYPES: Final = frozenset({"application/rtf", "text/rtf"})
SUFFIXES: Final = frozenset({".rtf"})
LONGEST: Final = 20_000_000  # bytes
RE_BULLET: Final = re.compile(r"\s*[•●▪◦·\uf0b7]\s+")


def sniff(body: bytes) -> bool:
    """The mark at the start."""
    return body.lstrip()[:5] == b"{\\rtf"


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The document's paragraphs."""
    if rules is not None:
        rules.check_format(NAME)
    text = run_apart(NAME, capture.body, capture.final_url)
    return Extraction(markdown=render_parts(_parts(text)), format=NAME)


def parse(body: bytes) -> str:
    """The text, a paragraph a line; runs apart."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise ExtractError(
            "reading RTF needs striprtf", hint='pip install "policytrack[rtf]"'
        ) from None
    if len(body) > LONGEST:
        raise ExtractError(f"more than {LONGEST:,} bytes", hint="Save it as DOCX or PDF.")
    try:
        text = rtf_to_text(body.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, IndexError, LookupError, TypeError) as error:
        raise ExtractError(
            f"the file is damaged ({type(error).__name__}: {error})",
            hint="Open it in a word processor and save it as DOCX.",
        ) from None
    return str(text).encode("utf-8", "replace").decode("utf-8")


def _parts(text: str) -> Iterator[Part]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.rstrip().endswith("|") and len(cells) > 2:
            yield Part("row", "", cells=tuple(cells[:-1]))
        elif bullet := RE_BULLET.match(line):
            yield Part("item", line[bullet.end() :])
        elif line.strip():
            yield Part("text", line)
