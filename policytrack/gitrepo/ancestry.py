"""How two commits stand to each other, and what lies between them. Knows nothing of policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.index import Placing
from policytrack.gitrepo.objects import object_id

if TYPE_CHECKING:
    from policytrack.gitrepo.repository import Repository

_FILES = {"100644", "100755", "000000"}


def find_base(repository: Repository, ours: str, theirs: str) -> str | None:
    """The best common ancestor, None for histories that have none."""
    found = repository.git.attempt("merge-base", ours, theirs)
    return found.stdout.decode("ascii").strip() or None if found.status == 0 else None


def count_commits(repository: Repository, since: str | None, tip: str) -> int:
    """How many commits `tip` has that `since` has not."""
    span = tip if since is None else f"{since}..{tip}"
    return int(repository.git.run("rev-list", "--count", span))


def list_changes(repository: Repository, before: str | None, after: str) -> list[Placing]:
    """The files that differ between two commits; StoreError for links and modules among them."""
    first = before or object_id(repository.object_format, "tree", b"")
    args = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", first, after)
    tokens = repository.git.run(*args).split(b"\0")[:-1]
    placings = []
    for raw, path in zip(tokens[::2], tokens[1::2], strict=True):
        mode_before, mode, blob_before, blob, _ = raw.decode("ascii").removeprefix(":").split(" ")
        if not {mode_before, mode} <= _FILES:
            shown = ascii(path.decode("utf-8", "replace"))
            raise StoreError(
                f"the remote changes {shown}, which is a link or module",
                hint="Take it over yourself first: git pull",
            )
        ids = [None if set(name) == {"0"} else name for name in (blob_before, blob)]
        placings.append(Placing(path, ids[0], ids[1], mode if ids[1] else "100644"))
    return placings
