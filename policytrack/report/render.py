"""The registry of forms: a change goes in, a text comes out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError
from policytrack.report.comparison import ReportOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.report.comparison import Comparison

# form: (module, function); a module is loaded when its form is asked for.
FORMS = {
    "terminal": ("terminal", "render_terminal"),
    "text": ("terminal", "render_text"),
    "markdown": ("markdown", "render_markdown"),
    "json": ("exchange", "render_json"),
    "html": ("page", "render_html"),
    "unified": ("unified", "render_unified"),
}


def render(
    comparisons: Sequence[Comparison], form: str, options: ReportOptions | None = None
) -> str:
    """The comparisons in a form of `FORMS`, each ending in a line break; "" for none.

    Raises PolicytrackError for a form that there is not.
    """
    if form not in FORMS:
        msg = f"there is no report form {form!r}"
        raise PolicytrackError(msg, hint=f"Choose one of {', '.join(FORMS)}.")
    module, function = FORMS[form]
    renderer = getattr(import_module(f"policytrack.report.{module}"), function)
    return str(renderer(comparisons, options or ReportOptions()))
