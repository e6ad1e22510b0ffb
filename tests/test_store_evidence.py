"""Captures and the ledger on their own branch, and the check of everything that is kept."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from policytrack.errors import DamagedError, WorkspaceError
from policytrack.model import Capture
from policytrack.store import NewCapture, Store, ledger
from tests.store_parts import DAY, POLICY, assert_sound, git, version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BRANCH = "policytrack/evidence"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "workspace", clock=lambda: DAY)


def capture(body: bytes, **known: Any) -> NewCapture:
    taken = Capture(
        source="https://example.com/privacy",
        final_url="https://www.example.com/privacy",
        body=body,
        content_type="text/html; charset=latin-1",
        status=200,
        headers=(("Server", "a\x1b[2Jb"), ("X-\xe9", "\r\nforged: yes")),
        redirects=((301, "https://www.example.com/privacy"),),
        started=DAY - timedelta(seconds=2, microseconds=5),
        finished=DAY,
        facts={"peer": "192.0.2.1"},
    )
    return NewCapture(**{"policy": POLICY, "capture": taken, "kept": DAY, **known})


def test_a_kept_capture_comes_back_byte_for_byte(store: Store) -> None:
    new = capture(bytes(range(256)) + b"\r\n", about={"verdict": "held", "reasons": ["short"]})
    [kept] = store.keep_captures([new])
    assert new.capture == store.read_capture(kept)
    assert [kept] == list(store.captures(POLICY))
    assert kept.sha256 == hashlib.sha256(new.capture.body).hexdigest()
    assert kept.about == {"verdict": "held", "reasons": ["short"]}
    assert kept.kept == DAY


def test_evidence_leaves_the_branch_of_the_texts_and_the_work_tree_alone(store: Store) -> None:
    store.record(version("Text.\n"))
    root = store.repository.root
    head = git(root, "rev-parse", "HEAD")
    store.keep_captures([capture(b"page")])
    store.append_run([{"policy": POLICY, "outcome": "recorded"}])
    assert head == git(root, "rev-parse", "HEAD")
    assert "" == git(root, "status", "--porcelain", "--untracked-files=all")
    assert "captures\nledger\n" == git(root, "ls-tree", "--name-only", BRANCH)
    assert not (root / "captures").exists()
    assert_sound(root)


def test_captures_are_listed_newest_first_and_found_by_hash(store: Store) -> None:
    bodies = [b"one", b"two", b"one", b"three"]
    kept = store.keep_captures(
        capture(body, kept=DAY + timedelta(hours=number)) for number, body in enumerate(bodies)
    )
    other = store.keep_captures([capture(b"other", policy="example.com/terms")])
    assert list(reversed(kept)) == list(store.captures(POLICY))
    assert other == list(store.captures("example.com/terms"))
    assert kept[2] == store.find_capture(POLICY, hashlib.sha256(b"one").hexdigest())
    assert store.find_capture(POLICY, "00" * 32) is None
    assert bodies == [store.read_capture(one).body for one in kept]


def test_captures_of_different_policies_share_a_commit(store: Store) -> None:
    kept = store.keep_captures(capture(b"x", policy=f"example.com/{n}") for n in range(20))
    assert 1 == len({one.revision for one in kept})
    assert "1\n" == git(store.repository.root, "rev-list", "--count", BRANCH)


def test_the_wire_form_is_kept_only_with_its_own_capture(store: Store) -> None:
    root = store.repository.root
    first, second = store.keep_captures(
        [capture(b"page", wire=b"\x1f\x8bpage"), capture(b"page 2")]
    )
    assert store.read_wire(first) == b"\x1f\x8bpage"
    assert store.read_wire(second) == b"page 2"
    assert ".wire" not in git(root, "ls-tree", "-r", "--name-only", BRANCH)


def test_a_store_without_evidence_has_none(store: Store) -> None:
    assert [] == list(store.captures(POLICY))
    assert store.find_capture(POLICY, "00" * 32) is None
    assert [] == list(store.read_runs())
    with pytest.raises(WorkspaceError):
        store.keep_captures([capture(b"x", policy="../x")])


def test_runs_come_back_in_order_each_chained_to_the_one_before(tmp_path: Path) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])
    hashes = []
    for number in range(5):
        lines = [{"policy": f"example.com/{n}", "outcome": "same\n\u2028"} for n in range(number)]
        hashes.append(store.append_run(lines, {"number": number}))
        now[0] += timedelta(hours=9)
    runs = list(store.read_runs())
    assert [0, 1, 2, 3, 4] == [run.about["number"] for run in runs]
    assert [0, 1, 2, 3, 4] == [len(run.lines) for run in runs]
    assert hashes == [run.hash for run in runs]
    assert [(), *((one,) for one in hashes[:-1])] == [run.previous for run in runs]
    assert [2, 3, 4] == [run.about["number"] for run in store.read_runs(since=date(2024, 3, 1))]
    assert [] == list(store.read_runs(since=date(2024, 3, 3)))
    files = git(tmp_path, "ls-tree", "-r", "--name-only", BRANCH, "ledger/2024").split()
    assert files == [f"ledger/2024/2024-0{day}.jsonl" for day in ("2-29", "3-01", "3-02")]
    for file in files:
        for line in git(tmp_path, "show", f"{BRANCH}:{file}").splitlines():
            assert line.isascii()
            json.loads(line)


def test_a_busy_day_goes_on_in_further_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])
    store.append_run([{"n": "x" * 5000}])  # all in one file, as before there were more
    monkeypatch.setattr(ledger, "LARGE", 250)
    for number in range(24):
        store.append_run([{"n": number, "policy": f"example.com/{number}"}])
    now[0] += timedelta(days=1)
    store.append_run([{"n": "next day"}])
    files = git(tmp_path, "ls-tree", "-r", "--name-only", BRANCH, "ledger/2024").split()
    parts = [f"ledger/2024/2024-02-29/{number:04}.jsonl" for number in range(2, len(files))]
    assert {"ledger/2024/2024-02-29.jsonl", *parts, "ledger/2024/2024-03-01.jsonl"} == set(files)
    assert len(parts) > 9
    runs = list(store.read_runs())
    assert [*range(24), "next day"] == [run.lines[0]["n"] for run in runs[1:]]
    assert runs == list(store.read_runs(since=date(2024, 2, 29)))
    assert runs[-1:] == list(store.read_runs(since=date(2024, 3, 1)))
    backwards = [run for _, _, told in store.read_runs_backwards() for run in reversed(told)]
    assert runs == backwards[::-1]
    assert [runs[-1].hash] == list(store.unstamped_runs())
    found = store.verify()
    assert (found.sound, found.runs) == (True, 26)


def test_the_chain_holds_over_a_clock_that_ran_back(tmp_path: Path) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])
    store.append_run([{"n": 1}])
    now[0] -= timedelta(days=400)
    store.append_run([{"n": 2}])
    store.record(version("One.\n", captured=now[0]))
    found = store.verify()
    assert found.sound
    assert 2 == found.runs


def full(store: Store) -> None:
    """Two versions with their captures, and two runs."""
    for number in range(2):
        body = f"page {number}".encode()
        store.keep_captures([capture(body)])
        digest = hashlib.sha256(body).hexdigest()
        store.record(version(f"Text {number}.\n", capture_sha256=digest))
        store.append_run([{"policy": POLICY, "number": number}])


def test_a_sound_store_is_verified_and_its_limits_are_said(store: Store) -> None:
    full(store)
    found = store.verify()
    assert () == found.problems
    assert (2, 2, 2, 2) == (found.versions, found.captures, found.runs, found.lines)
    assert found.proves
    assert found.cannot
    assert found.ledger_hashes == (list(store.read_runs())[-1].hash,)


def rewrite(store: Store, branch: str, path: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file at a branch's tip in a commit that is sound to git, keeping the message."""
    root = store.repository.root
    edit = root.parent / "edit"
    git(root, "worktree", "add", "-q", "--detach", str(edit), branch)
    (edit / path).write_bytes(change((edit / path).read_bytes()))
    git(edit, "commit", "-q", "--amend", "--no-edit", path)
    git(root, "update-ref", f"refs/heads/{branch}", git(edit, "rev-parse", "HEAD").strip())


