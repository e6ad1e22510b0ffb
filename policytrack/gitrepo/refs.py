"""Branches: where they stand, and moving them only from where they were seen to stand.

Knows nothing of what the commits hold.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import BusyError, DamagedError, StoreError
from policytrack.gitrepo.process import failure

if TYPE_CHECKING:
    from pathlib import Path

    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository

_UNDERWAY = {
    "MERGE_HEAD": ("merge", "git merge --continue, or git merge --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --continue, or git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --continue, or git revert --abort"),
    "rebase-merge": ("rebase", "git rebase --continue, or git rebase --abort"),
    "rebase-apply": ("rebase", "git rebase --continue, or git rebase --abort"),
    "BISECT_LOG": ("bisection", "git bisect reset"),
}


EVIDENCE = "refs/heads/policytrack/evidence"


class MovedError(BusyError):
    """A branch no longer stands where it was seen: somebody else committed meanwhile."""


@dataclass(frozen=True, slots=True)
class Move:
    """A branch from one commit, None for a branch to be born, to the next."""

    branch: str  # full name: refs/heads/...
    before: str | None
    after: str
    reason: str  # for the reflog, one line


def branch_of_head(repository: Repository) -> str:
    """The full name of the branch that HEAD names, born or not; StoreError when detached."""
    name = _target_of_head(repository)
    if name == EVIDENCE:
        raise _evidence_is_out()
    if name.startswith("refs/heads/"):
        return name
    raise StoreError(
        "HEAD is on no branch, so a snapshot recorded now would hang on nothing",
        hint="Switch to a branch first: git switch BRANCH",
    )


def refuse_checked_out(repository: Repository, branch: str) -> None:
    """StoreError when a branch that is never checked out is: its files would go stale."""
    if not repository.bare and _target_of_head(repository) == branch:
        raise _evidence_is_out()


def _evidence_is_out() -> StoreError:
    return StoreError(
        "the branch of the evidence is checked out here",
        hint="Switch back to the branch of the texts: git switch BRANCH",
    )


def _target_of_head(repository: Repository) -> str:
    """The ref that HEAD names, "" when it names none.

    Read from its file, as git does; git itself refuses to say it when the branch is broken. In
    other formats than files the name in it is not a valid one.
    """
    try:
        held = os.fsdecode((repository.git_dir / "HEAD").read_bytes())
    except OSError:
        held = ""
    if held.startswith("ref: refs/heads/") and not held.startswith("ref: refs/heads/."):
        return held.removeprefix("ref: ").strip()
    asked = repository.git.attempt("symbolic-ref", "--quiet", "HEAD")
    return os.fsdecode(asked.stdout).strip() if asked.status == 0 else ""


def refuse_while_underway(repository: Repository) -> None:
    """StoreError while a merge, rebase or the like waits to be finished in this work tree."""
    for name, (what, ways) in _UNDERWAY.items():
        if os.path.lexists(repository.git_dir / name):
            raise StoreError(
                f"a {what} is not finished in {repository.root}", hint=f"First: {ways}"
            )


def find_tip(repository: Repository, ref: str) -> str | None:
    """The commit id that a branch, or HEAD, stands at; None for one that is not born yet.

    DamagedError for one that has been in use and is lost.
    """
    output = repository.git.attempt("rev-parse", "--quiet", "--verify", "--end-of-options", ref)
    tip = output.stdout.decode("ascii", "replace").strip()
    if output.status == 0 and tip:
        return tip
    _refuse_lost(repository, _target_of_head(repository) if ref == "HEAD" else ref)
    return None


def read_tip(repository: Repository, reader: Reader, ref: str) -> str | None:
    """The same through a reader that is open already, without a process of its own."""
    found = reader.find(ref)
    return found.id if found is not None else find_tip(repository, ref)


def _refuse_lost(repository: Repository, ref: str) -> None:
    """A branch with a file or a log but no commit must not be begun anew over its history."""
    log = repository.common_dir / "logs" / ref
    if ref and (os.path.lexists(repository.common_dir / ref) or _holds_something(log)):
        raise DamagedError(
            f"{ref} names no commit, yet it has been in use",
            hint=f"Set it to the last commit in {log}: git update-ref {ref} COMMIT",
        )


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def move_branch(repository: Repository, move: Move) -> None:
    """Set the branch to `after` if it still stands at `before`; MovedError when not."""
    expected = move.before or repository.zero
    args = ("update-ref", "--create-reflog", "-m", move.reason, move.branch, move.after, expected)
    output = repository.git.attempt(*args)
    if output.status == 0:
        return
    if find_tip(repository, move.branch) != move.before:
        raise MovedError(
            f"somebody else moved {move.branch} meanwhile",
            hint="Run again: nothing of either side is lost.",
        )
    parent = move.branch.rpartition("/")[0]
    if parent != "refs/heads" and find_tip(repository, parent) is not None:
        name = parent.removeprefix("refs/heads/")
        raise StoreError(
            f"a branch {name} is in the way of {move.branch}",
            hint=f"Rename it: git branch -m {name} OTHER",
        )
    raise failure(args, output)
