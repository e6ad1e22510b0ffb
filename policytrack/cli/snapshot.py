"""`policytrack snapshot`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, open_workspace, put
from policytrack.errors import EXIT_FAILURE

if TYPE_CHECKING:
    from policytrack.tracker.take import Outcome

EPILOG = """\b
Examples:
  policytrack snapshot
  policytrack snapshot example.org/privacy --from draft.md --at 2024-03-01
  curl … | policytrack snapshot example.org/privacy --from - --at 2024-03-01
"""


@click.command("snapshot", epilog=EPILOG)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--at", metavar="DATE", default="", help="When the text was captured; else now.")
@click.option("--from", "source", metavar="SOURCE", default="",
              help="Read this file (or - or URL) in place of the policy's source.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, ids: tuple[str, ...], at: str, source: str, form: str) -> None:
    """Read the tracked policies and record what changed.

    One commit for each new text; nothing where nothing changed. One policy's failure does not
    stop the others; the exit code is 3 when any failed.
    """
    from policytrack.tracker.take import TakeOptions, take_snapshots
    from policytrack.workspace import parse_moment

    door: Door = ctx.obj
    if source and len(ids) != 1:
        raise click.UsageError("--from goes with exactly one ID.")
    options = TakeOptions(at=parse_moment(at) if at else None, source=source)
    outcomes = []
    for outcome in take_snapshots(open_workspace(door), ids, options):
        outcomes.append(outcome)
        if form == "text":
            click.echo(describe(outcome))
    if form == "json":
        put(door, json.dumps([_row(outcome) for outcome in outcomes], indent=2, ensure_ascii=False))
    elif not outcomes:
        click.echo("Nothing is tracked yet: `policytrack add SOURCE` does that.")
    if any(outcome.error for outcome in outcomes):
        ctx.exit(EXIT_FAILURE)


def describe(outcome: Outcome) -> str:
    """One line on what came of one policy."""
    from policytrack.report import single_line

    detail = outcome.summary or " ".join(outcome.reasons)
    if outcome.error:
        detail = " ".join(filter(None, [outcome.error.message, outcome.error.hint]))
    when = f"{outcome.captured:%Y-%m-%d}" if outcome.captured else " " * 10
    return single_line(f"{outcome.status:<11}  {when}  {outcome.policy}  {detail}")


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "policy": outcome.policy,
        "status": outcome.status,
        "captured": outcome.captured.isoformat() if outcome.captured else None,
        "revision": outcome.snapshot.revision if outcome.snapshot else None,
        "summary": outcome.summary,
        "reasons": outcome.reasons,
        "error": outcome.error.message if outcome.error else None,
        "hint": outcome.error.hint if outcome.error else None,
    }
