"""Markdown files: the text as it is, without the front matter that site generators put before it.

Owns front matter; leaves the Markdown itself to the layout of stored text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.charset import decode
from policytrack.model import Extraction

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff", "split_front_matter"]

NAME: Final = "markdown"
MEDIA_TYPES: Final = frozenset({"text/markdown", "text/x-markdown"})
SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd"})

RE_FRONT: Final = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n"
    r"(?P<fields>(?:(?!(?:---|\+\+\+|\.\.\.)[ \t]*$).*\n){0,500}?)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
RE_FIELD: Final = re.compile(r"(?P<key>[A-Za-z][\w.-]{0,60})[ \t]*[:=][ \t]*(?P<value>.*\S)?")
LONGEST_VALUE: Final = 1000  # characters kept of a field


def sniff(body: bytes) -> bool:  # noqa: ARG001 - a Format
    """Never: any text is Markdown."""
    return False


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The Markdown with line feeds as line ends; its front matter as metadata."""
    if rules is not None:
        rules.check_format(NAME)
    text, charset, remark = decode(capture.body, capture.content_type)
    fields, markdown = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Extraction(
        markdown=markdown,
        format=NAME,
        title=fields.get("title", ""),
        language=language_of(fields),
        charset=charset,
        remarks=(remark,) if remark else (),
        metadata=fields,
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The simple fields of YAML or TOML front matter, and the text behind it.

    What is no simple field (lists, maps) is left out with the rest of the front matter. A text
    that begins with a thematic break and a line without a field has no front matter.
    """
    found = RE_FRONT.match(text)
    if found is None:
        return {}, text
    lines = [line for line in found["fields"].split("\n") if line.strip()]
    matches = [RE_FIELD.match(line) for line in lines]
    if lines and not any(matches):
        return {}, text
    fields = {
        match["key"].lower(): match["value"].strip("\"'")[:LONGEST_VALUE]
        for match in matches
        if match and match["value"]
    }
    return fields, text[found.end() :].lstrip("\n")


def language_of(fields: dict[str, str]) -> str:
    """ISO 639 code that the front matter states."""
    stated = fields.get("lang") or fields.get("language") or fields.get("locale") or ""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", stated)
    return found[0].lower() if found else ""
