"""PDF: words with places, read apart, to headings, paragraphs, list items and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from policytrack.errors import ExtractError
from policytrack.extract.compose import Part, render_parts
from policytrack.extract.pdf.columns import find_bands
from policytrack.extract.pdf.headings import find_headings, merge_title
from policytrack.extract.pdf.paragraphs import build_paragraphs
from policytrack.extract.pdf.rows import drop_running_lines, read_rows
from policytrack.extract.sandbox import run_apart
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.extract.format import Rules
    from policytrack.extract.pdf.paragraphs import Paragraph
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "pdf"
MEDIA_TYPES: Final = frozenset({"application/pdf", "application/x-pdf"})
SUFFIXES: Final = frozenset({".pdf"})
RE_FILE_NAME: Final = re.compile(
    r"^microsoft (?:word|powerpoint) - |\.(?:docx?|odt|pdf|rtf|indd|pages|html?|txt)$",
    re.IGNORECASE,
)
WINDOW: Final = 1024  # bytes that the mark stands in, by the standard's appendix H


def sniff(body: bytes) -> bool:
    """The mark near the start."""
    return b"%PDF-" in body[:WINDOW]


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The text in reading order; a PDF of pictures, or one that is locked, says so."""
    if rules is not None:
        rules.check_format(NAME)
    found = run_apart("pdf.reader", capture.body, capture.final_url)
    pages = found["pages"]
    rows = [read_rows(page["lines"], page["number"]) for page in pages]
    rows = drop_running_lines(rows, [page["height"] for page in pages])
    if not any(rows):
        raise _no_text(capture.final_url, pages)
    paragraphs = merge_title(build_paragraphs(find_bands(rows)))
    levels = find_headings(paragraphs, found["outline"])
    return Extraction(
        markdown=render_parts(_parts(paragraphs, levels)), format=NAME, title=_title(found["title"])
    )


def _parts(paragraphs: list[Paragraph], levels: dict[int, int]) -> Iterator[Part]:
    head: list[str] = []  # of the open table, which is printed anew on every page
    for number, paragraph in enumerate(paragraphs):
        if paragraph.cells and paragraph.cells == head:
            continue
        head = (head or paragraph.cells) if paragraph.cells else []
        if number in levels:
            yield Part("heading", paragraph.text, levels[number])
        elif paragraph.cells:
            yield Part("row", "", cells=tuple(paragraph.cells), header=paragraph.bold)
        elif paragraph.depth:
            yield Part("item", paragraph.text, paragraph.depth)
        else:
            yield Part("text", paragraph.text, bold=paragraph.bold and not paragraph.is_parted)


def _title(stated: str) -> str:
    """The title in the file's properties, where it is not the name of the file it was made from."""
    stated = " ".join(stated.split())
    return "" if RE_FILE_NAME.search(stated) else stated


def _no_text(name: str, pages: list[dict[str, Any]]) -> ExtractError:
    if any(page["images"] for page in pages):
        return ExtractError(
            f"{name}: the PDF holds pictures of its pages and no text",
            hint="Have its letters recognised first, for instance with ocrmypdf.",
        )
    return ExtractError(f"{name}: the PDF is empty", hint="See whether it is the right file.")
