"""The running job on machines that fail: two at once, locks, full disks, damage, clocks.

The program is run as a user runs it, on a real git and a real file system. The numbers in
docs/faults.md tell which fault is which.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policytrack.store import NewVersion, Store
from policytrack.tracker.doctor import examine
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.take import take_snapshots
from policytrack.workspace import load_workspace
from tests.fault_parts import SETTINGS, Done, host, policy_id, program, texts
from tests.loopback import Loopback, Request, response
from tests.store_parts import assert_sound, git
from tests.test_snapshot_job import page
from tests.test_store_damage import empty, exchange, object_file, remove, truncate
from tests.test_store_disk import mount

HERE = Path(__file__).parent.parent


@dataclass
class Here:
    """A workspace with one policy in force, and its server."""

    root: Path
    store: Store
    server: Loopback

    def publish(self, days: int) -> None:
        self.server.page("/p", page(how=f"We keep your orders for {days} days."))

    def run(self, *arguments: str) -> Done:
        return program(self.root, *(arguments or ("snapshot",)))


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.page("/p", page())
        yield running


@pytest.fixture
def here(tmp_path: Path, server: Loopback) -> Here:
    root = tmp_path / "workspace"
    store = host(root, {"p": server.url("/p")})
    found = Here(root, store, server)
    assert 0 == found.run().code
    return found


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-m", "policytrack", "-C", str(root), *arguments]
    # Tests that run behind a shell's "&" ignore SIGINT, and would hand that down.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


def slow_site(root: Path, server: Loopback, count: int, *, held: int = 0) -> Store:
    """Many policies, whose pages take a moment each; the last ones until `server.go` is set."""

    def answer(request: Request) -> bytes:
        if int(request.path.removeprefix("/")) >= count - held:
            server.go.wait(120)
        time.sleep(0.05)
        return response(page())

    for number in range(count):
        server.reply(f"/{number}", answer)
    sources = {f"p{number}": server.url(f"/{number}") for number in range(count)}
    return host(root, sources, SETTINGS.replace("parallel = 8", "parallel = 2"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_mid_run_ends_the_job_with_its_code_and_what_was_told_stays(
    tmp_path: Path, server: Loopback, number: signal.Signals
) -> None:
    store = slow_site(tmp_path / "w", server, 100, held=20)
    job = start(tmp_path / "w", "snapshot")
    assert job.stdout is not None
    first = job.stdout.readline()
    job.send_signal(number)
    server.go.set()  # the signal is there already: no page that is held comes before it
    out, err = job.communicate(timeout=120)
    assert 130 == job.returncode, err
    assert "Traceback" not in err
    told = {line.split()[2] for line in (first + out).splitlines() if line.startswith("recorded")}
    assert told <= set(store.policies())
    assert 64 <= len(store.policies()) < 100
    assert 0 == program(tmp_path / "w", "snapshot").code
    assert 100 == len(store.policies())
    assert {1} == {len(history) for history in store.histories().values()}
    assert_sound(tmp_path / "w")


def test_two_jobs_at_once_lose_nothing_and_record_nothing_twice(
    tmp_path: Path, server: Loopback
) -> None:
    store = slow_site(tmp_path / "w", server, 30)
    jobs = [start(tmp_path / "w", "snapshot") for _ in range(2)]
    ended = [(job.communicate(timeout=120), job.returncode) for job in jobs]
    assert [0, 0] == [code for _, code in ended], ended
    assert {1} == {len(history) for history in store.histories().values()}
    assert 30 == len(store.policies())
    assert store.verify().sound
    assert_sound(tmp_path / "w")


@pytest.mark.parametrize(
    "name", ["index.lock", "HEAD.lock", "refs/heads/main.lock", "objects/info/commit-graph.lock"]
)
def test_a_lock_from_before_the_machine_started_is_cleared(here: Here, name: str) -> None:
    lock = here.root / ".git" / name
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("")
    os.utime(lock, times=(86400, 86400))
    here.publish(90)
    assert 0 == here.run().code
    assert 2 == len(texts(here.store, "p"))


def test_a_lock_that_somebody_may_hold_is_left_and_named(here: Here) -> None:
    lock = here.root / ".git" / "HEAD.lock"
    lock.write_text("")
    here.publish(90)
    done = here.run()
    assert 3 == done.code
    assert str(lock) in done.err
    assert lock.exists()
    lock.unlink()
    assert 0 == here.run().code
    assert 2 == len(texts(here.store, "p"))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """An own file system of 3 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=3m", "policytrack-test", str(folder)):
        pytest.skip("mounting a small file system takes root and the right to mount")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def long_page(number: int) -> str:
    """A page that changed a little, with 700 kB around it that do not compress."""
    noise = random.Random(number).randbytes(700_000).hex()
    return page(how=f"We keep your orders for {number + 40} days.") + f"<!-- {noise} -->"


