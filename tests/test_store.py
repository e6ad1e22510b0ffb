"""The store on a real git: what is recorded, read back, and left alone."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policytrack.store import NewVersion, Store

POLICY = "example.com/privacy"
DAY = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)


def git(root: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def version(text: str, **known: object) -> NewVersion:
    given = {"policy": POLICY, "captured": DAY, **known}
    return NewVersion(text=text, **given)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "workspace")


def test_a_recorded_version_is_one_commit_that_reads_back(store: Store) -> None:
    snapshot = store.record(version("# Privacy\n\nWe collect little.\n", title="Privacy"))
    assert snapshot is not None
    assert [snapshot] == store.versions(POLICY)
    assert snapshot == store.latest(POLICY)
    assert store.read_text(snapshot) == "# Privacy\n\nWe collect little.\n"
    assert git(store.repository.root, "rev-list", "--count", "HEAD").strip() == "1"
    assert git(store.repository.root, "status", "--porcelain") == ""


def test_a_text_that_is_in_force_is_not_recorded_again(store: Store) -> None:
    store.record(version("Same.\n"))
    assert store.record(version("Same.\n", captured=DAY + timedelta(days=1))) is None


def test_a_store_without_commits_is_empty(store: Store) -> None:
    assert [] == store.policies()
    assert [] == store.versions(POLICY)
    assert store.latest(POLICY) is None
