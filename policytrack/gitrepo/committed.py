"""A file of any work tree as a commit holds it. Knows nothing of workspaces or policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.repository import find_repository
from policytrack.gitrepo.trees import FILES, Trees

if TYPE_CHECKING:
    from pathlib import Path


def read_committed(path: Path, revision: str = "HEAD") -> bytes | None:
    """The file's bytes at a revision of the repository around it, no filter applied.

    None where there is no repository, no commit yet, or no such file in that commit. StoreError
    for a revision that the repository does not know.
    """
    path = path.absolute()
    folder = path.parent.resolve()
    repository = find_repository(folder) if folder.is_dir() else None
    if repository is None or repository.bare:
        return None
    asked = repository.git.attempt(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if asked.status != 0:
        if revision == "HEAD":
            return None
        raise StoreError(
            f"{revision!r} is no commit of the repository at {repository.top}",
            hint="Name a branch or commit that is fetched here; in CI, fetch the whole history.",
        )
    with reading(repository) as reader:
        commit = asked.stdout.decode("ascii").strip()
        entry = Trees(reader, commit).find(repository.path(path.name))
        if entry is None or entry.mode not in FILES:
            return None
        return reader.read(entry.id).data