def test_a_disk_that_fills_up_under_the_job_is_said_and_loses_nothing(
    small: Path, server: Loopback
) -> None:
    store = host(small, {"p": server.url("/p")})
    for number in range(40):
        before = texts(store, "p") if number else []
        server.page("/p", long_page(number))
        done = program(small, "snapshot")
        if done.code:
            break
    assert (3, True) == (done.code, "room" in done.err), done.err
    assert before == texts(store, "p")
    assert 0 == program(small, "log", policy_id("p")).code
    assert mount("-o", "remount,size=60m", str(small))
    assert 0 == program(small, "snapshot").code
    assert [*before, texts(store, "p")[-1]] == texts(store, "p")
    assert store.verify().sound
    assert_sound(small)


def test_a_disk_without_inodes_or_for_reading_only_is_said_and_can_be_read(
    small: Path, server: Loopback
) -> None:
    store = host(small, {"p": server.url("/p")})
    assert 0 == program(small, "snapshot").code
    server.page("/p", page(how="We keep your orders for 90 days."))
    used = sum(1 for _ in small.rglob("*"))
    for way in (f"remount,nr_inodes={used + 2}", "remount,ro"):
        assert mount("-o", way, str(small))
        done = program(small, "snapshot")
        assert (3, "hint: " in done.err) == (done.code, True), done.err
        assert 0 == program(small, "log").code
        assert "30 days" in program(small, "show", policy_id("p")).out
        assert mount("-o", "remount,rw,nr_inodes=100000", str(small))
    assert 0 == program(small, "snapshot").code
    assert 2 == len(texts(store, "p"))
    assert_sound(small)


@pytest.mark.parametrize("most", [12, 24])
def test_too_few_file_descriptors_are_an_error_that_passes(here: Here, most: int) -> None:
    here.publish(90)
    done = subprocess.run(
        [sys.executable, "-m", "policytrack", "-C", str(here.root), "snapshot"],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
    )  # fmt: skip
    assert done.returncode in {0, 3}, done.stderr
    assert "Traceback" not in done.stderr
    assert 0 == here.run().code
    assert 2 == len(texts(here.store, "p"))
    assert_sound(here.root)


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    ["rename,renameat,renameat2:error=EIO:when=3",
     "write:error=EIO:when=40", "link,linkat:error=EIO:when=2"],
)  # fmt: skip
def test_an_io_error_under_the_job_moves_nothing_and_leaves_no_lock(here: Here, fault: str) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace, which injects the errors, is not installed")
    here.publish(90)
    before = git(here.root, "rev-parse", "HEAD").strip()
    calls = fault.split(":", maxsplit=1)[0]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={fault}",
         sys.executable, "-m", "policytrack", "-C", str(here.root), "snapshot"],
        cwd=HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    after = git(here.root, "rev-parse", "HEAD").strip()
    assert "Traceback" not in done.stderr
    assert ("error: " in done.stderr) == (done.returncode == 3), done.stderr
    whole = f"snapshots/{policy_id('p')}.md"  # a version that nobody was told of is whole
    assert after == before or git(here.root, "diff", "--name-only", before, after).split() == [
        whole
    ]
    assert 0 == here.run().code
    assert 2 == len(texts(here.store, "p"))
    assert_sound(here.root)


