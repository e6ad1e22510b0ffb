"""What is recorded, as tables: policies, versions, changes, sections. Rows are data.

Every row of a table has all of its columns, in their order; times are ISO 8601 in UTC, lists
stay lists (a writer of flat files joins them). Knows nothing of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from policytrack.store import Store
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policytrack.model import Snapshot
    from policytrack.workspace import Workspace

    Row = dict[str, Any]

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "policies": ("policy", "title", "source", "language", "tracked", "versions", "first", "latest"),
    "versions": (
        "policy", "revision", "captured", "last_seen", "title", "source", "final_url",
        "text_sha256", "capture_sha256", "extractor", "reextraction", "archive", "archive_commit",
        "archive_path", "subject",
    ),
    "changes": (
        "policy", "revision", "before", "captured", "unchanged_until", "kind", "weight", "summary",
        "reason", "announced", "effective", "upcoming", "silent", "folded", "members", "source",
    ),
    "sections": (
        "policy", "revision", "captured", "section", "anchor", "place", "kinds", "weight",
        "reason", "signals",
    ),
}  # fmt: skip


def export_rows(
    workspace: Workspace, table: str, ids: Iterable[str] = (), *, everything: bool = False
) -> Iterator[Row]:
    """The rows of a table of `COLUMNS`, by policy, oldest first.

    With `everything`, changes that are folded away (flapping, markup alone, …) come too.
    """
    if table in {"changes", "sections"}:
        from policytrack.tracker.history import folded_histories

        for history in folded_histories(workspace, ids):
            shown = {event["revision"] for event in history.events()}
            for event in history.events(everything=everything):
                folded = everything and event["revision"] not in shown
                yield from _section_rows(event) if table == "sections" else _change(event, folded)
        return
    store = Store.open(workspace.root)
    histories = store.histories()
    for policy in match_policies(dict.fromkeys([*histories, *workspace.policies]), ids):
        snapshots = histories.get(policy, [])[::-1]
        if table == "versions":
            yield from map(_version, snapshots)
        else:
            yield _policy(workspace, policy, snapshots)


def _policy(workspace: Workspace, policy: str, snapshots: list[Snapshot]) -> Row:
    tracked = workspace.policies.get(policy)
    last = snapshots[-1] if snapshots else None
    return {
        "policy": policy,
        "title": (tracked.title if tracked else "") or (last.title if last else ""),
        "source": (tracked.source if tracked else "") or (last.source if last else ""),
        "language": tracked.language if tracked else "",
        "tracked": tracked is not None,
        "versions": len(snapshots),
        "first": snapshots[0].captured.isoformat() if snapshots else None,
        "latest": last.captured.isoformat() if last else None,
    }


def _version(snapshot: Snapshot) -> Row:
    seen = snapshot.last_seen
    return {
        "policy": snapshot.policy,
        "revision": snapshot.revision,
        "captured": snapshot.captured.isoformat(),
        "last_seen": seen.isoformat() if seen else None,
        "title": snapshot.title,
        "source": snapshot.source,
        "final_url": snapshot.final_url,
        "text_sha256": snapshot.text_sha256,
        "capture_sha256": snapshot.capture_sha256,
        "extractor": snapshot.extractor,
        "reextraction": snapshot.reextraction,
        "archive": snapshot.facts.get("Archive", ""),
        "archive_commit": snapshot.facts.get("Archive-Commit", ""),
        "archive_path": snapshot.facts.get("Archive-Path", ""),
        "subject": snapshot.subject,
    }


def _change(event: Row, folded: bool) -> Iterator[Row]:
    row = {column: event.get(column) for column in COLUMNS["changes"]}
    yield {**row, "unchanged_until": event["window"][0], "folded": folded}


def _section_rows(event: Row) -> Iterator[Row]:
    for entry in event["sections"]:
        row = {column: entry.get(column) for column in COLUMNS["sections"]}
        shared = {column: event[column] for column in ("policy", "revision", "captured")}
        signals = [" ".join(map(str, signal)) for signal in entry.get("signals", ())]
        yield {**row, **shared, "section": entry["identity"], "signals": signals}


def save_bundle(workspace: Workspace, path: Path) -> None:
    """The whole repository as a git bundle; importing it gives the same commits."""
    from policytrack.store.bundle import save_bundle as save

    save(Store.open(workspace.root).repository, path)
