"""A redline as a page: the whole text, what went and what came in its place; also for print.

Everything that comes from outside passes `escape_html`.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html, reveal, single_line
from policytrack.report.inline_html import ELEMENTS
from policytrack.report.page import wrap_page
from policytrack.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Piece
    from policytrack.report.comparison import Comparison
    from policytrack.report.redline_paragraphs import Paragraph


def render_redline_html(comparison: Comparison, paragraphs: Sequence[Paragraph]) -> str:
    """The whole page, self-contained and without script."""
    name = escape_html(single_line(comparison.name))
    body = "\n".join(_body(comparison, name, paragraphs))
    return wrap_page(f"Redline: {name}", body)


def _body(comparison: Comparison, name: str, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    yield f"<article>\n<header>\n<h1>{name}</h1>"
    yield f'<p class="summary">{escape_html(summarise(comparison.change))}.</p>\n</header>'
    document = comparison.change.after.language
    language = f' lang="{document}"' if document.isalpha() else ""
    yield f'<div class="text" dir="auto"{language}>'
    for row, group in groupby(paragraphs, lambda one: one.is_row):
        shown = (_row(one) if row else _paragraph(one) for one in group)
        yield f"<table><tbody>{''.join(shown)}</tbody></table>" if row else "\n".join(shown)
    yield "</div>\n</article>"


def _paragraph(paragraph: Paragraph) -> str:
    """Headings stand below the page's own."""
    tag = f"h{min(6, paragraph.level + 1)}" if paragraph.level else "p"
    return f'<{tag} dir="auto">{"".join(_run(run) for run in paragraph.runs)}</{tag}>'


def _row(paragraph: Paragraph) -> str:
    cells = (f'<td dir="auto">{"".join(map(_run, cell))}</td>' for cell in paragraph.cells)
    return f"<tr>{''.join(cells)}</tr>"


def _run(run: Piece) -> str:
    if run.kind == "same":
        return "<br>".join(map(escape_html, run.text.split("\n")))
    opening, closing = ELEMENTS[run.kind]
    text = "<br>".join(escape_html(reveal(part)) for part in run.text.split("\n"))
    return f"{opening}{text}{closing}"
