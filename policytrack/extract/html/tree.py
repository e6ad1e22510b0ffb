"""A light tree of boxes, built in one walk over the parsed page; knows nothing of policies.

Boxes are what the rest of the package judges, marks and renders: plain Python objects, so that
each is looked at many times for the price of one walk. White space is collapsed here; nothing
else is lost but what is never text for a reader (scripts, styles, drawings, comments).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError
from policytrack.extract.html.emails import unmask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode


def names(listed: str) -> frozenset[str]:
    """A set from words written in a row."""
    return frozenset(listed.split())


PICTURES: Final = frozenset({"img", "svg"})
SAYING: Final = names("yes no ja nein oui non sí si sim não sì nee check checkmark tick cross")
NEVER_TEXT: Final = names(
    "script style template head meta link title base svg math canvas audio video object embed"
    " map area img picture source track iframe frame frameset param datalist colgroup col"
    " applet noembed noframes"
)
INLINE: Final = names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr o q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr data output slot"
)
FIELDS: Final = names("input textarea select")
HEADINGS: Final = names("h1 h2 h3 h4 h5 h6")
FLOW: Final = HEADINGS | names("p ul ol dl table blockquote")
COUNTED: Final = FIELDS | FLOW
RE_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]|^[ \u200c\u200d]+$")
JOINERS: Final = " \u200c\u200d"  # alone they are the filling of an empty paragraph
SENTENCE_ENDS: Final = frozenset(".!?:;")
PREFORMATTED: Final = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
NO_ATTRS: Final[dict[str, str | None]] = {}
HUGE: Final = 200_000  # characters of one text
MOST_BOXES: Final = 250_000  # about 200 MB of boxes; the longest real policies have 30,000
TOO_MANY: Final = "No policy is so long: select the part of the page that holds it."
SHORT_RUN: Final = 30  # the same for a paragraph that ends like a sentence
PROSE_RUN: Final = 50
"""Characters outside links that make a paragraph prose. Menu entries, labels and buttons are
shorter; a short list item of a policy is missed, but a policy never holds such items alone."""


class Box:
    """An element. `parts` holds boxes and texts in order; texts keep one space at their edges.

    What is counted about a box is there once `measure` has run.
    """

    __slots__ = (
        "attrs", "chars", "depth", "fields", "flow", "heads", "left_out", "linked", "lost", "own",
        "parent", "parts", "prose", "run", "stops", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: Box | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.parts: list[Box | str] = []
        self.own = 0  # characters of text directly inside
        self.stops = False  # whether a text directly inside ends like a sentence
        self.left_out = ""  # why it is no part of the policy, "" while it is

    def clear(self) -> None:
        """Set what `measure` counts back to what is directly inside."""
        self.chars = self.own  # characters of text inside that is not left out
        self.linked = 0  # those of them that are link text
        self.prose = 0  # those of them in paragraphs, outside links
        self.run = 0  # outside links, in the paragraph that the box is or is part of
        self.heads = 0  # heading elements inside
        self.flow = 0  # paragraphs, headings and lists directly inside
        self.fields = 0  # what a visitor is to fill in, inside
        self.lost = 0  # boxes inside that are left out, counted at the top of each such part

    def boxes(self) -> Iterator[Box]:
        """The boxes directly inside."""
        return (part for part in self.parts if isinstance(part, Box))

    def get(self, name: str) -> str:
        """An attribute's value in lower case, "" for none."""
        return (self.attrs.get(name) or "").lower()

    def within(self, limit: int = 400) -> list[Box]:
        """The boxes inside, level by level; no more than `limit`, as only small parts are asked."""
        found = list(self.boxes())
        for box in found:  # grows while it is walked
            if len(found) >= limit:
                break
            found.extend(box.boxes())
        return found[:limit]

    def text(self, limit: int = 2000) -> str:
        """The text inside on one line, about the first `limit` characters of it."""
        texts: list[str] = []
        stack: list[Box | str] = [self]
        while stack and limit > 0:
            part = stack.pop()
            if isinstance(part, str):
                texts.append(part)
                limit -= len(part)
            else:
                stack.extend(reversed(part.parts))
                if part.tag not in INLINE:
                    texts.append(" ")
        return " ".join("".join(texts).split())


class Page:
    """The boxes of a page: the root, and all of them in order of the document."""

    __slots__ = ("boxes", "root")

    def __init__(self) -> None:
        self.root = Box("body", {}, None)
        self.boxes: list[Box] = []

    def add(self, tag: str, attrs: dict[str, str | None], parent: Box) -> Box:
        """A new box at the end of its parent."""
        box = Box(tag, attrs, parent)
        parent.parts.append(box)
        self.boxes.append(box)
        if len(self.boxes) > MOST_BOXES:
            raise ExtractError(f"more than {MOST_BOXES:,} elements", hint=TOO_MANY)
        return box

    def spread_marks(self) -> None:
        """Give what is inside a box that is left out the same reason."""
        for box in self.boxes:
            if not box.left_out and box.parent is not None:
                box.left_out = box.parent.left_out


