"""What a part of a page looks like, by what was counted in it; decides nothing by itself.

Every question is answered in time that does not grow with the page: from counts, or from a
bounded look inside or beside the part.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.tree import FLOW, HEADINGS, names
from policytrack.extract.html.vocabulary import DATE_WORD, POLICY_WORD, SINCE_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box

WORDED: Final = names("p li dd dt td th")  # what holds words rather than parts
SIBLINGS: Final = 60  # looked at beside a box
RE_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
RE_CLOCK: Final = re.compile(
    r"\b\d?\d:\d\d|\bago\b|\bvor \d|\bil y a\b|\bhace \d|\bhá \d|\bfa\b|\bgeleden\b"
)
RE_SENTENCE: Final = re.compile(r"\w+(?:\s+\w+){5,}[.!?:]")


def link_dense(box: Box) -> bool:
    """Whether most of the text is links."""
    return box.linked > 0.5 * box.chars


def holds_text(box: Box) -> bool:
    """Whether a menu by its tag is a text by what it holds, as some accordions are."""
    return box.prose > 0.6 * box.chars and box.linked < 0.2 * box.chars


def has_sentence(box: Box) -> bool:
    """Whether anything inside reads as a sentence."""
    return box.prose > 0 or bool(RE_SENTENCE.search(box.text()))


def says_what(box: Box) -> bool:
    """Whether a few words may be of the policy: its kind, a date."""
    text = box.text()
    return bool(DATE_WORD.search(text) or POLICY_WORD.search(text))


def dates_policy(box: Box) -> bool:
    """Whether a line says since when the text is so; a clock or "days ago" is the site's, not its.

    Such a line changes by itself, as a date does not.
    """
    text = box.text(300)
    return bool(SINCE_WORD.search(text) and RE_YEAR.search(text) and not RE_CLOCK.search(text))


def reads_like_policy(box: Box) -> bool:
    """Prose under headings, several paragraphs of it: no frame of a page looks so."""
    if box.prose < 600 or link_dense(box):
        return False
    paragraphs = sum(inner.prose > 0 and inner.tag in {"p", "li"} for inner in box.within())
    return paragraphs >= 4 and box.heads > 0


def is_section(box: Box) -> bool:
    """Whether the box is one of several parts alike, each with a heading and prose."""
    parent = box.parent
    if parent is None or not (box.heads and box.prose) or box.fields or link_dense(box):
        return False
    alike = sum(
        1
        for other in islice(parent.boxes(), SIBLINGS)
        if other.tag == box.tag
        and other.heads
        and other.prose
        and other.attrs.get("class") == box.attrs.get("class")
    )
    return alike >= 3


def heads_text(box: Box) -> bool:
    """Whether a label stands right before a part with prose, as the handle of an accordion does."""
    if box.parent is None or box.chars > 150 or box.linked or len(box.parent.parts) > 12:
        return False
    siblings = list(box.parent.boxes())
    at = siblings.index(box)
    return at + 1 < len(siblings) and siblings[at + 1].prose > 0 and len(siblings) <= 4


def stands_in_text(box: Box) -> bool:
    """Whether paragraphs and headings stand right beside the box."""
    return box.parent is not None and box.parent.flow - (box.tag in FLOW) >= 2


def in_prose(box: Box) -> bool:
    """Whether the box is a word of a sentence."""
    parent = box.parent
    if parent is None or parent.tag in HEADINGS:
        return False
    return parent.own > 20 or (parent.tag in WORDED and parent.chars - box.chars > 15)


def in_article(box: Box) -> bool:
    """Whether the box stands within what HTML calls the main part or an article."""
    above = box.parent
    while above is not None:
        if above.tag in {"article", "main"} or above.get("role") == "main":
            return True
        above = above.parent
    return False
