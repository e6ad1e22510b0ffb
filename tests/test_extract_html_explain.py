"""What was taken and what was left out can be seen, and the picture of it does nothing."""

from __future__ import annotations

import re

from policytrack.extract import explain, extract
from tests.html_pages import POLICIES, SAMPLES, SENTENCE, capture_of, page_of

ZENDESK = (SAMPLES / "frames" / "zendesk.html").read_text()


def test_the_text_tells_the_place_and_the_reasons() -> None:
    page = ZENDESK.replace("<!-- POLICY -->", POLICIES[0].read_text())
    text = explain(capture_of(page)).text
    assert "taken from: body > main > div.container" in text
    assert "left out: page footer" in text
    assert "- Was this article helpful?" in text
    assert "+ ## 2. Cookies" in text


def test_it_shows_the_same_text_as_extraction_takes() -> None:
    page = capture_of(ZENDESK.replace("<!-- POLICY -->", POLICIES[0].read_text()))
    taken = [part.text for part in explain(page).taken if part.kind == "heading"]
    assert re.findall(r"^#+ (.*)", extract(page).markdown, re.MULTILINE) == taken


def test_it_can_be_asked_twice() -> None:
    page = capture_of(page_of(f"<h1>Terms</h1><p>{SENTENCE}</p>"))
    assert explain(page) == explain(page)


def test_the_picture_is_inert() -> None:
    hostile = (
        f"<h1>Terms</h1><p>{SENTENCE}</p><p>&lt;script&gt;alert(1)&lt;/script&gt; "
        '<a href="https://evil.example/x" onclick="x()">click</a>'
        '<img src="https://evil.example/t.gif" alt="😀"></p>'
        '<p style="background:url(https://evil.example/b)">'
        '"&gt;&lt;img src=x onerror=alert(1)&gt;</p>'
    )
    picture = explain(capture_of(page_of(hostile))).picture
    assert "default-src 'none'" in picture
    for tag in ("<script", "<img", "<a ", "<link", "<iframe", "<object", "<form", "<base"):
        assert tag not in picture
    assert not re.search(r"<[^>]*(?:\bon\w+=|\bhref=|\bsrc=|url\()", picture)
    assert "evil.example" not in picture


def test_nothing_in_it_moves_a_terminal() -> None:
    text = explain(capture_of(page_of(f"<h1>T&#27;[2J</h1><p>{SENTENCE}\u202e</p>"))).text
    assert {"\n"} == {c for c in text if not c.isprintable()}


def test_other_formats_are_taken_whole() -> None:
    explanation = explain(capture_of(f"Terms\n=====\n\n{SENTENCE}\n", "text/plain"))
    assert explanation.parts == explanation.taken
    assert SENTENCE in explanation.text
