"""Taking snapshots: read every policy, record what changed, say what came of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from policytrack.compare import compare
from policytrack.errors import ExtractError, FetchError, PolicytrackError, WorkspaceError
from policytrack.extract import EXTRACTOR
from policytrack.report import summarise
from policytrack.sections import parse_document
from policytrack.store import NewVersion, Store
from policytrack.tracker.reading import load_policy
from policytrack.workspace import match_policies, parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policytrack.model import Snapshot
    from policytrack.tracker.reading import Reading
    from policytrack.workspace import TrackedPolicy, Workspace

Status = Literal["recorded", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one policy in a run."""

    policy: str
    status: Status
    captured: datetime | None = None
    snapshot: Snapshot | None = None
    summary: str = ""
    error: PolicytrackError | None = None


def utc_now() -> datetime:
    """The clock, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOptions:
    """`at`: when the texts were captured; `source`: what to read in place of the policy's own."""

    at: datetime | None = None
    source: str = ""
    now: Callable[[], datetime] = field(default=utc_now)


def take_snapshots(
    workspace: Workspace, ids: Iterable[str] = (), options: TakeOptions | None = None
) -> Iterator[Outcome]:
    """Read the policies (all, or those asked for) one after the other and record what changed.

    A policy that cannot be fetched or read is an Outcome; a StoreError stops the run.
    """
    chosen = [workspace.policies[policy] for policy in match_policies(workspace.policies, ids)]
    store = Store.open(workspace.root)
    for policy in chosen:
        try:
            yield _take(workspace, store, policy, options or TakeOptions())
        except (FetchError, ExtractError) as error:
            yield Outcome(policy.id, "failed", error=error)


def _take(
    workspace: Workspace, store: Store, policy: TrackedPolicy, options: TakeOptions
) -> Outcome:
    reading = load_policy(workspace, policy, options.source)
    latest = store.latest(policy.id)
    captured = _captured(reading, options)
    if latest is not None and captured < latest.captured and options.at is not None:
        msg = (
            f"{policy.id}: {captured:%Y-%m-%d} is before the version of {latest.captured:%Y-%m-%d}"
        )
        raise WorkspaceError(msg, hint="Record versions in the order of their dates.")
    text_before = store.read_text(latest) if latest else ""
    if latest is not None and text_before == reading.document.text:
        return Outcome(policy.id, "unchanged", captured, latest)
    summary = "first version"
    if latest is not None:
        before = parse_document(text_before, reading.document.language)
        summary = summarise(compare(before, reading.document))
    snapshot = store.record(_version(policy, reading, captured, summary))
    return Outcome(policy.id, "recorded", captured, snapshot, summary)


def _captured(reading: Reading, options: TakeOptions) -> datetime:
    if options.at is not None:
        return options.at
    if stated := reading.extraction.metadata.get("captured"):
        return parse_moment(stated)
    return reading.capture.finished or options.now()


def _version(
    policy: TrackedPolicy, reading: Reading, captured: datetime, summary: str
) -> NewVersion:
    capture = reading.capture
    return NewVersion(
        policy=policy.id,
        text=reading.document.text,
        captured=captured,
        subject=f"{policy.id}: {summary}",
        title=policy.title or reading.title,
        source=reading.extraction.metadata.get("source") or policy.source,
        final_url=capture.final_url,
        capture_sha256=sha256(capture.body).hexdigest(),
        extractor=EXTRACTOR,
    )
