"""One run of the job as a whole: all looks, then what is to be told, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from policytrack.errors import PolicytrackError
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.take import take_snapshots
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policytrack.tracker.notifying import Delivery
    from policytrack.tracker.outcomes import Outcome
    from policytrack.tracker.stamping import Stamping
    from policytrack.workspace import Workspace


@dataclass(slots=True)
class Job:
    """A run over the policies (all, or those asked for); `on_outcome` hears of each."""

    workspace: Workspace
    ids: Iterable[str] = ()
    options: TakeOptions = field(default_factory=TakeOptions)
    notify: bool = True
    on_outcome: Callable[[Outcome], None] = lambda _: None
    outcomes: list[Outcome] = field(default_factory=list)
    delivery: Delivery | None = None
    stamping: Stamping | None = None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    stopped: str = ""  # why the run did not come to its end

    @property
    def policies(self) -> list[str]:
        """The ids of the policies that are looked at."""
        return match_policies(self.workspace.policies, self.ids)

    def run(self) -> None:
        """Look, record, tell. A policy's failure and an address's are data; StoreError stops."""
        begun = monotonic()
        try:
            self._run()
        except PolicytrackError as error:
            self.stopped = error.message
            raise
        finally:
            self.seconds = monotonic() - begun

    def _run(self) -> None:
        for outcome in take_snapshots(self.workspace, self.policies, self.options):
            self.outcomes.append(outcome)
            self.on_outcome(outcome)
        if self.notify and self.workspace.notices.targets:
            from policytrack.tracker.notifying import deliver

            self.delivery = deliver(self.workspace)
        if self.workspace.settings.timestamp:
            from policytrack.tracker.stamping import stamp_ledger

            self.stamping = stamp_ledger(self.workspace)

    @property
    def counts(self) -> dict[str, int]:
        """How many policies had which outcome, the most frequent first."""
        return dict(Counter(outcome.status for outcome in self.outcomes).most_common())

    @property
    def failed(self) -> bool:
        """Whether the run stopped, a policy failed, or an address did not take a notice."""
        lost = bool(self.stopped or (self.delivery and self.delivery.errors))
        return lost or any(outcome.error for outcome in self.outcomes)

    def report(self) -> dict[str, Any]:
        """The run as JSON's kinds."""
        told = self.delivery
        return {
            "workspace": str(self.workspace.root),
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 1),
            "counts": self.counts,
            "failed": self.failed,
            "stopped": self.stopped,
            "notices": {
                "sent": len(told.told) if told else 0,
                "left_out": len(told.dropped) if told else 0,
                "waiting": told.waiting if told else 0,
                "errors": list(told.errors) if told else [],
            },
            "timestamp": asdict(self.stamping) if self.stamping else None,
            "policies": [outcome_row(outcome) for outcome in self.outcomes],
        }


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """What came of one policy, as JSON's kinds."""
    return {
        "policy": outcome.policy,
        "status": outcome.status,
        "captured": outcome.captured.isoformat() if outcome.captured else None,
        "revision": outcome.snapshot.revision if outcome.snapshot else None,
        "summary": outcome.summary,
        "reasons": outcome.reasons,
        "error": outcome.error.message if outcome.error else None,
        "hint": outcome.error.hint if outcome.error else None,
    }
