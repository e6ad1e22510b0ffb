"""A look's outcome as the store keeps it: capture, version with trailers, line of the ledger."""

from __future__ import annotations

from hashlib import sha256
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from policytrack import __version__
from policytrack.extract import EXTRACTOR
from policytrack.fetch import is_url
from policytrack.store import NewCapture, NewVersion
from policytrack.tracker.asking import settings_mark
from policytrack.tracker.reading import rules_mark

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.model import Snapshot
    from policytrack.tracker.findings import Finding
    from policytrack.tracker.reading import Reading
    from policytrack.tracker.views import Views
    from policytrack.workspace import TrackedPolicy, Workspace

RULES = "Rules"  # the trailer that marks the rules by which a text was read
SUBJECT = 110  # characters; `git log --oneline` and web pages show about so many


def new_capture(
    workspace: Workspace, finding: Finding, reading: Reading, views: Views
) -> NewCapture:
    """What came over the network, with all that tells how it was got and read."""
    policy = finding.look.errand.policy
    about = {
        "result": finding.result,
        "reasons": list(finding.reasons),
        "extractor": EXTRACTOR,
        "tool": f"policytrack {__version__}",
        "settings_sha256": settings_mark(workspace, policy),
    }
    return NewCapture(
        policy.id,
        reading.capture,
        finding.look.at,
        wire=reading.capture.wire,
        views=views.files,
        about={**about, **views.about},
    )


def new_version(
    policy: TrackedPolicy,
    reading: Reading,
    *,
    captured: datetime,
    summary: str,
    last_seen: datetime | None,
) -> NewVersion:
    """The policy's new text. `last_seen`: when the text before was last seen in force."""
    capture = reading.capture
    return NewVersion(
        policy=policy.id,
        text=reading.document.text,
        captured=captured,
        subject=shorten(f"{policy.id}: {summary}", SUBJECT, placeholder=" …"),
        title=policy.title or reading.title,
        source=reading.extraction.metadata.get("source") or policy.source,
        final_url=capture.final_url if is_url(capture.final_url) else "",
        capture_sha256=sha256(capture.body).hexdigest(),
        extractor=EXTRACTOR,
        last_seen=last_seen,
        facts=_facts(policy, reading),
    )


def reextraction(policy: TrackedPolicy, latest: Snapshot, again: Reading) -> NewVersion:
    """The text in force as it is read today; the policy itself did not change."""
    way = "by other rules" if latest.extractor == EXTRACTOR else f"by {EXTRACTOR}"
    return NewVersion(
        policy=latest.policy,
        text=again.document.text,
        captured=latest.captured,
        subject=f"{latest.policy}: read anew {way}; the policy did not change",
        title=latest.title,
        source=latest.source,
        final_url=latest.final_url,
        capture_sha256=latest.capture_sha256,
        extractor=EXTRACTOR,
        reextraction=True,
        facts=_facts(policy, again),
    )


def is_read_alike(version: Snapshot, policy: TrackedPolicy | None) -> bool:
    """Whether a version was read by today's extractor and by the policy's rules of today."""
    rules = rules_mark(policy) if policy else ""
    return (version.extractor, version.facts.get(RULES, "")) == (EXTRACTOR, rules)


def _facts(policy: TrackedPolicy, reading: Reading) -> dict[str, str]:
    """What a reader of the history must know of how the text was got."""
    verified = reading.capture.facts.get("tls_verified", "yes")
    facts = {
        "Language": reading.document.language,
        RULES: rules_mark(policy),
        "TLS-Verified": "" if verified == "yes" else verified,
    }
    return {name: value for name, value in facts.items() if value}


def ledger_line(finding: Finding, snapshot: Snapshot | None) -> dict[str, Any]:
    """What the ledger says of a look, with the policy's state after it."""
    look = finding.look
    line: dict[str, Any] = {
        "policy": look.errand.policy.id,
        "at": look.at.isoformat(),
        "result": finding.result,
        "source": look.errand.source,
        "state": finding.state.to_row(),
    }
    if finding.reasons:
        line["reasons"] = list(finding.reasons)
    if look.capture is not None:
        line["capture"] = sha256(look.capture.body).hexdigest()
        line["final_url"] = look.capture.final_url
    if snapshot is not None:
        line["revision"] = snapshot.revision
    return line
