"""Events as data: what a fold, its comparison and its sections' identities say together.

Knows nothing of how events are shown.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from policytrack.history import FOLDED
from policytrack.lineage import anchor_of
from policytrack.report.summary import OTHER_PAGE

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.history import Fold
    from policytrack.tracker.passing import Row
    from policytrack.tracker.past import Past

_CHANGED = ("change", "returned")
# In which the policy was not read, or, where the next text is not compared with it, read badly.
_OTHER = ("held", "replaced", "reextraction")


def event_lines(past: Past) -> tuple[str, ...]:
    """Every event of a past: "+" where it is shown or "-" where it is folded, when, and JSON."""
    strange = {
        index
        for fold in past.folds
        if fold.kind in _OTHER and not fold.lasting
        for index in fold.members
        if fold.before is None or past.keys[index] != past.keys[fold.before]  # or it is back
    }
    return tuple(_line(past, fold, strange) for fold in past.folds)


def _line(past: Past, fold: Fold, strange: set[int]) -> str:
    told = fold.before is not None and (fold.lasting or fold.kind == "returned")
    row = past.row(fold.before or 0, fold.after) if told else None
    event = _event(past, fold, row, strange)
    sign = "-" if event["kind"] in FOLDED else "+"
    return f"{sign}{event['captured']} {json.dumps(event, separators=(',', ':'))}"


def _event(past: Past, fold: Fold, row: Row | None, strange: set[int]) -> dict[str, Any]:
    versions = past.versions
    first = versions[fold.first]
    unchanged = first.last_seen or _last_seen_before(past, fold, strange)
    changed, replaced = fold.kind in _CHANGED, fold.kind == "replaced"
    verdict = row if row and changed and row["kind"] != "change" else None
    event: dict[str, Any] = {
        "policy": past.policy,
        "revision": versions[fold.after].revision,
        "kind": verdict["kind"] if verdict else fold.kind,
        "reason": verdict["reason"] if verdict else fold.reason,
        "weight": row.get("weight", "none") if row else "substantive" if replaced else "none",
        "summary": row.get("summary", "") if row else OTHER_PAGE if replaced else "",
        "captured": first.captured.astimezone(UTC).isoformat(),
        "window": [unchanged.isoformat() if unchanged else None, first.captured.isoformat()],
        "announced": None,
        "effective": None,
        "upcoming": None,
        "silent": row is not None and "text changed, date did not" in row.get("remarks", ()),
        "subject": versions[fold.after].subject,
        "source": versions[fold.after].source,
        "before": versions[fold.before].revision if fold.before is not None else None,
        "returns_to": _returned(past, fold),
        "span": [first.captured.isoformat(), versions[fold.members[-1]].captured.isoformat()],
        "variants": fold.variants,
        "members": [versions[index].revision for index in fold.members],
        "sections": _sections(past, fold, row) if row and changed else [],
        "references": row.get("references", []) if row else [],
    }
    if row and row.get("dates"):
        for kind, value in row["dates"][1]:
            if kind == "upcoming" and value < event["captured"][:10]:
                continue  # a notice that was left standing
            name = "announced" if kind == "updated" else kind
            event[name] = max(event[name] or value, value)
    return event


def _last_seen_before(past: Past, fold: Fold, strange: set[int]) -> datetime | None:
    """When the policy was last read before a fold; no other text that stood in its place counts."""
    read = (index for index in range(fold.first - 1, -1, -1) if index not in strange)
    index = next(read, None)
    return None if index is None else past.versions[index].captured


def _returned(past: Past, fold: Fold) -> dict[str, str] | None:
    if fold.returns_to is None:
        return None
    version = past.versions[fold.returns_to]
    return {"revision": version.revision, "captured": version.captured.isoformat()}


def _sections(past: Past, fold: Fold, row: Row) -> list[dict[str, Any]]:
    """What became of which section, by its identity."""
    stage = past.places[fold.after]
    was, now = past.lives.identities[stage - 1], past.lives.identities[stage]
    found = []
    for number, entry in row["changed"]:
        before, after, main = row["links"][number]
        identity = now[main[1]] if main else now[after[0]] if after else was[before[0]]
        others = dict.fromkeys([*(was[i] for i in before), *(now[j] for j in after)])
        found.append({
            "identity": identity,
            "anchor": anchor_of(identity, past.lives.born[identity]),
            "with": [other for other in others if other != identity],
            **entry,
        })  # fmt: skip
    return found
