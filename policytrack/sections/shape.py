"""Whether a line reads as a label or as a sentence; must not know where it stands."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[^\W\d_]{4,}[\"”»’)]*[.!?][\"”»’)]*\s+[\"“„«‘¿¡(]*[^\W\d_a-zß-öø-ÿ]")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
)
_ADDRESS = re.compile(r"@|https?://|www\.|\b\d{5}\b|\+\d{2}|\d{3}[ -]\d{4}")


def is_label(title: str, most_words: int) -> bool:
    """Whether the words read as a label: few, one sentence at most, not broken off."""
    words = title.split()
    if not words or len(words) > most_words or title[-1] in ",;":
        return False
    return not _BREAK.search(title)


def is_sentence(title: str) -> bool:
    """Whether the line ends like a sentence."""
    return title.endswith((".", ";", ",", ":", "!"))


def starts_high(title: str) -> bool:
    """Whether the first letter is a capital or of a script without capitals."""
    first = next((char for char in title if char.isalnum()), "")
    return bool(first) and not first.islower()


def is_contact(title: str) -> bool:
    """Whether the line gives a date or an address rather than a name."""
    return bool(_ADDRESS.search(title) or _DATE.search(title))
