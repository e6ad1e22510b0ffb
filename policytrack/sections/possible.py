"""Whether a line by itself could be a heading of its style; must not know where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from policytrack.dates import is_date_line
from policytrack.sections.shape import is_label, is_stopped, starts_high

if TYPE_CHECKING:
    from policytrack.sections.numbering import Label

# hash: headings by markup. clause: a numbered paragraph, never a heading, but kin of those that
# are. plain: a short line without any mark.
Style = Literal["hash", "bold", "caps", "number", "plain", "clause"]

_DAY = re.compile(r"\b(?:29|3\d)\b")  # a slip like "31 June" still makes a line that gives a date

# Words of a title, by how the line is marked. The longest bold heading met in policies has 28,
# the longest numbered one 19; short plain lines beyond ten words are sentences.
MOST_WORDS = {"bold": 28, "caps": 15, "number": 20, "plain": 10}
# The same where it ends with a colon, and where it ends with another stop.
_LEAD_IN_WORDS = {"bold": 18, "caps": 14, "number": 14, "plain": 0}
_STOPPED_WORDS = {"bold": 5, "caps": 6, "number": 5, "plain": 0}
_STOPPED_NUMBERED = {"bold": 20, "caps": 10, "number": 5}  # and it has a number


def title_of(text: str, label: Label | None) -> str:
    """The words after the number."""
    return text[label.end :] if label else text


def could_be_heading(style: Style, text: str, label: Label | None) -> bool:
    """Whether it could, as far as the line alone tells. `text` is plain, with its number."""
    if style == "hash":
        return True
    if style == "clause":
        return False
    title = title_of(text, label)
    if not title:
        return label is not None and bool(label.word)
    if not is_label(title, MOST_WORDS[style]):
        return False
    if is_stopped(title) and len(title.split()) > _most_stopped(style, title, label):
        return False
    if style != "bold" and not starts_high(title):
        return False
    return not (any(map(str.isdigit, text)) and is_date_line(_DAY.sub("28", text)))


def _most_stopped(style: Style, title: str, label: Label | None) -> int:
    """Words that a title may have that ends like a sentence or a lead-in."""
    if label and not title.endswith(":"):
        return _STOPPED_NUMBERED[style]
    return (_LEAD_IN_WORDS if title.endswith(":") else _STOPPED_WORDS)[style]