@pytest.mark.parametrize("damage", [empty, truncate, exchange])
def test_a_damaged_text_is_damaged_to_every_command_and_never_removed(
    here: Here, damage: Callable[[Path], None]
) -> None:
    before = git(here.root, "rev-parse", "HEAD")
    damage(object_file(here.root, f"HEAD:snapshots/{policy_id('p')}.md"))
    here.publish(90)
    for command in (
        ["show", policy_id("p")], ["snapshot"], ["verify"],
    ):  # fmt: skip
        done = here.run(*command)
        assert 0 != done.code, (command, done.out)
        assert "removed" not in done.out
        assert done.code in {1, 2, 3}, done.err
    assert before == git(here.root, "rev-parse", "HEAD")


@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "policytrack/evidence"])
def test_a_missing_object_is_named_and_nothing_is_put_on_top(here: Here, name: str) -> None:
    lost = git(here.root, "rev-parse", name).strip()
    branches = ("refs/heads/main", "refs/heads/policytrack/evidence")
    before = [(here.root / ".git" / branch).read_text() for branch in branches]
    remove(object_file(here.root, name))
    here.publish(90)
    assert 3 == here.run().code
    verified = here.run("verify")
    assert verified.code in {1, 3}
    assert lost in verified.out + verified.err
    assert before == [(here.root / ".git" / branch).read_text() for branch in branches]


def test_a_lost_branch_is_not_begun_anew(here: Here) -> None:
    (here.root / ".git" / "refs" / "heads" / "main").unlink()
    here.publish(90)
    for command in ("snapshot", "verify"):
        done = here.run(command)
        assert done.code in {1, 3}
        assert "main" in done.out + done.err
    assert not (here.root / ".git" / "refs" / "heads" / "main").exists()


def test_a_clock_that_ran_back_changes_no_order_and_is_flagged(here: Here) -> None:
    back = datetime.now(UTC).replace(microsecond=0) - timedelta(days=400)
    here.publish(90)
    (outcome,) = take_snapshots(load_workspace(here.root), (), TakeOptions(now=lambda: back))
    assert ("recorded", None) == (outcome.status, outcome.snapshot and outcome.snapshot.last_seen)
    here.publish(120)
    assert 0 == here.run().code
    marks = ("30 days", "90 days", "120 days")
    assert [[mark] for mark in marks] == [
        [mark for mark in marks if mark in text] for text in texts(here.store, "p")
    ]
    told = [one.what for one in examine(load_workspace(here.root))]
    assert "a version is dated before the one that it follows" in told
    said = here.run("log", "--all").out + here.run("status").out
    assert "-1 day" not in said
    assert here.store.verify().sound


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Apia"])
def test_times_are_utc_whatever_the_zone_and_names_stay(
    tmp_path: Path, server: Loopback, zone: str
) -> None:
    store = host(tmp_path, {"p": server.url("/p")})
    days = ["2024-02-29T23:30:00Z", "2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"]
    for number, at in enumerate(days):
        server.page("/p", page(how=f"We keep your orders for {number + 40} days."))
        done = program(tmp_path, "snapshot", "--at", at, env={"TZ": zone})
        assert 0 == done.code, done.err
    versions = store.versions(policy_id("p"))
    assert days[::-1] == [f"{one.captured:%Y-%m-%dT%H:%M:%SZ}" for one in versions]
    assert {"+0000"} == set(git(tmp_path, "log", "--format=%ad", "--date=format:%z").split())
    assert [f"snapshots/{policy_id('p')}.md"] == git(
        tmp_path, "ls-tree", "-r", "--name-only", "HEAD"
    ).split()


def test_the_history_of_one_policy_asks_git_a_fixed_number_of_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What benchmarks/store.py measures with 200,000 commits: no process for each commit."""
    store = Store.create(tmp_path)
    began: list[object] = []
    popen = subprocess.Popen.__init__

    def counted(self: subprocess.Popen[bytes], *args: object, **kwargs: object) -> None:
        began.append(args)
        popen(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    counts = []
    at = datetime(2024, 1, 1, tzinfo=UTC)
    for size in (10, 300):
        store.record_many(
            NewVersion(f"larkspur.example/p{n % 5}", f"Text {size} {n}.\n", at) for n in range(size)
        )
        began.clear()
        store.versions("larkspur.example/p3")
        counts.append(len(began))
    assert counts[0] == counts[1] <= 3
    assert 62 == len(store.versions("larkspur.example/p3"))
