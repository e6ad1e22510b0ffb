"""robots.txt as RFC 9309 has it; knows nothing of what is fetched besides."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from policytrack.errors import FetchError
from policytrack.fetch.addresses import parse_target
from policytrack.fetch.exchange import BODY_WANTED, REDIRECTS, Request, request_headers
from policytrack.fetch.failures import ConnectError, RefusedError, RobotsError, TlsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from policytrack.fetch.addresses import Target
    from policytrack.fetch.courier import Courier
    from policytrack.fetch.exchange import Answer
    from policytrack.fetch.watch import Budget
    from policytrack.fetch.way import Way

PRODUCT = "policytrack"
KEEP_RULES = 86_400.0  # seconds; RFC 9309 2.4 allows a day
KEEP_FAILURE = 300.0  # seconds until a robots.txt that answered 5xx is asked for again
MAX_ROBOTS = 512 * 1024  # bytes read; RFC 9309 2.5 asks for at least 500 KiB
MAX_HOPS = 5  # RFC 9309 2.3.1.2
TOO_MANY_REQUESTS = 429


@dataclass(slots=True)
class Entry:
    """What is known of one origin; whoever holds the lock may read it anew."""

    lock: threading.Lock
    expires: float = float("-inf")  # on the clock
    rules: Protego | None = None  # None: everything is allowed
    failure: str = ""  # why it could not be read: nothing is allowed


class Robots:
    """The rules of each origin, read once a day."""

    def __init__(self, courier: Courier, clock: Callable[[], float]) -> None:
        self._courier = courier
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}

    def check(self, target: Target, way: Way, budget: Budget) -> str:
        """RobotsError if the page may not be fetched, else a word for the record."""
        if not way.at(target.host).respect_robots:
            return "not asked: switched off in the settings"
        with self._lock:
            entry = self._entries.setdefault(target.origin, Entry(threading.Lock()))
        with entry.lock:
            if entry.expires <= self._clock():
                self._read(entry, target, way, budget)
        if entry.failure:
            message = f"{target.origin}/robots.txt could not be read: {entry.failure}"
            hint = "Until it can be, RFC 9309 forbids every page; respect_robots = false overrides."
            raise RobotsError(
                message, hint=hint, transient=True, again=entry.expires <= self._clock()
            )
        if entry.rules is not None and not entry.rules.can_fetch(target.url, PRODUCT):
            raise RobotsError(
                f"{target.origin}/robots.txt forbids {target.path}",
                hint="Ask the site's owner; respect_robots = false overrides, on record.",
            )
        return "allowed"

    def _read(self, entry: Entry, target: Target, way: Way, budget: Budget) -> None:
        entry.rules, entry.failure = None, ""
        start = parse_target(f"{target.origin}/robots.txt")
        try:
            answer = self._follow(start, replace(way), budget)
        except RefusedError:
            return  # the page stands at the same address and is refused with its own name
        except (ConnectError, TlsError):
            raise  # of the host as a whole: nothing is wrong with its rules
        except FetchError as error:
            entry.failure, entry.expires = error.message, float("-inf")
        else:
            self._understand(entry, answer, target)
            entry.expires = self._clock() + (KEEP_FAILURE if entry.failure else KEEP_RULES)

    def _follow(self, start: Target, way: Way, budget: Budget) -> Answer | None:
        """The answer at the end of at most MAX_HOPS redirects, None where they lead nowhere."""
        target = start
        for _ in range(MAX_HOPS + 1):
            settings = way.at(target.host)
            headers = request_headers(target, settings)
            request = Request(target, headers, settings, prefix=MAX_ROBOTS)
            answer = self._courier.ask(request, budget)
            if answer.status not in REDIRECTS:
                return answer
            way.passed(answer.facts.get("peer", ""))
            try:
                target = parse_target(urljoin(target.url, answer.location))
            except (RefusedError, ValueError):
                return None
        return None

    def _understand(self, entry: Entry, answer: Answer | None, target: Target) -> None:
        """2xx: rules. 4xx: none, all allowed. 5xx and "too many requests": nothing allowed."""
        if answer is None:
            return
        if answer.status >= 500 or answer.status == TOO_MANY_REQUESTS:
            entry.failure = f"it answered {answer.status}"
        elif answer.status in BODY_WANTED:
            from protego import Protego

            text = answer.body.decode("utf-8-sig", "replace")
            entry.rules = Protego.parse(text)
            delay = entry.rules.crawl_delay(PRODUCT)
            if delay is not None:
                self._courier.turns.slow_down(target.host, delay)
