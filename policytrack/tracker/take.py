"""Taking snapshots: look at every policy, record what changed, say what came of each.

A text that a person hands over (a file, `--at`, `--from`) is recorded as it is. What comes from
the network passes the gate and is looked at twice. For each batch, in this order: captures are
kept as evidence, versions recorded, the ledger written, outcomes told; so whatever was told is
there, whenever the process dies.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.fetch import is_url
from policytrack.store import Store
from policytrack.tracker.alerts import Watch
from policytrack.tracker.dating import check_order, find_captured, find_last_seen
from policytrack.tracker.eyes import Errand, Eyes
from policytrack.tracker.findings import (
    Finding,
    find_change,
    find_failure,
    find_recorded,
    find_unchanged,
    patience_for,
)
from policytrack.tracker.judging import Judging
from policytrack.tracker.looks import MUCH, Look, in_batches, look_all
from policytrack.tracker.memory import return_what_is_free
from policytrack.tracker.outcomes import Outcome, TakeOptions
from policytrack.tracker.reading import reading_key
from policytrack.tracker.state import PolicyState, load_states
from policytrack.tracker.versions import ledger_line, new_capture, new_version, reextraction
from policytrack.tracker.views import take_views
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.gate import Patience
    from policytrack.model import Snapshot
    from policytrack.store import NewVersion, Notice
    from policytrack.tracker.reading import Reading
    from policytrack.workspace import TrackedPolicy, Workspace

BATCH = 64  # policies between two writes; a write takes about as long as ten looks
FULL_FETCH = 10  # after so many conditional looks in a row; an ETag can lie


def take_snapshots(
    workspace: Workspace, ids: Iterable[str] = (), options: TakeOptions | None = None
) -> Iterator[Outcome]:
    """Look at the policies (all, or those asked for) and record what changed, as it comes in.

    A policy that cannot be fetched or read is an Outcome; a StoreError stops the run.
    """
    chosen = match_policies(workspace.policies, ids)
    run = start_run(workspace, chosen, options or TakeOptions())
    yield from run.look_at(chosen)
    return_what_is_free()  # git packs now
    run.store.tidy()


def start_run(workspace: Workspace, policies: list[str], options: TakeOptions) -> Run:
    """A run over some policies, with all that is known of them so far."""
    store = Store.open(workspace.root, clock=options.now, sign=workspace.settings.sign)
    known = {*workspace.policies, *policies}  # the others tell whose text suddenly stands here
    states = load_states(store, known, options.now().date())
    return Run(workspace, store, options, states, store.in_force())


@dataclass(slots=True)
class Run:
    """One run: `states` and `marks` (of the texts in force) are kept up as it goes."""

    workspace: Workspace
    store: Store
    options: TakeOptions
    states: dict[str, PolicyState]
    marks: dict[str, str]
    judging: Judging = field(init=False)
    eyes: Eyes | None = None  # while it looks

    def __post_init__(self) -> None:
        self.judging = Judging(self.store, self.states, self.marks)

    def look_at(self, policies: list[str]) -> Iterator[Outcome]:
        """Look at the policies, at changed ones twice, and settle what is found."""
        first = [self._errand(self.workspace.policies[policy]) for policy in policies]
        with Eyes(self.workspace, self.options.look_time) as eyes:
            self.eyes = eyes
            waiting: list[Errand] = []
            for batch in self._batches(first, eyes):
                yield from self._settle_first(batch, waiting)
            for batch in self._batches(waiting, eyes):
                yield from self.settle(self._find_all(batch))

    def _settle_first(self, looks: list[Look], waiting: list[Errand]) -> Iterator[Outcome]:
        """Settle first looks; changed policies are told of when they were looked at again."""
        findings = self._find_all(looks)
        kept = sum(errand.reading is not None for errand in waiting)
        again = set()
        for one in findings:
            if one.result == "unconfirmed" and not self._patience(one.look).apart:
                keep = kept < BATCH and one.look.weight <= MUCH // BATCH
                waiting.append(_again(one, keep=keep))
                kept += keep
                again.add(_id(one))
        yield from (one for one in self.settle(findings) if one.policy not in again)

    def _patience(self, look: Look) -> Patience:
        return patience_for(self.workspace, look.errand.policy)

    def _find_all(self, looks: list[Look]) -> list[Finding]:
        self.judging.recall(_id(look) for look in looks if look.reading)
        return [self._find(look) for look in looks]

    def _errand(self, policy: TrackedPolicy) -> Errand:
        source = self.options.source or self.workspace.locate(policy)
        state = self.state(policy.id)
        fresh = state.conditional_looks >= FULL_FETCH or state.pending_text or state.failures
        known = policy.id in self.marks and not fresh and is_url(source)
        return Errand(
            policy,
            source,
            conditional=state.validators if known else {},
            in_force=self.marks.get(policy.id, ""),
            known=state.read,
        )

    def state(self, policy: str) -> PolicyState:
        """What is known of a policy."""
        return self.states.get(policy, PolicyState())

    def _batches(self, errands: list[Errand], eyes: Eyes) -> Iterator[list[Look]]:
        options = self.options
        return in_batches(
            look_all(errands, eyes, options.look_time, workers=options.workers), BATCH
        )

    def _find(self, look: Look) -> Finding:
        policy = look.errand.policy.id
        state = self.state(policy)
        if look.error is not None:
            return find_failure(look, state, self._patience(look))
        if look.reading is None:
            return find_unchanged(look, state)
        mark = self.store.mark(look.reading.document.text)
        state = replace(state, read=reading_key(look.reading.capture, look.errand.policy, mark))
        if self.marks.get(policy) == mark:
            return find_unchanged(look, state)
        if self.options.handed or not is_url(look.errand.source):
            return find_recorded(look, state)
        if self._only_read_anew(look.errand.policy, look.reading):
            return find_recorded(look, state)
        verdict = self.judging.judge(look.reading, look.errand.policy, mark)
        marks = (mark, self.marks.get(policy, ""))
        return find_change(look, state, verdict, marks, self._patience(look))

    def _only_read_anew(self, policy: TrackedPolicy, reading: Reading) -> bool:
        """Whether the capture in force, read as it is today, has the same text."""
        again = self.judging.read_again(policy)
        return again is not None and again.document.text == reading.document.text

    def settle(self, findings: list[Finding]) -> Iterator[Outcome]:
        """Write what a batch brought, then tell it."""
        if not findings:
            return
        kept = self._keep(findings)
        recording = [one for one in kept if one.result == "recorded"]
        versions = [
            version
            for one in recording
            if one.look.reading is not None
            for version in self._versions(one, one.look.reading)
        ]
        recorded = {
            snapshot.policy: snapshot
            for snapshot in self.store.record_many(versions)
            if snapshot is not None
        }
        kept, notices = self._follow(kept, recorded)
        kept = [_with_version(one, recorded.get(_id(one))) for one in kept]
        lines = [ledger_line(one, recorded.get(_id(one))) for one in kept]
        self.store.append_run(lines, notices=notices)
        for one in kept:
            self.states[_id(one)] = one.state
            snapshot = recorded.get(_id(one))
            if snapshot is not None and one.look.reading is not None:
                self.marks[_id(one)] = self.store.mark(one.look.reading.document.text)
                self.judging.forget(_id(one))
            yield _outcome(one, snapshot)
        self.judging.forget_readings()

    def _follow(
        self, findings: list[Finding], recorded: dict[str, Snapshot]
    ) -> tuple[list[Finding], list[Notice]]:
        """The findings beside what was known before, and what that gives to tell."""
        marks = {_id(one): self.marks.get(_id(one), "") for one in findings}
        now = marks | {policy: self.store.key_of(one) for policy, one in recorded.items()}
        watch = Watch(self.store, self.workspace.notices, handed=self.options.handed)
        return watch.follow(findings, self.states, marks, now)

    def _keep(self, findings: list[Finding]) -> list[Finding]:
        """Keep the captures of new texts, each once."""
        kept, captures = [], []
        for one in findings:
            fresh = one.result in {"recorded", "unconfirmed", "held", "absent"}
            if not fresh or one.look.reading is None or one.state.pending_capture:
                kept.append(one)
                continue
            views = take_views(self.eyes, one.look.errand)
            captures.append(new_capture(self.workspace, one, one.look.reading, views))
            digest = sha256(one.look.reading.capture.body).hexdigest()
            pending = digest if one.state.pending_text else ""
            kept.append(replace(one, state=replace(one.state, pending_capture=pending)))
        if captures:
            self.store.keep_captures(captures)
        return kept

    def _versions(self, finding: Finding, reading: Reading) -> Iterator[NewVersion]:
        """The versions to record: the text, and before it what a new extractor alone changed."""
        policy = finding.look.errand.policy
        state = self.state(policy.id)
        captured = find_captured(finding, state, self.options.at)
        latest = self.judging.find_latest(policy.id)
        summary = "first version"
        if latest is not None:
            from policytrack.compare import compare
            from policytrack.report import summarise
            from policytrack.sections import parse_document
            from policytrack.tracker.compared import remember_change

            if self.options.handed:
                check_order(latest, captured)
            again = self.judging.read_again(policy)
            text = self.judging.read_text(latest)
            if again is not None and again.document.text != text:
                text = again.document.text
                yield reextraction(policy, latest, again)
            if text == reading.document.text:
                return
            before = again.document if again else parse_document(text, policy.language)
            change = compare(before, reading.document)
            remember_change(self.store, change)
            summary = summarise(change)
        yield new_version(
            policy,
            reading,
            captured=captured,
            summary=summary,
            last_seen=find_last_seen(state, captured),
        )


def _id(one: Finding | Look) -> str:
    look = one if isinstance(one, Look) else one.look
    return look.errand.policy.id


def _with_version(finding: Finding, snapshot: Snapshot | None) -> Finding:
    """The finding with the version that came of it."""
    if snapshot is None:
        return finding
    return replace(finding, state=replace(finding.state, version=snapshot.revision))


def _again(finding: Finding, *, keep: bool) -> Errand:
    """The same errand once more; keeping the reading spares time and costs memory."""
    reading = finding.look.reading if keep else None
    return replace(finding.look.errand, conditional={}, reading=reading)


def _outcome(finding: Finding, snapshot: Snapshot | None) -> Outcome:
    summary = snapshot.subject.partition(": ")[2] if snapshot else ""
    return Outcome(
        policy=_id(finding),
        status=finding.result,
        captured=snapshot.captured if snapshot else finding.look.at,
        snapshot=snapshot,
        summary=summary,
        reasons=finding.reasons,
        error=finding.look.error,
    )
