"""Looks at many policies at once; nothing is judged and nothing written here.

A look needs nothing but its own policy, so looks run on any executor that has `submit`.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError, FetchError, WorkspaceError
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from datetime import datetime

    from policytrack.errors import PolicytrackError
    from policytrack.tracker.eyes import Errand, Eyes
    from policytrack.tracker.reading import Reading

MUCH = 32 << 20  # bytes of pages held at a time, whatever their number
AHEAD = 4  # looks for each worker; so much goes on while what was seen is written down


@dataclass(frozen=True, slots=True)
class Look:
    """What came of an errand: a reading, an error, or neither where nothing was modified.

    `same`: the capture, where the text in force was read from its like.
    """

    errand: Errand
    at: datetime
    reading: Reading | None = None
    error: PolicytrackError | None = None
    same: Capture | None = None

    @property
    def capture(self) -> Capture | None:
        """What was fetched in full, None where nothing was."""
        return self.reading.capture if self.reading else self.same

    @property
    def weight(self) -> int:
        """Bytes that were fetched."""
        return len(self.capture.body) if self.capture else 0


def look(errand: Errand, eyes: Eyes, now: Callable[[], datetime]) -> Look:
    """Carry out one errand; a failure to fetch or to read is part of the answer."""
    at = now()
    try:
        seen = eyes.see(errand)
    except (FetchError, ExtractError, WorkspaceError) as error:  # the last: rules that are none
        return Look(errand, at, error=error)
    if isinstance(seen, Capture):
        return Look(errand, at, same=seen)
    return Look(errand, at, seen)


def look_all(
    errands: Iterable[Errand],
    eyes: Eyes,
    now: Callable[[], datetime],
    *,
    workers: int = 8,
    executor: Executor | None = None,
) -> Iterator[Look]:
    """Looks as they come in, several errands at once; memory is that of a few, not of all."""
    with ThreadPoolExecutor(workers) if executor is None else nullcontext(executor) as running:
        pending: set[Future[Look]] = set()
        for errand in errands:
            pending.add(running.submit(look, errand, eyes, now))
            if len(pending) >= AHEAD * workers:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)


def in_batches(looks: Iterable[Look], most: int) -> Iterator[list[Look]]:
    """The looks in lists of at most so many; a list is emptied when the next one is asked for."""
    batch: list[Look] = []
    weight = 0
    for look in looks:
        batch.append(look)
        weight += look.weight
        if len(batch) == most or weight > MUCH:
            yield batch
            batch.clear()
            weight = 0
    yield batch
