"""How a fetch can fail, as classes; whether it may pass is decided here and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

ABSENT = frozenset({404, 410})
MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529})
MAX_SHOWN = 200  # characters of a URL in a message
SAID: Mapping[int, str] = {
    401: "it asks for a login",
    403: "it refuses to show the page",
    404: "there is no such page",
    407: "the proxy asks for a login",
    410: "the page is gone for good",
    429: "too many requests",
    451: "withheld for legal reasons",
    500: "the server failed",
    502: "the server behind it failed",
    503: "out of service for now",
    504: "the server behind it did not answer",
}


def shorten(url: str) -> str:
    """A URL for a message."""
    return url if len(url) <= MAX_SHOWN else f"{url[:MAX_SHOWN]}…"


class RefusedError(FetchError):
    """Our own rules forbid the request: scheme, address, URL form, redirect. Nothing was sent."""


class LimitError(FetchError):
    """More came than the settings allow."""


class TruncatedError(FetchError):
    """The answer ended before its end."""


class TimedOutError(FetchError):
    """The deadline passed."""


def timed_out(url: str, seconds: float) -> TimedOutError:
    """The failure of a host that was too slow; `seconds` is what it had."""
    return TimedOutError(
        f"{shorten(url)} did not answer in full within its time ({seconds:g} s)",
        hint="Raise timeout if the host is that slow.",
        transient=True,
    )


class ConnectError(FetchError):
    """No connection, or it broke."""


class TlsError(FetchError):
    """The certificate or the handshake is not in order."""


class AnswerError(FetchError):
    """What came is no valid HTTP answer, or an empty one."""


class RobotsError(FetchError):
    """robots.txt forbids the page, or could not be read. `again`: reading it may be tried again."""

    def __init__(
        self, message: str, *, hint: str = "", transient: bool = False, again: bool = False
    ) -> None:
        super().__init__(message, hint=hint, transient=transient)
        self.again = again


class RedirectError(FetchError):
    """A loop, too many hops, or one that leads nowhere; `chain` holds (status, URL) of each."""

    def __init__(
        self, message: str, *, hint: str = "", chain: tuple[tuple[int, str], ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.chain = chain


class StatusError(FetchError):
    """The server answered with a status that brings no policy."""

    def __init__(self, url: str, status: int, *, retry_after: float | None = None) -> None:
        url = shorten(url)
        said = f": {SAID[status]}" if status in SAID else ""
        transient = status in MAY_PASS
        hint = "Check the address in a browser." if not transient else "It may work again later."
        super().__init__(f"{url} answered {status}{said}", hint=hint, transient=transient)
        self.status = status
        self.retry_after = retry_after  # seconds, when the server named a time

    @property
    def absent(self) -> bool:
        """The server said definitely that there is no such page."""
        return self.status in ABSENT


class DeferredError(FetchError):
    """The host asked to be left alone for longer than a run waits."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(
            f"{host} asked to be left alone for {seconds:.0f} s",
            hint="The next run asks again.",
            transient=True,
        )
        self.retry_after = seconds
