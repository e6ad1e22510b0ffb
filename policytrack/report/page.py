"""The HTML form: one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html
from policytrack.report.terminal import render_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.report.comparison import Comparison, ReportOptions


def render_html(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """The whole page."""
    text = escape_html(render_text(comparisons, options))
    return f"<!doctype html><meta charset=utf-8><title>Changes</title><pre>{text}</pre>\n"
