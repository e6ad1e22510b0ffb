"""What of an archive is to be recorded here: under which ids, what is here already, what cannot be.

Knows nothing of how an archive is read or a version written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from policytrack.archives import slug
from policytrack.errors import WorkspaceError
from policytrack.store import check_id
from policytrack.store.message import one_line
from policytrack.store.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from policytrack.archives import ArchiveVersion
    from policytrack.model import Snapshot

AHEAD: Final = timedelta(days=1)  # that a clock may be ahead of ours
Mark = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A version of an archive that is not recorded, and why."""

    policy: str
    where: str
    when: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be recorded, in the archive's order; each version with its policy's id."""

    versions: tuple[tuple[str, ArchiveVersion], ...]
    policies: int
    known: int  # versions that an import before this one came past
    unchanged: int  # with the same text as the one before
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]


def make_plan(
    versions: Sequence[ArchiveVersion],
    recorded: dict[str, list[Snapshot]],
    now: datetime,
    prefix: str = "",
) -> Plan:
    """Compare an archive with what is recorded here (each policy newest first)."""
    planner = _Planner(recorded, now, prefix)
    named = [(planner.name(version), version) for version in versions]
    planner.find_last_known(named)
    chosen = tuple(pair for at, pair in enumerate(named) if planner.is_wanted(at, *pair))
    return Plan(
        chosen,
        len({policy for policy, _ in named}),
        planner.known,
        planner.unchanged,
        tuple(planner.refused),
        (*planner.remarks, *_order_remarks(chosen)),
    )


@dataclass(slots=True)
class _Planner:
    recorded: dict[str, list[Snapshot]]
    now: datetime
    prefix: str
    known: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)  # by line
    _taken: dict[str, str] = field(default_factory=dict)  # folded id: line
    _here: dict[Mark, str] = field(default_factory=dict)
    _spelt: dict[str, str] = field(default_factory=dict)  # ids and hosts that are here
    _last_known: dict[str, int] = field(default_factory=dict)
    _marks: set[Mark] = field(default_factory=set)
    _blobs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for policy, snapshots in self.recorded.items():
            self._spelt[fold(policy)] = policy
            self._spelt.setdefault(fold(policy.split("/")[0]), policy.split("/")[0])
            self._here.update((mark_of_snapshot(snapshot), policy) for snapshot in snapshots)

    def name(self, version: ArchiveVersion) -> str:
        """The id of the version's policy: the one that it has here, else one of its own."""
        if version.line not in self._ids:
            known = self._here.get(_mark(version, version.policy))
            self._ids[version.line] = known or version.policy or self._propose(version)
            self._taken[fold(self._ids[version.line])] = version.line
        return self._ids[version.line]

    def _propose(self, version: ArchiveVersion) -> str:
        host = slug(f"{self.prefix}-{version.host}" if self.prefix else version.host)
        stem = f"{self._spelt.get(host, host)}/{slug(version.name)}"
        policy = self._spelt.get(fold(stem), stem)
        number = 1
        while fold(policy) in self._taken:
            number += 1
            policy = f"{stem}-{number}"
        if number > 1:
            other = self._taken[fold(stem)]
            self.remarks.append(f"{version.line} is {policy}: {other} has its name already")
        return policy

    def find_last_known(self, named: Sequence[tuple[str, ArchiveVersion]]) -> None:
        """How far each policy was taken over before: whatever lies before that is done with."""
        for at, (policy, version) in enumerate(named):
            mark = _mark(version, policy)
            self._marks.add(mark)
            if mark in self._here:
                self._last_known[policy] = at

    def is_wanted(self, at: int, policy: str, version: ArchiveVersion) -> bool:
        fault = _fault(policy, version, self.now)
        if not fault and at <= self._last_known.get(policy, -1):
            self._blobs[policy] = version.blob
            self.known += 1
            return False
        if reason := fault or self._is_too_late(policy, version):
            self.refused.append(Refused(policy, version.where, version.captured, reason))
            return False
        if version.blob and self._blobs.get(policy) == version.blob:
            self.unchanged += 1
            return False
        self._blobs[policy] = version.blob
        return True

    def _is_too_late(self, policy: str, version: ArchiveVersion) -> str:
        latest = next(iter(self.recorded.get(policy, ())), None)
        if latest is None or version.captured is None or version.captured >= latest.captured:
            return ""
        if mark_of_snapshot(latest) in self._marks:
            return ""
        day = f"{latest.captured:%Y-%m-%d}"
        return f"a text of {day} is recorded here, and an older one cannot be put beneath it"


def _fault(policy: str, version: ArchiveVersion, now: datetime) -> str:
    """Why the version could be recorded nowhere, "" when it could."""
    if version.captured is None:
        return "it bears no date from 1970 on that can be told"
    if version.captured.year < 1970:
        return "its date lies before 1970, which git cannot record"
    if version.captured > now + AHEAD:
        return "its date lies in the future"
    try:
        check_id(policy)
    except WorkspaceError as error:
        return error.message
    return ""


def mark_of_snapshot(snapshot: Snapshot) -> Mark:
    """What tells a recorded version from all others of archives."""
    facts = snapshot.facts
    commit, path = facts.get("Archive-Commit", ""), facts.get("Archive-Path", "")
    at = snapshot.captured.isoformat()
    return _marked(snapshot.policy, at, commit, path, snapshot.text_sha256)


def _mark(version: ArchiveVersion, policy: str) -> Mark:
    at = version.captured.isoformat() if version.captured else ""
    sha256 = version.known.get("Text-SHA256", "")
    if version.policy:  # one of ours says itself where it was taken from
        commit = version.facts.get("Archive-Commit", "")
        return _marked(policy, at, commit, version.facts.get("Archive-Path", ""), sha256)
    return _marked(policy, at, version.commit, version.where, sha256)


def _marked(policy: str, at: str, commit: str, path: str, sha256: str) -> Mark:
    if commit:
        return ("commit", commit, one_line(path))
    if path:
        return ("at", policy, at, one_line(path))
    return ("text", policy, at, sha256)


def _order_remarks(chosen: Sequence[tuple[str, ArchiveVersion]]) -> list[str]:
    before: dict[str, datetime] = {}
    same = back = 0
    for policy, version in chosen:
        if version.captured is None:
            continue
        same += before.get(policy) == version.captured
        back += policy in before and before[policy] > version.captured
        before[policy] = version.captured
    remarks = []
    if same:
        remarks.append(f"{same} versions have the time of the one before; their order is kept")
    if back:
        remarks.append(f"{back} versions are dated before the one they follow; the order is kept")
    return remarks
