"""How long to wait: for a host's turn, after a failure, when a server says so."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from policytrack.fetch.failures import DeferredError, RobotsError, StatusError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from policytrack.errors import FetchError
    from policytrack.fetch.settings import FetchSettings

MAX_RETRY_AFTER = 86_400.0  # seconds; a server that asks for ten years is asked again in a day
MAX_PAUSE = 30.0  # seconds, of what a robots.txt may ask for between two requests
FIRST_BACKOFF = 1.0  # seconds, doubled with each further attempt


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait (RFC 9110, 10.2.3): a number, or a date in any of its three forms.

    None where the value says nothing; never negative, at most MAX_RETRY_AFTER.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), MAX_RETRY_AFTER))
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), MAX_RETRY_AFTER)


def wait_before_retry(error: FetchError, attempt: int, settings: FetchSettings) -> float | None:
    """Seconds until the next attempt (the first has number 0), or None to give up."""
    if not error.transient or attempt >= settings.retries or isinstance(error, DeferredError):
        return None
    if isinstance(error, RobotsError) and not error.again:
        return None
    if isinstance(error, StatusError) and error.retry_after is not None:
        return error.retry_after if error.retry_after <= settings.max_wait else None
    return min(FIRST_BACKOFF * (1 << attempt), settings.max_wait)


class Turn:
    """One host's queue."""

    def __init__(self, parallel: int) -> None:
        self.slots = threading.BoundedSemaphore(parallel)
        self.lock = threading.Lock()
        self.free_at = float("-inf")  # on the clock: when the next request may start
        self.deferred_until = float("-inf")  # the host asked for it
        self.pause = 0.0  # seconds that its robots.txt asks for


class Turns:
    """Politeness: who may ask which host when. Safe to use from many threads."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._turns: dict[str, Turn] = {}

    @contextmanager
    def take(self, host: str, settings: FetchSettings) -> Iterator[None]:
        """Wait for the host's turn and hold it; DeferredError if that is too far off."""
        turn = self._turn(host, settings.parallel)
        with turn.slots:
            self._wait(turn, host, settings)
            try:
                yield
            finally:
                with turn.lock:
                    turn.free_at = max(
                        turn.free_at, self._clock() + max(settings.pause, turn.pause)
                    )

    def defer(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked."""
        turn = self._turn(host, 1)
        with turn.lock:
            turn.deferred_until = max(turn.deferred_until, self._clock() + seconds)

    def slow_down(self, host: str, pause: float) -> None:
        """Pause for at least so long between two requests, as a host's robots.txt asks."""
        self._turn(host, 1).pause = min(max(pause, 0.0), MAX_PAUSE)

    def _turn(self, host: str, parallel: int) -> Turn:
        with self._lock:
            return self._turns.setdefault(host, Turn(parallel))

    def _wait(self, turn: Turn, host: str, settings: FetchSettings) -> None:
        while True:
            with turn.lock:
                now = self._clock()
                deferred = turn.deferred_until - now
                left = max(turn.free_at - now, deferred)
                if left <= 0:
                    # With several slots, starts are spaced as well as ends.
                    turn.free_at = now + max(settings.pause, turn.pause)
                    return
            if deferred > settings.max_wait:
                raise DeferredError(host, deferred)
            self._sleep(left)
