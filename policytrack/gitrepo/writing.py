"""One write to a repository from beginning to end: lock, mend, commit, move the branch, place.

The order makes every moment safe to die in. What is left to do in the work tree is noted down
before the branch moves; whoever takes the lock next finishes it. Knows nothing of policies.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.importing import find_tip, move_branch
from policytrack.gitrepo.lock import locked
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.paths import Trees
from policytrack.gitrepo.worktree import Placing, index_locked, place_file, update_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository


@dataclass(frozen=True, slots=True)
class Move:
    """A branch from one commit to the next."""

    branch: str
    before: str | None
    after: str


@contextmanager
def writing(repository: Repository) -> Iterator[None]:
    """Hold the repository's outer lock; what a process before us left undone is done first."""
    for folder in {repository.common_dir / "policytrack", repository.private_dir}:
        _make_private(folder)
    with locked(repository.common_dir / "policytrack" / "lock"):
        _finish_what_was_left(repository)
        yield


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror}"
        raise StoreError(message, hint="Make the repository writable for this user.") from error
    if folder.is_symlink():
        raise StoreError(f"{folder} is a link", hint="Remove it: policytrack does not follow it.")


def publish(repository: Repository, move: Move, reason: str) -> None:
    """Move a branch that is checked out nowhere."""
    move_branch(repository, move.branch, move.before, move.after, reason)


def publish_with_files(
    repository: Repository,
    move: Move,
    reason: str,
    placings: Sequence[Placing],
    contents: Mapping[str, bytes],
) -> None:
    """Move the branch of HEAD, and bring the work tree's files and index entries along."""
    if repository.bare:
        publish(repository, move, reason)
        return
    with index_locked(repository):
        _note(repository, move, placings)
        publish(repository, move, reason)
        for placing in placings:
            place_file(repository, placing, contents[placing.path])
        update_index(repository, placings)
        _note_path(repository).unlink(missing_ok=True)


def _note_path(repository: Repository) -> Path:
    return repository.private_dir / "unfinished.json"


def _note(repository: Repository, move: Move, placings: Sequence[Placing]) -> None:
    rows = [[placing.path, placing.before, placing.after] for placing in placings]
    draft = repository.private_dir / "unfinished-draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"branch": move.branch, "after": move.after, "files": rows}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_note_path(repository))


def _finish_what_was_left(repository: Repository) -> None:
    _clear_our_index_lock(repository)
    note = _note_path(repository)
    if repository.bare or not note.exists():
        return
    left = json.loads(note.read_text(encoding="utf-8"))
    with index_locked(repository):
        _finish(repository, [Placing(*row) for row in left["files"]])
        note.unlink()


def _finish(repository: Repository, placings: Sequence[Placing]) -> None:
    """Place what HEAD really holds; a note whose branch never moved leaves all as it is."""
    with reading(repository) as reader:
        trees = Trees(reader, find_tip(repository, "HEAD"))
        moved = []
        for placing in placings:
            entry = trees.find(repository.path(placing.path))
            if entry is not None and entry.id == placing.after:
                place_file(repository, placing, reader.read(entry.id).data)
                moved.append(placing)
    if moved:
        update_index(repository, moved)


def _clear_our_index_lock(repository: Repository) -> None:
    """A lock left by a process of ours that died is the same file as our marker."""
    marker = repository.private_dir / "index-lock"
    lock = repository.git_dir / "index.lock"
    if marker.exists() and lock.exists() and marker.samefile(lock):
        lock.unlink()
    marker.unlink(missing_ok=True)
