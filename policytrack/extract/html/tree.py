"""A light tree of boxes, built in one walk over the parsed page; knows nothing of policies.

Boxes are what the rest of the package judges, marks and renders: plain Python objects, so that
each is looked at many times for the price of one walk. White space is collapsed here; nothing
else is lost but what is never text for a reader (scripts, styles, drawings, comments).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode


def names(listed: str) -> frozenset[str]:
    """A set from words written in a row."""
    return frozenset(listed.split())


NEVER_TEXT: Final = names(
    "script style template head meta link title base svg math canvas audio video object embed"
    " map area img picture source track iframe frame frameset param datalist colgroup col"
    " applet noembed noframes"
)
INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
PREFORMATTED: Final = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})


class Box:
    """An element. `parts` holds boxes and texts in order; texts keep one space at their edges."""

    __slots__ = ("attrs", "chars", "left_out", "linked", "parent", "parts", "tag")

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: Box | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.parts: list[Box | str] = []
        self.chars = 0  # characters of text inside, without white space at the edges
        self.linked = 0  # those of them that are link text
        self.left_out = ""  # why it is no part of the policy, "" while it is

    def boxes(self) -> Iterator[Box]:
        """The boxes directly inside."""
        return (part for part in self.parts if isinstance(part, Box))


def build_tree(nodes: Iterable[LexborNode]) -> Box:
    """Boxes for the nodes and all below them, under one root; of any depth."""
    root = Box("body", {}, None)
    for node in nodes:
        _grow(root, node)
    return root


def _grow(root: Box, start: LexborNode) -> None:
    box, preformatted = root, 0
    pending: list[tuple[Box, LexborNode | None]] = []
    node: LexborNode | None = start
    while True:
        if node is None:
            if not pending:
                return
            if box.tag in PREFORMATTED:
                preformatted -= 1
            box, node = pending.pop()
            continue
        following = None if node is start else node.next
        tag = node.tag or ""
        if tag == "-text":
            add_text(box, node.text_content or "", keep_lines=preformatted > 0)
        elif tag not in NEVER_TEXT and tag[:1] not in "-!":
            inner = Box(tag, node.attributes, box)
            box.parts.append(inner)
            pending.append((box, following))
            preformatted += tag in PREFORMATTED
            box, following = inner, node.first_child
        node = following


def add_text(box: Box, text: str, *, keep_lines: bool = False) -> None:
    """Put a text into a box, its white space collapsed; `keep_lines` makes line ends breaks."""
    if not text.isascii():
        text = text.translate(INVISIBLE)
    if keep_lines and "\n" in text.strip("\n"):
        for line in text.strip("\n").splitlines():
            add_text(box, line)
            box.parts.append(Box("br", {}, box))
        return
    words = " ".join(text.split())
    if not words:
        if text and box.parts:
            box.parts.append(" ")
        return
    box.parts.append(f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}")
