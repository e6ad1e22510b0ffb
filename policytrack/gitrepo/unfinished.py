"""What a process that died left behind, and clearing it up while holding our own lock.

A note is written before a branch moves: which branch, from where to where, which files follow.
A lock file of git's is removed only when it is shown to be ours or to be older than the machine's
start; any other is somebody else's, and waited for.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.gitrepo.diagnosis import find_locks
from policytrack.gitrepo.index import Placing, drafts_path, lock_path, marker_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.gitrepo.refs import Move
    from policytrack.gitrepo.repository import Repository

SETTLED = 2.0  # seconds: `git update-ref` holds its locks for some milliseconds
_START = Path("/proc/stat")  # its line "btime" is when Linux started, in seconds since 1970


@dataclass(frozen=True, slots=True)
class Note:
    """A branch move that was begun."""

    branch: str
    after: str
    placings: tuple[Placing, ...]
    written: float  # seconds since 1970


def note_path(repository: Repository) -> Path:
    """Where the note lies while a move is underway."""
    return repository.private_dir / "unfinished.json"


def tidying_path(repository: Repository) -> Path:
    """The file that stands while git tidies for us."""
    return repository.common_dir / "policytrack" / "tidying"


def write_note(repository: Repository, move: Move, placings: Sequence[Placing] = ()) -> None:
    """Note the move down, durably where files are to follow it."""
    rows = [[os.fsdecode(p.path), p.before, p.after, p.mode] for p in placings]
    draft = note_path(repository).with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"branch": move.branch, "after": move.after, "files": rows}, file)
        file.flush()
        if placings:
            os.fsync(file.fileno())
    draft.replace(note_path(repository))


def find_note(repository: Repository) -> Note | None:
    """The note that a dead process left; None when there is none, or none that can be read."""
    path = note_path(repository)
    try:
        left = json.loads(path.read_text(encoding="utf-8"))
        placings = tuple(_placing(row) for row in left["files"])
        return Note(str(left["branch"]), str(left["after"]), placings, path.stat().st_mtime)
    except FileNotFoundError:
        return None
    except (
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
    ):  # cut off by a power failure: nothing had moved
        return None


def _placing(row: Any) -> Placing:
    path, before, after, mode = row
    ids = [None if name is None else str(name) for name in (before, after)]
    return Placing(os.fsencode(path), ids[0], ids[1], str(mode))


def drop_note(repository: Repository) -> None:
    """The move is done, files and all."""
    note_path(repository).unlink(missing_ok=True)


def clear_leftovers(repository: Repository, note: Note | None) -> None:
    """Remove our drafts and the locks that are ours or stale. Our own lock must be held."""
    marker, lock = marker_path(repository), lock_path(repository)
    if marker.exists() and lock.exists() and marker.samefile(lock):
        lock.unlink()
    marker.unlink(missing_ok=True)
    for draft in _drafts(repository):
        _remove(draft)
    started = machine_started()
    for path in find_locks(repository):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < started or _is_ours(repository, path, note):
                path.unlink()
    tidying_path(repository).unlink(missing_ok=True)


def _drafts(repository: Repository) -> list[Path]:
    folder = drafts_path(repository)
    return list(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def _remove(draft: Path) -> None:
    if draft.is_dir() and not draft.is_symlink():
        draft.rmdir()  # where git worked: empty
    else:
        draft.unlink(missing_ok=True)


def _is_ours(repository: Repository, path: Path, note: Note | None) -> bool:
    """Whether a git process of ours took the lock and died: all of them have, as we hold our own.

    A branch's lock holds the commit that only we would set, or nothing yet and dates from the
    noted move. One of the commit-graph, a cache, dates from when we tidied.
    """
    if path.is_relative_to(repository.common_dir / "objects"):
        tidying = tidying_path(repository)
        return tidying.exists() and path.stat().st_mtime >= tidying.stat().st_mtime
    if note is None:
        return False
    branch_lock = repository.common_dir / f"{note.branch}.lock"
    if path not in {branch_lock, repository.git_dir / "HEAD.lock"}:
        return False
    held = path.read_bytes().strip()
    if held and held != note.after.encode():
        return False
    taken = path.stat().st_mtime
    if not held and not note.written <= taken <= note.written + 60:
        return False
    time.sleep(max(0.0, min(SETTLED, taken + SETTLED - time.time())))
    return path.exists()


def machine_started() -> float:
    """When this machine started, in seconds since 1970; 0 where it does not say."""
    try:
        lines = _START.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("btime ")), 0.0)
