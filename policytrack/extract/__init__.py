"""From a capture to a policy's text: the formats, which one a capture is, and the one way in.

Owns the list of formats and the choice between them; knows nothing of fetching, of git, or of
what makes a text a policy rather than an error page (that is the gate's).
"""

from __future__ import annotations

import dataclasses
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from policytrack.errors import ExtractError
from policytrack.extract import corpus, eml, html, markdown, mhtml, text

if TYPE_CHECKING:
    from policytrack.extract.format import Format, Rules
    from policytrack.model import Capture, Extraction

__all__ = ["EXTRACTOR", "FORMATS", "extract", "identify"]

EXTRACTOR: Final = "policytrack/1"
"""Name and version. A step of the version says that texts may differ for the same capture."""

FORMATS: Final[tuple[Format, ...]] = (mhtml, eml, corpus, markdown, text, html)
"""Asked in this order whether the bytes are theirs; `html` also takes what nobody else does."""


def extract(capture: Capture, rules: Rules | None = None) -> Extraction:
    """Read a capture as Markdown: one paragraph a line, deterministic.

    Raises ExtractError, with the way out in its hint, when there is no text to read.
    """
    extraction = identify(capture).read(capture, rules)
    if rules is not None:
        extraction = dataclasses.replace(
            extraction, markdown=rules.filter_text(extraction.markdown)
        )
    if not extraction.markdown.strip():
        raise ExtractError(
            f"{capture.final_url}: no text",
            hint="See `policytrack extract --explain`; a browser may be needed to load the page.",
        )
    return extraction


def identify(capture: Capture) -> Format:
    """The format of a capture: by its bytes, else by its content type, else by its name."""
    for format_ in FORMATS:
        if format_.sniff(capture.body):
            return format_
    media_type = capture.content_type.partition(";")[0].strip().lower()
    for format_ in FORMATS:
        if media_type in format_.MEDIA_TYPES:
            return format_
    suffix = PurePosixPath(unquote(urlsplit(capture.final_url).path)).suffix.lower()
    for format_ in FORMATS:
        if suffix in format_.SUFFIXES:
            return format_
    return html
