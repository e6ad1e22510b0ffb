"""The words of a line without its Markdown marks; must not know what kind of block it is in."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\s*\)")
_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\s*\)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|`+|~~")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def plain_text(marked: str) -> str:
    """One line's words: links give their text, marks go, white space is collapsed."""
    text = marked
    if "[" in text:
        text = _IMAGE.sub("", text)
        for _ in range(3):
            text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = _EMPHASIS.sub(lambda mark: _keep(mark, text), text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(_UNSEEN.sub("", text).split())


def _keep(mark: re.Match[str], text: str) -> str:
    """An escaped mark stays what it is: a character."""
    return mark[0] if mark.start() and text[mark.start() - 1] == "\\" else ""
