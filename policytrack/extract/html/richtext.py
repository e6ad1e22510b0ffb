"""Rich text as JSON read into boxes: trees of typed nodes, React's elements, HTML in strings.

Knows the common shapes (Contentful, Sanity, Prismic, Storyblok, ProseMirror, Slate, Lexical) by
what they share: a node says its type, holds its inner nodes in a list, and its words under a
few names. Everything that is no text for readers (ids, classes, URLs) is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from policytrack.extract.html.parse import parse_html
from policytrack.extract.html.tree import add_text, graft

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box, Page

RE_TAGGED: Final = re.compile(
    r"<(?:p|h[1-6]|li|div|br|table|span|strong|section)\b[^<>]*>", re.IGNORECASE
)
RE_PROSE: Final = re.compile(r"\w+(?:[^\w/]+\w+){5}")
TEXT_KEYS: Final = frozenset(
    {"text", "value", "title", "heading", "headline", "children", "label", "name", "content"}
)
TAGS: Final = (
    (re.compile(r"h(?:eading)?[-_ ]?([1-6])"), "h"),
    (re.compile(r"(?:un)?ordered[-_]?list[-_]?item|list[-_]?item|li|o-list-item|block-li"), "li"),
    (re.compile(r"ordered[-_]?list|numbered[-_]?list|ol|group-o-list-item"), "ol"),
    (re.compile(r"unordered[-_]?list|bullet(?:ed)?[-_]?list|list|ul|group-list-item"), "ul"),
    (re.compile(r"paragraph|p|block|normal"), "p"),
    (re.compile(r"hyperlink|link|a|entry-hyperlink|asset-hyperlink"), "a"),
    (re.compile(r"table[-_]?row|tr"), "tr"),
    (re.compile(r"table[-_]?header[-_]?cell|th"), "th"),
    (re.compile(r"table[-_]?cell|td"), "td"),
    (re.compile(r"table|thead|tbody|blockquote|pre|strong|b|em|i|span|u|br|section|article"), ""),
    (re.compile(r"hard[-_]?break|line[-_]?break"), "br"),
)
PASSED_OVER: Final = frozenset(
    {"type", "nodeType", "_type", "tag", "style", "listItem", "data", "marks", "attrs", "spans"}
    | {"markDefs", "_key", "key", "id", "_id", "slug", "href", "url", "uri", "className", "locale"}
)
RE_MARK: Final = re.compile(r"(?:(#{1,6})\s+|([-*+])\s+|(\d+)[.)]\s+)?(.*)")


def grow_data(page: Page, data: Any) -> None:
    """Boxes for a JSON value: what is rich text in it, in order, under one root."""
    stack: list[tuple[Any, Box, str]] = [(data, page.root, "")]
    while stack:
        value, box, key = stack.pop()
        if isinstance(value, str):
            grow_text(page, box, value, key)
        elif isinstance(value, list):
            if len(value) > 3 and value[0] == "$" and isinstance(value[1], str):
                stack.append((element_of(value), box, key))
                continue
            inner = box if is_rich(box) else page.add("div", {}, box)
            stack.extend((item, inner, key) for item in reversed(value))
        elif isinstance(value, dict):
            inner = page.add(tag_of(value), attrs_of(value), box)
            stack.extend(
                (item, inner, name)
                for name, item in reversed(value.items())
                if name not in PASSED_OVER and isinstance(item, str | list | dict)
            )


def element_of(value: list[Any]) -> dict[str, Any]:
    """A React element ["$", tag, key, props] as a typed node."""
    props = value[3] if isinstance(value[3], dict) else {}
    html = props.get("dangerouslySetInnerHTML")
    inner = html.get("__html") if isinstance(html, dict) else props.get("children")
    return {"tag": value[1], "href": props.get("href"), "children": inner}


def grow_text(page: Page, box: Box, text: str, key: str) -> None:
    """Put a string into a box if it is text for readers."""
    if RE_TAGGED.search(text):
        tree = parse_html(text)
        if tree.body is not None:
            graft(page, box, tree.body)
    elif is_rich(box) and key in TEXT_KEYS and not text.startswith("$"):
        add_text(box, text)
    elif RE_PROSE.search(text) and "{" not in text:
        for line in text.split("\n"):
            grow_line(page, box, line.strip())


def grow_line(page: Page, box: Box, line: str) -> None:
    """A line of plain text or Markdown: heading, item or paragraph, and what is bold in it."""
    heading, bullet, number, rest = RE_MARK.fullmatch(line).groups()  # type: ignore[union-attr]
    tag = f"h{len(heading)}" if heading else "li" if bullet else "p"
    inner = page.add(tag, {}, box)
    if number:
        add_text(inner, f"{number}. ")
    for at, part in enumerate(rest.split("**")):
        add_text(page.add("strong", {}, inner) if at % 2 else inner, part)


def is_rich(box: Box) -> bool:
    """Whether the box stands for a typed node of rich text."""
    return box.tag != "div" and box.parent is not None


def tag_of(node: dict[str, Any]) -> str:
    """The HTML tag for a typed node, "div" for what is no rich text."""
    if node.get("_type") == "span" or node.get("type") == "text" or node.get("nodeType") == "text":
        return "strong" if is_strong(node) else "span"
    if set(node) <= {"text", "bold", "italic", "underline", "marks"} and "text" in node:
        return "strong" if node.get("bold") else "span"
    if node.get("type") == "heading" and isinstance(node.get("attrs"), dict):
        return f"h{node['attrs'].get('level', 2)}"
    for name in ("listItem", "style", "nodeType", "tag", "type", "_type"):
        stated = node.get(name)
        if not isinstance(stated, str):
            continue
        if name == "listItem":
            return "li"
        for pattern, tag in TAGS:
            if found := pattern.fullmatch(stated):
                return f"h{found[1]}" if tag == "h" else tag or stated
    return "div"


def is_strong(node: dict[str, Any]) -> bool:
    """Whether a text node is marked as bold."""
    marks = node.get("marks")
    if not isinstance(marks, list):
        return False
    kinds = [mark.get("type") if isinstance(mark, dict) else mark for mark in marks]
    return "bold" in kinds or "strong" in kinds


def attrs_of(node: dict[str, Any]) -> dict[str, str | None]:
    """The attributes of a node that its box needs."""
    data = node.get("data")
    for place in (node, data if isinstance(data, dict) else {}):
        for name in ("href", "uri", "url"):
            if isinstance(place.get(name), str):
                return {"href": place[name]}
    return {}
