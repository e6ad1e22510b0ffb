"""Short plain lines as headings, in documents that mark hardly any otherwise.

Owns the decision whether a document's headings are plain lines, and which line is its title.
Must not know of numbers and marks beyond how many headings they gave.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.languages import names_document
from policytrack.sections.shape import is_contact

if TYPE_CHECKING:
    from policytrack.sections.candidates import Candidate
    from policytrack.sections.following import Following

MOST_MARKED = 2  # headings by markup or bold in a document whose headings are plain lines
_FEWEST = 3
_LEAD = 3  # so many plain headings for each of another style
_STRAY_SHARE = 0.1  # headings by markup or bold for each plain one: a page's own, around the text
_MARKED_SHARE = 0.2  # of headings by markup or bold in a document whose title may be a plain line
_FEWEST_NUMBERED = 3  # plain numbered headings in a document whose title may be a plain line
_FEWEST_LETTERS = 3
_NO_TITLE = "[|"  # first characters of link texts and of menus


def choose_plain(
    possible: list[Candidate], chosen: dict[int, Candidate], following: Following
) -> list[Candidate]:
    """All plain lines with a text below where hardly anything else is a heading, or the title."""
    plain = [
        c
        for c in possible
        if c.style == "plain" and c.text[0] not in _NO_TITLE and _may_name(c.title)
    ]
    styles = Counter(c.style for c in chosen.values())
    marked = styles["hash"] + styles["bold"]
    headed = _headed(plain, following)
    if marked <= max(MOST_MARKED, _STRAY_SHARE * len(headed)) and len(headed) >= max(
        _FEWEST, _LEAD * len(chosen)
    ):
        return headed
    if not chosen or styles["hash"] > MOST_MARKED:
        return []
    few = marked <= max(MOST_MARKED, _MARKED_SHARE * len(chosen))
    above = [c for c in plain if c.block < min(chosen)]
    if above and not above[0].block:
        numbered = styles["number"] >= _FEWEST_NUMBERED
        return above[:1] if few or numbered or names_document(above[0].title) else []
    return [c for c in above if few and names_document(c.title) and following.has_prose(c)][:1]


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def _may_name(title: str) -> bool:
    return sum(map(str.isalpha, title)) >= _FEWEST_LETTERS and not is_contact(title)


def _headed(plain: list[Candidate], following: Following) -> list[Candidate]:
    """Those with prose below, or with one of those below; none at the end of a list."""
    free = [c for c in plain if not following.is_crowded(c)]
    above_prose = {c.block for c in free if following.has_prose(c)}
    return [c for c in free if c.block in above_prose or following.place(c) in above_prose]
