"""Page numbers that a printed document left in its text: "3", "- 3 -", "Page 3 of 12".

Owns which lines of a document are page numbers. They stand alone and count the pages up one by
one; a lone number that does not is a number like any other.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FEWEST = 4  # pages; fewer numbers in a row may be anything
_LONG = 60  # characters of a line that, unless it begins with a space, is no page number
_FORM = (
    r"((?:[-–—][ \t]*)?(?:(?:page|seite|página|pagina|p\.)[ \t]*)?(\d{1,4})"
    r"(?:[ \t]*(?:/|of|von|de|sur|di|van)[ \t]*\d{1,4})?(?:[ \t]*[-–—])?)"
)
_LINE = re.compile(rf"[ \t]*{_FORM}[ \t]*", re.IGNORECASE)
_PAGE = re.compile(
    rf"(?m)(?<![^\n])(?:^[ \t]*\n|\A)[ \t]*{_FORM}[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)", re.IGNORECASE
)


@lru_cache(maxsize=2)  # the text after is the text before in a history's next comparison
def find_page_numbers(text: str) -> frozenset[str]:
    """The lines of a document that count its pages, without the space around them."""
    lines = (line for line in text.split("\n") if line and (len(line) < _LONG or line[0] in " \t"))
    if sum(map(_may_count, lines)) < _FEWEST:
        return frozenset()
    longest: list[str] = []
    run: list[tuple[int, str]] = []
    for found in _PAGE.finditer(text):
        number = int(found[2])
        if run and number != run[-1][0] + 1:
            longest = max(longest, [line for _, line in run], key=len)
            run = []
        run.append((number, found[1]))
    longest = max(longest, [line for _, line in run], key=len)
    return frozenset(longest if len(longest) >= _FEWEST else ())


def _may_count(line: str) -> bool:
    """Whether a line has the form; few have, so that most texts need no second look."""
    end = line.rstrip(" \t")[-1:]
    return (end.isdigit() or end in "-–—") and _LINE.fullmatch(line) is not None


def without_pages(text: str, pages: frozenset[str]) -> str:
    """A text without the lines that are page numbers and stand alone."""
    if not pages:
        return text
    return _PAGE.sub(lambda found: "\n" if found[1] in pages else found[0], text)
