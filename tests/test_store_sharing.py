"""Several machines on one remote: nothing recorded by any of them is lost."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from policytrack.errors import FetchError, StoreError
from policytrack.model import Capture
from policytrack.store import NewCapture, NewVersion, Store, ledger
from tests.store_parts import DAY, FILE, POLICY, assert_sound, git, version
from tests.test_store_repositories import set_traps

HERE = Path(__file__).parent.parent
TERMS = "example.com/terms"
EVIDENCE = "refs/heads/policytrack/evidence"


class Machine:
    """A workspace on its own clock, with the shared remote."""

    def __init__(self, root: Path, remote: Path | str) -> None:
        self.root = root
        self.now = DAY
        self.store = Store.create(root, clock=lambda: self.now)
        git(root, "remote", "add", "origin", str(remote))

    def record(self, text: str, day: int, **known: Any) -> str:
        self.now = self.at(day)
        snapshot = self.store.record(version(text, captured=self.now, **known))
        assert snapshot is not None
        return snapshot.revision

    @staticmethod
    def at(day: int) -> datetime:
        return DAY + timedelta(days=day)

    def texts(self, policy: str = POLICY) -> list[str]:
        return [text for _, text in self.store.read_texts(self.store.versions(policy))]

    def check(self) -> None:
        """git and the store find everything in order."""
        assert "" == git(self.root, "status", "--porcelain", "--untracked-files=all")
        assert () == self.store.verify().problems
        assert_sound(self.root)


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def first(tmp_path: Path, remote: Path) -> Machine:
    machine = Machine(tmp_path / "first", remote)
    machine.record("Zero.\n", 0)
    machine.store.push()
    return machine


@pytest.fixture
def second(tmp_path: Path, remote: Path, first: Machine) -> Machine:
    machine = Machine(tmp_path / "second", remote)
    machine.store.pull()
    return machine


def test_what_one_machine_gives_the_other_takes(first: Machine, second: Machine) -> None:
    assert ["Zero.\n"] == second.texts()
    assert "Zero.\n" == (second.root / FILE).read_text()
    first.record("One.\n", 1)
    first.record("Terms.\n", 2, policy=TERMS)
    assert first.store.push().given
    assert 2 == second.store.pull().taken
    assert first.store.histories() == second.store.histories()
    second.check()
    assert 0 == second.store.pull().taken


def test_a_rejected_push_goes_on_top_and_loses_nothing(first: Machine, second: Machine) -> None:
    first.record("One.\n", 1)
    first.store.push()
    before = second.record("Terms.\n", 2, policy=TERMS)
    done = second.store.push()
    assert done.given
    assert not done.joined
    after = second.store.versions(TERMS)[0].revision
    assert {before: after} == done.replayed
    first.store.pull()
    assert first.store.histories() == second.store.histories()
    assert "0" == git(first.root, "rev-list", "--count", "--min-parents=2", "HEAD").strip()
    assert first.store.versions(TERMS)[0].captured == Machine.at(2)
    first.check()
    second.check()


def test_a_text_that_both_recorded_stands_once(first: Machine, second: Machine) -> None:
    first.record("Both.\n", 2)
    first.store.push()
    ours = second.record("Both.\n", 1)
    done = second.store.push()
    assert (ours,) == done.dropped
    assert second.texts() == ["Both.\n", "Zero.\n"]
    second.check()


def test_a_later_capture_of_ours_goes_on_top_of_theirs(first: Machine, second: Machine) -> None:
    first.record("Theirs.\n", 1)
    first.store.push()
    second.record("Ours.\n", 2)
    second.store.push()
    assert second.texts() == ["Ours.\n", "Theirs.\n", "Zero.\n"]
    second.check()


def test_an_earlier_capture_of_ours_stays_in_the_history_beneath_theirs(
    first: Machine, second: Machine
) -> None:
    first.record("Theirs, day 2.\n", 2)
    first.store.push()
    revision = second.record("Ours, day 1.\n", 1)
    second.record("Terms.\n", 3, policy=TERMS)
    assert second.store.push().joined
    assert second.texts() == ["Theirs, day 2.\n", "Ours, day 1.\n", "Zero.\n"]
    assert revision == second.store.versions(POLICY)[1].revision
    assert "Theirs, day 2.\n" == (second.root / FILE).read_text()
    assert second.store.latest(POLICY) == second.store.versions(POLICY)[0]
    first.store.pull()
    assert first.store.histories() == second.store.histories()
    first.check()
    second.check()


def test_machines_that_began_apart_come_together(tmp_path: Path, remote: Path) -> None:
    one, two = Machine(tmp_path / "one", remote), Machine(tmp_path / "two", remote)
    one.record("Privacy.\n", 1)
    two.record("Terms.\n", 2, policy=TERMS)
    one.store.append_run([{"by": "one"}])
    two.store.append_run([{"by": "two"}])
    one.store.push()
    two.store.push()
    one.store.pull()
    assert one.store.histories() == two.store.histories()
    assert {"one", "two"} == {run.lines[0]["by"] for run in one.store.read_runs()}
    one.check()
    two.check()


def test_busy_days_of_two_machines_are_joined(
    first: Machine, second: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "LARGE", 500)
    for turn in range(3):
        for machine in (first, second):
            for number in range(4 + turn):
                machine.store.append_run([{"by": machine.root.name, "turn": turn, "n": number}])
        first.store.push()
        second.store.push()
    first.store.pull()
    runs = list(first.store.read_runs())
    assert 30 == len(runs) == len({run.hash for run in runs})
    assert runs == list(second.store.read_runs())
    for name in {machine.root.name for machine in (first, second)}:
        told = [run.lines[0] for run in runs if run.lines[0]["by"] == name]
        order = [(line["turn"], line["n"]) for line in told]
        assert sorted(order) == order
    first.check()
    second.check()


def test_evidence_of_both_sides_is_joined_into_one_chain(first: Machine, second: Machine) -> None:
    for number, machine in enumerate((first, second, first, second, first)):
        machine.now = Machine.at(number)
        body = f"page {number}".encode()
        taken = Capture(source="x", final_url="x", body=body)
        machine.store.keep_captures([NewCapture(POLICY, taken, machine.now)])
        machine.store.append_run([{"number": number}])
        if number > 0:
            machine.store.push()
    second.store.pull()
    for machine in (first, second):
        found = machine.store.verify()
        assert () == found.problems
        assert (5, 5) == (found.captures, found.runs)
        bodies = {machine.store.read_capture(one).body for one in machine.store.captures(POLICY)}
        assert {f"page {number}".encode() for number in range(5)} == bodies
    assert {0, 1, 2, 3, 4} == {run.lines[0]["number"] for run in second.store.read_runs()}
    assert [run.hash for run in first.store.read_runs()] == [
        run.hash for run in second.store.read_runs()
    ]
    assert 2 == len(second.store.verify().ledger_hashes)
    second.store.append_run([{"number": 5}])
    assert 1 == len(second.store.verify().ledger_hashes)
    second.check()


def test_settings_and_notes_come_along_but_edits_stay(first: Machine, second: Machine) -> None:
    (first.root / "policytrack.toml").write_text("one = 1\n")
    git(first.root, "add", "policytrack.toml")
    git(first.root, "commit", "-qm", "Settings")
    first.store.push()
    second.store.pull()
    assert "one = 1\n" == (second.root / "policytrack.toml").read_text()
    second.check()
    (first.root / "policytrack.toml").write_text("one = 2\n")
    git(first.root, "commit", "-qam", "Settings")
    first.store.push()
    (second.root / "policytrack.toml").write_text("mine = 1\n")
    with pytest.raises(StoreError) as caught:
        second.store.pull()
    assert "git pull" in caught.value.hint
    assert "mine = 1\n" == (second.root / "policytrack.toml").read_text()
    assert " M policytrack.toml\n" == git(second.root, "status", "--porcelain")


def test_commits_of_the_users_own_are_not_rewritten(first: Machine, second: Machine) -> None:
    first.record("One.\n", 1)
    first.store.push()
    git(second.root, "commit", "-q", "--allow-empty", "-m", "Mine")
    before = git(second.root, "rev-parse", "HEAD")
    with pytest.raises(StoreError) as caught:
        second.store.push()
    assert "git pull --rebase" in caught.value.hint
    assert before == git(second.root, "rev-parse", "HEAD")
    git(second.root, "pull", "-q", "--rebase", "origin", "main")
    assert second.store.push().given


def test_a_remote_that_refuses_is_told_with_its_reason(first: Machine, remote: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'closed \033[2J today' >&2\nexit 1\n")
    hook.chmod(0o755)
    first.record("One.\n", 1)
    with pytest.raises(StoreError) as caught:
        first.store.push()
    assert "refuses" in caught.value.message
    assert caught.value.message.isprintable()
    assert ["One.\n", "Zero.\n"] == first.texts()


@pytest.mark.parametrize("url", ["/nowhere/at/all.git", "http://127.0.0.1:1/x.git"])
def test_a_remote_that_cannot_be_reached_is_transient(tmp_path: Path, url: str) -> None:
    machine = Machine(tmp_path / "one", url)
    machine.record("One.\n", 1)
    with pytest.raises(FetchError) as caught:
        machine.store.push()
    assert caught.value.transient
    assert ["One.\n"] == machine.texts()


def test_no_remote_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.create(tmp_path).pull()
    assert "git remote add" in caught.value.hint


@pytest.mark.parametrize("url", ["ext::{trap} x", "--upload-pack={trap}", "fd::17", "evil::x"])
def test_a_remote_that_runs_a_program_is_refused(tmp_path: Path, url: str) -> None:
    ran, trap = tmp_path / "ran", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho ran >> {ran}\n")
    trap.chmod(0o755)
    machine = Machine(tmp_path / "one", "x")
    git(machine.root, "config", "remote.origin.url", url.format(trap=trap))
    git(machine.root, "config", "protocol.allow", "always")
    machine.record("One.\n", 1)
    with pytest.raises((StoreError, FetchError)):
        machine.store.push()
    assert not ran.exists()


def test_a_hostile_workspace_has_no_say_in_the_exchange(
    tmp_path: Path, first: Machine, second: Machine, remote: Path
) -> None:
    ran, trap = tmp_path / "ran", tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\nexit 1\n')
    trap.chmod(0o755)
    first.record("One.\n", 1)
    first.store.push()
    second.record("Terms.\n", 2, policy=TERMS)
    set_traps(second.root, trap)
    for name in ("pre-push", "post-merge", "pre-rebase", "post-receive", "push-to-checkout"):
        hook = second.root / ".git" / "hooks" / name
        hook.write_text(trap.read_text())
        hook.chmod(0o755)
    for key in ("uploadpack", "receivepack", "vcs", "proxy"):
        git(second.root, "config", f"remote.origin.{key}", str(trap))
    git(second.root, "config", "remote.origin.url", str(remote))
    git(second.root, "config", f"url.ext::{trap} .insteadOf", str(remote))
    git(second.root, "config", "fetch.recurseSubmodules", "true")
    ran.unlink(missing_ok=True)
    assert second.store.push().given
    assert ["One.\n", "Zero.\n"] == second.texts()
    assert not ran.exists(), ran.read_text()


@pytest.mark.slow
def test_machines_that_push_at_once_all_get_through(tmp_path: Path, first: Machine) -> None:
    code = (
        "import sys; from pathlib import Path; from policytrack.store import Store\n"
        "from tests.store_parts import version\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in range(5):\n"
        "    store.record(version(f'{n}\\n', policy=f'{sys.argv[2]}/p'))\n"
        "    store.append_run([{'by': sys.argv[2]}])\n"
        "    store.push()\n"
    )
    names = ["one.example", "two.example", "three.example"]
    remote = git(first.root, "remote", "get-url", "origin").strip()
    for name in names:
        Machine(tmp_path / name, remote)
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / name), name], cwd=HERE)
        for name in names
    ]
    assert [0, 0, 0] == [process.wait() for process in running]
    first.store.pull()
    histories = first.store.histories()
    assert {f"{name}/p": 5 for name in names} | {POLICY: 1} == {
        policy: len(history) for policy, history in histories.items()
    }
    assert 15 == len(list(first.store.read_runs()))
    first.check()


def test_a_shallow_clone_takes_and_gives(first: Machine, tmp_path: Path, remote: Path) -> None:
    first.record("One.\n", 1)
    first.store.push()
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{remote}", "shallow")
    store = Store.open(tmp_path / "shallow", clock=lambda: DAY)
    first.record("Two.\n", 2)
    first.store.push()
    store.record(NewVersion(TERMS, "Terms.\n", DAY))
    assert store.push().given
    first.store.pull()
    assert first.texts() == ["Two.\n", "One.\n", "Zero.\n"]
    assert first.texts(TERMS) == ["Terms.\n"]


def test_an_ambient_repository_has_no_say_in_the_exchange(
    first: Machine, second: Machine, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "elsewhere")
    elsewhere = tmp_path / "elsewhere"
    before = sorted(path.name for path in (elsewhere / ".git").rglob("*"))
    for name, value in {
        "GIT_DIR": elsewhere / ".git",
        "GIT_WORK_TREE": elsewhere,
        "GIT_INDEX_FILE": elsewhere / "index",
        "GIT_OBJECT_DIRECTORY": elsewhere / ".git" / "objects",
        "GIT_NAMESPACE": "ghost",
        "GIT_CEILING_DIRECTORIES": tmp_path,
    }.items():
        monkeypatch.setenv(name, str(value))
    first.record("One.\n", 1)
    assert first.store.push().given
    assert 1 == second.store.pull().taken
    assert ["One.\n", "Zero.\n"] == second.texts()
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.delenv(name)
    assert before == sorted(path.name for path in (elsewhere / ".git").rglob("*"))
    assert "One.\n" == git(remote, "show", f"refs/heads/main:{FILE}")
    assert EVIDENCE not in git(remote, "for-each-ref")
