"""What an OpenDocument text defines for its paragraphs: bold styles, headings, lists, outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from policytrack.extract.archive import walk_xml
from policytrack.extract.numbering import Level

TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
FO: Final = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
FORMS: Final = {"1": "decimal", "a": "lower", "A": "upper", "i": "roman", "I": "ROMAN"}
LEVEL_TAGS: Final = frozenset(
    {
        TEXT + "list-level-style-number",
        TEXT + "list-level-style-bullet",
        TEXT + "outline-level-style",
    }
)
DEEPEST_CHAIN: Final = 20
BOLD: Final = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(slots=True)
class Styles:
    """Styles by name; `lists` holds levels from 0."""

    bold: dict[str, bool] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    outlines: dict[str, int] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)

    def is_bold(self, name: str) -> bool:
        """Whether the style, or one that it is made from, is bold."""
        return next((self.bold[style] for style in self._chain(name) if style in self.bold), False)

    def heading_level(self, name: str) -> int:
        """1 to 10 for a style with an outline level, 1 for a title, else 0."""
        for style in self._chain(name):
            if style in self.outlines:
                return self.outlines[style]
            if style == "Title":
                return 1
        return 0

    def _chain(self, name: str) -> list[str]:
        found: list[str] = []
        while name and len(found) < DEEPEST_CHAIN:
            found.append(name)
            name = self.parents.get(name, "")
        return found


def read_styles(*parts: bytes) -> Styles:
    """The styles of both parts that define any."""
    reader = _Reader()
    for part in parts:
        if part:
            walk_xml(part, "styles.xml", reader.start)
    return reader.styles


class _Reader:
    def __init__(self) -> None:
        self.styles = Styles()
        self._name = ""
        self._levels: dict[int, Level] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == STYLE + "style":
            self._style(attributes)
        elif tag == STYLE + "text-properties":
            weight = attributes.get(FO + "font-weight")
            if weight and self._name:
                self.styles.bold[self._name] = weight in BOLD
        elif tag == TEXT + "list-style":
            self._name = ""
            self._levels = self.styles.lists.setdefault(attributes.get(STYLE + "name", ""), {})
        elif tag == TEXT + "outline-style":
            self._name = ""
            self._levels = self.styles.outline
        elif tag in LEVEL_TAGS:
            self._name = ""
            self._level(tag, attributes)

    def _style(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get(STYLE + "name", "")
        self.styles.parents[self._name] = attributes.get(STYLE + "parent-style-name", "")
        level = attributes.get(STYLE + "default-outline-level", "")
        if level.isdecimal():
            self.styles.outlines[self._name] = int(level)

    def _level(self, tag: str, attributes: dict[str, str]) -> None:
        stated = attributes.get(TEXT + "level", "")
        depth = int(stated) - 1 if stated.isdecimal() else 0
        start = attributes.get(TEXT + "start-value", "1")
        shown = attributes.get(TEXT + "display-levels", "1")
        count = min(int(shown) if shown.isdecimal() else 1, depth + 1, 9)
        places = ".".join(f"%{number + 1}" for number in range(depth + 1 - count, depth + 1))
        form = FORMS.get(attributes.get(STYLE + "num-format", ""), "")
        prefix, suffix = (attributes.get(STYLE + key, "") for key in ("num-prefix", "num-suffix"))
        self._levels[depth] = Level(
            form="" if tag.endswith("bullet") else form,
            pattern=f"{prefix[:20]}{places}{suffix[:20]}",
            start=int(start) if start.isdecimal() else 1,
        )
