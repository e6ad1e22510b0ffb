"""What a Word document defines for its paragraphs: styles with outline levels, and numbering.

Owns the reading of styles.xml and numbering.xml and what follows from them for a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from policytrack.extract.archive import parse_xml
from policytrack.extract.numbering import Counter, Level

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING: Final = "PolicytrackHeading"
CONTENTS: Final = "contents"
DEEPEST_CHAIN: Final = 20  # styles based on one another
HIGHEST_LEVEL: Final = 6
FORMS: Final = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower",
    "upperLetter": "upper",
    "lowerRoman": "roman",
    "upperRoman": "ROMAN",
    "ordinal": "decimal",
}
TITLES: Final = frozenset({"title", "titel", "titre", "título", "titolo"})


def w(name: str) -> str:
    """A name of the main namespace, as ElementTree writes it."""
    return NAMESPACE + name


@dataclass(slots=True)
class Style:
    """A paragraph style, as far as it says what a paragraph is."""

    name: str = ""
    based_on: str = ""
    outline: str = ""
    number: str = ""
    depth: str = ""


@dataclass(slots=True)
class Definitions:
    """Styles by id, lists by number, and how far the lists have counted."""

    styles: dict[str, Style] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)  # by number; shared by a definition
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # still to come, by number

    def kind(self, style: str) -> str:
        """CONTENTS for a line of a table of contents, else ""."""
        name = self.styles.get(style, Style(name=style)).name.casefold()
        is_contents = name.startswith("toc") and name[3:].strip() in {
            *map(str, range(1, 10)),
            "heading",
        }
        return CONTENTS if is_contents else ""

    def heading_level(self, style: str, own: str) -> int:
        """1 to 6 for a heading, by its outline level or its style's; 0 for text."""
        chain = self._chain(style)
        stated = next((level for level in (own, *(s.outline for s in chain)) if level), "")
        if stated.isdecimal() and int(stated) < HIGHEST_LEVEL:
            return int(stated) + 1
        if not stated and any(s.name.casefold() in TITLES for s in chain):
            return 1
        return 0

    def label(self, style: str, numbering: Element | None) -> str:
        """Count a numbered paragraph; its label, "" where it has none or a bullet."""
        number, depth = _numbering(numbering)
        for inherited in self._chain(style):
            number = number or inherited.number
            depth = depth or inherited.depth
        counter = self.counters.get(number)
        if counter is None:
            return ""
        at = int(depth) if depth.isdecimal() else 0
        if (start := self.restarts.get(number, {}).pop(at, None)) is not None:
            counter.restart(at, start)
        return counter.label(min(at, 8))

    def _chain(self, style: str) -> list[Style]:
        found: list[Style] = []
        while style in self.styles and len(found) < DEEPEST_CHAIN:
            found.append(self.styles[style])
            style = found[-1].based_on
        return found


def read_definitions(styles: bytes | None, numbering: bytes | None) -> Definitions:
    """The definitions of a document; either part may be missing."""
    definitions = Definitions()
    if styles:
        for element in parse_xml(styles, "word/styles.xml").iter(w("style")):
            definitions.styles[element.get(w("styleId")) or ""] = _style(element)
    if numbering:
        _read_numbering(parse_xml(numbering, "word/numbering.xml"), definitions)
    return definitions


def _style(element: Element) -> Style:
    properties = element.find(w("pPr"))
    number, depth = _numbering(properties.find(w("numPr")) if properties is not None else None)
    return Style(
        name=_value(element.find(w("name"))),
        based_on=_value(element.find(w("basedOn"))),
        outline=_value(properties.find(w("outlineLvl"))) if properties is not None else "",
        number=number,
        depth=depth,
    )


def _numbering(element: Element | None) -> tuple[str, str]:
    if element is None:
        return "", ""
    return _value(element.find(w("numId"))), _value(element.find(w("ilvl")))


def _read_numbering(root: Element, definitions: Definitions) -> None:
    levels = {
        element.get(w("abstractNumId")) or "": _levels(element)
        for element in root.iter(w("abstractNum"))
    }
    shared = {name: Counter(found) for name, found in levels.items()}
    for element in root.iter(w("num")):
        number = element.get(w("numId")) or ""
        name = _value(element.find(w("abstractNumId")))
        if name not in shared:
            continue
        changed, restarts = _overrides(element)
        if changed:
            definitions.counters[number] = Counter({**levels[name], **changed})
        else:
            definitions.counters[number] = shared[name]
        definitions.restarts[number] = restarts


def _overrides(element: Element) -> tuple[dict[int, Level], dict[int, int]]:
    """Levels that a list defines anew, and numbers that it starts from."""
    restarts: dict[int, int] = {}
    changed: dict[int, Level] = {}
    for override in element.findall(w("lvlOverride")):
        depth = override.get(w("ilvl")) or ""
        start = _value(override.find(w("startOverride")))
        if depth.isdecimal() and start.isdecimal():
            restarts[int(depth)] = int(start)
        changed |= _levels(override)
    return changed, restarts


def _levels(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in element.findall(w("lvl")):
        depth, start = level.get(w("ilvl")) or "", _value(level.find(w("start")))
        if not depth.isdecimal():
            continue
        found[int(depth)] = Level(
            form=FORMS.get(_value(level.find(w("numFmt"))) or "decimal", ""),
            pattern=_value(level.find(w("lvlText")))[:100],
            start=int(start) if start.isdecimal() else 1,
            legal=level.find(w("isLgl")) is not None,
        )
    return found


def _value(element: Element | None) -> str:
    return (element.get(w("val")) or "") if element is not None else ""
