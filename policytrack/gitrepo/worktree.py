"""The user's work tree and index: one file each, exactly, and never over an edit of the user's.

Folders are opened one by one without following links; a file is put in place by renaming. The
index is changed in a private copy while its lock is held, and only in the entries named.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import BusyError, StoreError
from policytrack.gitrepo.objects import object_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

INDEX_PATIENCE = 10.0  # seconds to wait for another git to let go of the index
PAUSE = 0.005
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Placing:
    """A file to bring from one content to the next. Object ids; `before` None: it is new."""

    path: str  # within the workspace
    before: str | None
    after: str


@contextmanager
def _folder(root: Path, path: str, *, make: bool) -> Iterator[int | None]:
    """The open folder that holds `path`, None when it is absent and not to be made."""
    handle: int | None = os.open(root, _FOLDER)
    try:
        for part in path.split("/")[:-1]:
            below = _step(handle, part, make=make)
            if handle is not None:
                os.close(handle)
            handle = below
            if handle is None:
                break
        yield handle
    except NotADirectoryError as error:
        raise _odd(path) from error
    finally:
        if handle is not None:
            os.close(handle)


def _step(handle: int | None, part: str, *, make: bool) -> int | None:
    if make:
        with contextlib.suppress(FileExistsError):
            os.mkdir(part, dir_fd=handle)
    try:
        return os.open(part, _FOLDER, dir_fd=handle)
    except FileNotFoundError:
        return None
    except OSError as error:  # ELOOP: a link
        raise _odd(part) from error


def _odd(path: str) -> StoreError:
    return StoreError(
        f"{path} is a link or something else that is not a plain file in a plain folder",
        hint="Move it away: policytrack does not follow it.",
    )


def read_plain(root: Path, path: str) -> bytes | None:
    """The file's bytes, None when it is absent; StoreError for links, pipes, folders."""
    with _folder(root, path, make=False) as folder:
        if folder is None:
            return None
        name = path.rsplit("/", 1)[-1]
        try:
            handle = os.open(
                name,
                os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC,
                dir_fd=folder,
            )
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _odd(path) from error
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise _odd(path)
            return file.read()


def write_plain(root: Path, path: str, content: bytes) -> None:
    """Put the file in place whole, its folders made as needed."""
    name = path.rsplit("/", 1)[-1]
    draft = f".{name[:100]}.{secrets.token_hex(4)}.tmp"
    with _folder(root, path, make=True) as folder:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(draft, flags, 0o666, dir_fd=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(draft, dir_fd=folder)
            raise


def place_file(repository: Repository, placing: Placing, content: bytes) -> None:
    """Bring the work tree's file up to date, unless the user has edited or removed it."""
    held = read_plain(repository.root, placing.path)
    current = None if held is None else object_id(repository.object_format, "blob", held)
    if current == placing.before and current != placing.after:
        write_plain(repository.root, placing.path, content)


@contextmanager
def index_locked(repository: Repository) -> Iterator[None]:
    """Hold git's own lock of the index, by a file that shows itself to be ours."""
    marker = repository.private_dir / "index-lock"
    lock = repository.git_dir / "index.lock"
    marker.write_bytes(b"")
    _link(marker, lock)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        marker.unlink(missing_ok=True)


def _link(marker: Path, lock: Path) -> None:
    give_up = time.monotonic() + INDEX_PATIENCE
    while True:
        try:
            os.link(marker, lock)
        except FileExistsError:
            if time.monotonic() > give_up:
                raise _index_is_held(lock) from None
            time.sleep(PAUSE)
        else:
            return


def _index_is_held(lock: Path) -> BusyError:
    return BusyError(
        f"another git process holds the index ({lock})",
        hint="Let it finish; if there is none, it died: remove that file.",
    )


def update_index(repository: Repository, placings: Sequence[Placing]) -> None:
    """Set the index entries that still stand at `before` to `after`. The lock must be held."""
    index = repository.git_dir / "index"
    draft = repository.private_dir / "index-draft"
    draft.unlink(missing_ok=True)
    if index.exists():
        shutil.copyfile(index, draft)
    env = {"GIT_INDEX_FILE": str(draft)}
    held = _entries(repository, placings, env)
    fitting = [
        placing
        for placing in placings
        if held.get(repository.path(placing.path), ("", None))[1] == placing.before
    ]
    if not fitting:
        draft.unlink(missing_ok=True)
        return
    lines = [f"100644 {p.after}\t{repository.path(p.path)}\0" for p in fitting]
    repository.git.run("update-index", "-z", "--index-info", stdin="".join(lines).encode(), env=env)
    _skip_again(repository, held, fitting, env)
    draft.replace(index)


def _entries(
    repository: Repository, placings: Sequence[Placing], env: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Tag and object of the entries by path; conflicting ones are left out."""
    paths = [repository.path(placing.path) for placing in placings]
    found = repository.git.run("ls-files", "--stage", "-t", "-z", "--", *paths, env=env)
    entries = {}
    for line in found.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        about, path = line.split("\t", 1)
        tag, _, blob, stage = about.split(" ")
        entries[path] = (tag, blob if stage == "0" else "conflict")
    return entries


def _skip_again(
    repository: Repository,
    held: dict[str, tuple[str, str]],
    fitting: Sequence[Placing],
    env: dict[str, str],
) -> None:
    """Keep the mark that a sparse checkout leaves the file out."""
    paths = [repository.path(placing.path) for placing in fitting]
    skipped = [path for path in paths if held.get(path, ("", ""))[0] == "S"]
    if skipped:
        given = "".join(path + "\0" for path in skipped).encode()
        repository.git.run("update-index", "--skip-worktree", "-z", "--stdin", stdin=given, env=env)
