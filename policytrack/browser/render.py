"""One page at a time through Chromium, driven by Playwright in a thread of its own.

Playwright's objects belong to the thread that made them; a browser may be shared by many threads
all the same, since each page is handed over to that one. A page that hangs is ended with the whole
browser, and the next one starts another.
"""

from __future__ import annotations

import concurrent.futures
import importlib.util
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from policytrack.browser.chromium import Chromium, find_chromium
from policytrack.browser.guard import Guard
from policytrack.browser.page import Rendering, Visit, never_at_rest, render_page
from policytrack.browser.settings import BrowserSettings
from policytrack.errors import FetchError
from policytrack.fetch.addresses import parse_target
from policytrack.fetch.failures import ConnectError
from policytrack.fetch.local import utc_now
from policytrack.fetch.resolve import resolve_checked, resolve_system
from policytrack.fetch.settings import FetchSettings, by_host

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from policytrack.fetch.resolve import Resolver
    from policytrack.fetch.settings import SettingsOf

DEFAULTS = FetchSettings()
PARTS = 3  # times what a body may have: all that a page loads
GRACE = 15.0  # seconds beside the page's own time: starting and closing a context


class Browser:
    """A Chromium that renders many pages, each with a fresh profile of its own."""

    def __init__(
        self,
        settings: FetchSettings | SettingsOf = DEFAULTS,
        browser: BrowserSettings | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        resolve: Resolver = resolve_system,
    ) -> None:
        self.settings = settings
        self.browser = browser or BrowserSettings()
        self._now = now
        self._resolve = resolve
        self._turn = threading.Lock()
        self._thread: concurrent.futures.ThreadPoolExecutor | None = None
        self._chromium: Chromium | None = None
        self._guard: Guard | None = None
        self._driver: Any = None
        self._connected: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is not None:
            self._thread.submit(self._stop).result()
            self._thread.shutdown()

    def fetch(
        self,
        url: str,
        *,
        settings: FetchSettings | SettingsOf | None = None,
        views: Collection[str] = (),
    ) -> Rendering:
        """The rendered page, or FetchError with the fetcher's classes.

        `views`: "screenshot" and "pdf", to have these of it beside what the settings say.
        """
        settings_of = by_host(settings or self.settings)
        target = parse_target(url)
        chosen = settings_of(target.host)
        if chosen.proxy:
            raise FetchError(
                "the browser does not pass through another proxy",
                hint="Render without a proxy, or fetch plainly.",
            )
        resolve_checked(target, chosen, self._resolve, chosen.connect_timeout)
        with self._turn:  # a page's time begins when the one before is done
            if self._thread is None:
                self._thread = concurrent.futures.ThreadPoolExecutor(1, "policytrack-browser")
            page = self._thread.submit(self._render, url, chosen, settings_of, views)
            try:
                return page.result(timeout=chosen.timeout + GRACE)
            except TimeoutError:
                if self._chromium is not None:
                    self._chromium.close()  # whatever the thread waits for fails at once
                concurrent.futures.wait([page], timeout=GRACE)
                raise never_at_rest(target.url, chosen.timeout) from None

    def _render(
        self, url: str, settings: FetchSettings, settings_of: SettingsOf, views: Collection[str]
    ) -> Rendering:
        """In the browser's thread."""
        wanted = replace(
            self.browser,
            screenshot=self.browser.screenshot or "screenshot" in views,
            pdf=self.browser.pdf or "pdf" in views,
        )
        try:
            connected, guard = self._start()
            traffic = guard.watch(settings_of, PARTS * settings.max_bytes)
            visit = Visit(url, settings, wanted, traffic, self._now)
            return render_page(connected, guard.address, visit)
        except FetchError:
            if self._connected is None:
                self._stop()  # what did start
            raise
        except BaseException as error:
            self._stop()  # what went wrong is unknown; the next page gets another browser
            if is_drivers(error):
                raise ConnectError(
                    "the browser ended by itself", hint="It may work again later.", transient=True
                ) from error
            raise

    def _start(self) -> tuple[Any, Guard]:
        """Chromium, its guard and its driver, started when they are not."""
        if self._connected is not None and self._guard is not None:
            if self._connected.is_connected():
                return self._connected, self._guard
            self._stop()
        if importlib.util.find_spec("playwright") is None:
            raise FetchError(
                "rendering pages needs Playwright", hint="pip install 'policytrack[browser]'"
            )
        program = find_chromium(self.browser.program)
        self._guard = Guard(by_host(self.settings), self._resolve)
        self._chromium = Chromium(program, self._guard.url)
        self._driver = start_driver()
        self._connected = self._driver.chromium.connect_over_cdp(self._chromium.endpoint)
        return self._connected, self._guard

    def _stop(self) -> None:
        """End all of them."""
        if self._chromium is not None:
            self._chromium.close()
        if self._driver is not None:
            self._driver.stop()
        if self._guard is not None:
            self._guard.close()
        self._chromium = self._driver = self._guard = self._connected = None


def start_driver() -> Any:
    """Playwright, running; FetchError where its own program does not run on this system."""
    from playwright.sync_api import sync_playwright

    try:
        return sync_playwright().start()
    except Exception as error:  # Playwright raises nothing narrower
        raise FetchError(
            "Playwright's own program did not start",
            hint="`playwright --version` says what it lacks, often a library of the system.",
        ) from error


def is_drivers(error: BaseException) -> bool:
    """Whether Playwright raised it, as it does when the browser is gone."""
    from playwright.sync_api import Error

    return isinstance(error, Error)
