"""Whether a text that an archive recorded as the policy is none: a wall, an error page.

Lends the gate's eyes to the history of texts that never passed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.gate import Candidate
from policytrack.gate.traits import read_traits
from policytrack.gate.walls import MAX_WALL, find_wall
from policytrack.sections import parse_document

if TYPE_CHECKING:
    from policytrack.history import Trace
    from policytrack.model import Snapshot


def may_be_doubtful(trace: Trace) -> bool:
    """Whether a text is short enough for a wall; walls say next to nothing else."""
    return trace.size <= 2 * MAX_WALL


def doubt_of(text: str, familiar: str, snapshot: Snapshot) -> str:
    """Why a text is no policy, in a sentence; "" for none. `familiar`: the policy's text before."""
    traits = read_traits(text)
    if not traits.words:
        return "The text is empty."
    if traits.words > MAX_WALL:
        return ""
    headings = tuple(section.heading for section in parse_document(text).sections)
    candidate = Candidate(text=text, source=snapshot.source, headings=headings)
    reason = find_wall(candidate, traits, read_traits(familiar) if familiar else None)
    return reason.sentence if reason else ""
