"""Open connections kept for the next request to the same origin; bounded, safe for threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.fetch.connect import Line

MAX_IDLE = 64  # connections; hosts are asked one after the other, so few come back


class Lines:
    """Idle lines by origin (and by the settings under which they were opened)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[tuple[object, ...], list[Line]] = {}
        self._closed = False

    def take(self, key: tuple[object, ...]) -> Line | None:
        """A line that still stands, or nothing."""
        while True:
            with self._lock:
                waiting = self._idle.get(key)
                line = waiting.pop() if waiting else None
                if not waiting:
                    self._idle.pop(key, None)
            if line is None or line.alive:
                return line
            line.close()

    def give(self, key: tuple[object, ...], line: Line) -> None:
        """Keep a line; the one idle for longest makes room for it."""
        surplus = line
        with self._lock:
            if not self._closed:
                self._idle.setdefault(key, []).append(line)
                if sum(map(len, self._idle.values())) <= MAX_IDLE:
                    return
                first = next(iter(self._idle))
                surplus = self._idle[first].pop(0)
                if not self._idle[first]:
                    del self._idle[first]
        surplus.close()

    def close(self) -> None:
        """Hang up all of them, also those that come back later."""
        with self._lock:
            self._closed = True
            lines = [line for waiting in self._idle.values() for line in waiting]
            self._idle.clear()
        for line in lines:
            line.close()
