"""Exceptions and exit codes; knows nothing of click, git or the network.

The tree:

    PolicytrackError            a known failure: what, where, and the way out (exit code 3)
    ├── WorkspaceError          policytrack.toml, ids, dates: what the user wrote
    ├── FetchError              a source that gave nothing usable; `transient` says whether to retry
    ├── ExtractError            bytes that could not be read as a policy's text
    ├── NotifyError             a notice that an address did not take; it waits
    └── StoreError              the git repository: stops the run
        ├── DamagedError        an object is missing or is not what its name says
        └── BusyError           another process holds the repository

A failure of one policy (FetchError, ExtractError) is collected and the run goes on; a
StoreError stops it.
"""

from __future__ import annotations

EXIT_DONE = 0
EXIT_CHANGED = 1
EXIT_USAGE = 2
EXIT_FAILURE = 3
EXIT_BUG = 4
EXIT_INTERRUPTED = 130


class PolicytrackError(Exception):
    """A known failure. `message` names the thing, `hint` the way out (one sentence each)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WorkspaceError(PolicytrackError):
    """What the user wrote cannot be used: configuration, ids, dates, paths."""


class FetchError(PolicytrackError):
    """A source that gave nothing usable. `transient`: the same request may succeed later."""

    def __init__(self, message: str, *, hint: str = "", transient: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.transient = transient


class ExtractError(PolicytrackError):
    """Bytes that could not be read as a policy's text."""


class NotifyError(PolicytrackError):
    """A notice that could not be given to an address."""


class StoreError(PolicytrackError):
    """The git repository could not be read or written."""


class DamagedError(StoreError):
    """An object in the repository is missing or does not match its hash."""


class BusyError(StoreError):
    """Another process holds the repository's lock."""
