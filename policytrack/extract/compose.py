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
    """A heading (level 1 to 6), a paragraph, an item (`level` lists deep) or a table's row."""

    kind: Literal["heading", "text", "item", "row"]
    text: str
    level: int = 1
    cells: tuple[str, ...] = ()
    header: bool = False  # of a row
    bold: bool = False  # of a paragraph


def render_parts(parts: Iterable[Part]) -> str:
    """Markdown of the parts, in order."""
    tree = parse_html("".join(_tags(parts)))
    return render_tree([tree.body]) if tree.body is not None else ""


def _tags(parts: Iterable[Part]) -> Iterator[str]:
    depth = 0  # lists that are open
    in_table = False
    for part in parts:
        level = min(max(part.level, 1), DEEPEST)
        wanted = min(level, depth + 1) if part.kind == "item" else 0
        yield "</li></ul>" * (depth - wanted)
        if in_table != (part.kind == "row"):
            in_table = not in_table
            yield "<table>" if in_table else "</table>"
        if part.kind == "item":
            yield "<ul><li>" if wanted > depth else "</li><li>"
            yield escape(part.text)
        else:
            yield _tag(part, level)
        depth = wanted
    yield "</li></ul>" * depth + "</table>" * in_table


def _tag(part: Part, level: int) -> str:
    if part.kind == "row":
        tag = "th" if part.header else "td"
        return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in part.cells)}</tr>"
    tag = f"h{level}" if part.kind == "heading" else "p"
    text = f"<b>{escape(part.text)}</b>" if part.bold else escape(part.text)
    return f"<{tag}>{text}</{tag}>"
