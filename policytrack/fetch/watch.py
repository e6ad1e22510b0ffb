"""The total deadline of an exchange; knows nothing of HTTP.

A socket's own time-out starts anew with each byte, so a server that sends one a second outlives
it. Here a timer shuts the connection down under whoever reads from it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Self

from policytrack.fetch.failures import TimedOutError, timed_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class Watch:
    """A context within which an exchange has `seconds`, after which its socket is shut down."""

    def __init__(self, seconds: float, name: str, allowed: float = 0) -> None:
        self.name = name
        self.allowed = allowed or seconds  # what the whole fetch has, for the message
        self.ends = time.monotonic() + seconds
        self.seconds = seconds
        self._lock = threading.Lock()
        self._guard: socket.socket | None = None
        self._fired = False
        self._timer = threading.Timer(max(seconds, 0), self._fire)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._guard = None
        if self._fired and (error is None or isinstance(error, Exception)):
            # Without an error too: what was read may have been taken for whole at the cut.
            raise self.failure() from error

    @property
    def left(self) -> float:
        """Seconds left; TimedOutError when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.failure()
        return left

    def guard(self, sock: socket.socket) -> None:
        """Shut this socket down when the time is up; it must stay open while it is watched."""
        with self._lock:
            self._guard = sock
            if self._fired:
                raise self.failure()

    def failure(self) -> TimedOutError:
        """The failure of an exchange that took too long."""
        return timed_out(self.name, self.allowed)

    def _fire(self) -> None:
        with self._lock:
            self._fired = True
            if self._guard is not None:
                with contextlib.suppress(OSError):  # the other side may have closed it already
                    self._guard.shutdown(socket.SHUT_RDWR)


class Budget:
    """What is left of a fetch's time: only asking counts, waiting for a host's turn does not."""

    def __init__(self, seconds: float) -> None:
        self.allowed = self.left = seconds

    @contextlib.contextmanager
    def watch(self, name: str) -> Iterator[Watch]:
        """Watch one exchange, and take what it needs off the budget."""
        started = time.monotonic()
        try:
            with Watch(self.left, name, self.allowed) as watch:
                yield watch
        finally:
            self.left -= time.monotonic() - started
