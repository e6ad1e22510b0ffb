"""Decoded text to a parsed tree, and what the tree says of itself: base, language, title.

Owns the only construction of a parser; knows nothing of what is policy and what is furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGE_METAS: Final = ('meta[http-equiv="content-language" i]', 'meta[property="og:locale"]')
DEEPEST: Final = 8000
"""Levels; real pages have up to 100, and the parser's time grows with the square of them. A page
with more is parsed without its nesting, so that no text is lost."""

RE_NESTING: Final = re.compile(
    r"<(/?)(?!(?:html|head|body|title|script|style|p|br|img|hr|input|meta|link|base|li|td|th|tr|dt"
    r"|dd|option|h[1-6]|a)\b)([a-z][\w:-]{0,30})(?:[^<>]{0,300}>)?",
    re.IGNORECASE,
)
FORMATTING: Final = frozenset(
    {"b", "i", "u", "em", "strong", "span", "font", "small", "big", "sup"}
)
RE_TRACKER: Final = re.compile(
    r"//[^/]*(?:googletagmanager|doubleclick|google\.com/recaptcha|facebook\.com/tr|youtube|vimeo"
    r"|hotjar|consent|cookie|stripe|intercom|hcaptcha|challenges\.cloudflare)"
)
RE_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?=$|[-_;,\s])")


def parse_html(text: str) -> LexborHTMLParser:
    """A tree with all of the text. NULs and lone surrogates are no text."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.count("<") > DEEPEST and depth_of(text) > DEEPEST:
        text = RE_NESTING.sub(flat_tag, text)
    return LexborHTMLParser(text.encode("utf-8", "replace"))


def depth_of(text: str) -> int:
    """About how deep the tags that have to be closed are nested."""
    depth = deepest = 0
    for found in RE_NESTING.finditer(text):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def flat_tag(tag: re.Match[str]) -> str:
    """What stands for a tag on a page whose nesting is given up: a break or nothing."""
    return "" if tag[2].lower() in FORMATTING else "<br>"


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
    for value in stated_languages(tree, headers):
        if value and (found := RE_LANGUAGE.match(value.strip())):
            return found[0].lower()
    return ""


def stated_languages(
    tree: LexborHTMLParser, headers: tuple[tuple[str, str], ...]
) -> Iterator[str | None]:
    """What the page and its headers say of its language, the surest first."""
    for node in (tree.root, tree.body):
        if node is not None:
            yield from (node.attributes.get(name) for name in ("lang", "xml:lang"))
    for meta in filter(None, map(tree.css_first, LANGUAGE_METAS)):
        yield meta.attributes.get("content")
    yield from (value for name, value in headers if name.lower() == "content-language")
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None:
        for link in tree.css("link[hreflang]"):
            if link.attributes.get("href") == canonical.attributes.get("href"):
                yield link.attributes.get("hreflang")


def find_frames(tree: LexborHTMLParser, base_url: str) -> list[str]:
    """Addresses of the pages that the page shows inside itself."""
    found = []
    for frame in tree.css("iframe[src], frame[src]"):
        try:
            address = urljoin(base_url, (frame.attributes.get("src") or "").strip())
        except ValueError:
            continue
        if address.startswith(("http://", "https://")) and not RE_TRACKER.search(address):
            found.append(address)
    return found
