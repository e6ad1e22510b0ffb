"""The user's index: exact entries, and nothing else in it. Knows nothing of policies.

The index is changed in a private copy while git's own lock on it is held, then renamed into
place: a running `git commit` of the user's and ours never mix.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policytrack.errors import BusyError
from policytrack.gitrepo.objects import object_id
from policytrack.gitrepo.plainfiles import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.gitrepo.process import Git
    from policytrack.gitrepo.repository import Repository

PATIENCE = 10.0  # seconds to wait for another git to let go of the index
PAUSE = 0.005
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}


@dataclass(frozen=True, slots=True)
class Placing:
    """A file to bring from one content to the next, by object id; None: there is no file."""

    path: bytes  # within the repository
    before: str | None
    after: str | None
    mode: str = "100644"


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: str  # "H", "S" for one that a sparse checkout leaves out, ...
    blob: str  # "conflict" for an unmerged one


def lock_path(repository: Repository) -> Path:
    """Where git locks the index."""
    return repository.git_dir / "index.lock"


def marker_path(repository: Repository) -> Path:
    """The file that a lock of ours is another name of, as long as we hold it."""
    return repository.private_dir / "index-lock"


def drafts_path(repository: Repository) -> Path:
    """Where files wait to be put in place."""
    return repository.private_dir / "drafts"


@contextmanager
def index_locked(repository: Repository) -> Iterator[None]:
    """Hold git's lock of the index, by a file that shows itself to be ours."""
    marker, lock = marker_path(repository), lock_path(repository)
    marker.write_bytes(b"")
    try:
        _take(marker, lock)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
    finally:
        marker.unlink(missing_ok=True)


def _take(marker: Path, lock: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while not _taken(marker, lock):
        if time.monotonic() > give_up:
            raise BusyError(
                f"another git process holds the index ({lock})",
                hint="Let it finish; if there is none, it died: remove that file.",
            )
        time.sleep(PAUSE)


def _taken(marker: Path, lock: Path) -> bool:
    with suppress(FileExistsError):
        try:
            os.link(marker, lock)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        return True
    return False


def draft_index(repository: Repository, placings: Sequence[Placing]) -> Path | None:
    """A copy of the index with the entries that stand at `before` set to `after`.

    Entries that the user has staged, removed or left in conflict stay as they are. None when no
    entry fits. The lock must be held.

    git works in an empty folder here: writing an index, it would else compare files that are as
    young as the index with their entries, and run the repository's filters to do so. The copy
    keeps the age of the index, so that the next git still compares them.
    """
    index, draft = repository.git_dir / "index", drafts_path(repository) / "index"
    draft.unlink(missing_ok=True)
    times = _copy(index, draft)
    with TemporaryDirectory(dir=drafts_path(repository)) as empty:
        env = {"GIT_INDEX_FILE": str(draft), "GIT_WORK_TREE": empty}
        git = repository.git
        git = replace(git, folder=Path(empty), environment={**git.environment, **env})
        held = _entries(git, placings)
        fitting = [placing for placing in placings if _fits(placing, held)]
        if not fitting:
            draft.unlink(missing_ok=True)
            return None
        lines = b"".join(_index_line(repository, placing) for placing in fitting)
        git.run("update-index", "-z", "--index-info", stdin=lines)
        _skip_again(git, held, fitting)
    if times is not None:
        os.utime(draft, ns=times)
    return draft


def _copy(index: Path, draft: Path) -> tuple[int, int] | None:
    """Copy the index; its times in nanoseconds, None when there is none yet."""
    try:
        shutil.copyfile(index, draft)
    except FileNotFoundError:
        return None
    about = index.stat()
    return about.st_atime_ns, about.st_mtime_ns


def unfitting(repository: Repository, placings: Sequence[Placing]) -> list[bytes]:
    """The paths whose index entry or file the user has changed from what is to be replaced."""
    if not placings or repository.bare:
        return []
    held = _entries(repository.git, placings)
    return [p.path for p in placings if not (_fits(p, held) and _is_before(repository, p))]


def _is_before(repository: Repository, placing: Placing) -> bool:
    held = read_plain(repository.top, os.fsdecode(placing.path))
    current = None if held is None else object_id(repository.object_format, "blob", held)
    return current in {placing.before, placing.after}


def install_index(repository: Repository, draft: Path) -> None:
    """Put the drafted index in place. The lock must be held."""
    draft.replace(repository.git_dir / "index")


def _index_line(repository: Repository, placing: Placing) -> bytes:
    about = f"{placing.mode} {placing.after}" if placing.after else f"0 {repository.zero}"
    return about.encode("ascii") + b"\t" + placing.path + b"\0"


def _fits(placing: Placing, held: dict[bytes, _Entry]) -> bool:
    entry = held.get(placing.path)
    return (entry.blob if entry else None) == placing.before


def _entries(git: Git, placings: Sequence[Placing]) -> dict[bytes, _Entry]:
    paths = [os.fsdecode(placing.path) for placing in placings]
    found = git.run("ls-files", "--stage", "-t", "-z", "--", *paths)
    entries = {}
    for line in found.split(b"\0")[:-1]:
        about, path = line.split(b"\t", 1)
        tag, _, blob, stage = about.decode("ascii").split(" ")
        entries[path] = _Entry(tag, blob if stage == "0" else "conflict")
    return entries


def _skip_again(git: Git, held: dict[bytes, _Entry], fitting: Sequence[Placing]) -> None:
    """Keep the mark that a sparse checkout leaves a file out."""
    paths = (placing.path for placing in fitting if placing.after)
    skipped = [path for path in paths if path in held and held[path].tag == "S"]
    if skipped:
        given = b"".join(path + b"\0" for path in skipped)
        git.run("update-index", "--skip-worktree", "-z", "--stdin", stdin=given)
