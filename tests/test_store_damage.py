"""A damaged repository is said to be damaged: never an empty policy, never a new beginning."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import DamagedError
from policytrack.store import Store
from tests.store_parts import POLICY, git, version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    store = Store.create(tmp_path)
    store.record_many([version("One.\n" * 200), version("Two.\n" * 200)])
    return tmp_path


def object_file(root: Path, name: str) -> Path:
    found = git(root, "rev-parse", name).strip()
    path = root / ".git" / "objects" / found[:2] / found[2:]
    path.chmod(0o644)
    return path


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8])


def garble(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 0xFF
    path.write_bytes(bytes(held))


def exchange(path: Path) -> None:
    """Another sound object of the same kind and size under this name."""
    held = zlib.decompress(path.read_bytes())
    head, _, body = held.partition(b"\0")
    path.write_bytes(zlib.compress(head + b"\0" + body[:-2] + b"!\n"))


def shorten(path: Path) -> None:
    """A sound, empty object of the same kind under this name."""
    kind = zlib.decompress(path.read_bytes()).split(b" ")[0]
    path.write_bytes(zlib.compress(kind + b" 0\0"))


WAYS = [remove, empty, truncate, garble, exchange, shorten]
TEXT = "HEAD:snapshots/example.com/privacy.md"


@pytest.mark.parametrize("damage", WAYS)
def test_a_damaged_text_is_damaged_and_named(root: Path, damage: Callable[[Path], None]) -> None:
    store = Store.open(root)
    latest, first = store.versions(POLICY)
    blob = git(root, "rev-parse", TEXT).strip()
    damage(object_file(root, TEXT))
    with pytest.raises(DamagedError) as caught:
        store.read_text(latest)
    assert blob in caught.value.message
    assert "git fsck" in caught.value.hint
    assert store.read_text(first) == "One.\n" * 200


@pytest.mark.parametrize("damage", WAYS)
@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "HEAD:snapshots"])
def test_nothing_is_recorded_on_top_of_a_damaged_commit_or_tree(
    root: Path, damage: Callable[[Path], None], name: str
) -> None:
    store = Store.open(root)
    before = (root / ".git" / "refs" / "heads" / "main").read_text()
    damage(object_file(root, name))
    with pytest.raises(DamagedError) as caught:
        store.record(version("Three.\n"))
    assert caught.value.hint
    assert before == (root / ".git" / "refs" / "heads" / "main").read_text()


@pytest.mark.parametrize("damage", [remove, empty, truncate, garble])
@pytest.mark.parametrize("name", ["HEAD", "HEAD~1", "HEAD~1^{tree}"])
def test_a_history_that_cannot_be_walked_is_damaged(
    root: Path, damage: Callable[[Path], None], name: str
) -> None:
    store = Store.open(root)
    damage(object_file(root, name))
    with pytest.raises(DamagedError):
        store.versions(POLICY)
    with pytest.raises(DamagedError):
        store.histories()


@pytest.mark.parametrize("content", [None, b"", b"garbage\n", b"f" * 40 + b"\n", b"\0" * 41])
def test_a_lost_branch_is_not_begun_anew(root: Path, content: bytes | None) -> None:
    branch = root / ".git" / "refs" / "heads" / "main"
    if content is None:
        branch.unlink()
    else:
        branch.write_bytes(content)
    store = Store.open(root)
    for ask in (
        lambda: store.record(version("Three.\n")),
        lambda: store.versions(POLICY),
        store.policies,
        store.histories,
        lambda: store.latest(POLICY),
    ):
        with pytest.raises(DamagedError) as caught:
            ask()
        assert caught.value.hint
    if content is None:
        assert not branch.exists()
    else:
        assert content == branch.read_bytes()


def test_a_new_orphan_branch_is_no_damage(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "fresh")
    git(root, "rm", "-rfq", ".")
    store = Store.open(root)
    assert [] == store.policies()
    assert store.record(version("Anew.\n")) is not None
    assert 1 == len(store.versions(POLICY))


def test_a_repository_without_a_head_is_said_to_be_unusable(root: Path) -> None:
    (root / ".git" / "HEAD").unlink()
    with pytest.raises(Exception, match="cannot be used") as caught:
        Store.open(root)
    assert caught.value.hint  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="cannot be used"):
        Store.create(root)
    assert not (root / ".git" / "HEAD").exists()
