"""What a look means for a policy: pure of git, decided from the look, the text in force, the gate.

One look at a new text is not enough: it must be seen again, unchanged, before it is recorded, and
for longer where the gate has its doubts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from policytrack.fetch import StatusError, validators
from policytrack.gate import DOUBTFUL, Candidate, Known, judge_capture
from policytrack.tracker.state import parse_stamp, stamp, without_pending

if TYPE_CHECKING:
    from policytrack.gate import Verdict
    from policytrack.model import Document, Snapshot
    from policytrack.tracker.looks import Look
    from policytrack.tracker.reading import Reading
    from policytrack.tracker.state import PolicyState

Result = Literal["recorded", "unchanged", "unconfirmed", "held", "failed", "dismissed"]

LOOKS = 2  # that must agree on a new text
DOUBTFUL_LOOKS = 3  # that must agree on a text which the gate holds but which may be the policy's
DOUBTFUL_TIME = timedelta(days=1)  # between the first and the last of them


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be done about a look, and the policy's state once it is done."""

    look: Look
    result: Result
    state: PolicyState
    reasons: tuple[str, ...] = ()


def find_failure(look: Look, state: PolicyState) -> Finding:
    """A source that gave nothing usable: the text in force stays."""
    error = look.error
    absent = isinstance(error, StatusError) and error.absent
    after = replace(
        state,
        checked=stamp(look.at),
        result="failed",
        failures=state.failures + 1,
        failing_since=state.failing_since or stamp(look.at),
        absences=state.absences + 1 if absent else 0,
    )
    return Finding(look, "failed", after, (error.message,) if error else ())


def find_unchanged(look: Look, state: PolicyState) -> Finding:
    """The text in force is still there; whatever else was seen meanwhile is past."""
    after = without_pending(_answered(look, state, "unchanged"))
    return Finding(look, "unchanged", replace(after, last_seen=stamp(look.at)))


def find_change(look: Look, state: PolicyState, mark: str, verdict: Verdict) -> Finding:
    """Another text than that in force, which `mark` names: recorded, waiting, or held."""
    again = state.pending_text == mark
    since = parse_stamp(state.pending_since) if again else None
    looks = state.pending_looks + 1 if again else 1
    reasons = tuple(reason.sentence for reason in verdict.reasons)
    lasted = look.at - (since or look.at)
    result: Result
    if mark in state.dismissed:
        result, reasons = "held", ("A person said that this is not the policy.",)
    elif verdict.outcome == "accepted":
        result = "recorded" if looks >= LOOKS else "unconfirmed"
    elif set(verdict.codes) <= DOUBTFUL and looks >= DOUBTFUL_LOOKS and lasted >= DOUBTFUL_TIME:
        result = "recorded"
    else:
        result = "held"
    if result == "recorded":
        return replace(find_recorded(look, state), reasons=reasons)
    after = replace(
        _answered(look, state, result),
        pending_text=mark,
        pending_since=stamp(since or look.at),
        pending_looks=looks,
        pending_reasons=reasons,
        pending_capture=state.pending_capture if again else "",
    )
    return Finding(look, result, after, reasons)


def find_recorded(look: Look, state: PolicyState) -> Finding:
    """The look's text is in force from now on."""
    after = find_unchanged(look, state).state
    return Finding(look, "recorded", replace(after, result="recorded"))


def _answered(look: Look, state: PolicyState, result: Result) -> PolicyState:
    full = look.reading is not None
    return replace(
        state,
        checked=stamp(look.at),
        result=result,
        failures=0,
        failing_since="",
        absences=0,
        validators=validators(look.reading.capture) if look.reading else state.validators,
        conditional_looks=0 if full else state.conditional_looks + 1,
    )


def judge(reading: Reading, latest: Snapshot | None, document: Document | None) -> Verdict:
    """The gate's verdict on a reading beside the text in force."""
    candidate = Candidate(
        text=reading.document.text,
        title=reading.title,
        status=reading.capture.status,
        source=reading.capture.source,
        final_url=reading.capture.final_url,
        language=reading.document.language,
        headings=_headings(reading.document),
    )
    if latest is None or document is None:
        return judge_capture(candidate)
    known = Known(
        text=document.text,
        title=latest.title,
        final_url=latest.final_url,
        language=document.language,
        headings=_headings(document),
        name=latest.policy,
    )
    return judge_capture(candidate, known)


def _headings(document: Document) -> tuple[str, ...]:
    return tuple(part.heading for part in document.sections if part.heading)
