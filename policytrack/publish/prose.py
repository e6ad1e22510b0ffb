"""The Markdown of a policy as HTML that shows and does nothing.

No raw HTML, no picture, no link but to web pages; headings within a body are left to the page.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from policytrack.report.escape import escape_html, safe_link, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

# A body longer than this is shown as plain lines: no policy has one, hostile texts do.
LONGEST_BODY = 400_000
# Beyond what the reader follows (its maxNesting), words would be lost: shown as plain lines too.
_TOO_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-+*] )){40}|^[ \t]{80}", re.MULTILINE)

# A link without words, of a picture or an icon, which nobody could hear or follow by its name.
_NAMELESS = re.compile(r'(<a href=)"([^"]+)"([^<>]*>)\s*</a>')


def render_prose(markdown: str) -> str:
    """The body of a section."""
    text = visible(markdown).strip("\n")
    if len(text) > LONGEST_BODY or _TOO_DEEP.search(text):
        return f"<p>{escape_html(text)}</p>"
    shown = str(_reader().render(text)).strip()
    return _NAMELESS.sub(r'\1"\2"\3\2</a>', shown)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "breaks": False, "maxNesting": 200})
    reader.enable("table").disable(["image", "html_block", "html_inline", "lheading", "reference"])
    reader.disable(["code", "heading", "hr"])
    reader.validateLink = lambda url: bool(safe_link(url))  # type: ignore[method-assign]
    reader.add_render_rule("link_open", _link)
    return reader


def _link(self: Any, tokens: Sequence[Any], place: int, options: Any, _env: Any) -> str:
    token = tokens[place]
    token.attrs = {"href": token.attrs["href"], "rel": "noreferrer noopener external"}
    return str(self.renderToken(tokens, place, options, _env))
