"""`policytrack notify`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, open_workspace, put
from policytrack.errors import EXIT_FAILURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.tracker.notifying import Delivery


@click.command("notify", epilog="Example: policytrack notify --list")
@click.option("--list", "listing", is_flag=True, help="List what waits; send nothing.")
@click.option("--test", "testing", is_flag=True, help="Send a test message to every address.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, listing: bool, testing: bool, form: str) -> None:
    """Send the notices that wait.

    `policytrack snapshot` does so at its end; what an address does not take waits for the next
    time. The exit code is 3 when anything could not be sent.
    """
    from policytrack.errors import WorkspaceError
    from policytrack.tracker.notifying import deliver, list_waiting, send_test

    door: Door = ctx.obj
    workspace = open_workspace(door)
    if listing:
        rows = [{"id": one.id, **one.about} for one in list_waiting(workspace)]
        put(door, json.dumps(rows, indent=2) if form == "json" else _listed(rows))
        return
    if not workspace.notices.targets:
        msg = "policytrack.toml says nobody to notify"
        raise WorkspaceError(msg, hint='Add urls = ["mailto://…"] under [notify].')
    if testing:
        errors = send_test(workspace)
        sent = len(workspace.notices.targets) - len(errors)
        lines = [f"{_count(sent, 'test message')} sent", *errors]
    else:
        delivery = deliver(workspace)
        errors, lines = delivery.errors, list(describe(delivery))
    if form == "json":
        put(door, json.dumps({"said": lines, "errors": errors}, indent=2, ensure_ascii=False))
    else:
        put(door, "\n".join(lines) or "Nothing waits.")
    if errors:
        ctx.exit(EXIT_FAILURE)


def _listed(rows: list[dict[str, object]]) -> str:
    from policytrack.report import single_line

    lines = [f"{one['id']}  {one['at']}  {one['event']}  {one['of']}" for one in rows]
    return "\n".join(map(single_line, lines)) or "Nothing waits."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def describe(delivery: Delivery | None) -> Iterator[str]:
    """What came of a delivery, a line a fact."""
    from policytrack.report import single_line

    if delivery is None:
        return
    if delivery.told:
        yield f"{_count(len(delivery.told), 'notice')} sent"
    if delivery.dropped:
        yield f"{_count(len(delivery.dropped), 'notice')} left out: no change came of it"
    if delivery.waiting:
        yield f"{_count(delivery.waiting, 'notice')} waiting: `policytrack notify` tries again"
    yield from (single_line(f"not sent: {error}") for error in delivery.errors)
