"""Checking everything that is kept, offline: objects, hashes, the chain, the order of times.

Every finding is told, none ends the check. Knows nothing of how a text comes from a capture.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError, PolicytrackError
from policytrack.gitrepo.fsck import find_damage
from policytrack.gitrepo.log import read_log
from policytrack.gitrepo.refs import find_tip
from policytrack.gitrepo.reopening import Reopening
from policytrack.gitrepo.signatures import check_signatures
from policytrack.gitrepo.trees import FILES
from policytrack.store import evidence, ledger
from policytrack.store.message import moment
from policytrack.store.names import FOLDER as SNAPSHOTS
from policytrack.store.names import find_policy
from policytrack.store.snapshots import parse_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.gitrepo.log import Touch
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.ledger import Run
    from policytrack.store.snapshots import Kept

AHEAD = 86_400  # seconds; clocks of machines that fetch and record differ by minutes at most

PROVES = (
    "every object is present and holds what its hash says",
    "every text is the one whose SHA-256 its commit names",
    "every kept capture is the one whose SHA-256 its manifest names",
    "no line of the ledger was changed, dropped or put in before its latest run",
)
CANNOT = (
    "that the times are right: they are what this machine's clock said",
    "that the server sent these bytes to others too: nobody else signed them",
    "that nobody with write access rewrote all of it: compare the branches with a copy elsewhere",
    "that runs were not cut off the ledger's end: compare its latest hash with one noted elsewhere",
)
OWNERS = "whose the keys of the signatures are: compare the fingerprints with their owners'"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be. `where`: a commit, policy or path."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of a check. `remarks` are oddities that break nothing, such as a clock's."""

    versions: int
    captures: int
    runs: int
    lines: int
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    ledger_hashes: tuple[str, ...] = ()  # of the latest runs: to be noted elsewhere
    proves: tuple[str, ...] = PROVES
    cannot: tuple[str, ...] = CANNOT

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_repository(repository: Repository) -> Verification:
    """Check the whole store. StoreError only when the repository cannot be opened at all."""
    check = _Check(repository)
    check.problems += [Problem("git fsck", line) for line in find_damage(repository)]
    check.guarded(SNAPSHOTS, check.check_versions)
    check.guarded(evidence.BRANCH, check.check_captures)
    check.guarded(ledger.FOLDER, check.check_ledger)
    check.check_evidence_of_versions()
    signed = _Signatures()
    for branch in ("HEAD", evidence.BRANCH):
        check.guarded(branch, partial(signed.read, repository, branch))
    return Verification(
        versions=len(check.versions),
        captures=sum(len(hashes) for hashes in check.captures.values()),
        runs=len(check.runs),
        lines=sum(len(run.lines) for run in check.runs),
        problems=(*check.problems, *signed.problems),
        remarks=(*check.remarks, *signed.remarks),
        proves=(*PROVES, *signed.proves()),
        cannot=(*CANNOT, OWNERS) if signed.keys else CANNOT,
        ledger_hashes=tuple(sorted(_heads(check.runs))),
    )


@dataclass(slots=True)
class _Signatures:
    """What the signatures of commits say, where there are any."""

    keys: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def read(self, repository: Repository, branch: str) -> None:
        """Check the signatures of a branch."""
        bare = 0
        for found in check_signatures(repository, branch):
            if found.state == "sound":
                self.keys[found.key] += 1
            elif found.state == "unsound":
                self.problems.append(Problem(found.commit, "its signature is not sound"))
            elif found.state == "unknown":
                self.remarks.append(Problem(found.commit, "the key of its signature is not here"))
            else:
                bare += 1
        if bare:
            what = f"{bare} commits since the first signed one bear no signature"
            self.remarks.append(Problem(branch, what))

    def proves(self) -> Iterator[str]:
        """Which keys signed how much."""
        for key, count in sorted(self.keys.items()):
            yield f"{count} commits were signed, as they are, with the key {key}"


