"""What a look means for a policy, with what was seen before; pure of git and the network.

The gate judges the text, and its confirmation (`policytrack.gate.confirm`) says when a text that
differs from the one in force counts; here both become a result and the policy's next state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from policytrack.fetch import StatusError, validators
from policytrack.gate import Known, judge_capture
from policytrack.gate.confirm import PATIENCE, Patience, add_look, decide
from policytrack.gate.confirm import Look as Seen
from policytrack.gate.sketch import sketch
from policytrack.tracker.eyes import candidate_of
from policytrack.tracker.state import stamp, without_pending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.gate import Verdict
    from policytrack.model import Document, Snapshot
    from policytrack.tracker.looks import Look
    from policytrack.tracker.reading import Reading
    from policytrack.tracker.state import PolicyState
    from policytrack.workspace import TrackedPolicy, Workspace

Result = Literal[
    "recorded", "unchanged", "unconfirmed", "held", "failed", "absent", "dismissed"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be done about a look, and the policy's state once it is done."""

    look: Look
    result: Result
    state: PolicyState
    reasons: tuple[str, ...] = ()


def patience_for(workspace: Workspace, policy: TrackedPolicy) -> Patience:
    """What policytrack.toml says of looks and times, in the gate's terms."""
    wanted = workspace.patience_with(policy)
    return Patience(
        looks=int(wanted.looks),
        apart=timedelta(hours=wanted.hours),
        held_looks=int(wanted.held_looks),
        held_for=timedelta(days=wanted.held_days),
        gone_looks=int(wanted.gone_looks),
        gone_for=timedelta(days=wanted.gone_days),
    )


def find_failure(look: Look, state: PolicyState, patience: Patience = PATIENCE) -> Finding:
    """A source that gave nothing usable: the text in force stays.

    Only definite answers that there is no such page, again and again, make it absent.
    """
    error = look.error
    seen = state.looks
    if isinstance(error, StatusError) and error.absent:
        seen = add_look(seen, Seen(look.at, "failed", codes=("status",)))
    decision = decide(seen, "", patience)
    absent = seen != state.looks and decision.action == "absent"
    result: Result = "absent" if absent else "failed"
    after = replace(
        state,
        checked=stamp(look.at),
        result=result,
        failures=state.failures + 1,
        failing_since=state.failing_since or stamp(look.at),
        failure=error.message if error else "",
        absent_since=stamp(decision.since) if absent and decision.since else state.absent_since,
        looks=seen,
    )
    return Finding(look, result, after, (error.message,) if error else ())


def find_unchanged(look: Look, state: PolicyState) -> Finding:
    """The text in force is still there; whatever else was seen meanwhile is past."""
    after = replace(without_pending(_answered(look, state)), last_seen=stamp(look.at))
    if look.reading is not None:
        after = replace(after, sketch=sketch(look.reading.document.text))
    return Finding(look, "unchanged", replace(after, result="unchanged"))


def find_recorded(look: Look, state: PolicyState, reasons: tuple[str, ...] = ()) -> Finding:
    """The look's text is in force from now on."""
    after = find_unchanged(look, state).state
    return Finding(look, "recorded", replace(after, result="recorded"), reasons)


def find_change(
    look: Look,
    state: PolicyState,
    verdict: Verdict,
    marks: tuple[str, str],
    patience: Patience = PATIENCE,
) -> Finding:
    """Another text than the one in force. `marks`: of the text seen, of that in force ("")."""
    mark, in_force = marks
    seen = add_look(state.looks, Seen(look.at, verdict.outcome, mark, verdict.codes))
    decision = decide(seen, in_force, patience, state.dismissed)
    reasons = tuple(reason.sentence for reason in verdict.reasons)
    if decision.action == "record":
        return find_recorded(look, state, reasons)
    if mark in state.dismissed:
        reasons = ("A person said that this is not the policy.",)
    result: Result = {"look_again": "unconfirmed", "absent": "absent"}.get(decision.action, "held")  # type: ignore[assignment]
    again = mark == state.pending_text
    after = replace(
        _answered(look, state),
        result=result,
        looks=seen,
        pending_text=mark,
        pending_since=stamp(decision.since or look.at),
        pending_reasons=reasons,
        pending_capture=state.pending_capture if again else "",
        absent_since=stamp(decision.since) if result == "absent" and decision.since else "",
    )
    return Finding(look, result, after, reasons)


def _answered(look: Look, state: PolicyState) -> PolicyState:
    full = look.capture is not None
    return replace(
        state,
        checked=stamp(look.at),
        failures=0,
        failing_since="",
        failure="",
        validators=validators(look.capture) if look.capture else state.validators,
        conditional_looks=0 if full else state.conditional_looks + 1,
    )


def judge(
    reading: Reading,
    latest: Snapshot | None,
    document: Document | None,
    others: Iterable[Known] = (),
) -> Verdict:
    """The gate's verdict on a reading beside the text in force, and beside other policies'."""
    if latest is None or document is None:
        return judge_capture(candidate_of(reading))
    known = Known(
        text=document.text,
        title=latest.title,
        final_url=latest.final_url,
        language=document.language,
        headings=tuple(part.heading for part in document.sections if part.heading),
        name=latest.policy,
    )
    return judge_capture(candidate_of(reading), known, others)
