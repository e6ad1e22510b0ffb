"""Disks that fill up, fail or cannot be written: a clear error, nothing lost, no lock left."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import StoreError
from policytrack.store import Store
from tests.store_parts import POLICY, assert_sound, git, version

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent.parent


def mount(*args: str) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *args], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """An own file system of 3 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=3m", "policytrack-test", str(folder)):
        pytest.skip("mounting a small file system takes root and the right to mount")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def noise(number: int, size: int) -> str:
    chance = random.Random(number)
    return "".join(f"{chance.getrandbits(64):x}\n" for _ in range(size // 17))


def record_until_it_fails(store: Store, size: int) -> tuple[str, StoreError]:
    """The last revision that was acknowledged, and the error."""
    last = ""
    for number in range(1000):
        try:
            snapshot = store.record(version(noise(number, size)))
        except StoreError as error:
            return last, error
        assert snapshot is not None
        last = snapshot.revision
    raise AssertionError("it never failed")


def test_a_full_disk_is_said_and_loses_nothing(small: Path) -> None:
    store = Store.create(small)
    last, error = record_until_it_fails(store, 200_000)
    assert "room" in error.hint
    assert last == git(small, "rev-parse", "HEAD").strip()
    assert last == store.versions(POLICY)[0].revision
    with pytest.raises(StoreError):
        store.record_many([version(noise(number, 200_000)) for number in range(2000, 2030)])
    assert last == git(small, "rev-parse", "HEAD").strip()
    assert mount("-o", "remount,size=30m", str(small))
    assert store.record(version("Room again.\n")) is not None
    assert "" == git(small, "status", "--porcelain", "--untracked-files=all")
    assert_sound(small)


def test_a_disk_without_inodes_is_said_and_loses_nothing(small: Path) -> None:
    store = Store.create(small)
    assert store.record(version("First.\n")) is not None
    assert mount("-o", "remount,nr_inodes=80", str(small))
    last, error = record_until_it_fails(store, 100)
    assert "room" in error.hint
    assert last == git(small, "rev-parse", "HEAD").strip()
    assert mount("-o", "remount,nr_inodes=10000", str(small))
    assert store.record(version("Room again.\n")) is not None
    assert_sound(small)


def test_a_read_only_repository_can_be_read_and_says_why_not_written(small: Path) -> None:
    store = Store.create(small)
    recorded = store.record(version("Text.\n"))
    store.append_run([{"n": 1}])
    assert mount("-o", "remount,ro", str(small))
    try:
        opened = Store.open(small)
        with pytest.raises(StoreError) as caught:
            opened.record(version("Two.\n"))
        assert "writable" in caught.value.hint
        assert [recorded] == opened.versions(POLICY)
        assert recorded is not None
        assert opened.read_text(recorded) == "Text.\n"
        assert opened.verify().sound
    finally:
        mount("-o", "remount,rw", str(small))


@pytest.mark.parametrize("most", [3, 6, 8, 10, 12, 16])
def test_too_few_file_descriptors_are_an_error_that_passes(tmp_path: Path, most: int) -> None:
    store = Store.create(tmp_path)
    first = store.record(version("First.\n"))
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = max(int(path.name) for path in Path("/proc/self/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + most - 2, before[1]))
    try:
        with suppress(StoreError):
            store.record(version("Second.\n"))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert first in store.versions(POLICY)
    assert store.record(version("Third.\n")) is not None
    assert "" == git(tmp_path, "status", "--porcelain")
    assert_sound(tmp_path)


CALLS = [
    *(f"fsync:error=EIO:when={n}" for n in (1, 3)),
    *(f"rename,renameat,renameat2:error=EIO:when={n}" for n in (1, 2, 3)),
    *(f"write:error=EIO:when={n}" for n in (1, 2, 4)),
    *(f"write:error=ENOSPC:when={n}" for n in (1, 3)),
    "link,linkat:error=EIO:when=1",
    "mkdir,mkdirat:error=EIO:when=1",
    "unlink,unlinkat:error=EIO:when=1",
]


@pytest.mark.slow
@pytest.mark.parametrize("fault", CALLS)
def test_an_io_error_leaves_all_as_it_was_or_is_made_up_for(tmp_path: Path, fault: str) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace, which injects the errors, is not installed")
    store = Store.create(tmp_path)
    store.record(version("First.\n", policy="one.example/p0"))
    before = git(tmp_path, "rev-parse", "HEAD").strip()
    calls = fault.split(":", maxsplit=1)[0]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={fault}",
         sys.executable, "-m", "tests.store_writer", str(tmp_path), "one.example", "1"],
        cwd=HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    said = done.stdout.split()
    after = git(tmp_path, "rev-parse", "HEAD").strip()
    assert done.returncode != 0 or [after] == said
    assert after in {before, *said} or before == git(tmp_path, "rev-parse", "HEAD~1").strip()
    assert store.record(version("Next.\n")) is not None
    assert "" == git(tmp_path, "status", "--porcelain", "--untracked-files=all")
    assert_sound(tmp_path)
