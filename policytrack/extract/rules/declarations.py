"""Declarations of Open Terms Archive as rules of one's own.

Owns the form of their JSON (https://docs.opentermsarchive.org/contributing-terms/): select,
remove, range selectors, several source documents combined. Filters there are scripts, which are
not run: each is reported by its name. Two that the engine brings are what extraction does anyway.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from policytrack.errors import WorkspaceError
from policytrack.extract.rules.mapping import parse_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST: Final = 2_000_000  # characters
MOST_SOURCES: Final = 500  # of one policy
SOURCE_KEYS: Final = frozenset({"fetch", "select", "remove", "filter", "executeClientScripts"})
NEEDLESS_FILTERS: Final = frozenset({"removeQueryParams", "convertSpacesToStandard"})
HINT: Final = "See docs.opentermsarchive.org for the form of a declaration."


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """A page or file of a policy. `rules` is what `parse_rules` takes."""

    url: str
    rules: Mapping[str, Any] = field(default_factory=dict)
    browser: bool = False  # its text appears only when scripts run


@dataclass(frozen=True, slots=True)
class DeclaredPolicy:
    """Terms of a service. Several sources together are one text, in their order."""

    service: str
    type: str  # "Privacy Policy"
    sources: tuple[DeclaredSource, ...]
    remarks: tuple[str, ...] = ()  # what the declaration asks for and is not supported, by name


def parse_declaration(text: str) -> list[DeclaredPolicy]:
    """The policies that a declaration names. Raises WorkspaceError, naming the place."""
    if len(text) > LONGEST:
        raise WorkspaceError(f"a declaration of more than {LONGEST:,} characters", hint=HINT)
    try:
        declaration = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WorkspaceError(f"the declaration is not JSON: {error}", hint=HINT) from None
    table = _table(declaration, "the declaration")
    service = table.get("name")
    terms = table.get("terms", table.get("documents"))
    if not isinstance(service, str) or not service.strip() or not terms:
        raise WorkspaceError('a declaration has a "name" and "terms"', hint=HINT)
    return [
        _parse_policy(service.strip(), str(type_), _table(value, f'"{type_}"'))
        for type_, value in _table(terms, '"terms"').items()
    ]


def _parse_policy(service: str, type_: str, table: dict[str, Any]) -> DeclaredPolicy:
    combined = table.get("combine")
    if combined is None:
        tables = [table]
    elif isinstance(combined, list) and 0 < len(combined) <= MOST_SOURCES:
        # What stands beside "combine" holds for every source that does not say otherwise.
        shared = {key: value for key, value in table.items() if key != "combine"}
        tables = [{**shared, **_table(entry, f'"{type_}"')} for entry in combined]
    else:
        raise WorkspaceError(f'"combine" of "{type_}" is no list of 1 to {MOST_SOURCES} sources')
    return DeclaredPolicy(
        service=service,
        type=type_,
        sources=tuple(_parse_source(entry, type_) for entry in tables),
        remarks=tuple(dict.fromkeys(note for entry in tables for note in _remarks(entry))),
    )


def _parse_source(table: dict[str, Any], type_: str) -> DeclaredSource:
    url = table.get("fetch")
    if not isinstance(url, str) or not url.lower().startswith(("https://", "http://")):
        raise WorkspaceError(f'"fetch" of "{type_}" is no URL: {url!r}', hint=HINT)
    rules = {key: _listed(table[key]) for key in ("select", "remove") if table.get(key)}
    try:
        parse_rules(rules)
    except WorkspaceError as error:
        raise WorkspaceError(f'"{type_}": {error.message}', hint=error.hint) from None
    return DeclaredSource(url, rules, browser=table.get("executeClientScripts") is True)


def _remarks(table: dict[str, Any]) -> Iterator[str]:
    filters = table.get("filter") or []
    for entry in filters if isinstance(filters, list) else [filters]:
        names = entry if isinstance(entry, dict) else [entry]
        for name in map(str, names):
            if name not in NEEDLESS_FILTERS:
                yield f'the script filter "{name}" is not supported and was left out'
    for key in table.keys() - SOURCE_KEYS - {"combine"}:
        yield f'the key "{key}" is not known and was left out'


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WorkspaceError(f"{place} is no table", hint=HINT)
    return value
