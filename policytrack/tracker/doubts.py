"""Whether a text that was recorded as the policy is none: a wall, an error page, another page.

Lends the gate's eyes to the history of texts that never passed it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.gate import Candidate, Known
from policytrack.gate.drift import find_drift
from policytrack.gate.naming import names_policy
from policytrack.gate.traits import read_traits
from policytrack.gate.walls import MAX_WALL, find_wall
from policytrack.sections import parse_document

if TYPE_CHECKING:
    from policytrack.history import Trace
    from policytrack.model import Snapshot

# The text before is asked for with every short one that follows it.
_traits = lru_cache(maxsize=2)(read_traits)


def is_other_page(text: str, familiar: str) -> bool:
    """Whether a text is no policy, beside the policy that it follows; the gate says "absent"."""
    headings = _headings(text)
    if names_policy(headings):  # most do, and the rest takes longer
        return False
    candidate = Candidate(text=text, headings=headings)
    known = Known(text=familiar, headings=_headings(familiar))
    found = find_drift(candidate, _traits(text), known, _traits(familiar))
    return any(reason.code == "other_page" for reason in found)


def _headings(text: str) -> tuple[str, ...]:
    return tuple(section.heading for section in parse_document(text).sections)


def may_be_doubtful(trace: Trace) -> bool:
    """Whether a text is short enough for a wall; walls say next to nothing else."""
    return trace.size <= 2 * MAX_WALL


def doubt_of(text: str, familiar: str, snapshot: Snapshot) -> str:
    """Why a text is no policy, in a sentence; "" for none. `familiar`: the policy's text before."""
    traits = _traits(text)
    if not traits.words:
        return "The text is empty."
    if traits.words > MAX_WALL:
        return ""
    candidate = Candidate(text=text, source=snapshot.source, headings=_headings(text))
    reason = find_wall(candidate, traits, _traits(familiar) if familiar else None)
    return reason.sentence if reason else ""
