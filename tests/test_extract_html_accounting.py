"""Nothing is lost silently: every word of a page is taken or left out with a reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from policytrack.extract import html
from policytrack.extract.charset import decode
from policytrack.extract.html.parse import parse_html
from policytrack.extract.html.render import render_blocks
from policytrack.extract.html.tree import INLINE, NEVER_TEXT
from policytrack.model import Capture
from tests.html_pages import FRAMES, POLICIES, SENTENCE, capture_of, framed

RE_WORD = re.compile(r"\w+")
INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))


def words(text: str) -> Counter[str]:
    return Counter(RE_WORD.findall(text.translate(INVISIBLE)))


def words_of_tree(capture: Capture) -> Counter[str]:
    """The words of all text nodes, but those of scripts and masked addresses."""
    tree = parse_html(decode(capture.body, capture.content_type).text)
    texts: list[str] = []
    stack: list[LexborNode | str] = [tree.body] if tree.body is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
        elif node.is_text_node:
            texts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in NEVER_TEXT:
            if "data-cfemail" in node.attributes:
                continue
            gap = [] if node.tag in INLINE else [" "]
            stack += [*gap, *reversed(list(node.iter(include_text=True))), *gap]
    return words("".join(texts))


def words_of_blocks(capture: Capture) -> Counter[str]:
    return words(" ".join(block.text for block in html.read_blocks(capture).blocks))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: path.stem)
def test_every_word_of_a_page_is_taken_or_left_out_with_a_reason(frame: Path) -> None:
    capture = capture_of(framed(frame, POLICIES[0]))
    assert words_of_tree(capture) == words_of_blocks(capture)


PARTS = st.sampled_from(
    [
        f"<p>{SENTENCE}</p>", "<h2>Scope</h2>", "<nav><a href=/a>Shop</a></nav>", "loose text",
        "<div class='cookie-banner'>We use cookies <button>Accept all</button></div>",
        "<ul><li>one</li><li>two</li></ul>", "<span class='sr-only'>for readers</span>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<details><summary>More</summary>hidden words</details>", "<div hidden>gone</div>",
        "<footer>© 2024 Wrenfield</footer>", "<form><input>Name<select><option>x</select></form>",
        "<dl><dt>term</dt><dd>meaning</dd></dl>", "<noscript>turn scripts on</noscript>",
        "<div class='share'>", "<section id=newsletter>", "<b>", "</div>", "</section>", "<br>",
        "<h1><a href=/>Home</a></h1>", "<button>Press</button>", "<p>Was this helpful?</p>",
        "<pre>a\n b</pre>", "<textarea>typed</textarea>", "<aside>beside</aside>", "<li>stray",
    ]
)  # fmt: skip


@given(st.lists(PARTS, max_size=25))
def test_every_word_of_any_page_is_accounted_for(parts: list[str]) -> None:
    capture = capture_of(f"<!doctype html><title>T</title><body>{chr(10).join(parts)}")
    assert words_of_tree(capture) == words_of_blocks(capture)


@given(st.lists(PARTS, max_size=25))
def test_what_the_explanation_takes_is_what_extraction_gives(parts: list[str]) -> None:
    capture = capture_of(f"<!doctype html><title>T</title><body>{chr(10).join(parts)}")
    assert html.read(capture).markdown == render_blocks(html.read_blocks(capture).taken)


@pytest.mark.slow
def test_every_word_of_real_pages_is_accounted_for(shared: Path) -> None:
    for path in sorted((shared / "pages").glob("*.html"))[::5]:
        capture = Capture(path.name, path.name, path.read_bytes(), "text/html")
        if b"data-cfemail" not in capture.body:
            lost = words_of_tree(capture) - words_of_blocks(capture)
            assert Counter() == lost, path.name
