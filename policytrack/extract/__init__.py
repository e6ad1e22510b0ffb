"""From a capture to a policy's text: the formats, which one a capture is, and the one way in.

Owns the list of formats and the choice between them; knows nothing of fetching, of git, or of
what makes a text a policy rather than an error page (that is the gate's).
"""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from policytrack.errors import ExtractError

if TYPE_CHECKING:
    from policytrack.extract.explained import Explanation
    from policytrack.extract.format import Format, Rules
    from policytrack.model import Capture, Extraction

__all__ = ["EXTRACTOR", "explain", "extract", "formats", "identify"]

EXTRACTOR: Final = "policytrack/1"
"""Name and version. A step of the version says that texts may differ for the same capture."""

HEAD: Final = 65536  # bytes in which a text of no name must show what it is
RE_TAG: Final = re.compile(
    rb"<(?:!doctype|/?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>)", re.IGNORECASE
)
RE_MARKDOWN: Final = re.compile(
    rb"^#{1,6}[ \t]+\S|^[ \t]*[-*][ \t]+\S|^\S.{0,200}\n[=-]{3,}[ \t]*$|\*\*\S|\]\(", re.MULTILINE
)
RE_STRANGE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
STRANGE: Final = 0.05  # share; damaged pages seen hold under 0.01, programs and pictures over 0.2


@cache
def formats() -> tuple[Format, ...]:
    """Asked in this order whether the bytes are theirs; `html` also takes what nobody else does.

    Loading them takes as long as reading a dozen pages, and a run may have nothing to read.
    """
    from policytrack.extract import corpus, docx, eml, html, markdown, mhtml, odt, pdf, rtf, text

    return (pdf, docx, odt, rtf, mhtml, eml, corpus, markdown, text, html)


def extract(capture: Capture, rules: Rules | None = None) -> Extraction:
    """Read a capture as Markdown: one paragraph a line, deterministic.

    Raises ExtractError, with the way out in its hint, when there is no text to read.
    """
    extraction = identify(capture).read(capture, rules)
    if rules is not None:
        extraction = dataclasses.replace(
            extraction, markdown=rules.filter_text(extraction.markdown)
        )
    _refuse_binary(extraction.markdown, capture)
    if not extraction.markdown.strip():
        raise ExtractError(
            f"{capture.final_url}: no text",
            hint="See `policytrack extract --explain`; a browser may be needed to load the page.",
        )
    return extraction


def explain(capture: Capture, rules: Rules | None = None) -> Explanation:
    """What `extract` takes of a capture and what it leaves out, and why.

    Only pages have parts that are left out; of other formats everything is taken.
    """
    from policytrack.extract import html
    from policytrack.extract.explained import Explanation, Part

    format_ = identify(capture)
    if format_ is html:
        return html.explain(capture, rules)
    extraction = extract(capture, rules)
    parts = [Part("text", line) for line in extraction.markdown.splitlines() if line.strip()]
    return Explanation(
        capture.final_url, extraction.format, tuple(parts), remarks=extraction.remarks
    )


def _refuse_binary(markdown: str, capture: Capture) -> None:
    """What no reader knew and is no text either: a program, a picture, bytes of no charset."""
    if "\ufffd" not in markdown and markdown.replace("\n", "").isprintable():
        return  # as nearly all are, and quickly told
    strange = len(RE_STRANGE.findall(markdown))
    if strange > STRANGE * len(markdown):
        raise ExtractError(
            f"{capture.final_url} is no text: {strange} of its {len(markdown)} characters"
            " cannot be read",
            hint="Give a page, a document, or text in UTF-8.",
        )


def identify(capture: Capture) -> Format:
    """The format of a capture: by its bytes, else by its content type, else by its name.

    What has none of these, as a text from standard input, is a page where it has tags, else
    Markdown where it shows signs of it, else plain text.
    """
    from policytrack.extract import html, markdown, text

    for format_ in formats():
        if format_.sniff(capture.body):
            return format_
    media_type = capture.content_type.partition(";")[0].strip().lower()
    for format_ in formats():
        if media_type in format_.MEDIA_TYPES:
            return format_
    suffix = PurePosixPath(unquote(urlsplit(capture.final_url).path)).suffix.lower()
    for format_ in formats():
        if suffix in format_.SUFFIXES:
            return format_
    head = capture.body[:HEAD]
    if media_type or RE_TAG.search(head):
        return html
    return markdown if RE_MARKDOWN.search(head) else text
