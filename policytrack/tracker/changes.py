"""Which change a notice is about, once the history is folded: the one that `log` shows, or none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from policytrack.history import FOLDED
from policytrack.tracker.history import folded_histories
from policytrack.tracker.look import compare_versions
from policytrack.tracker.state import stamp
from policytrack.tracker.told import compare_told, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policytrack.model import Snapshot
    from policytrack.report import Comparison
    from policytrack.store import Notice, Store
    from policytrack.tracker.history import PolicyHistory
    from policytrack.workspace import Workspace


class Changes:
    """The changes that some notices are about; the histories are folded once, when needed."""

    def __init__(self, workspace: Workspace, store: Store, notices: Iterable[Notice]) -> None:
        self._workspace = workspace
        self._store = store
        self._policies = sorted(
            {str(one.about.get("of")) for one in notices if one.about.get("event") == "changed"}
        )
        self._histories: dict[str, PolicyHistory] | None = None
        self._told: dict[str, dict[str, str]] = {}  # policy: moments of versions: notices
        self._told_since: date | None = None

    def find(self, notice: Notice) -> tuple[Comparison | None, str]:
        """The change of a notice; None, and why, where there is none to be told."""
        policy = str(notice.about.get("of"))
        history = self._folded().get(policy)
        version = self._version(history, notice) if history else None
        if history is None or version is None:
            return None, "its version is not in the history any more"
        event = _event_of(history, version)
        if self._workspace.notices.everything:  # step by step
            event = {**event, "moments": [stamp(version.captured)]}
        if reason := self._needless(policy, event, notice):
            return None, reason
        comparison = self._compare(history, version)
        if not comparison.change.differs:
            return None, "nothing differs"
        self._told.setdefault(policy, {})[stamp(version.captured)] = notice.id
        return comparison, ""

    def _compare(self, history: PolicyHistory, version: Snapshot) -> Comparison:
        """The change that the version is part of; where everything is told, its own step."""
        for told in () if self._workspace.notices.everything else told_of(history):
            if version.revision in told.event["members"]:
                return compare_told(self._workspace, self._store, told)
        return compare_versions(self._workspace, version.policy, "", version.revision)

    def _folded(self) -> dict[str, PolicyHistory]:
        if self._histories is None:
            known = set(self._store.policies())
            wanted = [policy for policy in self._policies if policy in known]
            found = folded_histories(self._workspace, wanted) if wanted else []
            self._histories = {history.policy: history for history in found}
        return self._histories

    def _read_told(self, since: date) -> None:
        """What the ledger says was told, written since that day."""
        if self._told_since is not None and self._told_since <= since:
            return
        self._told_since = since
        for run in self._store.read_runs(since):
            for line in run.lines:
                if "notice_told" in line and "captured" in line:
                    told = self._told.setdefault(str(line.get("of")), {})
                    told[str(line["captured"])] = str(line["notice_told"])

    def _version(self, history: PolicyHistory, notice: Notice) -> Snapshot | None:
        """The version of a notice: its text, at its moment if others say the same."""
        mark, captured = notice.about.get("mark"), notice.about.get("captured")
        same = [one for one in reversed(history.versions) if self._store.key_of(one) == mark]
        exact = (one for one in same if stamp(one.captured) == captured)
        return next(exact, same[0] if same else None)

    def _needless(self, policy: str, event: dict[str, Any], notice: Notice) -> str:
        """Why an event is not to be told; "" when it is."""
        kind = str(event["kind"])
        if event["before"] is None:
            return "it is the first version"
        if kind in FOLDED and not self._workspace.notices.everything:
            return f"{kind}: {event['reason']}"
        self._read_told(datetime.fromisoformat(min(event["moments"])).date())
        others = self._told.get(policy, {})
        told = {others.get(moment) for moment in event["moments"]}
        return "told already" if told - {None, notice.id} else ""


def _event_of(history: PolicyHistory, version: Snapshot) -> dict[str, Any]:
    """The event that a version is a member of, with the moments of all its members."""
    moments = {one.revision: stamp(one.captured) for one in history.versions}
    for event in history.events(everything=True):
        if version.revision in event["members"]:
            return {**event, "moments": [moments[one] for one in event["members"]]}
    msg = f"{version.revision} is in no event"  # every version is in exactly one
    raise AssertionError(msg)
