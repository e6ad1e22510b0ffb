"""Policies that carry others on under a new name: a renamed file, a renamed service."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from policytrack.history import Ends, Trace, find_successors

if TYPE_CHECKING:
    from policytrack.tracker.remember import Shelf

_FIRST = '"kind":"first"'


def tell_successors(shelf: Shelf, lines: dict[str, tuple[str, ...]]) -> None:
    """Say in the first event of a policy which other policy it carries on, where it does."""
    ends = [found for policy in lines if (found := _ends(policy, shelf))]
    for policy, old in find_successors(ends).items():
        said = json.dumps(old)
        lines[policy] = tuple(
            line.replace(_FIRST, f'{_FIRST},"continues":{said}', 1) for line in lines[policy]
        )


def _ends(policy: str, shelf: Shelf) -> Ends | None:
    kept = shelf.find_json(f"ends {policy}")
    if not kept:
        return None
    first, last = kept["first"], kept["last"]
    return Ends(
        policy,
        _trace(first),
        datetime.fromisoformat(first[0]),
        _trace(last),
        datetime.fromisoformat(last[0]),
    )


def _trace(row: list[Any]) -> Trace:
    _, key, size, hashes, counts = row
    return Trace(key, size, dict(zip(hashes, counts, strict=True)))
