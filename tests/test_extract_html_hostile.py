"""Pages that are broken, huge or hostile: the right text or a clear error, never silently less."""

from __future__ import annotations

import pytest

from policytrack.errors import ExtractError
from policytrack.extract import extract
from tests.html_pages import SENTENCE, capture_of, page_of, read, text_of

S = SENTENCE


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "header"])
def test_text_at_any_depth_is_kept(tag: str, depth: int) -> None:
    text = text_of(f"<h1>Terms</h1><p>{S}</p>" + f"<{tag}>" * depth + f"At the bottom: {S}")
    assert f"At the bottom: {S}" in text


@pytest.mark.parametrize(
    "unit", ["<ul><li>x ", "<dl><dt>a<dd>", "<table><tr><td>x", "<a href=/x><div>"]
)
def test_deep_lists_and_tables_keep_their_text(unit: str) -> None:
    assert S in text_of(unit * 9_000 + S)


WIDE = {
    "named boxes": '<div class="share">x</div>' * 15_000,
    "terms": f"<dl>{'<dt>a</dt><dd>b</dd>' * 6_000}</dl>",
    "buttons": "<button>Accept cookies</button>" * 12_000,
    "headings": "".join(f"<h2>Part {n}</h2><p>{S}</p>" for n in range(6_000)),
    "spans": "<p>" + "<b>a</b> " * 20_000 + "</p>",
    "cells": f"<table>{('<tr>' + '<td>a</td>' * 100 + '</tr>') * 150}</table>",
    "spans of cells": (
        f"<table>{'<tr><td colspan=999 rowspan=999>c</td><td>d</td></tr>' * 500}</table>"
    ),
    "brackets": f"<p>{'[' * 50_000}{'*_`~<' * 20_000}</p>",
    "breaks": f"<p>{'a<br>' * 20_000}</p>",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", WIDE)
def test_wide_pages_keep_their_text(kind: str) -> None:
    assert f"Last: {S}" in text_of(f"<h1>Terms</h1><p>{S}</p>{WIDE[kind]}<p>Last: {S}</p>")


@pytest.mark.parametrize("attribute", ["title", "class", "style", "href", "id", "data-cfemail"])
def test_an_attribute_of_ten_megabytes_costs_no_text(attribute: str) -> None:
    page = page_of(
        f'<h1>Terms</h1><p><a {attribute}="{"x y:z; " * 1_400_000}">{S}</a></p><p>{S}</p>'
    )
    assert S in read(page).markdown


@pytest.mark.slow
def test_a_page_of_twenty_megabytes_is_read_whole() -> None:
    paragraphs = 6_000
    text = text_of("<h1>Terms</h1>" + f"<p>{f'{S} ' * 50}</p>" * paragraphs)
    assert 50 * paragraphs == text.count(S)


@pytest.mark.slow
def test_a_paragraph_of_ten_megabytes_is_read_whole() -> None:
    assert 150_000 == text_of(f"<h1>Terms</h1><p>{S} " + f"{S} " * 149_999).count(S)


@pytest.mark.slow
def test_more_elements_than_any_policy_has_are_an_error_that_names_the_page() -> None:
    with pytest.raises(
        ExtractError, match=r"https://wrenfield\.example/privacy.*elements"
    ) as raised:
        extract(capture_of(page_of("<i>x</i>" * 300_000)))
    assert raised.value.hint


@pytest.mark.parametrize(
    "page", ["", " \n", "<!-- only a comment -->", "<!doctype html><body></body>", "\x00"]
)
def test_a_page_without_text_is_an_error(page: str) -> None:
    with pytest.raises(ExtractError, match="no text") as raised:
        extract(capture_of(page))
    assert raised.value.hint


def test_nuls_are_passed_over() -> None:
    assert f"# Privacy Policy\n\n{S}\n" == text_of(f"<h1>Pri\x00vacy Policy</h1>\x00<p>{S}\x00</p>")


def test_control_characters_do_not_reach_the_text() -> None:
    text = text_of(f"<h1>Terms</h1><p>&#27;[31m{S}&#7;\x1b]8;;x\x07 \u2028 \x9b</p>")
    assert text.isprintable() or {"\n"} == {c for c in text if not c.isprintable()}


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Terms</h1><p>{S}<div class='x",
        f"<h1>Terms</h1><p>{S}<!-- never closed",
        f"<h1>Terms</h1><p>{S}<script>var x = 1",
        f"<h1>Terms<p>{S}",
        f"<table><h1>Terms</h1><tr><p>{S}",
    ],
)
def test_a_truncated_page_gives_what_is_there(page: str) -> None:
    assert S in read(page).markdown


def test_scripts_and_styles_are_never_text() -> None:
    text = text_of(
        f"<h1>Terms</h1><p>{S}</p><script>alert('gotcha')</script><style>.gotcha{{}}</style>"
        "<svg><text>gotcha</text></svg><template>gotcha</template><object>gotcha</object>"
    )
    assert "gotcha" not in text


def test_data_nested_beyond_reading_is_passed_over() -> None:
    deep = "[" * 200_000
    page = page_of(f"<h1>Terms</h1><p>{S}</p><script type='application/json'>{deep}</script>")
    assert S in read(page).markdown
