"""The exchange form of a change: a section map of each side and a DeepDiff delta between them.

Owns the map and how text is rebuilt from it. The map holds generated ids (never titles, which
break DeepDiff's paths) and paragraphs; the text can be rebuilt from it character by character.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.model import Change, Document

Map = dict[str, Any]  # {"order": [id…], "sections": {id: [paragraph…]}, "ending": "\n"}


def map_sections(change: Change) -> tuple[dict[int, str], dict[int, str]]:
    """Ids of the sections before and after, by index; a section that became one has its id."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for number, row in enumerate(change.sections, 1):
        for sections, ids in ((row.before, before), (row.after, after)):
            for place, section in enumerate(sections):
                ids[section.index] = f"s{number}" + (f".{place}" if place else "")
    return before, after


def map_document(document: Document, ids: dict[int, str]) -> Map:
    """The section map of one side. Joined by `join_map` it gives the document's text."""
    sections = {}
    ending = ""
    for section in document.sections:
        text = document.text[section.start : section.end]
        if section.index == len(document.sections) - 1:
            ending = text[len(text.rstrip("\n")) :]
            text = text[: len(text) - len(ending)]
        sections[ids[section.index]] = _paragraphs(text)
    return {
        "order": [ids[section.index] for section in document.sections],
        "sections": sections,
        "ending": ending,
    }


def _paragraphs(text: str) -> list[str]:
    """Divided at blank lines; an odd line feed at the end stays with the last paragraph."""
    feeds = len(text) - len(text.rstrip("\n"))
    return (text[:-2] if feeds and feeds % 2 == 0 else text).split("\n\n")


def join_map(document: Map) -> str:
    """The text of one side: paragraphs with a blank line between, unless one ends its line."""
    paragraphs = [text for name in document["order"] for text in document["sections"][name]]
    return "".join(_separated(paragraphs)) + str(document["ending"])


def _separated(paragraphs: list[str]) -> Iterator[str]:
    for index, text in enumerate(paragraphs):
        last = index == len(paragraphs) - 1
        yield text if last or text.endswith("\n") else text + "\n\n"


def make_delta(before: Map, after: Map) -> dict[str, Any]:
    """A bidirectional DeepDiff delta as JSON data; order counts, nothing is pickled."""
    from deepdiff import DeepDiff, Delta

    difference = DeepDiff(before, after, ignore_order=False)
    found = Delta(difference, bidirectional=True)
    return dict(json.loads(_to_json(found.diff)))


def apply_delta(side: Map, delta: dict[str, Any], *, backwards: bool = False) -> Map:
    """The other side: after from before, or before from after when `backwards`.

    Raises deepdiff's DeltaError when the delta was not made from that side.
    """
    from deepdiff import Delta

    known = Delta(json.dumps(delta), bidirectional=True, raise_errors=True, deserializer=json.loads)
    return dict(side - known if backwards else side + known)


def _to_json(delta: dict[str, Any]) -> str:
    """Delta's own JSON form, with operations as objects, the way that its reader takes them."""
    plain = dict(delta)
    if operations := plain.get("_iterable_opcodes"):
        plain["_iterable_opcodes"] = {
            path: [_operation(operation) for operation in run] for path, run in operations.items()
        }
    return json.dumps(plain)


def _operation(operation: Any) -> dict[str, Any]:
    return {key: value for key, value in operation._asdict().items() if value is not None}
