"""The JSON form: everything that is known of a change, as data; schema in docs/report.schema.json.

The output is ASCII, so nothing in it can act on a terminal.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from policytrack.report.delta import make_delta, map_document, map_sections
from policytrack.report.places import Guide
from policytrack.report.summary import class_of, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from policytrack.model import Document, Piece, Section, SectionChange
    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.places import Places

FORMAT = "policytrack-report"
VERSION = 1


def render_json(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """All rows, whatever the options fold: data is complete."""
    del options
    report = {
        "format": FORMAT,
        "version": VERSION,
        "comparisons": [compile_comparison(comparison) for comparison in comparisons],
    }
    return json.dumps(report, indent=1) + "\n"


def compile_comparison(comparison: Comparison) -> dict[str, Any]:
    """One comparison as JSON data."""
    change = comparison.change
    guide = Guide(change)
    ids = map_sections(change)
    maps = map_document(change.before, ids[0]), map_document(change.after, ids[1])
    return {
        "id": comparison.id,
        "policy": comparison.policy,
        "title": comparison.title,
        "source": comparison.source,
        "summary": summarise(change),
        "weight": change.weight,
        "counts": dict(Counter(class_of(row) for row in change.sections)),
        "remarks": list(change.remarks),
        "note": {"title": comparison.note_title, "text": comparison.note},
        "window": [_moment(moment) for moment in comparison.window],
        "before": {
            "label": comparison.before_label,
            "captured": _moment(comparison.before_captured),
            **_side(change.before, maps[0]),
        },
        "after": {
            "label": comparison.after_label,
            "captured": _moment(comparison.after_captured),
            **_side(change.after, maps[1]),
        },
        "renumberings": [
            {"labels": [list(pair) for pair in run.labels], "cause": run.cause}
            for run in change.renumberings
        ],
        "changes": [_row(row, guide, ids) for row in change.sections],
        "delta": make_delta(*maps),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _side(document: Document, sections: dict[str, Any]) -> dict[str, Any]:
    return {
        "language": document.language,
        "dates": [{"kind": d.kind, "value": d.value.isoformat()} for d in document.dates],
        "map": sections,
    }


def _row(
    row: SectionChange, guide: Guide, ids: tuple[dict[int, str], dict[int, str]]
) -> dict[str, Any]:
    return {
        "kinds": list(row.kinds),
        "weight": row.weight,
        "reason": row.reason,
        "rewritten": row.rewritten,
        "before": [_section(s, guide.before, ids[0]) for s in row.before],
        "after": [_section(s, guide.after, ids[1]) for s in row.after],
        "heading": _pieces(row.heading),
        "body": _pieces(row.body),
        "signals": [
            {"name": s.name, "side": s.side, "text": s.text, "start": s.start, "end": s.end}
            for s in row.signals
        ],
    }


def _pieces(pieces: tuple[Piece, ...]) -> list[dict[str, str]]:
    """An inline diff; empty when nothing differs, as the words stand in the map."""
    if all(piece.kind == "same" for piece in pieces):
        return []
    return [{"kind": piece.kind, "text": piece.text} for piece in pieces]


def _section(section: Section, places: Places, ids: dict[int, str]) -> dict[str, Any]:
    return {
        "id": ids[section.index],
        "place": places.name(section),
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "line": section.line,
    }
