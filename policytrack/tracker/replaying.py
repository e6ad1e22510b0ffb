"""Replaying: what today's program makes of the captures that are kept; nothing is recorded.

Each capture is read by today's extractor and rules and judged by today's gate beside the version
before it, read alike; told is what would differ from the text and the verdict on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.compare import compare
from policytrack.errors import ExtractError
from policytrack.extract import EXTRACTOR
from policytrack.report import Comparison
from policytrack.sections import parse_document
from policytrack.store import Store
from policytrack.tracker.findings import judge
from policytrack.tracker.reading import read_capture
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from policytrack.model import Document, Snapshot
    from policytrack.tracker.reading import Reading
    from policytrack.workspace import TrackedPolicy, Workspace


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one capture. `recorded`: it is what a version was read from."""

    policy: str
    kept: datetime
    recorded: bool
    text: Comparison | None = None  # the text on record against today's, where they differ
    error: str = ""  # why today's extractor cannot read it
    reasons: tuple[str, ...] = ()  # of today's gate, where it does not accept the text

    @property
    def differs(self) -> bool:
        """Whether today's program would have done something else."""
        refused = bool(self.error or self.reasons)
        return self.text is not None or refused == self.recorded


def replay(workspace: Workspace, ids: Iterable[str] = ()) -> Iterator[Replayed]:
    """The kept captures of the policies (all, or those asked for), oldest first by policy."""
    store = Store.open(workspace.root)
    for policy in match_policies(workspace.policies, ids):
        yield from _replay_policy(store, workspace.policies[policy])


def _replay_policy(store: Store, policy: TrackedPolicy) -> Iterator[Replayed]:
    versions: dict[str, Snapshot] = {}
    for one in store.versions(policy.id):  # newest first: of equal ones the last reading
        versions.setdefault(one.capture_sha256, one)
    before: tuple[Snapshot, Document] | None = None
    seen = ""
    for kept in reversed(list(store.captures(policy.id))):
        if kept.sha256 == seen:  # the look that confirmed it
            continue
        seen = kept.sha256
        version = versions.get(kept.sha256)
        try:
            reading = read_capture(store.read_capture(kept), policy)
        except ExtractError as error:
            yield Replayed(policy.id, kept.kept, version is not None, error=error.message)
            if version:
                before = version, parse_document(store.read_text(version))
            continue
        yield _judge_anew(store, policy, reading, kept.kept, (before, version))
        if version:
            before = version, reading.document


def _judge_anew(
    store: Store,
    policy: TrackedPolicy,
    reading: Reading,
    kept: datetime,
    around: tuple[tuple[Snapshot, Document] | None, Snapshot | None],
) -> Replayed:
    """`around`: the version before the capture, and the one that was read from it."""
    before, version = around
    verdict = judge(reading, *(before or (None, None)))
    reasons = tuple(reason.sentence for reason in verdict.reasons)
    return Replayed(
        policy=policy.id,
        kept=kept,
        recorded=version is not None,
        text=_compare(store, version, reading) if version else None,
        reasons=reasons if verdict.outcome != "accepted" else (),
    )


def _compare(store: Store, version: Snapshot, reading: Reading) -> Comparison | None:
    text = store.read_text(version)
    if text == reading.document.text:
        return None
    before = parse_document(text, reading.document.language)
    return Comparison(
        policy=version.policy,
        title=version.title,
        source=version.source,
        change=compare(before, reading.document),
        before_captured=version.captured,
        after_captured=version.captured,
        before_label=version.extractor or "recorded",
        after_label=f"{EXTRACTOR} today",
    )
