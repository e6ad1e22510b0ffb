"""Emptying the outbox: each notice to each address, written down as told right after it was taken.

A notice that an address does not take waits for the next time; nothing here fails a run. Where this
process dies after a service took a notice and before that is written down, the notice is given once
more, with the same id: no sender can do better.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from policytrack.errors import (
    BusyError,
    NotifyError,
    PolicytrackError,
    StoreError,
    WorkspaceError,
)
from policytrack.notify import Carrier, ChangeMessage, Facts, StandingMessage, TestMessage
from policytrack.report.moments import tell_moment
from policytrack.store import Store
from policytrack.tracker.changes import Changes
from policytrack.tracker.state import parse_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from policytrack.notify import Message
    from policytrack.store import Notice
    from policytrack.workspace import Target, Workspace

DEAD = 3  # notices in a row that an address did not take: it is left alone for this time
WAS = {"held": "held", "failing": "failing", "absent": "gone"}


@dataclass(slots=True)
class Delivery:
    """What came of emptying the outbox."""

    told: list[str] = field(default_factory=list)  # ids, each as often as it was taken
    dropped: list[str] = field(default_factory=list)  # ids of what turned out to be no change
    waiting: int = 0  # notices
    errors: list[str] = field(default_factory=list)  # one for an address


def deliver(workspace: Workspace, store: Store | None = None) -> Delivery:
    """Tell all that waits. Failures are data; a StoreError is one."""
    store = store or Store.open(workspace.root, sign=workspace.settings.sign)
    try:
        with store.delivering():
            return _Round(workspace, store).deliver()
    except BusyError:
        return Delivery(waiting=len(store.waiting_notices()))


def list_waiting(workspace: Workspace) -> list[Notice]:
    """All that waits to be told, oldest first."""
    return _in_order(Store.open(workspace.root).waiting_notices())


def send_test(workspace: Workspace) -> list[str]:
    """Give a test message to every address; what went wrong, a line an address."""
    at = datetime.now(UTC)
    message = TestMessage(f"{int(at.timestamp()):016x}", tell_moment(at, UTC))
    errors = []
    for target in workspace.notices.targets:
        try:
            Carrier(target.address()).send(message)
        except (NotifyError, WorkspaceError) as error:
            errors.append(_told(target, error))
    return errors


@dataclass(slots=True)
class _Round:
    """One go at all that waits."""

    workspace: Workspace
    store: Store
    result: Delivery = field(default_factory=Delivery)
    _carriers: dict[str, Carrier] = field(default_factory=dict)  # by the target's key
    _failed: dict[str, int] = field(default_factory=dict)  # in a row, by the target's key

    def deliver(self) -> Delivery:
        waiting = self.store.waiting_notices()
        changes = Changes(self.workspace, self.store, waiting)
        for notice in _in_order(waiting):
            self._take(notice, changes)
        return self.result

    def _take(self, notice: Notice, changes: Changes) -> None:
        targets = self.workspace.notices.targets
        open_ = [target for target in targets if target.key not in notice.told]
        try:
            message, reason = self._message(notice, changes)
        except StoreError:
            raise
        except PolicytrackError as error:  # such as a person's own words that cannot be read
            self.result.errors.append(f"notice {notice.id}: {error.message}")
            self.result.waiting += 1
            return
        if message is None:
            self._mark(notice, {"notice_dropped": notice.id, "reason": reason}, done=True)
            self.result.dropped.append(notice.id)
            return
        left = list(open_)
        for target in open_:
            if self._give(message, target):
                left.remove(target)
                line = {"notice_told": notice.id, "to": target.key}
                self._mark(notice, line, told=target.key, done=not left)
                self.result.told.append(notice.id)
        if not open_:  # of its addresses those that had not taken it are no longer in the settings
            self._mark(notice, {"notice_done": notice.id}, done=True)
        self.result.waiting += bool(left)

    def _give(self, message: Message, target: Target) -> bool:
        """Whether the address has taken the notice."""
        if self._failed.get(target.key, 0) >= DEAD:
            return False
        try:
            if target.key not in self._carriers:
                self._carriers[target.key] = Carrier(target.address())
            self._carriers[target.key].send(message)
        except (NotifyError, WorkspaceError) as error:
            self._failed[target.key] = self._failed.get(target.key, 0) + 1
            told = _told(target, error)
            if told not in self.result.errors:
                self.result.errors.append(told)
            return False
        self._failed[target.key] = 0
        return True

    def _mark(
        self, notice: Notice, line: dict[str, Any], *, told: str = "", done: bool = False
    ) -> None:
        kept = ("event", "of", "captured")
        about = {key: notice.about[key] for key in kept if key in notice.about}
        stamped = {**line, **about, "at": self.store.clock().isoformat(timespec="seconds")}
        self.store.mark_notice(notice, stamped, told=told, done=done)

    def _message(self, notice: Notice, changes: Changes) -> tuple[Message | None, str]:
        """What the notice says; None, and why, for what turned out to be no change."""
        about = notice.about
        if about.get("event") == "changed":
            change, reason = changes.find(notice)
            return (ChangeMessage(notice.id, change) if change else None), reason
        policy = self.workspace.policies.get(str(about.get("of")))
        facts = Facts(
            event=str(about.get("event")),
            policy=str(about.get("of")),
            title=policy.title if policy else "",
            source=policy.source if policy else "",
            since=_shown(str(about.get("since", ""))),
            was=WAS.get(str(about.get("was") or about.get("event")), ""),
            reasons=tuple(str(reason) for reason in about.get("reasons", ())),
        )
        return StandingMessage(notice.id, facts), ""


def _told(target: Target, error: PolicytrackError) -> str:
    return error.message if target.name in error.message else f"{target.name}: {error.message}"


def _in_order(notices: Iterable[Notice]) -> list[Notice]:
    return sorted(notices, key=lambda one: (str(one.about.get("at")), one.id))


def _shown(since: str) -> str:
    moment = parse_stamp(since)
    return tell_moment(moment, UTC) if moment else ""
