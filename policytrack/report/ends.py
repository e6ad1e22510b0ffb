"""Where the sentences of a line end, so that all who count, part or show them see the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"(\w+)[/)\]\"”’»›*_]*[.!?…][\"'”’»›)\]*_]*\s+(?=[^\W\d_a-zß-ÿ]|[\"“„‘«¿¡]|\Z)")
# The full stop of an initial, a title or a firm is its own: "Dr. No".
_NO_END = re.compile(r"\w|Mrs?|Ms|Dr|St|Pt[ey]|N[ro]|Art|Inc|Ltd|[ivx]+|[IVX]+")
_MARK = re.compile(r"\W*\d{1,3}\Z")


def find_ends(text: str) -> Iterator[int]:
    """Where sentences end, the space behind them included; not behind the number of a line."""
    for end in _END.finditer(text):
        if not (_NO_END.fullmatch(end[1]) or _MARK.match(text[: end.end(1)])):
            yield end.end()
