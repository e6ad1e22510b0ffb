"""Screenshots and prints as evidence, by a real Chromium: kept, hashed, and never in the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack.tracker import views
from policytrack.tracker.verifying import verify
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.loopback import Loopback
from tests.store_parts import git
from tests.test_snapshot_job import ID, Site, page

pytest.importorskip("playwright")
if shutil.which("chromium") is None:
    pytest.skip("no Chromium here", allow_module_level=True)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        site = Site(tmp_path / "workspace", server)
        add(site, 'evidence = ["screenshot", "pdf"]')
        yield site


def add(site: Site, line: str) -> None:
    config = site.workspace.root / CONFIG_NAME
    config.write_text(config.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)


def test_what_a_page_looked_like_is_kept_beside_its_capture_and_verified(site: Site) -> None:
    assert site.run().status == "recorded"
    (kept,) = site.store.captures(ID)
    assert site.store.read_view(kept, "screenshot").startswith(b"\x89PNG")
    assert site.store.read_view(kept, "pdf").startswith(b"%PDF")
    assert kept.about["views"]["status"] == 200
    assert kept.about["views"]["renderer"].startswith("Chromium")
    assert verify(site.workspace).sound
    looks = len(site.server.paths)
    assert site.run(days=1).status == "unchanged"
    assert len(site.server.paths) - looks == 1  # no picture of what is kept already
    assert site.run(days=1).status == "unchanged"
    root = site.workspace.root
    git(root, "worktree", "add", "--quiet", str(root.parent / "evidence"), "policytrack/evidence")
    evidence = root.parent / "evidence"
    (evidence / f"captures/{ID}.png").write_bytes(b"another picture")
    git(evidence, "commit", "--quiet", "-a", "-m", "forged")
    found = verify(site.workspace)
    assert [problem.where.split(" in ")[0] for problem in found.problems] == [
        f"the screenshot of {ID}"
    ]


def test_a_browser_that_fails_costs_the_pictures_only(site: Site) -> None:
    config = site.workspace.root / CONFIG_NAME
    text = config.read_text(encoding="utf-8").replace(
        "[settings]", '[settings]\nbrowser = "/nowhere/chromium"'
    )
    config.write_text(text, encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)
    assert site.run().status == "recorded"
    (kept,) = site.store.captures(ID)
    assert "no program that can be run" in kept.about["views"]["failed"]
    assert site.store.read_view(kept, "pdf") == b""
    assert verify(site.workspace).sound


def test_a_picture_that_is_too_large_is_left_out_and_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LARGEST", 100)
    assert site.run().status == "recorded"
    (kept,) = site.store.captures(ID)
    assert kept.about["views"]["larger_than_allowed"] == ["screenshot", "pdf"]
    assert site.store.read_view(kept, "screenshot") == b""


def test_an_endless_page_gives_a_picture_of_its_beginning(site: Site) -> None:
    site.server.page("/privacy", page().replace("<main>", '<main style="height: 90000px">'))
    assert site.run().status == "recorded"
    (kept,) = site.store.captures(ID)
    data = site.store.read_view(kept, "screenshot")
    assert int.from_bytes(data[20:24]) == 16_000  # the height that a PNG states
