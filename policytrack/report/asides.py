"""What a text only names: other sections by their titles, examples in brackets."""

from __future__ import annotations

import re

# A quoted title, of three words or more.
TITLE = re.compile(r"[“\"„«](?=(?:[^“”\"„«»\s]+\s+){2})[^“”\"„«»\n]{1,200}[”\"“»]")
_OPENING = (
    r"\((?:for (?:example|instance)|e\.g\.|par exemple|p\. ex\.|zum Beispiel|z\. ?B\.|por ejemplo"
    r"|p\. ej\.|ad esempio|por exemplo|bijvoorbeeld|bijv\.)"
)
EXAMPLE = re.compile(rf"{_OPENING}[^()]{{0,400}}\)", re.IGNORECASE)
OPEN_EXAMPLE = re.compile(rf"{_OPENING}[^()]*\Z", re.IGNORECASE)  # at the end of a text