def build_page(nodes: Iterable[LexborNode]) -> Page:
    """Boxes for the nodes and all below them, under one root; of any depth."""
    page = Page()
    for node in nodes:
        graft(page, page.root, node)
    return page


def graft(page: Page, box: Box, start: LexborNode) -> None:
    """Put a node and all below it into a box."""
    preformatted = 0
    pending: list[tuple[Box, LexborNode | None]] = []
    node: LexborNode | None = start
    while True:
        if node is None:
            if not pending:
                return
            preformatted -= box.tag in PREFORMATTED
            box, node = pending.pop()
            continue
        following = None if node is start else node.next
        tag = node.tag or "-"
        if tag == "-text":
            text = node.text_content or ""
            if not text.isspace():
                add_text(box, text, keep_lines=preformatted > 0)
            elif box.parts or box.tag in INLINE:
                box.parts.append(" ")
        elif tag in PICTURES:
            if said := said_by_picture(node):
                add_text(box, f" {said} ")
        elif tag not in NEVER_TEXT and tag[0] not in "-!":
            attrs = node.attributes
            inner = page.add(tag, attrs or NO_ATTRS, box)
            if attrs and "data-cfemail" in attrs:
                add_text(inner, unmask(attrs["data-cfemail"] or ""))
            else:
                pending.append((box, following))
                preformatted += tag in PREFORMATTED
                box, following = inner, node.first_child
        node = following


def said_by_picture(node: LexborNode) -> str:
    """What a picture says where it stands for a word: an emoji, a tick, a cross; "" for others."""
    attrs = node.attributes
    label = attrs.get("alt") or attrs.get("aria-label") or ""
    if not label or len(label) > 12:
        return ""
    if not any(character.isalnum() for character in label) or "emoji" in (attrs.get("class") or ""):
        return label.strip()
    return label if label.strip().lower() in SAYING else ""


def collapse(text: str) -> str:
    """A text with single spaces; a huge one without a list of all its words in between."""
    if len(text) > HUGE:
        return re.sub(r"\s+", " ", text).strip()
    return " ".join(text.split())


def add_text(box: Box, text: str, *, keep_lines: bool = False) -> None:
    """Put a text into a box, its white space collapsed; `keep_lines` makes line ends breaks."""
    plain = text.isascii()
    if not plain and RE_INVISIBLE.search(text):
        text = RE_INVISIBLE.sub("", text)
        if not text.strip(JOINERS):
            text = " "
    if keep_lines and "\n" in text.strip("\n"):
        add_lines(box, text)
        return
    even = plain and "\n" not in text and "  " not in text and "\t" not in text
    words = text.strip() if even else collapse(text)
    if words:
        box.own += len(words)
        if words[-1] in SENTENCE_ENDS:
            box.stops = True
        if even and len(words) == len(text):
            box.parts.append(words)
            return
        lead = " " if text[0].isspace() else ""
        box.parts.append(f"{lead}{words} " if text[-1].isspace() else f"{lead}{words}")
    elif text and (box.parts or box.tag in INLINE):
        box.parts.append(" ")


def add_lines(box: Box, text: str) -> None:
    """Put a text into a box line by line, a break after each."""
    for line in text.strip("\n").splitlines():
        add_text(box, line)
        line_end = Box("br", NO_ATTRS, box)
        line_end.clear()
        box.parts.append(line_end)


def measure(page: Page) -> None:
    """Count what every box holds, apart from what is left out; to be asked for after marking."""
    root = page.root
    root.clear()
    root.run = root.own
    for box in page.boxes:
        box.clear()
    for box in reversed(page.boxes):
        above = box.parent or root
        if box.left_out:
            above.lost += 1
            continue
        if box.heads or box.fields or box.lost or box.tag in COUNTED:
            count_parts(box, above)
        if box.chars:
            count_text(box, above)


def count_parts(box: Box, above: Box) -> None:
    """Add what stands in a box to what stands in the one around it."""
    tag = box.tag
    above.lost += box.lost
    above.heads += box.heads + (tag in HEADINGS)
    above.fields += box.fields + (tag in FIELDS and box.get("type") != "hidden")
    above.flow += tag in FLOW and box.chars > 0


def count_text(box: Box, above: Box) -> None:
    """Add a box's text to that of the box around it, as link, as prose, or as neither."""
    above.chars += box.chars
    if box.tag == "a":
        above.linked += box.chars
        above.prose += box.prose
        return
    run = box.run + box.own
    box.run = run
    if box.tag in INLINE:
        above.run += run
        above.stops = above.stops or box.stops
    elif run >= PROSE_RUN or (box.stops and run >= SHORT_RUN):
        box.prose += run
    above.prose += box.prose
    above.linked += box.linked
