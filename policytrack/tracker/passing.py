"""Two texts of a policy compared, as data that can be kept: what a history needs of a comparison.

Joins the reading rooms; knows nothing of where texts are kept.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from policytrack.crossrefs import dangling
from policytrack.history import settle
from policytrack.lineage import Passage, SectionMark, match_sections, read_marks, read_passages
from policytrack.report import summarise
from policytrack.report.places import Guide

if TYPE_CHECKING:
    from policytrack.model import Change, Document, SectionChange

Row = dict[str, Any]
_MOST_SIGNALS = 12  # of a section; a rewritten one has hundreds
_MOST_REFERENCES = 20
_LOSING = frozenset({"removed", "renumbered", "merged"})


def match(before: Document, after: Document, *, form: bool) -> Row:
    """Which section became which between two readings of the same policy, and no more.

    `form`: no word differs between them, so that equal outlines are proof enough.
    """
    if form and _outline(before) == _outline(after):
        return {"links": [[[i], [i], [i, i]] for i in range(len(after.sections))], "changed": []}
    passages = match_sections(before, after)
    changed = [
        (number, {"kinds": list(passage.kinds), "weight": "none"})
        for number, passage in enumerate(passages)
        if passage.kinds != ("unchanged",)
    ]
    return {"links": [[p.before, p.after, p.main] for p in passages], "changed": changed}


def pass_on(change: Change) -> Row:
    """What became of the sections from one text to the next."""
    passages = read_passages(change)
    verdict = settle("change", change)
    return {
        "kind": verdict.kind,
        "reason": verdict.reason,
        "weight": change.weight,
        "summary": summarise(change),
        "remarks": list(change.remarks),
        "links": [[p.before, p.after, p.main] for p in passages],
        "changed": _changed(change),
        "dates": [_dates(change.before), _dates(change.after)],
        "references": _lost_references(change),
    }


def read_passages_of(row: Row) -> tuple[Passage, ...]:
    """The passages that a kept row tells of."""
    changed = dict(row["changed"])
    return tuple(
        Passage(
            tuple(before),
            tuple(after),
            (main[0], main[1]) if main else None,
            tuple(changed[number]["kinds"]) if number in changed else ("unchanged",),
            changed[number]["weight"] if number in changed else "none",
        )
        for number, (before, after, main) in enumerate(row["links"])
    )


def marks_to_row(document: Document) -> list[list[str]]:
    """The marks of a document's sections, to be kept."""
    return [[mark.heading, mark.digest] for mark in read_marks(document)]


def read_marks_of(rows: list[list[str]]) -> tuple[SectionMark, ...]:
    """The marks that were kept."""
    return tuple(SectionMark(heading, digest) for heading, digest in rows)


def _outline(document: Document) -> list[tuple[str, int, int | None]]:
    return [(part.heading, part.level, part.parent) for part in document.sections]


def _changed(change: Change) -> list[tuple[int, Row]]:
    guide = Guide(change)
    return [
        (number, _section(row, guide))
        for number, row in enumerate(change.sections)
        if row.kinds != ("unchanged",)
    ]


def _section(row: SectionChange, guide: Guide) -> Row:
    signals = dict.fromkeys((s.name, s.side, s.text) for s in row.signals)
    return {
        "place": guide.name(row),
        "kinds": list(row.kinds),
        "weight": row.weight,
        "reason": row.reason,
        "signals": [list(signal) for signal in list(signals)[:_MOST_SIGNALS]],
    }


def _dates(document: Document) -> list[list[str]]:
    return [[stated.kind, stated.value.isoformat()] for stated in document.dates]


def _lost_references(change: Change) -> list[Row]:
    """References that lead nowhere since this change; only a number that went can be missed."""
    if not any(_LOSING.intersection(row.kinds) and row.before[0].number for row in change.sections):
        return []
    lost = dangling(change.after)
    already = {(ref.word.casefold(), ref.label) for ref in dangling(change.before)} if lost else ()
    return [
        {k: v for k, v in asdict(ref).items() if k in {"word", "label", "start"}}
        for ref in lost
        if (ref.word.casefold(), ref.label) not in already
    ][:_MOST_REFERENCES]
