"""The outer lock: one process at a time writes to a repository. Knows nothing of what is written.

flock, because the kernel lets go of it when its holder dies, however it dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policytrack.errors import BusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0  # seconds to wait for another writer; a whole run holds it only for each write
PAUSE = 0.002  # seconds between two looks; a record takes some 20 ms


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the lock file at `path`; BusyError when another process keeps it for too long.

    Gives the open descriptor: a child that inherits it holds the lock on beyond our death.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        message = f"the lock file {path} cannot be opened: {error.strerror}"
        raise StoreError(message, hint="Make the repository writable for this user.") from error
    try:
        _wait_for(handle, path, patience)
        yield handle
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path, patience: float) -> None:
    give_up = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN}:
                raise StoreError(
                    f"the lock file {path} cannot be locked: {error.strerror}"
                ) from error
        else:
            return
        if time.monotonic() > give_up:
            message = f"another policytrack has been writing here for {patience:.0f} s ({path})"
            raise BusyError(message, hint="Let it finish, or end it, and run again.")
        time.sleep(PAUSE)
