"""Feeds: valid whatever the text, each change once, its words inside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from policytrack.report import Comparison
from policytrack.report.feed import Feed, render_atom, render_json_feed
from tests.report_samples import comparison, modified, restructured
from tests.test_report_hostile import ATTACKS, hostile

FEED = Feed(
    title="Changes at Acme",
    name="acme.example",
    home="https://acme.example/policies",
    address="https://acme.example/policies/feed.atom",
    entry_address="https://acme.example/policies/changes/{id}.html",
)
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = datetime(2025, 5, 2, 9, 30, tzinfo=UTC)
ITEM = {
    "type": "object",
    "required": ["id", "title", "content_html", "date_published", "date_modified"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:uuid:"},
        "url": {"type": "string", "pattern": "^https?://"},
        "date_published": {"type": "string", "format": "date-time"},
        "date_modified": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "home_page_url": {"type": "string", "pattern": "^https?://"},
        "feed_url": {"type": "string", "pattern": "^https?://"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "items": {"type": "array", "items": ITEM},
    },
}


SCHEMAS = Path(__file__).parent / "schemas"
RELAX_NG = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def check_atom(text: str) -> ET.Element:
    """What RFC 4287 asks of a feed and its entries (section 4.1)."""
    RELAX_NG.assertValid(etree.fromstring(text.encode()))
    root = ET.fromstring(text)
    assert f"{ATOM}feed" == root.tag
    ids = []
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
        ids.append(element.findtext(f"{ATOM}id"))
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))
    assert len(ids) == len(set(ids))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert not feedparser.parse(text)["bozo"]
    return root


def check_json(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(JSON_FEED, format_checker=checker).validate(told)
    return told


def two() -> list[Comparison]:
    return [
        replace(modified("Kept [-30-]{+90+} days."), after_captured=DAY),
        comparison(restructured(), after_captured=DAY + timedelta(days=1)),
    ]


def test_a_feed_holds_each_change_newest_first_with_its_words() -> None:
    root = check_atom(render_atom([*two(), two()[0]], FEED))
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert 2 == len(titles)
    assert "Acme Privacy Policy: “§ 4.2 Cookies” changed" == titles[1]
    content = root.findall(f"{ATOM}entry/{ATOM}content")[1].text or ""
    assert "Kept <del>30</del> <ins>90</ins> days." in content


def test_an_entry_is_called_by_what_changed_and_summed_up_in_the_words_of_the_notes() -> None:
    small, large = (check_json(render_json_feed([one], FEED))["items"][0] for one in two())
    assert "Acme Privacy Policy: “§ 4.2 Cookies” changed" == small["title"]
    said = "1 section changed. § 4.2 Cookies: “Kept 30 days” → “Kept 90 days”."
    assert said == small["summary"]
    assert large["title"].startswith("Acme Privacy Policy: 1 section added, 1 removed, 1 split")
    assert "New section: § 6 Advertising" in large["summary"]
    assert len(large["summary"]) <= 501


def test_both_forms_name_a_change_alike() -> None:
    root = check_atom(render_atom(two(), FEED))
    told = check_json(render_json_feed(two(), FEED))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert ids == [item["id"] for item in told["items"]]
    assert told["items"][0]["url"].startswith("https://acme.example/policies/changes/")


def test_a_note_updates_the_entry_and_keeps_its_id() -> None:
    told = two()[0]
    noted = replace(told, note="Asked for.", note_title="Why", noted=DAY + timedelta(days=9))
    before, after = (check_atom(render_atom([item], FEED)) for item in (told, noted))
    path = f"{ATOM}entry/{ATOM}"
    assert before.findtext(f"{path}id") == after.findtext(f"{path}id")
    assert before.findtext(f"{path}published") == after.findtext(f"{path}published")
    assert "2025-05-11T09:30:00Z" == after.findtext(f"{path}updated")
    assert "2025-05-11T09:30:00Z" == after.findtext(f"{ATOM}updated")
    assert "Acme Privacy Policy: Why" == after.findtext(f"{path}title")


def test_nothing_changed_is_no_entry() -> None:
    told = two()[0]
    rows = tuple(replace(row, kinds=("unchanged",)) for row in told.change.sections)
    told = replace(told, change=replace(told.change, sections=rows))
    assert [] == check_atom(render_atom([told], FEED)).findall(f"{ATOM}entry")
    assert [] == check_json(render_json_feed([told], FEED))["items"]


def test_the_same_changes_give_the_same_bytes() -> None:
    assert render_atom(two(), FEED) == render_atom(reversed(two()), FEED)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_leaves_the_feeds_valid_and_inert(attack: str) -> None:
    feed = Feed(title=attack, name=attack, home=attack, address=attack, entry_address=attack)
    root = check_atom(render_atom([hostile(attack)], feed))
    check_json(render_json_feed([hostile(attack)], feed))
    for link in root.iter(f"{ATOM}link"):
        assert (link.get("href") or "").startswith(("https://", "http://"))
    content = root.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "<script" not in content
    assert "<img" not in content


@settings(deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=20))
def test_any_title_and_text_make_a_valid_feed(text: str) -> None:
    told = replace(modified("Kept [-30-]{+90+} days."), title=text, note=text)
    feed = Feed(title=f"x{text}", name=text)
    ET.fromstring(render_atom([told], feed))
    check_json(render_json_feed([told], feed))


def test_what_moved_is_said_in_words_where_no_style_sheet_goes_along() -> None:
    moved = modified("[~It was first.~]\nSame.\n{~It was first.~}")
    content = json.loads(render_json_feed([moved], FEED))["items"][0]["content_html"]
    assert '<em>(moved away)</em> <del class="moved">It was first.</del>' in content
    assert '<em>(moved here)</em> <ins class="moved">It was first.</ins>' in content
