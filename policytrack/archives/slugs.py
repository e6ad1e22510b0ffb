"""Names of services and documents as parts of ids. Knows nothing of which ids are taken."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

LONGEST: Final = 100  # bytes; ids allow 120, and a number may have to follow
RE_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout)(?=\.|$)")


def slug(text: str) -> str:
    """Lower case letters of any script and digits, the rest dashes; never empty.

    What is left of a name without any letter is told apart by a hash of the name.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    dashed = re.sub(r"[^\w.]+|_+", "-", unicodedata.normalize("NFC", letters))
    cut = dashed.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").strip("-.")
    if not cut:
        return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return RE_RESERVED.sub(lambda match: match[0] + "-", cut, count=1)
