"""A user's rules on real parts: chosen pieces of a page, several pages as one, declarations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack.tracker.outcomes import Outcome
from policytrack.tracker.start import start_workspace, track_declared
from policytrack.tracker.take import take_snapshots
from policytrack.tracker.verifying import verify
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback

SETTINGS = "[settings]\nallow_private = true\npause = 0\nrespect_robots = false\n"
FILLER = "It is written in plain words, and it holds for everybody who uses the service. " * 4


def page(title: str, *parts: tuple[str, str]) -> str:
    body = "".join(
        f"<h2 id={name.split()[0].lower()}>{name}</h2><p>{text} {FILLER}</p>"
        for name, text in parts
    )
    return (
        f"<html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<main><h1>{title}</h1>{body}<p class=share>Share this page with your friends</p></main>"
        "</body></html>"
    )


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.page(
            "/terms",
            page("Terms", ("Use", "You may use it."), ("Privacy", "We keep data for 30 days.")),
        )
        running.page("/annex", page("Annex", ("Fees", "The fee is 10 euro a month.")))
        yield running


def record(root: Path, toml: str) -> Outcome:
    start_workspace(root)
    (root / CONFIG_NAME).write_text(SETTINGS + toml, encoding="utf-8")
    (outcome,) = take_snapshots(load_workspace(root))
    return outcome


def stored(root: Path) -> str:
    (path,) = (root / "snapshots").rglob("*.md")
    return path.read_text(encoding="utf-8")


def test_headings_choose_one_policy_of_a_page(tmp_path: Path, server: Loopback) -> None:
    toml = f'[policies."x.example/privacy"]\nsource = "{server.url("/terms")}"\nstart = "Privacy"\n'
    assert record(tmp_path, toml).status == "recorded"
    assert "30 days" in stored(tmp_path)
    assert "You may use it" not in stored(tmp_path)


def test_selectors_take_and_leave(tmp_path: Path, server: Loopback) -> None:
    toml = (
        f'[policies."x.example/terms"]\nsource = "{server.url("/terms")}"\n'
        'select = ["main"]\nremove = [".share", "#use"]\n'
    )
    assert record(tmp_path, toml).status == "recorded"
    assert "Share this page" not in stored(tmp_path)
    assert "## Privacy" in stored(tmp_path)


def test_a_selector_that_matches_nothing_is_a_failure_not_an_empty_policy(
    tmp_path: Path, server: Loopback
) -> None:
    toml = f'[policies."x.example/t"]\nsource = "{server.url("/terms")}"\nselect = ["#gone"]\n'
    outcome = record(tmp_path, toml)
    assert outcome.status == "failed"
    assert outcome.error is not None
    assert "#gone" in outcome.error.message


def test_several_pages_are_one_text_and_their_evidence_proves_it(
    tmp_path: Path, server: Loopback
) -> None:
    toml = (
        f'[policies."x.example/terms"]\nsource = "{server.url("/terms")}"\nremove = [".share"]\n'
        f'combine = [{{source = "{server.url("/annex")}", remove = [".share"]}}]\n'
    )
    assert record(tmp_path, toml).status == "recorded"
    text = stored(tmp_path)
    assert text.index("You may use it") < text.index("10 euro")
    assert "Share" not in text
    assert verify(load_workspace(tmp_path)).sound
    (again,) = take_snapshots(load_workspace(tmp_path))
    assert again.status == "unchanged"


def test_a_declaration_of_an_archive_is_tracked_as_it_says(
    tmp_path: Path, server: Loopback
) -> None:
    declaration = {
        "name": "Larkspur",
        "terms": {
            "Terms of Service": {
                "combine": [
                    {"fetch": server.url("/terms"), "select": "main", "remove": [".share"]},
                    {"fetch": server.url("/annex"), "select": [{"startBefore": "#fees",
                                                                 "endBefore": ".share"}]},
                ],
                "filter": ["removeStrangeThings"],
            },
            "Privacy Policy": {"fetch": server.url("/terms"), "select": "#privacy + p"},
        },
    }  # fmt: skip
    start_workspace(tmp_path)
    (tmp_path / CONFIG_NAME).write_text(SETTINGS, encoding="utf-8")
    added, remarks = track_declared(load_workspace(tmp_path), json.dumps(declaration))
    assert [policy.title for policy in added] == [
        "Larkspur Terms of Service", "Larkspur Privacy Policy",
    ]  # fmt: skip
    assert any("removeStrangeThings" in remark for remark in remarks)
    outcomes = list(take_snapshots(load_workspace(tmp_path)))
    assert {outcome.status for outcome in outcomes} == {"recorded"}, outcomes
    text = (tmp_path / "snapshots" / f"{added[0].id}.md").read_text(encoding="utf-8")
    assert "10 euro" in text
    assert "Annex" not in text


def test_explain_says_what_was_left_out_and_draws_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = page("Terms", ("Use", "You may use it."), ("Privacy", "We keep data for 30 days."))
    Path("page.html").write_text(text.replace("Share", "<script>alert(1)</script>Share"))
    door = Door(capsys)
    shown = door.ok("extract", "page.html", "--explain")
    assert "+ ## Use" in shown
    assert "- Home" in shown
    door.ok("extract", "page.html", "--explain", "-o", "picture.html")
    assert "<script" not in Path("picture.html").read_text(encoding="utf-8")
