"""`policytrack status`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, local, open_workspace, put, tell_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.tracker.look import Standing
    from policytrack.tracker.state import PolicyState


@click.command("status", epilog="Example: policytrack status")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(door: Door, ids: tuple[str, ...], form: str) -> None:
    """Show what is tracked and how it stands."""
    from policytrack.tracker.look import count_untracked, standings

    workspace = open_workspace(door)
    found = standings(workspace, ids)
    if form == "json":
        rows = [
            {
                "policy": row.policy.id,
                "title": row.policy.title,
                "source": row.policy.source,
                "versions": row.versions,
                "captured": row.latest.captured.isoformat() if row.latest else None,
                "last_checked": row.state.checked or None,
                "last_result": row.state.result or None,
                "last_seen": row.state.last_seen or None,
                "failing_since": row.state.failing_since or None,
                "failure": row.state.failure or None,
                "reasons": row.state.pending_reasons,
            }
            for row in found
        ]
        put(door, json.dumps(rows, indent=2, ensure_ascii=False))
        return
    lines = [line for row in found for line in _describe(row)]
    if not lines:
        lines = ["Nothing is tracked yet: `policytrack add SOURCE` does that."]
    if not ids and (others := count_untracked(workspace)):
        noun = "policy" if others == 1 else "policies"
        lines.append(f"Recorded and not tracked: {others} {noun} (`policytrack log` tells of them)")
    put(door, "\n".join(lines))


def _details(state: PolicyState) -> Iterator[str]:
    from policytrack.tracker.state import parse_stamp

    if state.absent_since:
        seen, gone = (parse_stamp(one) for one in (state.last_seen, state.absent_since))
        until = f"present until {local(seen)}, " if seen else ""
        yield f"{until}absent since {local(gone)}"
    yield from filter(None, [state.failure, *state.pending_reasons])


def _describe(row: Standing) -> list[str]:
    from policytrack.report import single_line
    from policytrack.tracker.state import parse_stamp

    since = f"since {local(row.latest.captured)}" if row.latest else "not recorded yet"
    count = f"{row.versions} version{'' if row.versions == 1 else 's'}"
    state = row.state
    checked = "not checked yet"
    if state.checked:
        checked = f"checked {local(parse_stamp(state.checked))}: {state.result}"
    if state.failures > 1:
        times = tell_times(state.failures)
        checked += f", {times} in a row since {local(parse_stamp(state.failing_since))}"
    lines = [f"{since}, {count}; {checked}", *_details(state)]
    head = single_line(f"{row.policy.id}  {row.policy.title}")
    return [head, *(f"    {single_line(line)}" for line in lines)]
