"""The marks of list items as a browser shows them; knows nothing of their text's format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.numbering import roman

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box

BULLET: Final = "-"
RE_OWN_LABEL: Final = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,6}|[A-Z])[.)](?=\s|$)|\d{1,3}(?:\.\d{1,3})+\s|§"
    r"|(?:art(?:icle|ikel|\.)|section|clause)\s+\d",
    re.IGNORECASE,
)
STYLES: Final = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
                 "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
RE_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*(?:outside\s+|inside\s+)?([\w-]+)")


def item_label(item: Box, numbers: dict[int, int]) -> str:
    """The mark of a list item: "-", "3." or "c.".

    `numbers` keeps the last number given in each list, by the list's id().
    """
    above = item.parent
    if above is None or above.tag != "ol":
        return BULLET
    value = item.attrs.get("value") or ""
    if value.lstrip("-").isdecimal():
        number = int(value)
    elif id(above) in numbers:
        number = numbers[id(above)] + 1
    else:
        start = above.attrs.get("start") or "1"
        number = int(start) if start.lstrip("-").isdecimal() and len(start) < 10 else 1
    numbers[id(above)] = number
    return f"{number_as(number, style_of(item) or style_of(above))}."


def style_of(box: Box) -> str:
    """How a list says it is numbered: "1", "a", "A", "i", "I", "" where it does not say."""
    if (stated := box.attrs.get("type") or "") in {"1", "a", "A", "i", "I"}:
        return stated
    found = RE_STYLE.search(box.attrs.get("style") or "")
    return STYLES.get(found[1], "") if found else ""


def number_as(number: int, style: str) -> str:
    """A number in digits, letters or Roman numerals."""
    if number < 1 or style in {"", "1"} or number > 3999:
        return str(number)
    if style in {"a", "A"}:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return letters if style == "a" else letters.upper()
    return roman(number) if style == "i" else roman(number).upper()


def has_own_label(text: str) -> bool:
    """Whether a text starts with a number of its own, so that a list's would double it."""
    return bool(RE_OWN_LABEL.match(text))
