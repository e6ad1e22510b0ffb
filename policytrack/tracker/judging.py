"""Judging a changed text beside the one in force and beside the texts of other policies.

Like is compared with like: where another extractor or other rules made the text in force, its
capture is read anew. Each policy's version in force is asked for once, and a verdict made once
for the text that two looks show. Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError
from policytrack.gate import Known
from policytrack.gate.sketch import ALIKE, numbers, shared, sketch
from policytrack.tracker.findings import judge
from policytrack.tracker.reading import read_capture
from policytrack.tracker.versions import is_read_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policytrack.gate import Verdict
    from policytrack.model import Document, Snapshot
    from policytrack.store import Store
    from policytrack.tracker.reading import Reading
    from policytrack.tracker.state import PolicyState
    from policytrack.workspace import TrackedPolicy

MOST_TWINS = 3  # texts to read; more policies with one text are one text


@dataclass(slots=True)
class Judging:
    """`states` and `marks` are the run's own, and change under this object's eyes."""

    store: Store
    states: Mapping[str, PolicyState]
    marks: Mapping[str, str]
    _latest: dict[str, Snapshot] = field(default_factory=dict)
    _verdicts: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)  # by revision
    _places: dict[str, list[str]] = field(default_factory=dict)  # policies by sketches' numbers
    _again: dict[str, Reading | None] = field(default_factory=dict)

    def recall(self, policies: Iterable[str]) -> None:
        """Ask git at once for the versions in force of many policies, and their texts."""
        known = {
            policy: state.version
            for policy in policies
            if policy in self.marks and (state := self.states.get(policy)) and state.version
        }
        for policy, (latest, text) in self.store.recall_latest(known).items() if known else ():
            self._latest[policy] = latest
            self._texts[latest.revision] = text

    def find_latest(self, policy: str) -> Snapshot | None:
        """The version in force; git is asked once, and only where there is one."""
        if policy in self.marks and policy not in self._latest:
            latest = self.store.latest(policy)
            if latest is None:
                return None
            self._latest[policy] = latest
        return self._latest.get(policy)

    def read_text(self, latest: Snapshot) -> str:
        """The text of a version in force."""
        return self._texts.get(latest.revision) or self.store.read_text(latest)

    def forget(self, policy: str) -> None:
        """Another version is in force."""
        self._latest.pop(policy, None)
        if self._places:
            self._place(policy)

    def forget_readings(self) -> None:
        """At the end of a batch, so that memory is that of one."""
        self._again.clear()
        self._texts.clear()

    def read_again(self, policy: TrackedPolicy) -> Reading | None:
        """The capture of the text in force read as today's is, where it was read otherwise."""
        if policy.id not in self._again:
            self._again[policy.id] = self._read_again(policy)
        return self._again[policy.id]

    def _read_again(self, policy: TrackedPolicy) -> Reading | None:
        latest = self.find_latest(policy.id)
        if latest is None or not latest.capture_sha256 or is_read_alike(latest, policy):
            return None
        kept = self.store.find_capture(policy.id, latest.capture_sha256)
        if kept is None:
            return None
        try:
            return read_capture(self.store.read_capture(kept), policy)
        except ExtractError:  # new rules may not fit an old page: its text stands as it was read
            return None

    def judge(self, reading: Reading, policy: TrackedPolicy, mark: str) -> Verdict:
        """The gate's verdict, made once for the text that two looks show."""
        if found := self._verdicts.pop((policy.id, mark), None):
            return found
        latest = self.find_latest(policy.id)
        if latest is None:
            return judge(reading, None, None)
        before = self._in_force(policy, latest)
        verdict = judge(reading, latest, before, self._twins(reading, policy.id, mark))
        self._verdicts[policy.id, mark] = verdict
        return verdict

    def _in_force(self, policy: TrackedPolicy, latest: Snapshot) -> Document:
        from policytrack.sections import parse_document

        again = self.read_again(policy)
        return again.document if again else parse_document(self.read_text(latest))

    def _twins(self, reading: Reading, policy: str, mark: str) -> list[Known]:
        """The texts of other policies that this one may be, all of a sudden.

        Policies that had one text before may have one text again.
        """
        lines = sketch(reading.document.text)
        enough = max(ALIKE, shared(lines, self._sketch(policy)) + 1)
        near = {other for other in self._near(lines)
                if shared(lines, self._sketch(other)) >= enough}  # fmt: skip
        alike = [
            other
            for other, its_mark in self.marks.items()
            if other != policy and (its_mark == mark or other in near)
        ]
        return [one for other in alike[:MOST_TWINS] if (one := self._twin(policy, other))]

    def _twin(self, policy: str, other: str) -> Known | None:
        versions = self.store.versions(other)
        if self.marks[policy] in {self.store.key_of(version) for version in versions}:
            return None
        return Known(self.store.read_text(versions[0]), name=other)

    def _near(self, lines: str) -> set[str]:
        """The policies that have, or had in this run, a number of a sketch in common."""
        if not self._places:
            for policy in self.states:
                self._place(policy)
        return {one for number in numbers(lines) for one in self._places.get(number, ())}

    def _place(self, policy: str) -> None:
        for number in numbers(self._sketch(policy)):
            self._places.setdefault(number, []).append(policy)

    def _sketch(self, policy: str) -> str:
        state = self.states.get(policy)
        return state.sketch if state else ""
