"""Text that a page keeps as data for its scripts is found when the page itself is a shell."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from policytrack.errors import ExtractError
from tests.html_pages import capture_of, read

SENTENCES = (
    "This policy explains what Wrenfield does with personal data when you use the shop.",
    "We collect your name, your address and what you order from us.",
    "We keep invoices for ten years, because tax law asks for it.",
    "You may ask us at any time which data we hold about you.",
    "Cookies that we do not need are set only after you have agreed.",
)
HTML = "".join(f"<h2>{n}. Part</h2><p>{text}</p>" for n, text in enumerate(SENTENCES, 1))
MARKDOWN = (
    "".join(f"## {n}. Part\n\n{text}\n\n" for n, text in enumerate(SENTENCES, 1)).strip() + "\n"
)
JSON_TYPE = 'type="application/json"'


def pairs(heading: Any, paragraph: Any) -> list[Any]:
    """What `heading` and `paragraph` make of every part in turn."""
    made = ((heading(f"{n}. Part"), paragraph(text)) for n, text in enumerate(SENTENCES, 1))
    return [node for pair in made for node in pair]


def contentful(kind: str, text: str) -> dict[str, Any]:
    leaf = {"nodeType": "text", "value": text, "marks": [], "data": {}}
    return {"nodeType": kind, "data": {}, "content": [leaf]}


def sanity(style: str, text: str) -> dict[str, Any]:
    span = {"_type": "span", "text": text, "marks": []}
    return {"_type": "block", "_key": "a8f3b1c2d3e4", "style": style, "children": [span]}


RICH_TEXT = {
    "HTML": HTML,
    "Markdown": MARKDOWN,
    "Contentful": {
        "nodeType": "document",
        "data": {},
        "content": pairs(
            lambda text: contentful("heading-2", text), lambda text: contentful("paragraph", text)
        ),
    },
    "Sanity": pairs(lambda text: sanity("h2", text), lambda text: sanity("normal", text)),
    "Prismic": pairs(
        lambda text: {"type": "heading2", "text": text, "spans": []},
        lambda text: {"type": "paragraph", "text": text, "spans": []},
    ),
    "ProseMirror": {
        "type": "doc",
        "content": pairs(
            lambda text: {
                "type": "heading",
                "attrs": {"level": 2},
                "content": [{"type": "text", "text": text}],
            },
            lambda text: {"type": "paragraph", "content": [{"type": "text", "text": text}]},
        ),
    },
    "Slate": pairs(
        lambda text: {"type": "h2", "children": [{"text": text}]},
        lambda text: {"type": "p", "children": [{"text": text[:9]}, {"text": text[9:]}]},
    ),
}


def shell(inside: str) -> str:
    return (
        "<!doctype html><html lang=en><head><title>Privacy Policy</title></head><body><header>"
        f'<a href="/">Wrenfield</a></header>{inside}<footer>© 2024 Wrenfield</footer></body></html>'
    )


@pytest.mark.parametrize("kind", RICH_TEXT)
def test_rich_text_in_next_data_is_read(kind: str) -> None:
    props = {
        "slug": "privacy",
        "menu": [{"label": "Shop", "href": "/shop"}],
        "page": {"id": "4Ghw8Jk2", "updatedAt": "2024-03-01T10:00:00Z", "body": RICH_TEXT[kind]},
    }
    data = json.dumps({"props": {"pageProps": props}, "buildId": "x8fJ3k"})
    extraction = read(
        shell(f'<div id=a></div><script id="__NEXT_DATA__" {JSON_TYPE}>{data}</script>')
    )
    assert MARKDOWN == extraction.markdown
    assert any("__NEXT_DATA__" in remark for remark in extraction.remarks)


def element(tag: str, inner: Any) -> list[Any]:
    return ["$", tag, None, {"className": "x y", "children": inner}]


def pushed(stream: str) -> str:
    """A stream of React's in two pieces, as servers send it."""
    middle = len(stream) // 2
    return "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>"
        for piece in (stream[:middle], stream[middle:])
    )


def test_elements_in_a_server_component_stream_are_read() -> None:
    tree = element(
        "div", pairs(lambda text: element("h2", text), lambda text: element("p", [text]))
    )
    stream = f'2:I[123,["1","static/chunks/1.js"],"Nav"]\n4:{json.dumps(tree)}\n'
    assert MARKDOWN == read(shell(pushed(stream))).markdown


def test_a_text_row_in_a_server_component_stream_is_read() -> None:
    stream = f"5:T{len(HTML.encode()):x},{HTML}6:[]"
    assert MARKDOWN == read(shell(pushed(stream))).markdown


PLACES = {
    "noscript": f"<div id=root></div><noscript>{HTML}</noscript>",
    "attribute": f'<div id="app" data-page="{html.escape(json.dumps({"content": HTML}))}"></div>',
    "shadow root": f'<x-page><template shadowrootmode="open">{HTML}</template></x-page>',
    "assigned": f"<script>window.__STATE__={json.dumps({'page': {'html': HTML}})};go()</script>",
    "frame": f'<iframe srcdoc="{html.escape(HTML)}"></iframe>',
}


@pytest.mark.parametrize("place", PLACES)
def test_text_is_found_wherever_a_shell_keeps_it(place: str) -> None:
    assert MARKDOWN == read(shell(PLACES[place])).markdown


def test_an_article_in_linked_data_is_read() -> None:
    data = json.dumps({"@type": "Article", "articleBody": " ".join(SENTENCES)})
    extraction = read(shell(f'<script type="application/ld+json">{data}</script>'))
    assert " ".join(SENTENCES) + "\n" == extraction.markdown


def test_a_page_that_shows_its_policy_is_not_read_from_its_data() -> None:
    others = json.dumps(
        {"articles": [{"body": f"Privacy: {text} {text}"} for text in SENTENCES * 9]}
    )
    page = shell(
        f"<main><h1>Privacy Policy</h1>{HTML * 2}</main><script {JSON_TYPE}>{others}</script>"
    )
    assert "Privacy: " not in read(page).markdown


def test_a_shell_without_data_is_an_error_that_shows_the_way() -> None:
    from policytrack.extract import extract

    with pytest.raises(ExtractError, match="no text") as raised:
        extract(capture_of('<!doctype html><div id="root"></div><script src="/app.js"></script>'))
    assert "browser" in raised.value.hint


def test_a_page_that_only_frames_another_names_that_one() -> None:
    from policytrack.extract import extract

    page = '<!doctype html><iframe src="//app.example/view/4?x=1"></iframe>'
    with pytest.raises(ExtractError, match="in a frame") as raised:
        extract(capture_of(page))
    assert "https://app.example/view/4?x=1" in raised.value.hint
