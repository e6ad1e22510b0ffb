"""Numbers of lists and headings, which word processors compute and do not write into the text.

Owns counting and the forms of numbers; knows nothing of any file format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST: Final = 5000  # beyond, roman numbers and letters are no numbers for anybody
RE_PLACE: Final = re.compile(r"%([1-9])")
RE_PLAIN: Final = re.compile(r"(\d{1,6})[.)]?$")


@dataclass(frozen=True, slots=True)
class Level:
    """How a level is numbered: `pattern` holds %1 for the number of the first level, and so on."""

    form: str = "decimal"  # "decimal", "lower", "upper", "roman", "ROMAN", "" for bullets
    pattern: str = ""
    start: int = 1
    legal: bool = False  # all numbers of the label are decimal


@dataclass(slots=True)
class Counter:
    """The numbers that a list has reached."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, depth: int) -> str:
        """Count one on at a depth (from 0); its label, "" for a bullet."""
        level = self.levels.get(depth, Level(form=""))
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in self.counts if other > depth]:
            del self.counts[deeper]
        if not level.form:
            return ""
        return RE_PLACE.sub(lambda place: self._number(int(place[1]) - 1, level), level.pattern)

    def restart(self, depth: int, start: int) -> None:
        """Let the next number at a depth be `start`."""
        self.counts[depth] = start - 1

    def _number(self, depth: int, at: Level) -> str:
        level = self.levels.get(depth, Level())
        count = self.counts.get(depth, level.start)
        return format_number(count, "decimal" if at.legal else level.form)


def format_number(count: int, form: str) -> str:
    """A number in letters, roman numerals or digits."""
    if form in {"lower", "upper"} and 0 < count <= LARGEST:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upper" else letter
    if form in {"roman", "ROMAN"} and 0 < count <= LARGEST:
        return roman(count).upper() if form == "ROMAN" else roman(count)
    return str(count)


def roman(count: int) -> str:
    """A number from 1 on in roman numerals."""
    text = ""
    for value, numeral in ROMAN:
        text += numeral * (count // value)
        count %= value
    return text


def plain_number(label: str) -> str:
    """The digits of a label that is a number alone, such as "12.", else ""."""
    found = RE_PLAIN.match(label.strip())
    return found[1] if found else ""
