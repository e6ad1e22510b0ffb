"""A repository on disk: finding one, making one, and where its parts lie.

Knows nothing of policies or of what a branch holds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import takewhile
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


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository as seen from a workspace's root folder."""

    root: Path  # the workspace; in a bare repository the repository itself
    git_dir: Path  # this work tree's own git folder
    common_dir: Path  # shared by all work trees: objects and branches
    prefix: bytes  # of the workspace within the work tree: b"" or b"legal/policies/"
    bare: bool
    object_format: str  # "sha1" or "sha256"
    git: Git

    @property
    def top(self) -> Path:
        """The folder that paths within the repository start from."""
        return self.git.folder

    @property
    def private_dir(self) -> Path:
        """Our own folder, for the work tree, in the repository."""
        return self.git_dir / "policytrack"

    @property
    def zero(self) -> str:
        """The id that stands for "no object"."""
        return "0" * (64 if self.object_format == "sha256" else 40)

    def path(self, relative: str) -> bytes:
        """A path within the workspace as a path within the repository's trees."""
        return self.prefix + relative.encode()


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
    if "\n" in str(root):
        raise StoreError(f"{str(root)!a} holds a line break", hint="Use another folder.")
    asked = Git(root, scrubbed_environment()).attempt("rev-parse", *_ASKED)
    if asked.status == 0:
        return _described(root, asked.stdout.split(b"\n"))
    if _lies_in_a_repository(root):
        raise _unusable(root, failure(("rev-parse",), asked))
    return None


def _described(root: Path, answers: list[bytes]) -> Repository:
    git_dir, common_dir = (Path(os.fsdecode(answer)) for answer in answers[:2])
    bare, inside = (answer == b"true" for answer in answers[2:4])
    if inside and not (bare and root == git_dir):
        raise StoreError(f"{root} lies inside a git folder", hint="Name the work tree instead.")
    prefix = b"" if bare else answers[5]
    top = root if bare else root.parents[prefix.count(b"/") - 1] if prefix else root
    environment = {"GIT_DIR": str(git_dir)}
    if not bare:
        environment["GIT_WORK_TREE"] = str(top)
    git = Git(top, scrubbed_environment(environment))
    return Repository(root, git_dir, common_dir, prefix, bare, answers[4].decode("ascii"), git)


def create_repository(root: Path, *, own: bool = False) -> Repository:
    """The repository that `root` lies in, made by `git init` when there is none.

    With `own`, and where the repository around it ignores `root`, it gets one of its own.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{root} cannot be made: {error.strerror}") from error
    found = find_repository(root)
    if found is not None and not found.prefix:
        return found
    if found is not None and not own and not _is_ignored(found):
        return found
    git = Git(root, scrubbed_environment())
    git.run("init", "--quiet", "--template=", "--initial-branch=main")
    return open_repository(root)


def _is_ignored(around: Repository) -> bool:
    """Whether the repository around a folder leaves it out, as with a virtual environment."""
    # check-ignore takes its paths literally and refuses to be told to.
    environment = {**around.git.environment, "GIT_LITERAL_PATHSPECS": "0"}
    git = Git(around.git.folder, environment)
    return git.attempt("check-ignore", "--quiet", "--", str(around.root)).status == 0


def _lies_in_a_repository(root: Path) -> bool:
    """Whether git would look at a `.git` here: in this folder or above, on this file system."""
    device = root.stat().st_dev
    folders = takewhile(lambda folder: folder.stat().st_dev == device, (root, *root.parents))
    return any(os.path.lexists(folder / ".git") for folder in folders)


def _unusable(root: Path, error: StoreError) -> StoreError:
    hint = "Mend the repository, or make the workspace elsewhere."
    if root.stat().st_uid != os.geteuid():
        hint = "If you trust its owner: git config --global --add safe.directory " + str(root)
    return StoreError(f"the repository at {root} cannot be used: {error.message}", hint=hint)
