"""A change as the text of a release on GitHub or GitLab: the notes' entry without its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import safe_link
from policytrack.report.notes import write_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.report.comparison import Comparison


def render_release(comparisons: Sequence[Comparison]) -> str:
    """Markdown for `gh release create --notes-file` and its like; newest first.

    One change stands without its heading, which is the release's own title.
    """
    links = {one.id: safe_link(one.source) for one in comparisons}
    entries = write_entries(comparisons)
    parts = []
    for entry in entries:
        text = entry.text if len(entries) > 1 else entry.text.partition("\n")[2].lstrip("\n")
        link = links[entry.id]
        parts.append(f"{text}\n" + (f"\nThe text in force: <{link}>\n" if link else ""))
    return "\n".join(parts)
