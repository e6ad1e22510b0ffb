"""A URL fetched, and tried again where that may help; one Fetcher serves a whole run."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from policytrack.errors import FetchError
from policytrack.fetch.addresses import parse_target
from policytrack.fetch.courier import Courier
from policytrack.fetch.failures import StatusError
from policytrack.fetch.journey import Journey, travel
from policytrack.fetch.local import utc_now
from policytrack.fetch.resolve import resolve_system
from policytrack.fetch.robots import Robots
from policytrack.fetch.settings import FetchSettings, by_host
from policytrack.fetch.wait import Turns, wait_before_retry
from policytrack.fetch.watch import Budget
from policytrack.fetch.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from policytrack.fetch.resolve import Resolver
    from policytrack.fetch.settings import SettingsOf
    from policytrack.model import Capture

DEFAULTS = FetchSettings()


def validators(capture: Capture) -> dict[str, str]:
    """What a later `fetch` takes as `conditional` to ask whether this capture still holds."""
    headers = {name.lower(): value for name, value in capture.headers}
    found = {"etag": headers.get("etag", ""), "last_modified": headers.get("last-modified", "")}
    kept = {key: value for key, value in found.items() if value}
    return {"url": capture.final_url, **kept} if kept else {}


class Fetcher:
    """Fetches many URLs over kept connections; a pool of threads may share one.

    `settings` may be a function that gives those at each host; a redirect falls under its own.
    `now` dates captures, `clock` and `sleep` serve politeness (in seconds), `resolve` gives the
    addresses of a host and port within a number of seconds.
    """

    def __init__(
        self,
        settings: FetchSettings | SettingsOf = DEFAULTS,
        *,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolver = resolve_system,
    ) -> None:
        self.settings = settings
        self._sleep = sleep
        self._courier = Courier(Turns(clock, sleep), resolve, now)
        self._robots = Robots(self._courier, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._courier.close()

    @contextmanager
    def turn(
        self, url: str, *, settings: FetchSettings | SettingsOf | None = None
    ) -> Iterator[str]:
        """Hold the turn of a URL's host while something else asks it, a browser for one.

        Yields what the record says of robots.txt; raises RobotsError where it forbids the URL.
        """
        target, settings_of = parse_target(url), by_host(settings or self.settings)
        chosen = settings_of(target.host)
        rule = self._robots.check(target, Way(settings_of), Budget(chosen.timeout))
        with self._courier.turns.take(target.host, chosen):
            try:
                yield rule
            except StatusError as error:
                self._courier.turns.defer(target.host, error.retry_after or 0)
                raise

    def fetch(
        self,
        url: str,
        *,
        conditional: Mapping[str, str] | None = None,
        settings: FetchSettings | SettingsOf | None = None,
    ) -> Capture:
        """The capture of a URL: status 200, or 304 and no body when `conditional` still holds.

        `conditional` is what `validators` made of an earlier capture, `settings` replace the
        fetcher's for this URL. Where nothing usable came, FetchError's class says why and its
        `transient` whether a later attempt may bring it.
        """
        settings_of = by_host(settings or self.settings)
        chosen = settings_of(parse_target(url).host)  # refused before anything else happens
        budget = Budget(chosen.timeout)
        attempt = 0
        while True:
            journey = Journey(url, conditional or {}, Way(settings_of), budget, self._courier.now())
            try:
                return travel(journey, self._courier, self._robots)
            except FetchError as error:
                wait = wait_before_retry(error, attempt, chosen)
                if wait is None or budget.left <= 0:
                    raise
            attempt += 1
            self._sleep(wait)
