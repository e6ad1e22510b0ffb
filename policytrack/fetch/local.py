"""Files and standard input as captures; knows nothing of the network."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from policytrack.errors import FetchError
from policytrack.fetch.failures import LimitError
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.fetch.settings import FetchSettings


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


def load_stdin(settings: FetchSettings, now: Callable[[], datetime]) -> Capture:
    """Everything on standard input."""
    if sys.stdin is None:
        raise FetchError("standard input is closed", hint="Pipe the text in, or name a file.")
    started = now()
    body = read_limited(sys.stdin.buffer, "standard input", settings.max_bytes)
    return Capture(source="-", final_url="-", body=body, started=started, finished=now())


def load_file(source: str, settings: FetchSettings, now: Callable[[], datetime]) -> Capture:
    """A regular file, never a device, pipe or socket (which could block or never end)."""
    started = now()
    if not source or "\0" in source:
        what = "holds a NUL character" if source else "is empty"
        raise FetchError(f"the path {what}", hint="Name a file or an https:// address.")
    try:
        # Opening a pipe would wait for a writer; non-blocking, its kind can be looked at.
        with open(os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            modified = check_file(os.fstat(file.fileno()), source, settings.max_bytes)
            body = read_limited(file, source, settings.max_bytes)
    except OSError as error:
        raise failure_of(source, error) from error
    facts = {"file_modified": modified.isoformat()}
    return Capture(
        source=source, final_url=source, body=body, started=started, finished=now(), facts=facts
    )


def check_file(status: os.stat_result, source: str, limit: int) -> datetime:
    """The file's time of modification; FetchError where it is no plain file or too large."""
    if not stat.S_ISREG(status.st_mode):
        raise FetchError(
            f"{source} is a device, a pipe or a socket, not a file",
            hint="Pipe its content in and give - as the source.",
        )
    if status.st_size > limit:
        raise too_large(source, limit)
    return datetime.fromtimestamp(status.st_mtime, UTC)


def read_limited(stream: BinaryIO, name: str, limit: int) -> bytes:
    """All of the stream, which must hold something and at most `limit` bytes."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise too_large(name, limit)
    if not body:
        raise FetchError(f"{name} is empty", hint="Give a file that holds the policy's text.")
    return body


def too_large(name: str, limit: int) -> LimitError:
    """The failure of a source over the limit."""
    return LimitError(
        f"{name} is larger than {limit:,} bytes", hint="Raise max_megabytes if it is a policy."
    )


def failure_of(source: str, error: OSError) -> FetchError:
    """What the operating system said, in the user's words."""
    if isinstance(error, FileNotFoundError):
        hint = "Check the spelling; a web address starts with https://."
        return FetchError(f"{source}: no such file", hint=hint)
    if isinstance(error, PermissionError):
        return FetchError(f"{source} may not be read", hint="Check the file's permissions.")
    if isinstance(error, IsADirectoryError):
        return FetchError(f"{source} is a folder", hint="Name a file in it.")
    return FetchError(f"{source} could not be read: {error.strerror}", hint="Check the file.")
