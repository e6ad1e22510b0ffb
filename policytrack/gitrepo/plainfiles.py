"""Plain files below a folder, reached without ever following a link. Knows nothing of git.

Folders are opened one by one by descriptor, so that a link put in the way between a check and
its use leads nowhere; a file is put in place by renaming, so that it is there whole or not.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from policytrack.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_ODD = {errno.ELOOP, errno.ENOTDIR, errno.ENXIO, errno.EISDIR}


@contextmanager
def _folder_of(root: Path, path: str, *, make: bool) -> Iterator[int | None]:
    """The open folder that holds `path`; None when it is absent and not to be made."""
    handle: int | None = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in path.split("/")[:-1]:
            below = _step(handle, part, path, make=make)
            if handle is not None:
                os.close(handle)
            handle = below
            if handle is None:
                break
        yield handle
    finally:
        if handle is not None:
            os.close(handle)


def _step(handle: int | None, part: str, path: str, *, make: bool) -> int | None:
    if part in {"", ".", ".."}:
        raise _odd(path)
    if make:
        with suppress(FileExistsError):
            os.mkdir(part, dir_fd=handle)
    return _open(part, _FOLDER, handle, path)


def _odd(path: str) -> StoreError:
    return StoreError(
        f"{path} is not a plain file in plain folders (a link, a pipe, a folder?)",
        hint="Move it away: policytrack does not follow it.",
    )


def _open(name: str, flags: int, folder: int | None, path: str) -> int | None:
    """A handle of what stands under the name; None where nothing does."""
    try:
        return os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _ODD:
            raise _odd(path) from error
        raise


def read_plain(root: Path, path: str) -> bytes | None:
    """The file's bytes, None when it is absent; StoreError for links, pipes, folders."""
    with _folder_of(root, path, make=False) as folder:
        handle = None if folder is None else _open(path.rsplit("/", 1)[-1], _FILE, folder, path)
        if handle is None:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            try:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise _odd(path)
                return file.read()
            finally:
                os.close(handle)


def make_folders(root: Path, path: str) -> None:
    """Make the folders that `path` lies in."""
    with _folder_of(root, path, make=True):
        return


def put_in_place(draft: Path, root: Path, path: str) -> None:
    """Move the draft to `path`, whose folders exist; whatever plain file is there is replaced."""
    name = path.rsplit("/", 1)[-1]
    with _folder_of(root, path, make=True) as folder:
        try:
            os.replace(draft, name, dst_dir_fd=folder)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_in_place(draft, name, folder)


def _copy_in_place(draft: Path, name: str, folder: int | None) -> None:
    """The same from another file system: by way of a file beside the target."""
    beside = f".{draft.name}.policytrack"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(beside, flags, 0o666, dir_fd=folder), "wb") as file:
        file.write(draft.read_bytes())
    os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    draft.unlink()


def remove_plain(root: Path, path: str) -> None:
    """Remove the file, if it is there; its folders stay."""
    with _folder_of(root, path, make=False) as folder, suppress(FileNotFoundError):
        if folder is not None:
            os.unlink(path.rsplit("/", 1)[-1], dir_fd=folder)


def make_private_folder(folder: Path) -> None:
    """A folder of our own, made when it is absent; StoreError when it is anything else."""
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise _odd(str(folder))
