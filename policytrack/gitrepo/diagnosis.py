"""Why a write failed, found by looking at the repository, not by reading git's messages.

Knows nothing of what was written.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from policytrack.errors import BusyError, PolicytrackError, StoreError
from policytrack.gitrepo.index import lock_path, marker_path
from policytrack.gitrepo.refs import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

LITTLE_ROOM = 1 << 20  # bytes: git needs a few hundred kB for a commit with its temporary files
FEW_FILES = 64  # inodes


@contextmanager
def diagnosed(repository: Repository) -> Iterator[None]:
    """Every failure of the block leaves as a StoreError that says the way out."""
    try:
        yield
    except StoreError as error:
        if error.hint:
            raise
        raise _with_hint(repository, error) from error
    except OSError as error:
        named = f" ({error.filename})" if isinstance(error.filename, str) else ""
        message = f"the repository cannot be written: {error.strerror or error}{named}"
        raise _with_hint(repository, StoreError(message)) from error


def _with_hint(repository: Repository, error: PolicytrackError) -> StoreError:
    room = os.statvfs(repository.common_dir)
    if room.f_bavail * room.f_frsize < LITTLE_ROOM or (
        room.f_files > 0 and room.f_favail < FEW_FILES
    ):
        hint = "The disk is full. Make room and run again: what was acknowledged is kept."
        return StoreError(error.message, hint=hint)
    if not os.access(repository.common_dir / "objects", os.W_OK):
        return StoreError(error.message, hint="Make the repository writable for this user.")
    held = sorted(str(path) for path in find_locks(repository))
    if held:
        hint = f"Another git process holds {held[0]}; if there is none, it died: remove that file."
        return BusyError(error.message, hint=hint)
    return StoreError(
        error.message, hint="`git fsck --full` tells whether the repository is sound."
    )


def find_locks(repository: Repository) -> list[Path]:
    """The lock files that we would stumble over, ours while we hold it left out."""
    common, own = repository.common_dir, repository.git_dir
    graphs = common / "objects" / "info"
    places = [
        lock_path(repository),
        own / "HEAD.lock",
        common / "packed-refs.lock",
        *(common / f"{branch}.lock" for branch in _branches(repository)),
        graphs / "commit-graph.lock",
        graphs / "commit-graphs" / "commit-graph-chain.lock",
    ]
    ours = marker_path(repository)
    found = (path for path in places if os.path.lexists(path))
    return [path for path in found if not (ours.exists() and _same(ours, path))]


def _branches(repository: Repository) -> set[str]:
    """The branch that HEAD names and the one of the evidence."""
    with suppress(OSError, UnicodeDecodeError):
        head = (repository.git_dir / "HEAD").read_text(encoding="utf-8").removeprefix("ref: ")
        if head.startswith("refs/heads/") and ".." not in head:
            return {head.strip(), EVIDENCE}
    return {EVIDENCE}


def _same(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except FileNotFoundError:
        return False
