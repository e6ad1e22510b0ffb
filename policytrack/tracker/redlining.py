"""Redlines of a comparison as files: a page, a document with tracked changes, a printed page.

A PDF is the page as an installed Chromium prints it: its text can be selected in any script and
direction, which the PDF libraries with permissive licences do not shape.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.browser.chromium import bare_environment, find_chromium
from policytrack.compare.inline import diff_texts
from policytrack.errors import PolicytrackError
from policytrack.report.redline import lay_out_redline

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.model import Change, Piece
    from policytrack.report import Comparison

REDLINE_FORMS = ("html", "docx", "pdf")
_PRINTING = 120  # seconds; a policy of 300 pages takes five
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-extensions", "--disable-background-networking", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip


def make_redline(comparison: Comparison, form: str, moment: datetime) -> bytes:
    """The redline as "html", "docx" or "pdf". `moment` dates changes of which no date is known."""
    from policytrack.report.redline_docx import render_redline_docx
    from policytrack.report.redline_html import render_redline_html

    change = comparison.change
    paragraphs = lay_out_redline(change, _regrouped(change))
    if form == "docx":
        dated = comparison.after_captured or moment
        return render_redline_docx(paragraphs, comparison.name, dated)
    page = render_redline_html(comparison, paragraphs).encode("utf-8")
    return _print(page) if form == "pdf" else page


def _regrouped(change: Change) -> dict[int, tuple[Piece, ...]]:
    """For rows with several sections on a side, an inline diff with the headings in it."""
    found: dict[int, tuple[Piece, ...]] = {}
    for index, row in enumerate(change.sections):
        if len(row.before) > 1 or len(row.after) > 1:
            texts = [
                "\n\n".join(document.text[part.start : part.end].strip() for part in sections)
                for document, sections in ((change.before, row.before), (change.after, row.after))
            ]
            found[index] = diff_texts([(texts[0], texts[1])])[0]
    return found


def _print(page: bytes) -> bytes:
    program = find_chromium()
    with tempfile.TemporaryDirectory(prefix="policytrack-print-") as folder:
        source, printed = Path(folder, "redline.html"), Path(folder, "redline.pdf")
        source.write_bytes(page)
        root = [] if sys.platform == "win32" else _sandbox()
        command = [program, *_FLAGS, *root, f"--user-data-dir={folder}/profile"]
        try:
            subprocess.run(
                [*command, f"--print-to-pdf={printed}", source.as_uri()],
                env=bare_environment(Path(folder)), stdin=subprocess.DEVNULL,
                capture_output=True, timeout=_PRINTING, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _unprinted(program) from error
        if not printed.is_file():
            raise _unprinted(program)
        return printed.read_bytes()


def _sandbox() -> list[str]:
    """Chromium refuses its sandbox to root; for anybody else it stays on."""
    import os

    return ["--no-sandbox"] if os.geteuid() == 0 else []


def _unprinted(program: str) -> PolicytrackError:
    msg = f"{program} printed no PDF"
    return PolicytrackError(msg, hint="Write HTML (-o FILE.html) and print it by hand, or DOCX.")
