"""What a run of the snapshot job is asked for, and what it tells of each policy.

Knows nothing of how looks are made or written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.errors import PolicytrackError
    from policytrack.model import Snapshot
    from policytrack.tracker.findings import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one policy in a run."""

    policy: str
    status: Result
    captured: datetime | None = None
    snapshot: Snapshot | None = None
    summary: str = ""
    reasons: tuple[str, ...] = ()
    error: PolicytrackError | None = None


def utc_now() -> datetime:
    """The clock, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOptions:
    """`at`: when the texts were captured; `source`: what to read in place of the policy's own."""

    at: datetime | None = None
    source: str = ""
    workers: int = 8
    now: Callable[[], datetime] = field(default=utc_now)

    def look_time(self) -> datetime:
        """When a look counts as done: the day a text is dated to, else the clock."""
        return self.at or self.now()

    @property
    def handed(self) -> bool:
        """A person hands the texts over, and answers for them."""
        return self.at is not None or bool(self.source)