@dataclass(slots=True)
class _Check:
    repository: Repository
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    versions: list[Kept] = field(default_factory=list)
    captures: dict[str, list[str]] = field(default_factory=dict)  # policy: hashes
    runs: list[Run] = field(default_factory=list)

    def guarded(self, where: str, action: Callable[[], None]) -> None:
        """Run a part of the check; damage that ends it is a problem, and the rest goes on."""
        try:
            action()
        except PolicytrackError as error:
            self.problems.append(Problem(where, error.message))

    def check_versions(self) -> None:
        if find_tip(self.repository, "HEAD") is None:
            return
        folder = self.repository.path(SNAPSHOTS)
        with Reopening(self.repository) as objects:
            after: Touch | None = None
            for touch in read_log(self.repository, "HEAD", folder):
                self._check_times(touch, after)
                after = touch
                path = touch.path.removeprefix(self.repository.prefix).decode("utf-8", "replace")
                policy = find_policy(path)
                if policy is not None and touch.after and touch.mode in FILES:
                    ids = (touch.commit, touch.after)
                    version = parse_snapshot(policy, ids, touch.authored, touch.message)
                    self.versions.append(version)
                    self._check_text(version, objects)

    def _check_times(self, touch: Touch, after: Touch | None) -> None:
        if touch.authored > touch.committed + AHEAD:
            self.remarks.append(Problem(touch.commit, "captured later than it was recorded"))
        if after is not None and after.parents == (touch.commit,):
            back = moment(touch.committed) - moment(after.committed)
            if back > timedelta(0):
                what = f"recorded {back} before the commit that it stands on: the clock ran back"
                self.remarks.append(Problem(after.commit, what))

    def _check_text(self, version: Kept, objects: Reopening) -> None:
        where = f"{version.policy} in {version.revision}"
        try:
            text = objects.read(version.blob)
        except DamagedError as error:
            self.problems.append(Problem(version.blob, error.message))
            return
        if not version.text_sha256:
            self.remarks.append(Problem(where, "its commit names no hash of the text"))
        elif hashlib.sha256(text).hexdigest() != version.text_sha256:
            self.problems.append(Problem(where, "the text is not the one that the commit names"))

    def check_captures(self) -> None:
        tip = find_tip(self.repository, evidence.BRANCH)
        if tip is None:
            self.remarks.append(Problem(evidence.BRANCH, "there is no evidence in this clone"))
            return
        folder = self.repository.path(evidence.FOLDER)
        checked = ("", b"")
        with Reopening(self.repository) as objects:
            for touch in read_log(self.repository, evidence.BRANCH, folder):
                base, _, _ = touch.path.rpartition(b".")
                if (touch.commit, base) != checked:
                    self._check_capture(touch.commit, base, objects)
                checked = (touch.commit, base)

    def _check_capture(self, commit: str, base: bytes, objects: Reopening) -> None:
        path = base.removeprefix(self.repository.prefix).decode("utf-8", "replace")
        policy = path.removeprefix(evidence.FOLDER + "/")
        where = f"the capture of {policy} in {commit}"
        try:
            manifest = objects.find_file(commit, base + b".json")
            kept = evidence.parse_manifest(policy, commit, manifest or b"")
            body = objects.find_file(commit, base + b".body")
        except DamagedError as error:
            self.problems.append(Problem(where, error.message))
            return
        if body is None or hashlib.sha256(body).hexdigest() != kept.sha256:
            self.problems.append(Problem(where, "it is not the one that its manifest names"))
            return
        self.captures.setdefault(policy, []).append(kept.sha256)
        self._check_views(commit, base, kept, objects)

    def _check_views(
        self, commit: str, base: bytes, kept: evidence.KeptCapture, objects: Reopening
    ) -> None:
        """What the page looked like, where that was kept."""
        named = kept.manifest.get("views")
        for kind, extension in evidence.VIEWS.items():
            if not isinstance(named, dict) or not isinstance(known := named.get(kind), dict):
                continue
            view = objects.find_file(commit, base + b"." + extension.encode())
            if view is None or hashlib.sha256(view).hexdigest() != known.get("sha256"):
                where = f"the {kind} of {kept.policy} in {commit}"
                self.problems.append(Problem(where, "it is not the one that its manifest names"))

    def check_evidence_of_versions(self) -> None:
        """Every version that names a capture has it, where there is evidence at all."""
        if find_tip(self.repository, evidence.BRANCH) is None:
            return
        for version in self.versions:
            if not version.capture_sha256:
                continue
            if version.capture_sha256 not in self.captures.get(version.policy, ()):
                where = f"{version.policy} in {version.revision}"
                what = f"no sound capture {version.capture_sha256} is kept"
                self.problems.append(Problem(where, what))

    def check_ledger(self) -> None:
        self.runs += ledger.read_runs(self.repository)
        counts = Counter(run.hash for run in self.runs)
        for run in self.runs:
            where = f"the run of {run.at.isoformat()}"
            if counts[run.hash] > 1:
                self.problems.append(Problem(where, "it stands in the ledger more than once"))
            for previous in run.previous:
                if previous not in counts:
                    what = f"the run before it, {previous}, is changed or missing"
                    self.problems.append(Problem(where, what))
        if sorted(_heads(self.runs)) != sorted(ledger.read_heads(self.repository)):
            what = "the latest runs are not those that it names"
            self.problems.append(Problem(ledger.HEADS, what))


def _heads(runs: list[Run]) -> set[str]:
    """The hashes of the runs that no other follows."""
    return {run.hash for run in runs} - {previous for run in runs for previous in run.previous}
