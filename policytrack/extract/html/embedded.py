"""Text that a page carries as data for its scripts: looked for when the page itself is a shell.

Owns where such data stands in a page; what it means is `richtext`'s. Gives boxes like those of a
page, so that the policy in them is found the same way.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from policytrack.extract.html.parse import parse_html
from policytrack.extract.html.policy import Policy, find_policy
from policytrack.extract.html.richtext import grow_data
from policytrack.extract.html.tree import Page, build_page, graft, measure
from policytrack.extract.html.vocabulary import POLICY_WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborHTMLParser

RE_ASSIGNED: Final = re.compile(r"(?:=|\bpush\()\s*(?=[{\[])")
RE_PUSH: Final = re.compile(r"self\.__next_f\.push\(")
RE_ROW: Final = re.compile(rb"(?:^|\n)?([0-9a-f]+):(?:T([0-9a-f]+),)?")
DATA_ATTRIBUTES: Final = ("data-page", "data-props", "data-state", "data-initial", "data-content")
SHELL: Final = 500  # characters; a page that shows more is no shell
ENOUGH: Final = 300  # characters of a policy; data with less is labels and messages
TIMES: Final = 3  # how much more than the page shows its data must say
MOST_DATA: Final = 8_000_000  # characters of one script; more is a catalogue, not a page's text


def find_embedded(
    tree: LexborHTMLParser, resolve: Callable[[str], str], title: str, shown: Policy
) -> Policy | None:
    """The policy in the page's data, None where what the page shows is as much.

    `shown` is what was found on the page itself.
    """
    if shown.length >= SHELL:
        return None
    best, most = None, max(ENOUGH, TIMES * shown.length)
    for name, page in embedded_pages(tree):
        measure(page)
        if page.root.chars < most:
            continue
        found = find_policy(page, resolve, title)
        if found.length >= most and names_policy(found):
            remark = f"the page shows next to no text; read from its data ({name})"
            best, most = (
                Policy(found.blocks, (*found.remarks, remark)),
                found.length + 1,
            )
    return best


def names_policy(found: Policy) -> bool:
    """Whether the beginning speaks of policies, terms or the like: data holds much else."""
    return bool(POLICY_WORD.search(" ".join(block.text for block in found.taken[:12])))


def embedded_pages(tree: LexborHTMLParser) -> Iterator[tuple[str, Page]]:
    """Each place in which a page keeps text as data: what it is called, and its boxes."""
    for node in tree.css("noscript"):
        yield "noscript", build_page(node.iter(include_text=True))
    for node in tree.css("template"):
        inner = parse_html(re.sub(r"(?s)^<template[^>]*>|</template>$", "", node.html or ""))
        yield "template", page_of(inner)
    for node in tree.css("iframe[srcdoc]"):
        yield "frame", page_of(parse_html(node.attributes.get("srcdoc") or ""))
    for name, data in data_values(tree):
        page = Page()
        grow_data(page, data)
        yield name, page


def page_of(tree: LexborHTMLParser) -> Page:
    """The boxes of a parsed fragment."""
    page = Page()
    if tree.body is not None:
        graft(page, page.root, tree.body)
    return page


def data_values(tree: LexborHTMLParser) -> Iterator[tuple[str, Any]]:
    """Every JSON value in scripts and attributes of the page, with the name of its place."""
    pushed: list[str] = []
    for script in tree.css("script"):
        text = script.text() or ""
        if not 100 < len(text) <= MOST_DATA:
            continue
        kind = (script.attributes.get("type") or "").lower()
        name = script.attributes.get("id") or kind or "script"
        if RE_PUSH.search(text):
            pushed += pushes(text)
        elif "json" in kind:
            yield name, load_data(text)
        elif kind in {"", "text/javascript", "module"}:
            yield from ((name, value) for value in assigned(text))
    if pushed:
        yield "__next_f", rows_of("".join(pushed))
    for attribute in DATA_ATTRIBUTES:
        for node in tree.css(f"[{attribute}]"):
            text = node.attributes.get(attribute) or ""
            if 200 < len(text) <= MOST_DATA:
                yield attribute, load_data(text) or text


def load_data(text: str) -> Any:
    """The JSON value that a text is, None where it is none or too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def assigned(text: str) -> Iterator[Any]:
    """JSON values that a script assigns."""
    decoder, at = json.JSONDecoder(), 0
    for _ in range(20):
        found = RE_ASSIGNED.search(text, at)
        if not found:
            return
        try:
            value, at = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            at = found.end() + 1
            continue
        yield value


def pushes(text: str) -> Iterator[str]:
    """The strings of `self.__next_f.push([1, "…"])`."""
    decoder = json.JSONDecoder()
    for found in RE_PUSH.finditer(text):
        try:
            value, _ = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            yield value[1]


def rows_of(stream: str) -> list[Any]:
    """The values of React's stream: rows of `id:json`, and `id:T<bytes in hex>,text`."""
    body = stream.encode("utf-8", "replace")
    values: list[Any] = []
    at = 0
    while found := RE_ROW.match(body, at):
        at = found.end()
        if found[2]:
            end = at + int(found[2], 16)
        else:
            end = body.find(b"\n", at)
            end = len(body) if end < 0 else end
        text = body[at:end].decode("utf-8", "replace")
        values.append(text if found[2] else load_data(text))
        at = max(end, at + 1) if found[2] else end + 1
    return values
