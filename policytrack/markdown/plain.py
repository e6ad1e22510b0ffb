"""The words of a line without its Markdown marks; must not know what kind of block it is in."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

# Targets and titles are bounded, and no part can match in two ways: hostile lines cost linear time.
_TARGET = (
    r"\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,8}"
    r"(?:\s{1,10}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s{0,10}\)"
)
_IMAGE = re.compile(r"!\[[^\[\]]*\]" + _TARGET)
_LINK = re.compile(r"(?<!\\)\[([^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]" + _TARGET)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARK = re.compile(r"[*_`~]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD_BREAK = re.compile(r"(?<!\\)\\\s*\Z")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|`+|~~")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def plain_text(marked: str) -> str:
    """One line's words: links give their text, marks go, white space is collapsed."""
    text = _HARD_BREAK.sub("", marked) if "\\" in marked else marked
    if "[" in text:
        text = _IMAGE.sub("", text)
        for _ in range(3):
            text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    if _MARK.search(text):
        text = _EMPHASIS.sub(lambda mark: _keep(mark, text), text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def _keep(mark: re.Match[str], text: str) -> str:
    """An escaped mark stays what it is: a character."""
    return mark[0] if mark.start() and text[mark.start() - 1] == "\\" else ""
