"""Characters made canonical before anything is read: line ends, spaces, Unicode form.

Owns what a character is replaced with; must not know of Markdown or of sentences. Zero-width and
bidirectional characters stay, since an edit that consists of them must remain visible.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?")
# Every other character that `str.splitlines` takes for a line end, and every kind of space.
_SPACES = re.compile(
    r"[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
# Controls are no text: NUL ends strings elsewhere, ESC speaks to terminals, and half a surrogate
# pair cannot be written as UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INDENT_OF_HARD_SPACES = re.compile(r"^[ \t]*\xa0[ \t\xa0]*", re.MULTILINE)


def normalise(text: str) -> str:
    """NFC, the line feed as the only line end, the plain space and the tab as the only spaces."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    text = unicodedata.normalize("NFC", _UNWRITABLE.sub("\ufffd", text))
    # Spaces that do not break make an indent for the eye, never a code block.
    text = _INDENT_OF_HARD_SPACES.sub("", text)
    return _SPACES.sub(" ", text)
