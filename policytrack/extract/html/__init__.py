"""HTML: from a page, or any part of a parsed tree, to Markdown."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from policytrack.extract.charset import decode
from policytrack.extract.html.blocks import Walker
from policytrack.extract.html.embedded import find_embedded
from policytrack.extract.html.links import canonical_url
from policytrack.extract.html.parse import find_base, find_language, find_title, parse_html
from policytrack.extract.html.policy import find_policy
from policytrack.extract.html.render import render_blocks
from policytrack.extract.html.tree import build_page, measure
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "parse_html", "read", "render_tree", "sniff"]

NAME: Final = "html"
MEDIA_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"})
RE_START: Final = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)


def sniff(body: bytes) -> bool:
    """A document type or an html element at the start."""
    return bool(RE_START.match(body[:4096].removeprefix(b"\xef\xbb\xbf")))


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The policy's text, found by itself or where the rules say."""
    text, charset, remark = decode(capture.body, capture.content_type)
    remarks: tuple[str, ...] = (remark,) if remark else ()
    tree = parse_html(text)
    base_url = find_base(tree, capture.final_url)
    nodes = rules.narrow(tree, base_url) if rules is not None else None
    title = find_title(tree)
    if nodes is None:
        page = build_page([tree.body] if tree.body is not None else [])
        resolve = partial(canonical_url, base_url=base_url)
        policy = find_policy(page, resolve, title)
        policy = find_embedded(tree, resolve, title, policy) or policy
        markdown = render_blocks(policy.taken)
        remarks += policy.remarks
    else:
        markdown = render_tree(nodes, base_url)
    return Extraction(
        markdown=markdown,
        format=NAME,
        title=title,
        language=find_language(tree, capture.headers),
        charset=charset,
        remarks=remarks,
    )


def render_tree(nodes: Iterable[LexborNode], base_url: str = "") -> str:
    """Markdown of exactly these nodes, in order: no container is searched, nothing left out.

    For parts chosen by rules, and for HTML that holds nothing but the text (mail, DOCX).
    """
    page = build_page(nodes)
    measure(page)
    walker = Walker(partial(canonical_url, base_url=base_url))
    return render_blocks(walker.walk(page.root))
