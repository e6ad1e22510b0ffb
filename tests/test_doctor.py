"""The doctor: each thing that should be looked after is named when it is so, and not before."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policytrack.store import Notice
from policytrack.tracker import missing
from policytrack.tracker.doctor import examine
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback
from tests.store_parts import version
from tests.test_snapshot_job import ID, LOGIN, Site, page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A healthy workspace whose clock runs up to now."""
    with Loopback() as server:
        server.page("/privacy", page())
        site = Site(tmp_path / "workspace", server)
        site.clock.now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=60)
        configure(site, 'contact = "job@larkspur.example"')
        yield site


def configure(site: Site, line: str, place: str = "[settings]") -> None:
    config = site.workspace.root / CONFIG_NAME
    text = config.read_text(encoding="utf-8")
    assert place in text
    config.write_text(text.replace(place, f"{place}\n{line}", 1), encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)


def now(site: Site) -> None:
    site.clock.now = datetime.now(UTC).replace(microsecond=0)
    site.run()


def said(site: Site) -> list[str]:
    found = examine(site.workspace)
    assert all(one.way_out for one in found)
    return [one.what for one in found]


def test_a_healthy_workspace_needs_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    now(site)
    assert [] == said(site)
    root = str(site.workspace.root)
    assert "Nothing needs looking after." in Door(capsys).ok("-C", root, "doctor")


def test_what_was_never_looked_at_and_what_fails_always_are_named(site: Site) -> None:
    assert ["it was never looked at"] == said(site)
    now(site)
    site.server.page("/privacy", "busy", status=503, retry_after="0")
    site.run()
    site.run()
    assert [] == said(site)
    site.run()
    assert any("it failed 3 times in a row" in one for one in said(site))


def test_a_source_that_changes_always_is_named(site: Site) -> None:
    site.clock.now = datetime.now(UTC) - timedelta(days=10)
    for days in range(20, 26):
        site.server.page("/privacy", page(how=f"We keep your orders for {days} days."))
        site.run(days=1)
    now(site)
    assert any("it changed 6 times within 30 days" in one for one in said(site))


def test_a_source_that_shows_another_text_at_each_look_is_named(site: Site) -> None:
    site.clock.now = datetime.now(UTC) - timedelta(days=1)
    site.run()
    for number in range(4):
        site.server.page("/privacy", LOGIN.replace("continue", f"continue, visitor {number}"))
        assert site.run(hours=1).status == "held"
    assert any("each of the last 4 looks showed another text" in one for one in said(site))


def test_a_source_that_leads_elsewhere_and_one_that_is_gone_are_named(site: Site) -> None:
    site.clock.now = datetime.now(UTC) - timedelta(days=12)
    site.server.redirect("/privacy", "/elsewhere")
    site.server.page("/elsewhere", page())
    site.run()
    assert any("its source leads to" in one for one in said(site))
    site.server.page("/privacy", "<h1>Not found</h1>", status=404)
    for _ in range(5):
        site.run(days=2)
    assert any("its source is absent since" in one for one in said(site))


def test_a_text_in_force_that_was_not_seen_for_long_is_named(site: Site) -> None:
    site.run()
    assert any("was last seen 60 days ago" in one for one in said(site))


def test_clock_trouble_is_named(site: Site) -> None:
    now(site)
    site.run(days=3)
    assert any("it was looked at in the future" in one for one in said(site))
    soon = datetime.now(UTC) + timedelta(days=2)
    site.store.record(version("# Later\n\nOne.\n", policy=ID, captured=soon))
    assert any("its latest version is of the future" in one for one in said(site))
    site.store.record(version("# Before\n\nTwo.\n", policy=ID))
    assert "a version is dated before the one that it follows" in said(site)


def test_a_stale_lock_is_named_and_gone_after_the_next_snapshot(site: Site) -> None:
    import os

    now(site)
    lock = site.workspace.root / ".git" / "HEAD.lock"
    lock.touch()
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(lock, (long_ago, long_ago))
    assert any(str(lock) in one for one in said(site))
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    site.run()
    assert [] == said(site)


@pytest.mark.parametrize(
    ("line", "place", "module", "extra"),
    [
        ('render = "auto"', f'[policies."{ID}"]', "playwright", "browser"),
        ('evidence = ["pdf"]', f'[policies."{ID}"]', "playwright", "browser"),
        ('timestamp = "http://127.0.0.1/"', "[settings]", "rfc3161_client", "timestamp"),
        ('[notify]\nurls = ["json://127.0.0.1"]\n[settings]', "", "apprise", "notify"),
        ('[policies."local/p"]\nsource = "p.PDF"\n', "\n", "pypdfium2", "pdf"),
    ],
)
def test_an_extra_that_is_missing_is_named_with_how_to_get_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, line: str, place: str, module: str, extra: str
) -> None:
    now(site)
    if place.startswith("["):
        configure(site, line, place)
    else:
        config = site.workspace.root / CONFIG_NAME
        text = config.read_text(encoding="utf-8")
        new = text.replace("[settings]", line, 1) if not place else f"{text}\n{line}"
        config.write_text(new, encoding="utf-8")
        site.workspace = load_workspace(site.workspace.root)
    real = importlib.util.find_spec
    monkeypatch.setattr(missing, "find_spec", lambda name: None if name == module else real(name))
    found = [one for one in examine(site.workspace) if module in one.what]
    assert [f"pip install 'policytrack[{extra}]'"] == [one.way_out for one in found]


def test_a_browser_and_a_key_that_are_missing_are_named(site: Site) -> None:
    now(site)
    configure(site, 'browser = "/nowhere/chromium"')
    configure(site, 'render = "browser"', f'[policies."{ID}"]')
    configure(site, "sign = true")
    found = said(site)
    assert any("/nowhere/chromium is no program" in one for one in found)
    assert any("not said by whom" in one for one in found)


def test_notices_that_wait_for_days_are_named(site: Site) -> None:
    now(site)
    at = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    about = {"event": "held", "of": ID, "at": at}
    site.store.append_run([], notices=[Notice("0123456789abcdef", about)])
    assert any("1 notices wait to be sent" in one for one in said(site))


def test_the_findings_come_as_json_too(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(site.workspace.root)
    rows = json.loads(Door(capsys).ok("-C", root, "doctor", "--format", "json"))
    assert [{"where", "what", "way_out"}] == [set(row) for row in rows]
