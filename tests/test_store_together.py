"""Several processes, and processes that die: what was acknowledged is there, whatever happens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policytrack.store import Store
from tests.store_parts import FILE, POLICY, USER, assert_sound, git, version

HERE = Path(__file__).parent.parent


def start(root: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store_writer", str(root), *args],
        cwd=HERE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def reachable(root: Path) -> set[str]:
    return set(git(root, "rev-list", "HEAD").split())


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path)
    writers = [start(tmp_path, name, "200") for name in ("one.example", "two.example")]
    said = [writer.communicate()[0].split() for writer in writers]
    assert [0, 0] == [writer.returncode for writer in writers]
    assert [200, 200] == [len(set(revisions)) for revisions in said]
    assert set(said[0] + said[1]) == reachable(tmp_path)
    histories = Store.open(tmp_path).histories()
    assert 400 == sum(len(history) for history in histories.values())
    assert "" == git(tmp_path, "status", "--porcelain")
    assert_sound(tmp_path)


def test_a_user_who_commits_at_the_same_time_loses_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path)
    writer = start(tmp_path, "one.example", "25")
    theirs = 0
    while writer.poll() is None:
        (tmp_path / f"file{theirs}").write_text("mine\n")
        done = subprocess.run(
            ["git", *USER, "commit", "-q", "--allow-empty", "-m", f"Mine {theirs}"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        theirs += done.returncode == 0
        time.sleep(0.05)
    said = writer.communicate()[0].split()
    assert 0 == writer.returncode
    assert 25 == len(said)
    subjects = git(tmp_path, "log", "--format=%s").split("\n")
    assert theirs == sum(subject.startswith("Mine") for subject in subjects)
    assert set(said) < reachable(tmp_path)
    assert "" == git(tmp_path, "status", "--porcelain", "--untracked-files=no")


@pytest.mark.slow
def test_kill_at_a_hundred_random_moments_loses_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path)
    chance = random.Random(20240229)
    said: list[str] = []
    for number in range(100):
        batch = "40" if number % 10 == 9 else "1"
        writer = start(tmp_path, "one.example", "0", batch)
        assert writer.stdout is not None
        said.append(writer.stdout.readline().strip())  # every run works without help
        time.sleep(chance.random() * 0.06)
        if number % 2:
            os.killpg(writer.pid, signal.SIGKILL)  # git dies along
        else:
            writer.kill()
        rest = writer.communicate()[0]
        said += [line for line in rest.splitlines() if len(line) == 40]
    assert len(said) >= 100
    assert set(said) <= reachable(tmp_path)
    Store.open(tmp_path).record(version("The last.\n"))
    assert "" == git(tmp_path, "status", "--porcelain")
    assert_sound(tmp_path)


@pytest.mark.parametrize("after", ["note", "branch", "file", "index"])
def test_a_death_after_each_step_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    store = Store.create(tmp_path)
    store.record(version("One.\n"))
    place = {
        "note": "policytrack.gitrepo.writing.move_branch",
        "branch": "policytrack.gitrepo.writing.put_in_place",
        "file": "policytrack.gitrepo.writing.install_index",
        "index": "policytrack.gitrepo.writing.drop_note",
    }[after]
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(place, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        store.record(version("Two.\n"))
        os._exit(1)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    store.record(version("Other.\n", policy="example.com/other"))
    expected = "One.\n" if after == "note" else "Two.\n"
    assert expected == store.read_text(store.versions(POLICY)[0])
    assert expected == (tmp_path / FILE).read_text()
    assert "" == git(tmp_path, "status", "--porcelain")
    assert_sound(tmp_path)


def test_locks_of_a_dead_update_are_cleared_when_they_are_ours(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    first = store.record(version("One.\n"))
    assert first is not None
    folder = tmp_path / ".git"
    note = f'{{"branch": "refs/heads/main", "after": "{first.revision}", "files": []}}'
    (folder / "policytrack" / "unfinished.json").write_text(note)
    (folder / "refs" / "heads" / "main.lock").write_text(first.revision + "\n")
    (folder / "HEAD.lock").write_text("")
    assert store.record(version("Two.\n")) is not None
    assert_sound(tmp_path)


@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock", "index.lock"])
def test_locks_from_before_the_machine_started_are_cleared(tmp_path: Path, name: str) -> None:
    store = Store.create(tmp_path)
    store.record(version("One.\n"))
    lock = tmp_path / ".git" / name
    lock.write_text("")
    os.utime(lock, times=(86400, 86400))
    assert store.record(version("Two.\n")) is not None
    assert not lock.exists()


@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock"])
def test_locks_of_somebody_else_are_left_and_named(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        __import__("policytrack.gitrepo.process", fromlist=["PINNED"]).PINNED,
        "core.filesRefLockTimeout",
        "50",
    )
    store = Store.create(tmp_path)
    store.record(version("One.\n"))
    lock = tmp_path / ".git" / name
    lock.write_text("")
    with pytest.raises(Exception, match="lock") as caught:
        store.record(version("Two.\n"))
    assert str(lock) in caught.value.hint  # type: ignore[attr-defined]
    assert lock.exists()
    lock.unlink()
    assert store.record(version("Two.\n")) is not None
    assert_sound(tmp_path)


@pytest.mark.parametrize("ours", [True, False])
def test_locks_of_a_tidying_that_died_are_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    monkeypatch.setattr("policytrack.gitrepo.tidying.COMMITS", 0)
    store = Store.create(tmp_path)
    store.record(version("One.\n"))
    if ours:
        (tmp_path / ".git" / "policytrack" / "tidying").touch()
    lock = tmp_path / ".git" / "objects" / "info" / "commit-graphs" / "commit-graph-chain.lock"
    lock.parent.mkdir(parents=True)
    lock.write_text("")
    assert store.record(version("Two.\n")) is not None
    assert lock.exists() != ours
    lock.unlink(missing_ok=True)
    assert store.tidy().indexed
    assert_sound(tmp_path)


def test_packing_of_refs_by_somebody_else_is_not_in_the_way(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    lock = tmp_path / ".git" / "packed-refs.lock"
    lock.write_text("")
    store.record_many([version("One.\n"), version("Two.\n")])
    store.append_run([{"n": 1}])
    assert 2 == len(store.versions(POLICY))
    assert lock.exists()
