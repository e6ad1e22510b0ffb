"""Taking in, first step: a URL, a file or standard input becomes a Capture.

Owns the network's dangers: internal addresses, endless and exploding bodies, cut answers,
impoliteness. Must not know what a policy is, nor where captures are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytrack.fetch.failures import (
    AnswerError,
    ConnectError,
    DeferredError,
    LimitError,
    RedirectError,
    RefusedError,
    RobotsError,
    StatusError,
    TimedOutError,
    TlsError,
    TruncatedError,
)
from policytrack.fetch.local import load_file, load_stdin, utc_now
from policytrack.fetch.settings import FetchSettings, SettingsOf, by_host

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from policytrack.fetch.fetcher import Fetcher, validators
    from policytrack.model import Capture

__all__ = [
    "AnswerError",
    "ConnectError",
    "DeferredError",
    "FetchSettings",
    "Fetcher",
    "LimitError",
    "RedirectError",
    "RefusedError",
    "RobotsError",
    "SettingsOf",
    "StatusError",
    "TimedOutError",
    "TlsError",
    "TruncatedError",
    "is_url",
    "load",
    "utc_now",
    "validators",
]
DEFAULTS = FetchSettings()


def __getattr__(name: str) -> Any:
    """The fetcher on demand: loading a file needs neither urllib3 nor TLS."""
    if name in {"Fetcher", "validators"}:
        from policytrack.fetch import fetcher

        return getattr(fetcher, name)
    raise AttributeError(name)


def is_url(source: str) -> bool:
    """Whether a source is asked over the network rather than read from a path."""
    return "://" in source or source.lower().startswith(("http:", "https:"))


def load(
    source: str,
    settings: FetchSettings | SettingsOf = DEFAULTS,
    *,
    now: Callable[[], datetime] = utc_now,
) -> Capture:
    """A capture of a URL, of standard input ("-") or of a file; FetchError says what failed."""
    if source == "-":
        return load_stdin(by_host(settings)(""), now)
    if not is_url(source):
        return load_file(source, by_host(settings)(""), now)
    from policytrack.fetch.fetcher import Fetcher

    with Fetcher(settings, now=now) as fetcher:
        return fetcher.fetch(source)
