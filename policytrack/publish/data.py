"""Changes as data for other programs: the static files whose form docs/changes.schema.json says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policytrack.publish.changepage import page_of
from policytrack.publish.shell import address_of, folder_of
from policytrack.report.escape import visible
from policytrack.report.eventlog import touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.publish.views import ChangeView, PolicyView, SiteOptions

VERSION = 1
_SECTION = ("anchor", "place", "kinds", "weight", "reason")


def describe_policy(view: PolicyView) -> dict[str, Any]:
    """What the index and the data say of a policy."""
    return {
        "id": view.id,
        "title": _plain(view.name),
        "source": _plain(view.source),
        "page": address_of(folder_of(view.id)),
        "first": view.first.isoformat(),
        "versions": view.versions,
        "changes": len(view.changes),
        "last_changed": view.changes[0].captured.isoformat() if view.changes else None,
        "language": view.document.language,
        "words": view.sizes[-1].words,
        "lix": view.sizes[-1].lix,
    }


def describe_change(view: PolicyView, change: ChangeView, lines: Sequence[str]) -> dict[str, Any]:
    """A change in short; `lines`: the first of its change note."""
    event = change.event
    return {
        "id": change.id,
        "policy": view.id,
        "title": _plain(view.name),
        "page": address_of(folder_of(view.id) + page_of(change.id)),
        "observed": change.captured.isoformat(),
        "window": list(event["window"]),
        "announced": event["announced"],
        "effective": event["effective"],
        "upcoming": event["upcoming"],
        "silent": event["silent"],
        "weight": event["weight"],
        "summary": _plain(str(event["summary"])),
        "lines": [_plain(line) for line in lines],
        "note_title": _plain(change.note_title),
        "note": _plain(change.note),
        "noted": change.noted.isoformat() if change.noted else None,
        "touched": [_plain(name) for name in touched(event)],
        "before": _side(change, "before"),
        "after": _side(change, "after"),
    }


def _side(change: ChangeView, side: str) -> dict[str, str]:
    snapshot = change.before if side == "before" else change.after
    return {
        "revision": snapshot.revision,
        "text_sha256": snapshot.text_sha256,
        "capture_sha256": snapshot.capture_sha256,
        "captured": snapshot.captured.isoformat(),
    }


def with_sections(described: Mapping[str, Any], change: ChangeView) -> dict[str, Any]:
    """A change as described, with what became of each section."""
    sections = [
        {
            **{key: row[key] for key in _SECTION},
            "place": _plain(row["place"]),
            "signals": [
                {"name": name, "side": side, "text": _plain(text)}
                for name, side, text in row["signals"]
            ],
        }
        for row in change.event["sections"]
    ]
    return {**described, "sections": sections}


def render_data(
    options: SiteOptions, policies: Iterable[dict[str, Any]], changes: Iterable[dict[str, Any]]
) -> str:
    """The file; its output is ASCII."""
    told = {
        "version": VERSION,
        "site": _plain(options.title),
        "url": options.base,
        "policies": list(policies),
        "changes": list(changes),
    }
    return json.dumps(told, indent=1) + "\n"


def _plain(text: str) -> str:
    return visible(text)
