"""A repository on disk: finding and making one, where its parts lie, what its HEAD names.

Knows nothing of policies; paths here are relative to the workspace's root.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from policytrack.errors import StoreError
from policytrack.gitrepo.process import Git, failure, scrubbed_environment

_ASKED = (
    "--path-format=absolute",
    "--git-dir",
    "--git-common-dir",
    "--is-bare-repository",
    "--is-inside-git-dir",
    "--show-object-format",
    "--show-prefix",
)
_UNDERWAY = {
    "MERGE_HEAD": ("merge", "git merge --continue", "git merge --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --continue", "git revert --abort"),
    "rebase-merge": ("rebase", "git rebase --continue", "git rebase --abort"),
    "rebase-apply": ("rebase", "git rebase --continue", "git rebase --abort"),
    "BISECT_LOG": ("bisection", "git bisect reset", "git bisect reset"),
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository as seen from a workspace's root folder."""

    root: Path  # the workspace; in a bare repository the repository itself
    git_dir: Path  # this work tree's own git folder
    common_dir: Path  # shared by all work trees: objects and branches
    prefix: str  # of the workspace within the work tree: "" or "legal/policies/"
    bare: bool
    object_format: str  # "sha1" or "sha256"
    git: Git

    @property
    def private_dir(self) -> Path:
        """Our own folder, for the work tree, in the repository."""
        return self.git_dir / "policytrack"

    @property
    def zero(self) -> str:
        """The id that stands for "no object"."""
        return "0" * (64 if self.object_format == "sha256" else 40)

    def path(self, relative: str) -> str:
        """A path within the workspace as a path within the repository's trees."""
        return self.prefix + relative


def open_repository(root: Path) -> Repository:
    """The repository that `root` lies in; StoreError when there is none."""
    found = find_repository(root)
    if found is None:
        raise StoreError(
            f"{root} is in no git repository", hint="Make a workspace with: policytrack init"
        )
    return found


def find_repository(root: Path) -> Repository | None:
    """The repository that `root` lies in, None when there is none."""
    if not root.is_dir():
        raise StoreError(f"{root} is not a folder", hint="Name an existing folder.")
    root = root.resolve()
    asked = Git(root, scrubbed_environment()).attempt("rev-parse", *_ASKED)
    if asked.status != 0:
        if _lies_in_a_repository(root):
            raise _unusable(root, failure(("rev-parse",), asked))
        return None
    git_dir, common, bare, inside, form, *rest = os.fsdecode(asked.stdout).split("\n")
    if inside == "true" and bare != "true":
        raise StoreError(f"{root} lies inside a git folder", hint="Name the work tree instead.")
    prefix = "" if bare == "true" else rest[0]
    environment, folder = {"GIT_DIR": git_dir}, Path(git_dir)
    if bare != "true":
        folder = _without(root, prefix)
        environment["GIT_WORK_TREE"] = str(folder)
    return Repository(
        root=Path(git_dir) if bare == "true" else root,
        git_dir=Path(git_dir),
        common_dir=Path(common),
        prefix=prefix,
        bare=bare == "true",
        object_format=form,
        git=Git(folder, scrubbed_environment(environment)),
    )


def create_repository(root: Path) -> Repository:
    """The repository that `root` lies in, made by `git init` when there is none."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{root} cannot be made: {error.strerror}") from error
    found = find_repository(root)
    if found is not None:
        return found
    git = Git(root, scrubbed_environment())
    git.run("init", "--quiet", "--template=", "--initial-branch=main")
    return open_repository(root)


def _without(root: Path, prefix: str) -> Path:
    for _ in Path(prefix).parts:
        root = root.parent
    return root


def _lies_in_a_repository(root: Path) -> bool:
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def _unusable(root: Path, error: StoreError) -> StoreError:
    hint = "Mend the repository, or make the workspace elsewhere."
    if root.stat().st_uid != os.geteuid():
        hint = "If you trust its owner: git config --global --add safe.directory " + str(root)
    return StoreError(f"the repository at {root} cannot be used: {error.message}", hint=hint)


def branch_of_head(repository: Repository) -> str:
    """The full name of the branch that HEAD names, born or not; StoreError when detached."""
    asked = repository.git.attempt("symbolic-ref", "--quiet", "HEAD")
    name = asked.stdout.decode("utf-8", "replace").strip()
    if asked.status == 0 and name.startswith("refs/heads/"):
        return name
    raise StoreError(
        "HEAD is on no branch, so a snapshot recorded now would hang on nothing",
        hint="Switch to a branch first: git switch BRANCH",
    )


def refuse_while_underway(repository: Repository) -> None:
    """StoreError while a merge, rebase or the like waits to be finished in this work tree."""
    for name, (what, go_on, stop) in _UNDERWAY.items():
        if os.path.lexists(repository.git_dir / name):
            ways = go_on if go_on == stop else f"{go_on}, or {stop}"
            raise StoreError(
                f"a {what} is not finished in {repository.root}", hint=f"First: {ways}"
            )
