"""A person's words on a change in what is published: pages, feeds, data, e-mail, releases."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import jsonschema
import pytest

from tests.door import Door

ID = "acme.example/privacy"
TEXT = "# Privacy\n\n## Cookies\n\nWe keep cookies for {} days.\n\n## Law\n\nIrish law applies.{}\n"
WORDS = "Our *shop* needs <b>it</b>."


@pytest.fixture
def workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    """Three texts that were in force: 30 days, 60, 90."""
    monkeypatch.chdir(tmp_path)
    door = Door(capsys)
    door.ok("init")
    Path("privacy.md").write_text(TEXT.format(30, ""))
    door.ok("add", "privacy.md", "--id", ID)
    for month, days in enumerate((30, 60, 90), 1):
        record(door, TEXT.format(days, ""), f"2024-0{month}-01")
    return door


def record(door: Door, text: str, at: str) -> None:
    Path("privacy.md").write_text(text)
    door.ok("snapshot", "--at", at)


def publish(door: Door) -> dict[str, str]:
    door.ok("publish", "site", "--url", "https://policies.example/")
    return {
        path.relative_to("site").as_posix(): path.read_text("utf-8")
        for path in Path("site").rglob("*.*")
        if path.is_file()
    }


def entries(site: dict[str, str]) -> dict[str, feedparser.FeedParserDict]:
    feed = feedparser.parse(site["feed.atom"].encode())
    assert not feed.bozo
    return {entry.id: entry for entry in feed.entries}


def test_words_stand_on_pages_beside_what_is_generated_and_go_when_they_are_taken_away(
    workspace: Door, request: pytest.FixtureRequest
) -> None:
    bare = publish(workspace)
    workspace.ok("note", ID, "2024-02-01", "-m", WORDS, "--title", "Longer & later")
    site = publish(workspace)
    told = {
        change["observed"][:10]: change
        for change in json.loads(site[f"p/{ID}/changes.json"])["changes"]
    }
    older = told["2024-02-01"]
    page = site[older["page"]]
    assert "<h2>Longer &amp; later</h2>" in page
    assert "Our <em>shop</em> needs &lt;b&gt;it&lt;/b&gt;." in page
    assert "1 section changed" in page
    for name in ("index.html", f"p/{ID}/index.html"):
        assert "Longer &amp; later" in site[name]
        assert site[name].count("1 section changed") >= 2
    assert bare[told["2024-03-01"]["page"]] == site[told["2024-03-01"]["page"]]
    assert ("Longer & later", WORDS) == (older["note_title"], older["note"])
    assert ("", "", None) == tuple(told["2024-03-01"][k] for k in ("note_title", "note", "noted"))
    schema = json.loads((request.config.rootpath / "docs/changes.schema.json").read_text())
    jsonschema.validate(json.loads(site["changes.json"]), schema)
    assert site == publish(workspace)
    workspace.ok("note", ID, "2024-02-01", "--delete")
    assert bare.keys() == publish(workspace).keys()
    assert bare["feed.atom"] == publish(workspace)["feed.atom"]


def test_a_feeds_entry_is_updated_and_not_repeated(workspace: Door) -> None:
    before = entries(publish(workspace))
    workspace.ok("note", ID, "-m", WORDS, "--title", "Ninety")
    site = publish(workspace)
    after = entries(site)
    assert before.keys() == after.keys()
    moved = {key for key in after if after[key].updated != before[key].updated}
    (noted,) = moved
    assert after[noted].updated > before[noted].updated
    assert after[noted].published == before[noted].published
    assert "Ninety" in after[noted].title
    assert "Our *shop* needs" in after[noted].content[0].value
    assert "Ninety" in site["feed.json"]
    assert "Ninety" in site[f"p/{ID}/feed.atom"]


def test_the_id_on_a_page_names_the_change_to_be_noted(workspace: Door) -> None:
    (change,) = json.loads(publish(workspace)["changes.json"])["changes"][:1]
    workspace.ok("note", change["id"], "-m", "By the page's id.")
    assert "By the page’s id." in publish(workspace)[change["page"]].replace("'", "’")


def test_words_on_a_step_that_is_folded_are_on_the_change_that_it_is_part_of(
    workspace: Door,
) -> None:
    workspace.ok("note", ID, "--next", "-m", "Ahead of the next.")
    record(workspace, TEXT.format(90, "").replace("keep cookies", "**keep** cookies"), "2024-04-01")
    record(workspace, TEXT.format(90, "\n\nSo be it."), "2024-05-01")
    newest = json.loads(publish(workspace)["changes.json"])["changes"][0]
    assert ("2024-05-01", "Ahead of the next.") == (newest["observed"][:10], newest["note"])
    told = workspace.ok("notes")
    assert "2024-04-01" not in told
    assert "Ahead of the next." in told[: told.index("2024-03-01")]


def test_words_are_in_the_mail_and_in_the_release(workspace: Door) -> None:
    workspace.ok("note", ID, "-m", "Ask us.", "--title", "Ninety")
    mail = workspace.ok("notes", ID, "--format", "email", "--sender", "a@acme.example")
    assert "Subject: Privacy: Ninety" in mail
    assert 2 == mail.count("Ask us.")
    assert "> **Ninety**\n>\n> Ask us.\n" in workspace.ok("notes", ID, "--format", "release")
