"""Which earlier text a version brings back.

Owns what counts as "the same text, or that text edited" and how far back is looked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.history import limits
from policytrack.history.traces import Trace, distance, is_part, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from policytrack.history.chain import Step
    from policytrack.history.model import Version


def find_return(chain: Sequence[Step], version: Version, now: datetime) -> int | None:
    """The place in the chain of the text that is in force again, None when it is a new one."""
    places = range(len(chain) - 2, max(-1, len(chain) - 2 - limits.WINDOW), -1)
    recent = [back for back in places if now - chain[back + 1].since <= limits.RECOVERED]
    for back in recent:
        gone = now - chain[back + 1].since
        same = version.trace.key == chain[back].trace.key
        short = gone <= limits.AWAY or back == len(chain) - 2
        if same and (short or _all_broken(chain, back)):
            return back
    for back in recent:
        short = now - chain[back + 1].since <= limits.AWAY or back == len(chain) - 2
        if short and _is_near(chain, back, version.trace):
            return back
    return next(
        (back for back in recent if _is_whole_again(chain, back, version.trace, now)),
        None,
    )


def is_broken(whole: Trace, seen: Trace) -> bool:
    """Whether so little is left of a text that it looks half-loaded."""
    if whole.size < limits.FEWEST:
        return False
    if seen.size < limits.SHRUNK * whole.size:
        return True
    return seen.size < limits.HALF * whole.size and is_part(seen, whole, limits.PART)


def is_strange(base: Trace, seen: Trace) -> bool:
    """Whether so little of two texts is the same that they are of different pages."""
    return min(base.size, seen.size) >= limits.FEWEST and likeness(base, seen) <= limits.STRANGE


def is_recovered(whole: Trace, seen: Trace) -> bool:
    """Whether a text is about as whole as before."""
    return seen.size >= limits.WHOLE * whole.size and likeness(whole, seen) >= limits.AGAIN


def _is_whole_again(chain: Sequence[Step], back: int, seen: Trace, now: datetime) -> bool:
    """Whether half a text, or for a short time another page, stood there since."""
    base = chain[back].trace
    if _all_broken(chain, back):
        return is_recovered(base, seen) or _is_after_nothing(chain, back, seen)
    away = [step.trace for step in chain[back + 1 :]]
    if now - chain[back + 1].since > limits.AWAY or not all(is_strange(base, it) for it in away):
        return False
    alike = likeness(base, seen)
    return alike >= max(limits.REWRITTEN, *(3 * likeness(it, seen) for it in away))


def _is_after_nothing(chain: Sequence[Step], back: int, seen: Trace) -> bool:
    """Whether next to nothing stood there, and now a text that may be another than before."""
    sizes = chain[back].trace.size, seen.size
    return all(
        size >= limits.FEWEST and step.trace.size < limits.NOTHING * size
        for size in sizes
        for step in chain[back + 1 :]
    )


def _all_broken(chain: Sequence[Step], back: int) -> bool:
    whole = chain[back].trace
    return all(is_broken(whole, step.trace) for step in chain[back + 1 :])


def _is_near(chain: Sequence[Step], back: int, seen: Trace) -> bool:
    """Whether a text is an earlier one with small edits, against what stood between."""
    base, between = chain[back].trace, [step.trace for step in chain[back + 1 :]]
    allowed = limits.NEAR * min(distance(base, other) for other in between)
    if distance(base, seen) > allowed:
        return False
    return distance(base, seen) <= limits.NEAR * min(distance(seen, other) for other in between)
