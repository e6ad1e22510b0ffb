"""Replay: what today's rules, extractor and gate would make of what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack.tracker.replaying import replay
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback
from tests.test_snapshot_job import ID, LOGIN, Site, page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        site = Site(tmp_path / "workspace", server)
        site.run()
        server.page("/privacy", page(how="We keep your orders for 90 days."))
        site.run(days=1)
        server.page("/privacy", LOGIN)
        site.run(days=1)
        yield site


def test_nothing_differs_while_the_program_is_the_same(site: Site) -> None:
    replayed = list(replay(site.workspace))
    assert [True, True, False] == [one.recorded for one in replayed]
    assert [] == [one for one in replayed if one.differs]


def test_other_rules_show_as_comparisons_and_nothing_is_recorded(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    config = site.workspace.root / CONFIG_NAME
    config.write_text(config.read_text() + 'remove = ["h2"]\n')
    runs = len(list(site.store.read_runs()))
    differing = [one for one in replay(load_workspace(config.parent)) if one.text]
    assert len(differing) == 2
    ran = Door(capsys)("-C", str(config.parent), "replay", ID, "--exit-code")
    assert ran.code == 1
    assert "3 captures replayed, 2 would differ" in ran.out
    assert "What we collect" in ran.out
    assert (2, runs) == (len(site.texts()), len(list(site.store.read_runs())))
