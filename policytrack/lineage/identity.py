"""Names for sections that last: from a section's birth, never from its place in a list."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

from policytrack.words import fold_words

_LENGTH = 10  # of 32 letters: among a million sections one in 2,000 histories has a name twice
_LONGEST_SLUG = 40


def make_identity(policy: str, digest: str, repeat: int) -> str:
    """The identity of a section born with these words, the same on every machine.

    `repeat` counts the sections of the policy that were born with the very same words before.
    """
    seed = "\0".join([policy, digest, str(repeat)]).encode("utf-8", "surrogatepass")
    return base64.b32encode(hashlib.sha256(seed).digest())[:_LENGTH].decode("ascii").lower()


def anchor_of(identity: str, born_heading: str) -> str:
    """The permanent anchor of a section, for pages and feeds: letters, digits and dashes.

    Made of the heading that the section was born with, so that it never changes.

    >>> anchor_of("mfrggzdfmz", "4.2 Cookies & más")
    '4-2-cookies-mas-mfrggzdfmz'
    """
    plain = unicodedata.normalize("NFKD", " ".join(fold_words(born_heading[:400])))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if c.isascii())
    slug = "-".join(words.split())[:_LONGEST_SLUG].strip("-")
    return f"{slug}-{identity}" if slug else identity
