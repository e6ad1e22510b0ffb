"""HTML: from a page, or any part of a parsed tree, to Markdown."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from policytrack.errors import ExtractError
from policytrack.extract.charset import decode
from policytrack.extract.html.embedded import find_embedded
from policytrack.extract.html.headings import recognise_headings
from policytrack.extract.html.links import canonical_url
from policytrack.extract.html.parse import (
    find_base,
    find_frames,
    find_language,
    find_title,
    parse_html,
)
from policytrack.extract.html.policy import Policy, find_policy
from policytrack.extract.html.render import render_blocks
from policytrack.extract.html.tree import build_page, measure
from policytrack.extract.html.walker import Walker
from policytrack.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from policytrack.extract.explained import Explanation
    from policytrack.extract.format import Rules
    from policytrack.extract.html.blocks import Block
    from policytrack.extract.html.walker import Reach
    from policytrack.model import Capture

__all__ = [
    "MEDIA_TYPES",
    "NAME",
    "SUFFIXES",
    "explain",
    "parse_html",
    "read",
    "read_blocks",
    "render_tree",
    "sniff",
]

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
    source = _parse(capture)
    try:
        policy = _find(source, rules)
    except ExtractError as error:
        raise ExtractError(f"{capture.final_url}: {error.message}", hint=error.hint) from error
    if not policy.taken and (frames := find_frames(source.tree, source.base_url)):
        raise ExtractError(
            f"{capture.final_url}: no text of its own, it shows another page in a frame",
            hint=f"Track that page: {frames[0]}",
        )
    return Extraction(
        markdown=render_blocks(policy.taken),
        format=NAME,
        title=source.title,
        language=find_language(source.tree, capture.headers),
        charset=source.charset,
        remarks=(*source.remarks, *policy.remarks),
    )


def explain(capture: Capture, rules: Rules | None = None) -> Explanation:
    """What became of every part of the page."""
    from policytrack.extract.explained import Explanation
    from policytrack.extract.html.parts import part_of, place_of

    policy = read_blocks(capture, rules)
    parts = tuple(part_of(block) for block in policy.blocks)
    return Explanation(capture.final_url, NAME, parts, place_of(policy.taken), policy.remarks)


def read_blocks(capture: Capture, rules: Rules | None = None) -> Policy:
    """All blocks of the page, those left out with the reason why."""
    source = _parse(capture)
    if rules is None:
        return _find(source, None, "all")
    chosen = _find(source, rules)
    whole = _find(_parse(capture), None, "all")
    texts = {block.text for block in chosen.taken}
    for block in whole.blocks:
        block.left_out = "" if block.text in texts else "not chosen by the rules"
    return Policy(whole.blocks, chosen.remarks)


def render_tree(nodes: Iterable[LexborNode], base_url: str = "") -> str:
    """Markdown of exactly these nodes, in order: no container is searched, nothing left out.

    For parts chosen by rules, and for HTML that holds nothing but the text (mail, DOCX).
    """
    return render_blocks(_walk(nodes, base_url))


class _Source(NamedTuple):
    tree: LexborHTMLParser
    base_url: str
    title: str
    charset: str
    remarks: tuple[str, ...]


def _parse(capture: Capture) -> _Source:
    text, charset, remark = decode(capture.body, capture.content_type)
    tree = parse_html(text)
    base_url = find_base(tree, capture.final_url)
    return _Source(tree, base_url, find_title(tree), charset, (remark,) if remark else ())


def _find(source: _Source, rules: Rules | None, reach: Reach = "taken") -> Policy:
    tree = source.tree
    nodes = rules.narrow(tree, source.base_url) if rules is not None else None
    if nodes is not None:
        blocks = _walk(nodes, source.base_url)
        recognise_headings(blocks)
        return Policy(blocks)
    page = build_page([tree.body] if tree.body is not None else [])
    resolve = partial(canonical_url, base_url=source.base_url)
    policy = find_policy(page, resolve, source.title, reach)
    return find_embedded(tree, resolve, source.title, policy) or policy


def _walk(nodes: Iterable[LexborNode], base_url: str) -> list[Block]:
    walker = Walker(partial(canonical_url, base_url=base_url), "marks too")
    page = build_page(nodes)
    measure(page)
    return walker.walk(page.root)
