"""Changes between recorded texts, remembered: comparing takes far longer than reading what came.

Owns the form in which a change is kept beside the two texts that it is of. Knows nothing of what
a change means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytrack.model import Change, Piece, Renumbering, SectionChange, Signal
from policytrack.tracker.parsed import document_of, document_row, parse_recorded
from policytrack.tracker.remember import shelf_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import Document, Section, Snapshot
    from policytrack.store import Store
    from policytrack.tracker.remember import Shelf

Row = dict[str, Any]


def compare_recorded(
    store: Store, before: Snapshot, after: Snapshot, texts: tuple[str, str]
) -> Change:
    """What differs between two recorded versions, worked out where it is not remembered."""
    keys = store.key_of(before), store.key_of(after)
    if (change := find_change(shelf_of(store), keys, texts)) is not None:
        return change
    from policytrack.compare import compare

    sides = zip((before, after), texts, strict=True)
    change = compare(*(parse_recorded(store, version, text) for version, text in sides))
    keep_change(shelf_of(store), keys, change)
    return change


def tell_other_page(
    store: Store, before: Snapshot, after: Snapshot, texts: tuple[str, str]
) -> Change:
    """That another page took the policy's place; what is on it is no change of the policy."""
    sides = zip((before, after), texts, strict=True)
    documents = [parse_recorded(store, version, text) for version, text in sides]
    return Change(documents[0], documents[1], (), "substantive", another_page=True)


def remember_change(store: Store, change: Change) -> None:
    """Keep a change whose texts are recorded, or about to be, for whoever looks at it next."""
    keys = store.mark(change.before.text), store.mark(change.after.text)
    keep_change(shelf_of(store), keys, change)


def keep_change(shelf: Shelf, keys: tuple[str, str], change: Change) -> None:
    """Remember what differs between the texts of which these are the keys."""
    shelf.keep_json(_name(keys), change_row(change))


def find_change(shelf: Shelf, keys: tuple[str, str], texts: tuple[str, str]) -> Change | None:
    """The change that was kept; None where there is none."""
    row = shelf.find_json(_name(keys))
    return change_of(row, texts) if row else None


def _name(keys: tuple[str, str]) -> str:
    return f"change {' '.join(keys)}"


def change_row(change: Change) -> Row:
    """A change as data, without what stands in the texts that it is of."""
    return {
        "documents": [document_row(change.before), document_row(change.after)],
        "weight": change.weight,
        "renumberings": [[run.labels, run.cause] for run in change.renumberings],
        "remarks": change.remarks,
        "sections": [_section_row(row) for row in change.sections],
    }


def change_of(row: Row, texts: tuple[str, str]) -> Change | None:
    """The change that `change_row` told of; None when it is of other texts."""
    before, after = (document_of(*pair) for pair in zip(row["documents"], texts, strict=True))
    if before is None or after is None:
        return None
    return Change(
        before=before,
        after=after,
        sections=tuple(_section_of(one, before, after) for one in row["sections"]),
        weight=row["weight"],
        renumberings=tuple(
            Renumbering(tuple((was, now) for was, now in labels), cause)
            for labels, cause in row["renumberings"]
        ),
        remarks=tuple(row["remarks"]),
    )


def _section_row(row: SectionChange) -> list[Any]:
    if _is_unchanged(row):
        return [row.before[0].index, row.after[0].index]
    return [
        [section.index for section in row.before],
        [section.index for section in row.after],
        row.kinds,
        row.weight,
        [(piece.kind, piece.text) for piece in row.heading],
        _body_row(row),
        [(one.name, one.side, one.text, one.start, one.end) for one in row.signals],
        row.rewritten,
        row.reason,
    ]


def _section_of(told: Sequence[Any], before: Document, after: Document) -> SectionChange:
    if len(told) == 2:
        return _unchanged(before.sections[told[0]], after.sections[told[1]])
    befores, afters, kinds, weight, heading, body, signals, rewritten, reason = told
    sides = (
        tuple(before.sections[index] for index in befores),
        tuple(after.sections[index] for index in afters),
    )
    return SectionChange(
        *sides,
        kinds=tuple(kinds),
        weight=weight,
        heading=tuple(_pieces(heading)),
        body=_body_of(body, sides),
        signals=tuple(Signal(*signal) for signal in signals),
        rewritten=rewritten,
        reason=reason,
    )


def _is_unchanged(row: SectionChange) -> bool:
    """Whether `_unchanged` says all of it."""
    if row.kinds != ("unchanged",) or row.signals or row.rewritten or row.reason:
        return False
    told = (row.heading, row.after[0].heading), (row.body, row.after[0].body)
    return all(
        len(pieces) == 1 and pieces[0].kind == "same" and pieces[0].text == text
        if text
        else not pieces
        for pieces, text in told
    )


def _unchanged(was: Section, now: Section) -> SectionChange:
    """What a change says of a section that stayed as it was, as nearly all do."""
    heading = (Piece("same", now.heading),) if now.heading else ()
    body = (Piece("same", now.body),) if now.body else ()
    return SectionChange((was,), (now,), ("unchanged",), "none", heading, body)


def _body_row(row: SectionChange) -> str | list[tuple[str, str]]:
    """The pieces; of a section that is one piece from end to end the kind alone."""
    if len(row.body) == 1 and _body_of(row.body[0].kind, (row.before, row.after)) == row.body:
        return row.body[0].kind
    return [(piece.kind, piece.text) for piece in row.body]


def _body_of(
    told: Any, sides: tuple[tuple[Section, ...], tuple[Section, ...]]
) -> tuple[Piece, ...]:
    if not isinstance(told, str):
        return tuple(_pieces(told))
    section = (sides[1] or sides[0])[0]
    return (Piece(told, section.body),)  # type: ignore[arg-type]


def _pieces(told: Iterable[Sequence[Any]]) -> Iterator[Piece]:
    return (Piece(kind, text) for kind, text in told)
