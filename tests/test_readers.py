"""Reading spared and reading spread: what is recorded is the same as without either."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policytrack.errors import ExtractError
from policytrack.model import Capture
from policytrack.tracker import readers as module
from policytrack.tracker.eyes import Errand
from policytrack.tracker.looks import MUCH, Look, in_batches
from policytrack.tracker.readers import Readers
from policytrack.tracker.reading import read_capture
from policytrack.workspace import CONFIG_NAME, TrackedPolicy, load_workspace
from tests.loopback import Loopback
from tests.test_snapshot_job import ID, Site, page

START = datetime(2024, 3, 1, tzinfo=UTC)
POLICY = TrackedPolicy(ID, "https://larkspur.example/privacy")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        yield Site(tmp_path / "workspace", server)


def capture(body: str) -> Capture:
    return Capture(POLICY.source, POLICY.source, body.encode(), "text/html", 200)


def test_another_process_reads_as_this_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    seen = capture(page())
    with Readers(1) as readers:
        assert read_capture(seen, POLICY) == readers.read(seen, POLICY)
        with pytest.raises(ExtractError) as caught:
            readers.read(Capture(POLICY.source, POLICY.source, b"\0\1\2" * 99, "image/png"), POLICY)
        assert caught.value.hint


def test_reading_goes_on_when_the_other_process_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    seen = capture(page())
    with Readers(1) as readers:
        readers.read(seen, POLICY)
        assert readers._pool is not None
        for process in readers._pool._processes.values():
            process.kill()
        assert read_capture(seen, POLICY) == readers.read(seen, POLICY)


def test_the_bytes_of_the_text_in_force_are_not_read_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.run()
    monkeypatch.setattr(Readers, "read", lambda *_: pytest.fail("read again"))
    assert site.run(days=1).status == "unchanged"


def test_the_same_bytes_are_read_again_by_other_rules(site: Site) -> None:
    site.run()
    config = site.store.repository.root / CONFIG_NAME
    config.write_text(config.read_text() + 'remove = ["h2"]\n')
    site.workspace = load_workspace(config.parent)
    assert site.run(days=1).status != "unchanged"


def test_the_same_bytes_count_as_a_change_where_another_text_is_in_force(site: Site) -> None:
    site.run()
    first = site.texts()[0]
    site.server.page("/privacy", page(who="We are Larkspur and Daughters Ltd, a shop."))
    assert site.run(days=1).status == "recorded"
    site.server.page("/privacy", page())
    assert site.run(days=1).status == "recorded"
    assert first == site.texts()[-1]


def test_pages_of_many_megabytes_are_not_held_until_a_batch_is_full() -> None:
    heavy = Capture(POLICY.source, POLICY.source, bytes(MUCH // 2), "text/html", 200)
    looks = (Look(Errand(POLICY, POLICY.source), START, same=heavy) for _ in range(7))
    assert [3, 3, 1] == [len(batch) for batch in in_batches(looks, 64)]
