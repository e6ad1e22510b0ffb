"""The store inside somebody's repository: their work stays as it was, nothing of theirs runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import BusyError, StoreError
from policytrack.store import Store
from tests.store_parts import DAY, FILE, POLICY, USER, assert_sound, git, version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with staged, unstaged and untracked work in it."""
    root = tmp_path / "theirs"
    root.mkdir()
    git(root, "init", "-q", "-b", "site")
    for name in ("staged", "unstaged", "both", "removed", "kept"):
        (root / name).write_text("committed\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    dirty(root)
    return root


def make_racy(root: Path) -> None:
    """A file changed in the instant in which the index was written: only its content tells."""
    git(root, "config", "core.trustctime", "false")
    then = (1_700_000_000, 1_700_000_000)
    os.utime(root / "kept", times=then)
    git(root, "update-index", "kept")
    (root / "kept").write_text("cOmmitted\n")
    os.utime(root / "kept", times=then)
    os.utime(root / ".git" / "index", times=then)


def dirty(root: Path) -> None:
    for name in ("staged", "both", "new"):
        (root / name).write_text("staged\n")
    git(root, "add", "staged", "both", "new")
    git(root, "rm", "-q", "removed")
    for name in ("unstaged", "both", "untracked"):
        (root / name).write_text("changed\n")


def state(root: Path) -> tuple[str, str, str]:
    """All that a user sees of their own work."""
    status = git(root, "status", "--porcelain=v2", "--untracked-files=all")
    return status, git(root, "diff", "--cached"), git(root, "diff")


def test_a_dirty_stage_stays_and_one_file_is_committed(root: Path) -> None:
    before = state(root)
    store = Store.create(root)
    store.record(version("Text.\n"))
    store.record_many([version("Two.\n"), version("Terms.\n", policy="example.com/terms")])
    assert before == state(root)
    shown = git(root, "log", "-3", "--format=", "--name-status")
    assert shown == f"A\tsnapshots/example.com/terms.md\nM\t{FILE}\nA\t{FILE}\n"
    assert git(root, "rev-parse", "--abbrev-ref", "HEAD") == "site\n"
    assert_sound(root)


def test_a_change_in_the_instant_of_the_index_stays_seen(root: Path) -> None:
    store = Store.create(root)
    make_racy(root)
    store.record(version("Text.\n"))
    assert "+cOmmitted" in git(root, "diff")


def test_making_a_store_touches_nothing(root: Path) -> None:
    before = state(root), sorted(root.rglob("*"))
    Store.create(root)
    assert before == (state(root), sorted(root.rglob("*")))


def test_a_branch_that_is_not_born_yet_gets_the_snapshot_alone(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "unborn")
    (tmp_path / "mine").write_text("staged\n")
    git(tmp_path, "add", "mine")
    before = state(tmp_path)
    Store.create(tmp_path).record(version("Text.\n"))
    assert before == state(tmp_path)
    assert f"{FILE}\n" == git(tmp_path, "ls-tree", "-r", "--name-only", "unborn")


def test_the_workspace_may_be_a_folder_of_the_repository(root: Path) -> None:
    before = state(root)
    workspace = root / "legal" / 'öffentlich "x"'
    store = Store.create(workspace)
    snapshot = store.record(version("Text.\n"))
    assert before == state(root)
    assert (workspace / FILE).read_text() == "Text.\n"
    opened = Store.open(workspace)
    assert [snapshot] == opened.versions(POLICY)
    assert {POLICY: [snapshot]} == opened.histories()
    assert [POLICY] == opened.policies()
    assert [] == Store.open(root).policies()


def test_a_detached_head_is_refused_and_can_be_read(root: Path) -> None:
    store = Store.create(root)
    recorded = store.record(version("Text.\n"))
    git(root, "checkout", "-q", "--detach")
    with pytest.raises(StoreError) as caught:
        store.record(version("Two.\n"))
    assert "git switch" in caught.value.hint
    assert [recorded] == store.versions(POLICY)


@pytest.mark.parametrize("kind", ["merge", "rebase", "cherry-pick", "revert"])
def test_unfinished_work_of_the_user_is_refused(tmp_path: Path, kind: str) -> None:
    store = Store.create(tmp_path)
    (tmp_path / "file").write_text("one\n")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "-qm", "One")
    git(tmp_path, "branch", "other")
    for branch in ("other", "main"):
        git(tmp_path, "switch", "-q", branch)
        (tmp_path / "file").write_text(f"{branch}\n")
        git(tmp_path, "commit", "-qam", f"On {branch}")
    target = {"revert": "HEAD~1"}.get(kind, "other")
    failed = os.spawnlpe(
        os.P_WAIT, "git", "git", *USER, "-C", str(tmp_path), kind, target,
        {**os.environ, "GIT_EDITOR": "true"},
    )  # fmt: skip
    assert failed != 0
    before = state(tmp_path)
    with pytest.raises(StoreError) as caught:
        store.record(version("Text.\n"))
    assert kind in caught.value.message or "rebase" in caught.value.message
    assert "git " in caught.value.hint
    assert before == state(tmp_path)
    git(tmp_path, kind, "--abort")
    assert store.record(version("Text.\n")) is not None


