"""Taking over the history of another repository: every text keeps its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policytrack.errors import FetchError, StoreError
from policytrack.store import NewVersion, Store
from tests.store_parts import DAY, POLICY, assert_sound, git

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [b"One \xff\xfe\r\nTwo\r\n", "Zwei – drei\n".encode(), b"One \xff\xfe\r\nTwo\r\n"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    root.mkdir()
    git(root, "init", "-q", "-b", "trunk")
    (root / "Firm").mkdir()
    for number, text in enumerate(TEXTS):
        (root / "Firm" / "Privacy Policy.md").write_bytes(text)
        git(root, "add", ".")
        git(root, "commit", "-qm", f"Record {number}", f"--date=2020-01-0{number + 1}T00:00:00Z")
    git(root, "rm", "-q", "Firm/Privacy Policy.md")
    git(root, "commit", "-qm", "Remove")
    return root


@pytest.mark.parametrize("kind", ["folder", "bundle"])
def test_an_archive_is_taken_over_with_the_objects_that_it_holds(
    tmp_path: Path, archive: Path, kind: str
) -> None:
    source = archive
    if kind == "bundle":
        source = tmp_path / "archive.bundle"
        git(archive, "bundle", "create", "-q", str(source), "HEAD", "trunk")
    store = Store.create(tmp_path / "workspace")
    files = list(store.read_archive(store.take_archive(str(source))))
    assert ["Firm/Privacy Policy.md"] * 4 == [file.path for file in files]
    assert ["Record 0", "Record 1", "Record 2", "Remove"] == [
        file.message.strip() for file in files
    ]
    assert [bool(file.blob) for file in files] == [True, True, True, False]
    assert list(store.read_blobs(file.blob for file in files[:3])) == TEXTS
    assert [] == store.policies()
    recorded = store.record_many(
        NewVersion(POLICY, "", file.authored, title="Privacy", blob=file.blob)
        for file in files
        if file.blob
    )
    assert list(reversed(recorded)) == store.versions(POLICY)
    blobs = git(store.repository.root, "log", "--raw", "--no-abbrev", "--format=").split()[3::6]
    assert [file.blob for file in reversed(files[:3])] == blobs
    assert TEXTS[2] == (store.repository.root / "snapshots" / f"{POLICY}.md").read_bytes()
    assert store.verify().sound
    assert_sound(store.repository.root)


def test_an_archived_text_in_force_is_not_recorded_again(tmp_path: Path, archive: Path) -> None:
    store = Store.create(tmp_path / "workspace")
    store.record(NewVersion(POLICY, "Zwei – drei\n", DAY))
    files = list(store.read_archive(store.take_archive(str(archive))))
    assert store.record(NewVersion(POLICY, "", DAY, blob=files[1].blob)) is None


@pytest.mark.parametrize("damage", ["cut", "empty", "absent", "no commits"])
def test_an_archive_that_cannot_be_read_is_said_and_nothing_changes(
    tmp_path: Path, archive: Path, damage: str
) -> None:
    store = Store.create(tmp_path / "workspace")
    source = tmp_path / "archive.bundle"
    if damage == "no commits":
        git(tmp_path, "init", "-q", "--bare", str(source))
    elif damage != "absent":
        git(archive, "bundle", "create", "-q", str(source), "HEAD")
        held = source.read_bytes()
        source.write_bytes(held[: len(held) // 2] if damage == "cut" else b"")
    with pytest.raises(FetchError) as caught:
        store.take_archive(str(source))
    assert caught.value.hint
    assert [] == store.policies()
    assert_sound(store.repository.root)


def test_an_unknown_object_is_not_recorded(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    with pytest.raises(StoreError):
        store.record(NewVersion(POLICY, "", DAY, blob="ab" * 20))
    assert [] == store.policies()
