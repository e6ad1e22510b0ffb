"""Whether a line reads as a label or as a sentence; must not know where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

# Where one sentence ends and another begins; short words before the point are abbreviations.
_BREAK = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ]{4})|(?<=[^\W\d_]{5}))[\"”»’)]{0,3}\.[\"”»’)]{0,3}\s+"
    r"[\"“„«‘¿¡(]{0,3}[^\W\d_a-zß-öø-ÿ]"
)
_ADDRESS = re.compile(
    r"@|https?://|www\.|\b\d{5}\b|\+\d{2}|\d{3}[ -]\d{4}|\b(?:19|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
)
# A house and its street; in the other languages the number comes last.
_STREET = re.compile(
    r"\d{1,4}[A-Z]?,? (?:(?:\S+ ){1,3}"
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd\.?|Quay|Parkway|Highway|Terrace"
    r"|Drive|Way|Square|Place|Court|Plaza|Loop)(?: (?:North|South|East|West|Upper|Lower))?(?:,.*)?"
    r"|(?:[Rr]ue|Avenue|Boulevard|Bd\.?|Quai|Place|Allée|Chemin|Impasse)"
    r" (?:de |du |des |d['’]|la ).*)"
)
_LAST_LINE = re.compile(r"@|https?://|www\.|\+\d{2}|\d{3}[ -]\d{4}")
_POSTAL_CODE = re.compile(r"\b\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b\d{4} [A-Z]{2}\b")
# Countries of two words and more; one word may always be one.
_COUNTRY = re.compile(
    r"(?:the |les |los |die |de )?(?:united|vereinigt|verenigd|états|etats|estados|stati|royaume"
    r"|reino|regno|pays|países|paesi|new|nueva|nova|nouvelle|south|north|republic|república|hong"
    r"|czech|great|saudi)\b.*",
    re.IGNORECASE,
)
_STOPS = (".", ";", ",", ":", "!")


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def is_label(title: str, most_words: int) -> bool:
    """Whether the words read as a label: few, one sentence at most, not broken off."""
    words = title.split()
    if not words or len(words) > most_words or title[-1] in ",;":
        return False
    return not _BREAK.search(title) and not (title[0] == "(" and title[-1] == ")")


def is_labelish(title: str, most_words: int) -> bool:
    """The same, less strictly: for a line whose neighbours are headings of its kind."""
    return bool(title) and len(title.split()) <= most_words and title[-1] not in ",;:"


def is_stopped(title: str) -> bool:
    """Whether the line ends like a sentence or a lead-in."""
    return title.endswith(_STOPS)


def starts_high(title: str) -> bool:
    """Whether the first letter is a capital or of a script without capitals."""
    first = next((char for char in title if char.isalnum()), "")
    return bool(first) and not first.islower()


def is_contact(title: str) -> bool:
    """Whether the line gives a date or an address rather than a name."""
    return bool(_ADDRESS.search(title)) or is_street(title)


def is_street(line: str) -> bool:
    """Whether the line gives a house and its street: "1 Hatch Street Upper"."""
    return bool(_STREET.fullmatch(line))


def ends_address(line: str) -> bool:
    """Whether the line gives an e-mail address, a site or a telephone number."""
    return bool(_LAST_LINE.search(line))


def has_postal_code(line: str) -> bool:
    """Whether the line gives a town with its code."""
    return bool(_POSTAL_CODE.search(line))


def may_be_country(line: str) -> bool:
    """Whether the line may be the country below a town."""
    return " " not in line.strip() or bool(_COUNTRY.fullmatch(line))