DAY_FILE = "ledger/2024/2024-02-29.jsonl"


@pytest.mark.parametrize(
    ("branch", "path", "change", "said"),
    [
        (
            "main",
            f"snapshots/{POLICY}.md",
            lambda data: data + b"Sneaked in.\n",
            "the text is not the one",
        ),
        (
            BRANCH,
            f"captures/{POLICY}.body",
            lambda data: data + b"!",
            "it is not the one",
        ),
        (BRANCH, f"captures/{POLICY}.json", lambda _: b"[" * 100_000, "cannot be read"),
        (BRANCH, DAY_FILE, lambda data: data.replace(b'"number":0', b'"number":7'), "changed or"),
        (BRANCH, DAY_FILE, lambda data: b"".join(data.splitlines(True)[2:]), "changed or"),
        (BRANCH, DAY_FILE, lambda data: b"".join(data.splitlines(True)[:2]), "are not those"),
        (BRANCH, DAY_FILE, lambda data: data[:-20], "ends in mid line"),
        (BRANCH, DAY_FILE, lambda data: data + data, "more than once"),
        (BRANCH, "ledger/heads.json", lambda _: b"[]", "are not those"),
    ],
)
def test_every_tampering_is_named(
    store: Store, branch: str, path: str, change: Callable[[bytes], bytes], said: str
) -> None:
    full(store)
    rewrite(store, branch, path, change)
    problems = [problem.what for problem in store.verify().problems]
    assert any(said in problem for problem in problems), problems


