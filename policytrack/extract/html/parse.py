"""Decoded text to a parsed tree, and what the tree says of itself: base, language, title.

Owns the only construction of a parser; knows nothing of what is policy and what is furniture.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

LANGUAGE_METAS: Final = ('meta[http-equiv="content-language" i]', 'meta[property="og:locale"]')
RE_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?=$|[-_;,\s])")


def parse_html(text: str) -> LexborHTMLParser:
    """A tree of any depth. NULs and lone surrogates are no text."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return LexborHTMLParser(text.encode("utf-8", "replace"))


def find_base(tree: LexborHTMLParser, url: str) -> str:
    """The URL that links are relative to."""
    base = tree.css_first("base[href]")
    href = (base.attributes.get("href") or "").strip() if base else ""
    try:
        return urljoin(url, href)
    except ValueError:
        return url


def find_title(tree: LexborHTMLParser) -> str:
    """The text of the title element on one line."""
    title = tree.css_first("head > title")
    return " ".join(title.text().split()) if title else ""


def find_language(tree: LexborHTMLParser, headers: tuple[tuple[str, str], ...] = ()) -> str:
    """ISO 639 code that the page or its headers state, "" when none does."""
    stated = [tree.root.attributes.get(name) for name in ("lang", "xml:lang")] if tree.root else []
    metas = map(tree.css_first, LANGUAGE_METAS)
    stated += [meta.attributes.get("content") for meta in metas if meta]
    stated += [value for name, value in headers if name.lower() == "content-language"]
    for value in stated:
        if value and (found := RE_LANGUAGE.match(value.strip())):
            return found[0].lower()
    return ""
