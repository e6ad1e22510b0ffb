"""A change to what people read: terminal, text, Markdown, JSON, HTML, unified diff, change notes.

Knows the model alone: not how changes are found, kept or fetched. One function escapes outside
text for each kind of output (`escape.py`); one story (`story.py`) feeds every form for people.
"""

from policytrack.report.changelog import merge_notes
from policytrack.report.comparison import Comparison, ReportOptions
from policytrack.report.escape import escape_html, escape_markdown, escape_terminal, single_line
from policytrack.report.notes import render_notes
from policytrack.report.render import FORMS, render
from policytrack.report.summary import summarise

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