def test_a_version_whose_capture_is_not_kept_is_named(store: Store) -> None:
    full(store)
    store.record(version("Text 3.\n", capture_sha256="ab" * 32))
    [problem] = store.verify().problems
    assert "ab" * 32 in problem.what
    assert POLICY in problem.where


def test_damage_is_named_and_the_check_goes_on(store: Store) -> None:
    full(store)
    root = store.repository.root
    blob = git(root, "rev-parse", f"HEAD~1:snapshots/{POLICY}.md").strip()
    path = root / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-3])
    found = store.verify()
    assert any(blob in problem.what for problem in found.problems)
    assert any(problem.where == "git fsck" for problem in found.problems)
    assert (2, 2, 2) == (found.versions, found.captures, found.runs)


def test_a_missing_commit_is_named(store: Store) -> None:
    full(store)
    root = store.repository.root
    commit = git(root, "rev-parse", "HEAD~1").strip()
    (root / ".git" / "objects" / commit[:2] / commit[2:]).unlink()
    found = store.verify()
    assert any(commit in problem.what for problem in found.problems)
    assert 2 == found.captures


def test_a_clock_that_ran_back_is_a_remark(tmp_path: Path) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])
    store.record(version("One.\n", captured=DAY))
    now[0] -= timedelta(days=400)
    store.record(version("Two.\n", captured=DAY))
    found = store.verify()
    assert found.sound
    said = [remark.what for remark in found.remarks]
    assert any("400 days" in remark for remark in said)
    assert any("captured later" in remark for remark in said)


def test_a_damaged_capture_is_damaged(store: Store) -> None:
    [kept] = store.keep_captures([capture(b"page" * 100)])
    root = store.repository.root
    blob = git(root, "rev-parse", f"{BRANCH}:captures/{POLICY}.body").strip()
    path = root / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(DamagedError):
        store.read_capture(kept)
