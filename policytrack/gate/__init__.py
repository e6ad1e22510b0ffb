"""Is this capture the policy, and is what it shows there to stay? Pure judgement on data.

Owns what walls, error pages and half-loaded pages look like, and when a text counts as
confirmed. Must not know how captures are fetched, extracted or kept.
"""

from __future__ import annotations

from policytrack.gate.candidate import (
    DOUBTFUL,
    GONE,
    UNREADABLE,
    Candidate,
    Known,
    Reason,
    Verdict,
)
from policytrack.gate.confirm import Decision, Look, Patience, add_look, decide
from policytrack.gate.judge import judge_capture

__all__ = [
    "DOUBTFUL",
    "GONE",
    "UNREADABLE",
    "Candidate",
    "Decision",
    "Known",
    "Look",
    "Patience",
    "Reason",
    "Verdict",
    "add_look",
    "decide",
    "judge_capture",
]
