"""What a reader of its own made HTML of, as text by the one renderer. Knows no file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.extract.html import parse_html, render_tree
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.extract.format import Rules


def render_converted(found: Mapping[str, str], rules: Rules | None, name: str) -> Extraction:
    """The text of a document, from its "html", "title" and "language". Rules work on the HTML."""
    tree = parse_html(found["html"])
    nodes = rules.narrow(tree, "") if rules is not None else None
    if nodes is None:
        nodes = [tree.body] if tree.body is not None else []
    return Extraction(
        markdown=render_tree(nodes), format=name, title=found["title"], language=found["language"]
    )
