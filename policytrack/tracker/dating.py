"""When a text that is recorded was captured, and when the one before it was last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.tracker.state import parse_stamp
from policytrack.workspace import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.model import Snapshot
    from policytrack.tracker.findings import Finding
    from policytrack.tracker.state import PolicyState


def find_captured(finding: Finding, state: PolicyState, at: datetime | None) -> datetime:
    """When the text stood there: as a person says (`at`), as the text says, as it was first seen.

    `state` is what was known of the policy before.
    """
    reading = finding.look.reading
    if at is not None or reading is None:
        return at or finding.look.at
    if stated := reading.extraction.metadata.get("captured"):
        return parse_moment(stated)
    return parse_stamp(state.pending_since) or finding.look.at


def find_last_seen(state: PolicyState, captured: datetime) -> datetime | None:
    """When the text before was seen last; unknown where dates do not follow the clock."""
    seen = parse_stamp(state.last_seen)
    return seen if seen is not None and seen <= captured else None


def check_order(latest: Snapshot, captured: datetime) -> None:
    """Refuse a text that is older than the version in force."""
    if captured < latest.captured:
        msg = (
            f"{latest.policy}: {captured:%Y-%m-%d} is before the version"
            f" of {latest.captured:%Y-%m-%d}"
        )
        raise WorkspaceError(msg, hint="Record versions in the order of their dates.")