def test_a_checked_out_branch_of_evidence_is_refused(root: Path) -> None:
    git(root, "stash", "-qu")
    store = Store.create(root)
    store.record(version("Text.\n"))
    store.append_run([{"n": 1}])
    git(root, "switch", "-q", "policytrack/evidence")
    for act in (lambda: store.append_run([{"n": 2}]), lambda: store.record(version("Two.\n"))):
        with pytest.raises(StoreError) as caught:
            act()
        assert "git switch" in caught.value.hint
    assert "" == git(root, "status", "--porcelain")
    assert 1 == len(list(store.read_runs()))


def test_a_branch_in_the_way_of_the_evidence_is_named(root: Path) -> None:
    git(root, "branch", "policytrack")
    with pytest.raises(StoreError) as caught:
        Store.create(root).append_run([{"n": 1}])
    assert "git branch -m policytrack" in caught.value.hint


def test_a_bare_repository_records_without_a_work_tree(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "bare.git")
    store = Store.create(tmp_path / "bare.git")
    snapshot = store.record(version("Text.\n"))
    assert [snapshot] == store.versions(POLICY)
    assert [POLICY] == store.policies()
    assert not (tmp_path / "bare.git" / "snapshots").exists()
    assert not (tmp_path / "bare.git" / "index").exists()
    with pytest.raises(StoreError):
        Store.open(tmp_path / "bare.git" / "refs")


def test_the_inside_of_a_git_folder_is_no_workspace(root: Path) -> None:
    with pytest.raises(StoreError):
        Store.create(root / ".git" / "hooks")


