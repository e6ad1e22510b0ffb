"""Which line the entries of a list stand under: "We do not allow:".

Owns where the reach of a line that leads in ends. Must not know what two texts have in common.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY = re.compile(r"\s*(?:[-*+•·–—▪◦‣⁃]\s|\|?\s*(?:\(?\d{1,3}|\(?[a-z]|\(?[ivx]{1,5})\\?[.)]\s)")
_CONTINUED = re.compile(r"\s{2,}|\t")
_ENDS = re.compile(r"[.!?][\s*_\"”»)]*$")
_LONGEST_ENTRY = 12  # words of an entry that no bullet marks and that ends like a sentence
_LEADS = re.compile(r"[:：][\s*_\"”»]*$")


def find_leads(lines: Iterable[str]) -> list[int]:
    """For each line the place of the line that leads it in; -1 where none does.

    A line that ends in a colon leads in what follows, up to the next such line, the first
    paragraph behind a list, or one that is too long for an entry without a mark.
    """
    found: list[int] = []
    lead, listed = -1, False
    for place, line in enumerate(lines):
        is_entry = ENTRY.match(line) is not None
        bare = lead >= 0 and line.strip() and not is_entry and not _CONTINUED.match(line)
        if bare and (listed or _is_paragraph(line)):
            lead, listed = -1, False
        found.append(lead)
        listed = listed or (is_entry and lead >= 0)
        if _LEADS.search(line):
            lead, listed = place, False
    return found


def _is_paragraph(line: str) -> bool:
    return _ENDS.search(line) is not None and len(line.split(None, _LONGEST_ENTRY)) > _LONGEST_ENTRY
