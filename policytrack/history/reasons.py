"""Why versions were folded, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.history.returning import is_broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.history.chain import NoteKind, Step

FORM = "no word differs: only markup, link targets or line breaks"
MARKED = "marked as read anew by another extractor or other rules"


def say_away(base: Step, away: Sequence[Step]) -> tuple[NoteKind, str]:
    """What it was that went away again."""
    if all(is_broken(base.trace, step.trace) for step in away):
        least = min(step.trace.size for step in away)
        return "held", f"of {base.trace.size} words {least} were left, then the text came back"
    return "flapping", "went back to the text before"
