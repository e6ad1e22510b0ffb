"""The policy alone comes out of a page, whatever content management system frames it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from policytrack.extract import extract
from tests.html_pages import (
    BANNER,
    BODIES,
    FRAMES,
    PARTS,
    POLICIES,
    WRAPPERS,
    capture_of,
    framed,
    read,
)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: path.stem)
def test_the_policy_comes_out_of_its_frame_word_for_word(frame: Path, policy: Path) -> None:
    assert policy.with_suffix(".md").read_text() == read(framed(frame, policy)).markdown


@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: path.stem)
def test_a_page_cut_off_in_the_text_gives_what_had_arrived(frame: Path) -> None:
    page = framed(frame, POLICIES[0])
    cut = page.index("4. How we share data") + len("4. How we share data</h2>")
    markdown = read(page[:cut]).markdown
    assert "# Privacy Policy" in markdown
    assert "You can leave at any time." in markdown


def test_language_and_title_are_recorded() -> None:
    page = (
        '<html lang="de-CH"><title> Datenschutz \n Wrenfield </title><p>Wir speichern nichts.</p>'
    )
    extraction = read(page)
    assert ("de", "Datenschutz Wrenfield") == (extraction.language, extraction.title)


LANGUAGES = {
    "body": '<html><body lang="nl"><p>Niets.</p>',
    "meta": '<meta http-equiv="Content-Language" content="nl-NL"><p>Niets.</p>',
    "og": '<meta property="og:locale" content="nl_NL"><p>Niets.</p>',
    "hreflang": (
        '<link rel="canonical" href="/nl"><link rel="alternate" hreflang="en" href="/en">'
        '<link rel="alternate" hreflang="nl" href="/nl"><p>Niets.</p>'
    ),
    "header": "<p>Niets.</p>",
}


@pytest.mark.parametrize("place", LANGUAGES)
def test_language_is_found_wherever_it_is_said(place: str) -> None:
    headers = (("Content-Language", "nl-BE, en"),) if place == "header" else ()
    capture = dataclasses.replace(capture_of(LANGUAGES[place]), headers=headers)
    assert "nl" == extract(capture).language


def lines_of(markdown: str) -> list[str]:
    """Lines without their marks and numbers."""
    marked = (re.sub(r"^(?:#+ )?(?:\d+\. |- )?", "", line) for line in markdown.splitlines())
    return [line.strip() for line in marked if line.strip()]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: path.stem)
def test_a_text_of_any_make_comes_out_of_any_frame(frame: Path, body: str) -> None:
    markdown = read(frame.read_text().replace("<!-- POLICY -->", BODIES[body])).markdown
    wanted = " ".join(("Privacy Policy", *(" ".join((t, *s)) for t, s in PARTS.items())))
    assert wanted == " ".join(lines_of(markdown))
    headings = re.findall(r"^#+ (?:\d+\. )?(.*)", markdown, re.MULTILINE)
    assert ["Privacy Policy", *PARTS] == headings


@pytest.mark.parametrize("title", ["<h1>Privacy Policy</h1>", "<p>Privacy Policy</p>", ""])
@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_text_comes_out_of_whatever_holds_it(wrapper: str, title: str) -> None:
    text = WRAPPERS[wrapper].format(title + BODIES["plain"])
    page = (
        "<!doctype html><html><head><title>Privacy Policy</title></head><body>"
        f"<header><nav><a href=/a>Shop</a></nav></header>{BANNER}{text}"
        "<footer><a href=/t>Imprint</a><p>© 2024 Wrenfield. All rights reserved.</p></footer>"
    )
    lines = lines_of(read(page).markdown)
    wanted = [line for title, sentences in PARTS.items() for line in (title, *sentences)]
    assert wanted == [line for line in lines if line != "Privacy Policy"]
