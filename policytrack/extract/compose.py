"""Headings, paragraphs and list items of formats that have no HTML, written by the one renderer.

Owns the way from such blocks to HTML; Markdown's syntax and escapes are the renderer's.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from policytrack.extract.html import parse_html, render_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Part", "render_parts"]

DEEPEST: Final = 6  # levels of headings and of lists


class Part(NamedTuple):
    """A heading of `level` 1 to 6, a paragraph, or an item of a list that is `level` lists deep."""

    kind: Literal["heading", "text", "item"]
    text: str
    level: int = 1


def render_parts(parts: Iterable[Part]) -> str:
    """Markdown of the parts, in order."""
    tree = parse_html("".join(_tags(parts)))
    return render_tree([tree.body]) if tree.body is not None else ""


def _tags(parts: Iterable[Part]) -> Iterator[str]:
    depth = 0  # lists that are open
    for part in parts:
        level = min(max(part.level, 1), DEEPEST)
        wanted = min(level, depth + 1) if part.kind == "item" else 0
        yield "</li></ul>" * (depth - wanted)
        if part.kind == "item":
            yield "<ul><li>" if wanted > depth else "</li><li>"
            yield escape(part.text)
        else:
            tag = f"h{level}" if part.kind == "heading" else "p"
            yield f"<{tag}>{escape(part.text)}</{tag}>"
        depth = wanted
    yield "</li></ul>" * depth
