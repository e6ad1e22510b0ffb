"""The units of a body that a reader takes as one: paragraphs, list items, table rows.

Owns where a unit ends. Must not know what is compared with what.
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"\n[ \t\r\f\v\u00a0\u200b]*\n\s*"  # an empty line
    r"|\n[ \t>]*(?=(?:[-*+•·–] |\d{1,3}\\?[.)] |\([a-z0-9]{1,4}\) |[a-z]\\?[.)] |\|))"
    r"|(?<=\|)[ \t]*\n"
)


def find_breaks(text: str) -> list[int]:
    """Offsets at which a new unit begins, in order; the first unit begins at 0."""
    return [found.end() for found in _BREAK.finditer(text)]
