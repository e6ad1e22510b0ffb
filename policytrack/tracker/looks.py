"""One look at a policy: fetched and read, nothing judged and nothing written.

Looks need nothing but their own policy, so they run on any executor that has `submit`.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError, FetchError
from policytrack.fetch import Fetcher, is_url, load
from policytrack.tracker.reading import read_capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from datetime import datetime

    from policytrack.errors import PolicytrackError
    from policytrack.fetch import FetchSettings
    from policytrack.model import Capture
    from policytrack.tracker.reading import Reading
    from policytrack.workspace import TrackedPolicy

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Errand:
    """What to look at. `conditional`: validators of the capture that is known already."""

    policy: TrackedPolicy
    source: str  # a URL, a path or "-"
    conditional: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """What came of an errand: a reading, "not modified", or an error."""

    errand: Errand
    at: datetime
    reading: Reading | None = None
    not_modified: bool = False
    error: PolicytrackError | None = None


def look(errand: Errand, fetcher: Fetcher, now: Callable[[], datetime]) -> Look:
    """Carry out one errand; a failure to fetch or to read is part of the answer."""
    at = now()
    try:
        capture = _capture(errand, fetcher, now)
        if capture.status == NOT_MODIFIED:
            return Look(errand, at, not_modified=True)
        return Look(errand, at, read_capture(capture, errand.policy))
    except (FetchError, ExtractError) as error:
        return Look(errand, at, error=error)


def _capture(errand: Errand, fetcher: Fetcher, now: Callable[[], datetime]) -> Capture:
    if is_url(errand.source):
        return fetcher.fetch(errand.source, conditional=errand.conditional or None)
    return load(errand.source, fetcher.settings, now=now)


def look_all(
    errands: Iterable[Errand],
    settings: FetchSettings,
    now: Callable[[], datetime],
    *,
    workers: int = 8,
    executor: Executor | None = None,
) -> Iterator[Look]:
    """Looks as they come in, several errands at once; memory is that of a few, not of all."""
    pool = ThreadPoolExecutor(workers) if executor is None else nullcontext(executor)
    with pool as running, Fetcher(settings, now=now) as fetcher:
        pending: set[Future[Look]] = set()
        for errand in errands:
            pending.add(running.submit(look, errand, fetcher, now))
            if len(pending) >= 2 * workers:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
