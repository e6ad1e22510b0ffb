"""Change notes in a form of one's own: a `string.Template`, filled once for each change.

What is filled in is never read for placeholders again, and nothing in a template is carried out.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError
from policytrack.report.escape import safe_link, visible
from policytrack.report.markdown import inline
from policytrack.report.notes import tell_lines, write_entries
from policytrack.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.report.comparison import Comparison

FIELDS = (
    "name", "date", "id", "policy", "summary", "note_title", "note", "lines", "text", "source",
)  # fmt: skip


def render_template(comparisons: Sequence[Comparison], template: str) -> str:
    """The template filled for each change, newest first, the fields as escaped Markdown.

    PolicytrackError for a placeholder that is none of `FIELDS`.
    """
    known = {comparison.id: comparison for comparison in comparisons}
    form = Template(template)
    parts = []
    for entry in write_entries(comparisons):
        told = known[entry.id]
        fields = {
            "name": inline(told.name),
            "date": entry.date,
            "id": entry.id,
            "policy": inline(told.policy),
            "summary": inline(summarise(told.change)),
            "note_title": inline(told.note_title),
            "note": visible(told.note).replace("<", "&lt;"),
            "lines": "\n".join(
                f"- {inline(line)}" for group in tell_lines(told.change).values() for line in group
            ),
            "text": entry.text.partition("\n")[2].strip("\n"),
            "source": safe_link(told.source),
        }
        try:
            parts.append(form.substitute(fields))
        except (KeyError, ValueError) as error:
            msg = f"the template has a placeholder that cannot be filled: {error}"
            hint = f"Known are ${', $'.join(FIELDS)}; write $$ for a dollar sign."
            raise PolicytrackError(msg, hint=hint) from error
    return "".join(parts)
