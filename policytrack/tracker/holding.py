"""Held texts: listed, released into the history, or dismissed as not the policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.store import Store
from policytrack.tracker.eyes import Errand
from policytrack.tracker.findings import Finding, find_recorded
from policytrack.tracker.looks import Look
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.reading import read_capture
from policytrack.tracker.state import load_states, parse_stamp, without_pending
from policytrack.tracker.take import start_run
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.tracker.outcomes import Outcome
    from policytrack.tracker.reading import Reading
    from policytrack.tracker.state import PolicyState
    from policytrack.tracker.take import Run
    from policytrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """A policy whose source shows a text that is not recorded."""

    policy: str
    state: PolicyState


def list_held(workspace: Workspace, ids: Iterable[str] = ()) -> list[Held]:
    """The policies (all, or those asked for) that have a text held or unconfirmed."""
    store = Store.open(workspace.root)
    chosen = match_policies(workspace.policies, ids)
    states = load_states(store, chosen, store.clock().date())
    return [
        Held(policy, states[policy])
        for policy in chosen
        if policy in states and states[policy].pending_text
    ]


def held_reading(workspace: Workspace, policy: str) -> Reading:
    """The held text of a policy, read from its kept capture."""
    (policy,) = match_policies(workspace.policies, [policy])
    run = start_run(workspace, [policy], TakeOptions())
    return _reading(run, policy)


def release(workspace: Workspace, policy: str, options: TakeOptions | None = None) -> Outcome:
    """Record the held text: a person says that it is the policy."""
    (policy,) = match_policies(workspace.policies, [policy])
    run = start_run(workspace, [policy], options or TakeOptions())
    look = _look(run, policy, _reading(run, policy))
    finding = replace(find_recorded(look, run.state(policy)), reasons=("Released by a person.",))
    return next(run.settle([finding]))


def dismiss(workspace: Workspace, policy: str, options: TakeOptions | None = None) -> Outcome:
    """Never record the held text: a person says that it is not the policy."""
    (policy,) = match_policies(workspace.policies, [policy])
    run = start_run(workspace, [policy], options or TakeOptions())
    state = run.state(policy)
    look = _look(run, policy, _reading(run, policy))
    after = replace(
        without_pending(state),
        dismissed=(*state.dismissed, state.pending_text),
        result="dismissed",
    )
    return next(run.settle([Finding(look, "dismissed", after, ("Dismissed by a person.",))]))


def _reading(run: Run, policy: str) -> Reading:
    state = run.state(policy)
    kept = run.store.find_capture(policy, state.pending_capture) if state.pending_capture else None
    if kept is None:
        msg = f"{policy}: no text is held"
        raise WorkspaceError(msg, hint="`policytrack held` lists what is.")
    return read_capture(run.store.read_capture(kept), run.workspace.policies[policy])


def _look(run: Run, policy: str, reading: Reading | None) -> Look:
    errand = Errand(
        run.workspace.policies[policy], run.workspace.locate(run.workspace.policies[policy])
    )
    at = parse_stamp(run.state(policy).pending_since) or run.options.now()
    return Look(errand, at, reading)
