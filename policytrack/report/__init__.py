"""A change to what people read: terminal, text, Markdown, JSON, HTML, unified diff, change notes.

Knows the model alone: not how changes are found, kept or fetched. One function escapes outside
text for each kind of output (`escape.py`); one story (`story.py`) feeds every form for people.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policytrack.report.comparison import Comparison, ReportOptions
from policytrack.report.escape import escape_html, escape_markdown, escape_terminal, single_line
from policytrack.report.render import FORMS, render

if TYPE_CHECKING:
    from policytrack.report.changelog import merge_notes
    from policytrack.report.notes import render_notes
    from policytrack.report.summary import summarise

# Loaded when asked for: most commands render one form, or none.
_LATER = {
    "merge_notes": "policytrack.report.changelog",
    "render_notes": "policytrack.report.notes",
    "summarise": "policytrack.report.summary",
}

__all__ = [
    "FORMS",
    "Comparison",
    "ReportOptions",
    "escape_html",
    "escape_markdown",
    "escape_terminal",
    "merge_notes",
    "render",
    "render_notes",
    "single_line",
    "summarise",
]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_LATER[name]), name)
