"""What a reading of a page may hide: addresses of mail, words of links, ends of sentences."""

from __future__ import annotations

import re
from collections import Counter

from policytrack.history.page_lines import drop_links, is_entry, link_texts, squeeze
from policytrack.words import fold_words

_MASKED = re.compile(r"\\?\[email.protected\\?\]", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# "as our ." in a line of the policy. Some languages set a space before other stops on purpose.
_GAP = re.compile(r"[ \u00a0](?<=\w[ \u00a0])[ \u00a0]{0,2}[.,](?=\s|$)")

_INSIDE = re.compile(
    r"[^\W_] {0,2}\[[^\[\]]{1,300}\]\([^()\s]{0,2000}\)[*_]{0,3}(?:[,;]| [a-zà-ÿ])"
)
_STOPPED = re.compile(r"[.!?][\"”’)*_\s]*$")
_FEWEST_LEFT = 8  # words of a line whose end is missing


def is_masked(line: str) -> bool:
    """Whether a line hides an address from machines."""
    return "[" in line and _MASKED.search(line) is not None


def is_masked_alike(line: str, other: str) -> bool:
    """Whether lines say the same but for the addresses in them, hidden or not."""
    return _mask(line) == _mask(other)


def _mask(line: str) -> str:
    return squeeze(_MASKED.sub("@", _ADDRESS.sub("@", line)))


def has_gap(line: str) -> bool:
    """Whether words are missing before a stop."""
    return _GAP.search(line) is not None


def is_less_linked(line: str, other: str) -> bool:
    """Whether a line is the other without the words of some of its links."""
    left, whole = Counter(link_texts(line)), Counter(link_texts(other))
    return left < whole and squeeze(drop_links(line)) == squeeze(drop_links(other))


def is_less_linked_inside(line: str, other: str) -> bool:
    """The same of links that stand inside a sentence, as in "see [here](…) for ways"."""
    return _INSIDE.search(other) is not None and is_less_linked(line, other)


def is_cut(line: str) -> bool:
    """Whether a line of prose may have lost its end."""
    cut = not _STOPPED.search(line) and line.rstrip()[-1:].isalpha()
    return cut and not is_entry(line) and len(fold_words(line)) >= _FEWEST_LEFT


def is_begun_by(line: str, other: str) -> bool:
    """Whether a line is the other without the end of its last sentence."""
    begun, whole = squeeze(line), squeeze(other)
    return begun != whole and whole.startswith(begun) and _STOPPED.search(other) is not None
