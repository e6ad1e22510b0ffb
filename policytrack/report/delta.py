"""The exchange form of a change: a section map of each side and a DeepDiff delta between them.

Owns the map and how text is rebuilt from it. The map holds generated ids (never titles, which
break DeepDiff's paths) and paragraphs; the text can be rebuilt from it character by character.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policytrack.report.unified import find_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.model import Change, Document

Keys = tuple[str, ...]  # of a list in a map
Map = dict[str, Any]  # {"order": [id…], "sections": {id: [paragraph…]}, "ending": "\n"}


# Items of one list times items of the other up to which DeepDiff's own matching is quick.
_MOST_CELLS = 4_000_000


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

    lists = _match_long_lists(before, after)
    difference = DeepDiff(before, _with_lists(after, lists, before), ignore_order=False)
    found = dict(Delta(difference, bidirectional=True).diff)
    if lists:
        known = found.get("_iterable_opcodes", {})
        found["_iterable_opcodes"] = known | {_path(*keys): run for keys, run in lists.items()}
    return dict(json.loads(_to_json(found)))


def _match_long_lists(before: Map, after: Map) -> dict[Keys, list[Any]]:
    """The operations on lists that are too long for DeepDiff's own matching, by their keys.

    DeepDiff matches lists with difflib, which takes as many steps as one list has items for each
    run of the other that stays: minutes where every other of 50,000 sections went.
    """
    keys: list[Keys] = [("order",), *(("sections", name) for name in before["sections"])]
    found = {}
    for at in keys:
        sides = _at(before, at), _at(after, at)
        if len(sides[0]) * len(sides[1]) > _MOST_CELLS and sides[0] != sides[1]:
            found[at] = _operations(*sides)
    return found


def _at(side: Map, keys: Keys) -> list[str]:
    return list(side["order"] if len(keys) == 1 else side["sections"].get(keys[1], ()))


def _with_lists(side: Map, lists: Iterable[Keys], other: Map) -> Map:
    """The map with the lists of the other side at these keys."""
    changed = {**side, "sections": dict(side["sections"])}
    for keys in lists:
        into = changed if len(keys) == 1 else changed["sections"]
        into[keys[-1]] = _at(other, keys)
    return changed


def _path(*keys: str) -> str:
    return "root" + "".join(f"['{key}']" for key in keys)


def _operations(before: list[str], after: list[str]) -> list[Any]:
    """What makes one list of the other, in Delta's form, in time that is bounded."""
    from deepdiff.helper import Opcode

    found, i, j = [], 0, 0
    ends = len(before), len(before), len(after), len(after)
    for start, end, other, beyond in [*find_edits(before, after), ends]:
        if i < start:
            found.append(Opcode("equal", i, start, j, other))
        i, j = end, beyond
        if start < end or other < beyond:
            tag = "delete" if other == beyond else "insert" if start == end else "replace"
            found.append(Opcode(tag, start, end, other, beyond, before[start:end], after[other:j]))
    return found


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
