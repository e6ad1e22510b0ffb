"""Recorded texts with their sections, remembered from one command to the next.

Splitting a text takes longer than reading how it was split. What is remembered lies in the
repository's own folder, is found by the text's object and the state of the code that splits, and
may be deleted at any time.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.model import Document, Section, StatedDate
from policytrack.tracker.remember import Shelf

if TYPE_CHECKING:
    from policytrack.model import Snapshot
    from policytrack.store import Store

_PACKAGE = Path(__file__).parent.parent
_ROOMS = ("sections", "markdown", "dates", "languages.py", "model.py", "tracker/parsed.py")

_TOLD = attrgetter(
    "heading", "number", "title", "level", "parent", "start", "body_start", "end", "line"
)


def parse_recorded(store: Store, snapshot: Snapshot, text: str) -> Document:
    """The sections of a recorded text."""
    shelf = Shelf(store.cache_folder / "parsed")
    name = f"{store.key_of(snapshot)} {_state_of_code()}"
    if (row := shelf.find_json(name)) and (document := document_of(row, text)) is not None:
        return document
    from policytrack.sections import parse_document

    document = parse_document(text)
    shelf.keep_json(name, document_row(document))
    return document


def _state_of_code() -> str:
    """A mark that is another one when a file of the code that splits is another one."""
    files = [
        file
        for room in _ROOMS
        for file in ((_PACKAGE / room).iterdir() if "." not in room else (_PACKAGE / room,))
        if file.suffix == ".py"
    ]
    states = (file.stat() for file in sorted(files))
    return " ".join(f"{state.st_size:x}.{state.st_mtime_ns:x}" for state in states)


def document_row(document: Document) -> dict[str, Any]:
    """How a text was split, as data without the text."""
    return {
        "length": len(document.text),
        "language": document.language,
        "sections": list(map(_TOLD, document.sections)),
        "dates": [[one.kind, one.value.isoformat(), one.start, one.end] for one in document.dates],
        "superseded": list(document.superseded),
    }  # fmt: skip


def document_of(row: dict[str, Any], text: str) -> Document | None:
    """The document that a row tells of; None when it is not of this text."""
    try:
        sections = tuple(
            Section(index, heading, number, title, level, parent, start, body, end, line,
                    text[body:end])
            for index, (heading, number, title, level, parent, start, body, end, line)
            in enumerate(row["sections"])
        )  # fmt: skip
        dates = tuple(
            StatedDate(kind, date.fromisoformat(value), start, end)
            for kind, value, start, end in row["dates"]
        )
        if row["length"] != len(text):
            return None
        return Document(text, sections, row["language"], dates, tuple(row["superseded"]))
    except (KeyError, TypeError, ValueError):
        return None
