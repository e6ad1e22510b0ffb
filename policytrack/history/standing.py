"""Another page in the policy's place, for as long as it stands there.

Owns what is told of it: once that it came, or nothing where it soon left. Must not know how a
page is told from a policy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.history import limits, reasons
from policytrack.history.model import Fold
from policytrack.history.traces import Trace, likeness

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True)
class StandIn:
    """A page that is no policy. Numbers are places in the list of versions."""

    page: Trace  # as it was last
    before: int  # the version of the policy in whose place it stands
    index: int  # the version that brought it
    since: datetime
    members: list[int] = field(default_factory=list)
    until: datetime | None = None  # when the policy was there again

    def is_seen_in(self, trace: Trace) -> bool:
        """Whether a text is that page, changed or not."""
        return likeness(self.page, trace) > limits.STRANGE

    def is_short(self, now: datetime) -> bool:
        """Whether it stood there for so short a time that it is not worth telling."""
        return now - self.since <= limits.AWAY

    def to_fold(self) -> Fold:
        """The page as the event that it is."""
        reason = reasons.OTHER_PAGE
        if self.until:
            reason += f"; {reasons.say_stood((self.until - self.since).days)}"
        members = (self.index, *self.members)
        return Fold("replaced", members, self.before, self.index, reason)
