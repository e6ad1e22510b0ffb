"""The job's manners and its patience as policytrack.toml asks, and what evidence tells of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack import __version__
from policytrack.store import Store
from policytrack.tracker import state
from policytrack.tracker.doctor import examine
from policytrack.tracker.state import load_states
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback
from tests.test_snapshot_job import ID, Site, page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        yield Site(tmp_path / "workspace", server)


def configure(site: Site, more: str, *, robots: bool = False) -> None:
    """Put more at the end of policytrack.toml, where the policy's table is."""
    path = site.workspace.root / CONFIG_NAME
    text = path.read_text(encoding="utf-8")
    if robots:
        text = text.replace("respect_robots = false\n", "")
    path.write_text(text + more, encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)


def test_one_look_is_enough_where_a_policy_says_so(site: Site) -> None:
    configure(site, "confirm = {looks = 1}\n")
    site.run()
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    looks = len(site.server.paths)
    assert "recorded" == site.run(days=1).status
    assert 1 == len(site.server.paths) - looks


def test_looks_that_are_to_lie_apart_are_not_taken_in_one_run(site: Site) -> None:
    configure(site, "[confirm]\nhours = 6\n")
    site.run()
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    looks = len(site.server.paths)
    assert ["unconfirmed", "unconfirmed"] == [site.run(hours=3).status for _ in range(2)]
    assert 2 == len(site.server.paths) - looks
    assert "recorded" == site.run(hours=3).status
    latest = site.store.latest(ID)
    assert latest is not None
    assert 9 == latest.captured.hour  # as of the first look that showed it


def test_a_page_that_is_gone_is_absent_as_soon_as_the_file_says(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(site, "[confirm]\ngone_looks = 2\ngone_days = 0.25\n")
    site.run()
    site.server.page("/privacy", "<h1>Not found</h1>", status=404)
    assert ["failed", "absent"] == [site.run(hours=6).status for _ in range(2)]
    told = Door(capsys).ok("-C", str(site.workspace.root), "status")
    assert "present until 2024-" in told
    assert "absent since 2024-" in told


def test_evidence_tells_what_was_asked_by_what_and_under_which_settings(site: Site) -> None:
    site.run()
    (first,) = site.store.captures(ID)
    asked = dict(first.manifest["request_headers"])
    assert f"policytrack/{__version__}" in asked["User-Agent"]
    assert asked["Host"] in site.server.url("/")
    assert ("policytrack " + __version__) == first.about["tool"]
    assert dict(site.store.read_capture(first).request_headers) == asked
    configure(site, "fetch = {timeout = 30}\n")
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    site.run(days=1)
    latest = next(iter(site.store.captures(ID)))
    assert 64 == len(latest.about["settings_sha256"])
    assert latest.about["settings_sha256"] != first.about["settings_sha256"]


def test_manifests_from_before_that_are_read_all_the_same(site: Site) -> None:
    from policytrack.store.evidence import parse_manifest

    site.run()
    (kept,) = site.store.captures(ID)
    told = {key: value for key, value in kept.manifest.items() if key != "request_headers"}
    earlier = parse_manifest(ID, kept.revision, json.dumps(told).encode())
    assert () == site.store.read_capture(earlier).request_headers


def test_what_is_known_of_a_policy_is_found_however_long_ago(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.run()
    store = Store.open(site.workspace.root, clock=site.clock)
    site.clock.advance(days=400)
    store.append_run([{"policy": "b.example/p", "state": {"result": "held"}}])
    known, today = {ID, "b.example/p"}, site.clock().date()
    assert known == set(load_states(store, known, today))
    assert "recorded" == load_states(store, known, today)[ID].result
    monkeypatch.setattr(state, "MOST", 100)
    assert {"b.example/p"} == set(load_states(store, known, today))  # not through gigabytes


def test_settings_of_a_host_that_nobody_asks_are_pointed_out(site: Site) -> None:
    names = ("127.0.0.1", "larkspur.exmple", "*.elsewhere.example")
    configure(site, "".join(f'[hosts."{name}"]\npause = 0\n' for name in names))
    site.run()
    told = [one.what for one in examine(site.workspace) if "[hosts" in one.what]
    assert [f'[hosts."{name}"] is the host of no policy' for name in names[1:]] == told


@pytest.fixture
def rendered(site: Site) -> Site:
    if shutil.which("chromium") is None:
        pytest.skip("no Chromium here")
    pytest.importorskip("playwright", reason="the extra `browser` is not installed")
    return site


@pytest.mark.slow
def test_a_page_in_a_browser_is_asked_for_under_robots_txt(rendered: Site) -> None:
    configure(rendered, 'render = "browser"\n', robots=True)
    rendered.server.page("/robots.txt", "User-agent: policytrack\nDisallow: /privacy\n")
    outcome = rendered.run()
    assert "failed" == outcome.status
    assert outcome.error is not None
    assert "robots.txt forbids /privacy" in outcome.error.message
    assert ["/robots.txt"] == rendered.server.paths


@pytest.mark.slow
def test_a_browser_leaves_a_host_alone_that_asks_for_it(rendered: Site) -> None:
    more = f'[policies."larkspur.example/terms"]\nsource = "{rendered.server.url("/terms")}"\n'
    configure(rendered, f'render = "browser"\n{more}')
    rendered.server.page("/privacy", "busy", status=503, retry_after="3600")
    rendered.server.page("/terms", page())
    from policytrack.tracker.outcomes import TakeOptions
    from policytrack.tracker.take import take_snapshots

    options = TakeOptions(now=rendered.clock, workers=1)
    told = {one.policy: one for one in take_snapshots(rendered.workspace, (), options)}
    error = told["larkspur.example/terms"].error
    assert error is not None
    assert "asked to be left alone" in error.message
    assert "/terms" not in rendered.server.paths
