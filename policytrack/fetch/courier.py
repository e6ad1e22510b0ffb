"""One request at a time to each host, over kept lines; knows nothing of redirects or retries."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from policytrack.fetch.connect import Dial, open_line
from policytrack.fetch.exchange import exchange
from policytrack.fetch.failures import ConnectError
from policytrack.fetch.lines import Lines
from policytrack.fetch.tls import tls_context
from policytrack.fetch.wait import Turns, parse_retry_after

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from datetime import datetime

    from policytrack.fetch.connect import Line
    from policytrack.fetch.exchange import Answer, Request
    from policytrack.fetch.resolve import Resolver
    from policytrack.fetch.settings import FetchSettings
    from policytrack.fetch.watch import Budget, Watch

ASKS_TO_WAIT = frozenset({429, 503})


class Courier:
    """Carries requests; safe to share between threads."""

    def __init__(self, turns: Turns, resolve: Resolver, now: Callable[[], datetime]) -> None:
        self.turns = turns
        self.now = now
        self._resolve = resolve
        self._lines = Lines()
        self._lock = threading.Lock()
        self._contexts: dict[tuple[bool, str], ssl.SSLContext] = {}

    def ask(self, request: Request, budget: Budget) -> Answer:
        """The answer to one request, made at its host's turn."""
        host = request.target.host
        with (
            self.turns.take(host, request.settings),
            budget.watch(request.target.url) as watch,
        ):
            answer = self._carry(request, watch)
            if answer.status in ASKS_TO_WAIT:
                wait = parse_retry_after(answer.header("retry-after"), self.now())
                self.turns.defer(host, wait or 0)
        return answer

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

    def _carry(self, request: Request, watch: Watch) -> Answer:
        line = self._lines.take(key_of(request))
        if line is not None:
            try:
                return self._carry_over(line, request, watch)
            except ConnectError:
                pass  # a kept line may be hung up at any time; a fresh one tells the truth
        dial = Dial(self._resolve, self._context(request.settings))
        line = open_line(request.target, request.settings, dial, watch)
        return self._carry_over(line, request, watch)

    def _carry_over(self, line: Line, request: Request, watch: Watch) -> Answer:
        try:
            answer = exchange(line, request, watch)
        except BaseException:
            line.close()
            raise
        if answer.reusable:
            self._lines.give(key_of(request), line)
        else:
            line.close()
        return answer

    def _context(self, settings: FetchSettings) -> ssl.SSLContext:
        key = (settings.verify_tls, settings.ca_file)
        with self._lock:
            if key not in self._contexts:
                self._contexts[key] = tls_context(settings)
            return self._contexts[key]


def key_of(request: Request) -> tuple[object, ...]:
    """The origin, and the settings that a line was opened under; others may not use it."""
    settings = request.settings
    return (
        request.target.origin,
        settings.verify_tls,
        settings.ca_file,
        settings.allow_private,
        settings.private_networks,
        settings.proxy,
    )
