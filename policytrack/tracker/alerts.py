"""What is worth telling of a look: the transitions of a policy, never the single looks.

Each line of the ledger holds the mark of the text in force and how the policy stands; a notice is
made where the next line says something else. So what a death kept out of the ledger is made up for
by the next run, and nothing is made twice. Whether a recorded text is a change at all is said when
it is told: the fold of the history knows (`policytrack.history`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from policytrack.store import Notice
from policytrack.tracker.state import PolicyState, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.store import Store
    from policytrack.tracker.findings import Finding
    from policytrack.workspace import NoticeSettings, TrackedPolicy

MOST = 50  # versions told at once; of an archive taken over, the latest
AT_REST = frozenset({"recorded", "unchanged", "dismissed"})


@dataclass(frozen=True, slots=True)
class Watch:
    """Watches over the policies' transitions. `handed`: a person records texts, and knows it."""

    store: Store
    settings: NoticeSettings
    handed: bool = False

    def follow(
        self,
        findings: Iterable[Finding],
        before: Mapping[str, PolicyState],
        marks: Mapping[str, str],
        now: Mapping[str, str],
    ) -> tuple[list[Finding], list[Notice]]:
        """The findings with what they leave to be compared with, and what is to be told.

        `before`: the states, `marks` and `now`: of the texts in force, before and after.
        """  # fmt: skip
        followed, notices = [], []
        for finding in findings:
            policy = finding.look.errand.policy
            known = before.get(policy.id, PolicyState())
            step = _Step(policy, known, finding, self.settings)
            in_force = now.get(policy.id, "")
            after = replace(finding.state, in_force=in_force, standing=step.standing)
            followed.append(replace(finding, state=after))
            was = known.in_force or marks.get(policy.id, "")
            if self.settings.targets and not self.handed:
                changed = "changed" in step.events and was and in_force != was
                notices += self._changes(policy.id, was, step) if changed else []
                notices += step.notices()
        return followed, notices

    def _changes(self, policy: str, was: str, step: _Step) -> list[Notice]:
        """A notice for each version since that of the mark."""
        versions = self.store.versions(policy)
        fresh = list(takewhile(lambda one: self.store.key_of(one) != was, versions))
        missed = fresh if len(fresh) < len(versions) else versions[:1]
        return [
            step.notice("changed", mark=self.store.key_of(one), captured=stamp(one.captured))
            for one in reversed(missed[:MOST])
            if not one.reextraction
        ]


@dataclass(frozen=True, slots=True)
class _Step:
    """From one look at a policy to the next."""

    policy: TrackedPolicy
    before: PolicyState
    finding: Finding
    settings: NoticeSettings

    @property
    def events(self) -> Sequence[str]:
        """The events of this policy that are told."""
        own = self.policy.notify
        return self.settings.events if own is None else own

    @property
    def standing(self) -> str:
        """How the policy stands: "held", "failing", "absent", "" when all is well."""
        state = self.finding.state
        if self.finding.result in AT_REST:
            return ""
        if self.finding.result == "absent":
            return "absent"
        if self.finding.result == "held" and state.pending_text not in state.dismissed:
            return "held"
        if self.finding.result == "failed" and state.failures >= self.settings.failures:
            return self.before.standing if self.before.standing == "absent" else "failing"
        return self.before.standing

    def notices(self) -> list[Notice]:
        """What to tell of how the policy stands, where that is another than before."""
        event = self.standing or "recovered"
        if self.standing == self.before.standing or event not in self.events:
            return []
        settled = self.before.standing == "held" and self.finding.result != "unchanged"
        if event == "recovered" and settled:
            return []  # a person decided, or the text that was held is told as the change it is
        return [self.notice(event, was=self.before.standing, since=self._since())]

    def _since(self) -> str:
        state = self.before if not self.standing else self.finding.state
        return {
            "held": state.pending_since,
            "failing": state.failing_since,
            "absent": state.absent_since,
        }.get(self.standing or self.before.standing, "")

    def notice(self, event: str, **more: str) -> Notice:
        """A notice of the event, with an id that another run would give it too."""
        at = stamp(self.finding.look.at)
        about: dict[str, Any] = {"event": event, "of": self.policy.id, "at": at, **more}
        about["reasons"] = list(self.finding.reasons)
        what = (more["mark"], more["captured"]) if event == "changed" else (at,)
        name = "\0".join([event, self.policy.id, *what])
        return Notice(sha256(name.encode()).hexdigest()[:16], about)
