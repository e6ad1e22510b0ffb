"""The policy alone comes out of a page, whatever content management system frames it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_pages import FRAMES, POLICIES, framed, read


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


def test_language_is_taken_from_the_headers_where_the_page_says_none() -> None:
    from dataclasses import replace

    from policytrack.extract import extract
    from tests.html_pages import capture_of

    capture = replace(capture_of("<p>Rien.</p>"), headers=(("Content-Language", "fr-FR"),))
    assert "fr" == extract(capture).language