def test_a_linked_work_tree_records_on_its_own_branch(root: Path, tmp_path: Path) -> None:
    main = Store.create(root)
    main.record(version("Main.\n"))
    git(root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    before = state(root)
    side = Store.open(tmp_path / "side")
    snapshot = side.record(version("Side.\n"))
    assert before == state(root)
    assert state(tmp_path / "side") == ("", "", "")
    assert snapshot == side.latest(POLICY)
    assert "Main.\n" == main.read_text(main.versions(POLICY)[0])
    assert "side\n" == git(tmp_path / "side", "rev-parse", "--abbrev-ref", "HEAD")


def test_a_sha256_repository_works_throughout(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256")
    store = Store.create(tmp_path)
    snapshots = store.record_many([version("One.\n"), version("Two.\n")])
    assert list(reversed(snapshots)) == store.versions(POLICY)
    assert "One.\n" == store.read_text(store.versions(POLICY)[1])
    assert state(tmp_path) == ("", "", "")
    store.append_run([{"policy": POLICY}])
    assert [({"policy": POLICY},)] == [run.lines for run in store.read_runs()]
    assert_sound(tmp_path)


@pytest.mark.parametrize("sparse_index", ["true", "false"])
def test_a_sparse_checkout_stays_sparse(root: Path, sparse_index: str) -> None:
    store = Store.create(root)
    store.record(version("One.\n"))
    (root / "inside").mkdir()
    (root / "inside" / "file").write_text("x\n")
    git(root, "add", "inside")
    git(root, "commit", "-qam", "Settle all")
    git(root, "-c", f"index.sparse={sparse_index}", "sparse-checkout", "set", "--cone", "inside")
    assert not (root / FILE).exists()
    before = state(root)
    store.record(version("Two.\n"))
    assert before == state(root)
    assert not (root / FILE).exists()
    assert "Two.\n" == git(root, "show", f"HEAD:{FILE}")


def test_a_split_index_stays_whole(root: Path) -> None:
    git(root, "config", "core.splitIndex", "true")
    git(root, "update-index", "--split-index")
    before = state(root)
    store = Store.create(root)
    store.record_many([version("One.\n"), version("Two.\n", policy="example.com/two")])
    assert before == state(root)
    assert_sound(root)


def test_an_edit_of_the_snapshot_itself_is_not_written_over(root: Path) -> None:
    store = Store.create(root)
    store.record(version("One.\n"))
    (root / FILE).write_text("My own words.\n")
    before = git(root, "status", "--porcelain")
    assert store.record(version("Two.\n")) is not None
    assert "My own words.\n" == (root / FILE).read_text()
    assert before == git(root, "status", "--porcelain")
    assert "Two.\n" == git(root, "show", f"HEAD:{FILE}")
    assert "Two.\n" == git(root, "show", f":{FILE}")


def test_a_staged_edit_of_the_snapshot_itself_stays_staged(root: Path) -> None:
    store = Store.create(root)
    store.record(version("One.\n"))
    (root / FILE).write_text("My own words.\n")
    git(root, "add", FILE)
    before = git(root, "status", "--porcelain")
    store.record(version("Two.\n"))
    assert "My own words.\n" == git(root, "show", f":{FILE}") == (root / FILE).read_text()
    assert before == git(root, "status", "--porcelain")


def test_a_removed_snapshot_file_stays_removed(root: Path) -> None:
    store = Store.create(root)
    store.record(version("One.\n"))
    (root / FILE).unlink()
    before = git(root, "status", "--porcelain")
    store.record(version("Two.\n"))
    assert not (root / FILE).exists()
    assert before == git(root, "status", "--porcelain")


@pytest.mark.parametrize("setting", ["true", "input"])
def test_line_ends_are_kept_whatever_the_user_has_set(root: Path, setting: str) -> None:
    git(root, "config", "core.autocrlf", setting)
    (root / ".gitattributes").write_text("*.md text eol=crlf ident working-tree-encoding=UTF-16\n")
    store = Store.create(root)
    snapshot = store.record(version("One $Id$\r\nTwo\nThree\r"))
    assert snapshot is not None
    assert store.read_text(snapshot) == "One $Id$\r\nTwo\nThree\r"
    assert (root / FILE).read_bytes() == b"One $Id$\r\nTwo\nThree\r"


def test_nothing_that_a_hostile_repository_names_is_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.create(root)
    store.record(version("Zero.\n"))
    ran = tmp_path / "ran"
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\nexit 1\n')
    trap.chmod(0o755)
    make_racy(root)
    set_traps(root, trap)
    for name, value in {
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_DIR": str(tmp_path / "nowhere"),
        "GIT_SSH_COMMAND": str(trap),
        "GIT_PAGER": str(trap),
        "GIT_EDITOR": str(trap),
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_TRACE2_EVENT": str(ran),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={trap}'",
    }.items():
        monkeypatch.setenv(name, value)
    store = Store.open(root)
    recorded = store.record(version("One.\n"))
    store.record_many([version("Two.\n"), version("Three.\n", policy="example.com/three")])
    assert recorded in store.versions(POLICY)
    store.histories(), store.policies(), store.latest(POLICY)
    assert len(list(store.read_texts(store.versions(POLICY)))) == 3
    store.append_run([{"checked": 3}])
    assert len(list(store.read_runs())) == 1
    assert not ran.exists(), ran.read_text()
    assert not (tmp_path / "index").exists()


def set_traps(root: Path, trap: Path) -> None:
    """Every way known to make git run a program, set in the repository itself."""
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in (
        "pre-commit", "post-commit", "reference-transaction", "post-index-change", "commit-msg",
        "post-checkout", "update", "pre-auto-gc", "post-rewrite", "fsmonitor-watchman",
    ):  # fmt: skip
        (hooks / name).write_text(trap.read_text())
        (hooks / name).chmod(0o755)
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil\n")
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass",
        "core.alternateRefsCommand", "core.gitProxy", "diff.external", "diff.evil.command",
        "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
        "gpg.program", "gpg.ssh.program", "credential.helper", "interactive.diffFilter",
        "uploadpack.packObjectsHook", "sequence.editor", "pager.log", "trailer.x.command",
    ):  # fmt: skip
        git(root, "config", key, str(trap))
    for key, value in {
        "core.hooksPath": str(hooks),
        "commit.gpgSign": "true",
        "log.showSignature": "true",
        "alias.log": f"!{trap}",
        "alias.fast-import": f"!{trap}",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap} %S",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "gc.auto": "1",
        "include.path": "/dev/null",
    }.items():
        git(root, "config", key, value)


def test_a_missing_object_of_a_partial_clone_fetches_nothing(root: Path, tmp_path: Path) -> None:
    store = Store.create(root)
    store.record(version("Zero.\n"))
    ran, trap = tmp_path / "ran", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho ran >> {ran}\n")
    trap.chmod(0o755)
    set_traps(root, trap)
    git_dir = root / ".git" / "objects"
    blob = store.versions(POLICY)[0].blob  # type: ignore[attr-defined]
    (git_dir / blob[:2] / blob[2:]).unlink()
    with pytest.raises(StoreError):
        store.read_text(store.versions(POLICY)[0])
    assert not ran.exists(), ran.read_text()


def test_a_lock_that_another_git_holds_is_waited_for_and_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.create(root)
    lock = root / ".git" / "index.lock"
    lock.write_text("")
    monkeypatch.setattr("policytrack.gitrepo.index.PATIENCE", 0.1)
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(BusyError) as caught:
        store.record(version("Text.\n"))
    assert str(lock) in caught.value.message + caught.value.hint
    assert before == git(root, "rev-parse", "HEAD")
    assert lock.exists()
    lock.unlink()
    assert store.record(version("Text.\n", captured=DAY)) is not None
    assert_sound(root)
