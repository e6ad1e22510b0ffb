"""`policytrack snapshot`."""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytrack.cli.shared import Door, fetch_options, open_workspace, put, with_choices
from policytrack.errors import EXIT_FAILURE

if TYPE_CHECKING:
    from policytrack.tracker.job import Job
    from policytrack.tracker.outcomes import Outcome

EPILOG = """\b
Examples:
  policytrack snapshot
  policytrack snapshot --format jsonl --report run.json
  policytrack snapshot example.org/privacy --from draft.md --at 2024-03-01
  curl … | policytrack snapshot example.org/privacy --from - --at 2024-03-01
"""


@click.command("snapshot", epilog=EPILOG)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--at", metavar="DATE", default="", help="When the text was captured; else now.")
@click.option("--from", "source", metavar="SOURCE", default="",
              help="Read this file (or - or URL) in place of the policy's source.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "jsonl", "json"]), default="text",
              help="text (default), jsonl: an object a policy as it comes, or json.")  # fmt: skip
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write what came of the run to FILE, as JSON.")  # fmt: skip
@click.option("--no-notify", is_flag=True, help="Let notices wait for `policytrack notify`.")
@fetch_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    ids: tuple[str, ...],
    at: str,
    source: str,
    form: str,
    report: Path | None,
    no_notify: bool,
    **choices: Any,
) -> None:
    """Read the tracked policies and record what changed.

    One commit for each new text; nothing where nothing changed. One policy's failure does not
    stop the others; the exit code is 3 when any failed, or when a notice could not be sent.
    """  # fmt: skip
    from policytrack.tracker.job import Job, outcome_row
    from policytrack.tracker.memory import return_large_blocks
    from policytrack.tracker.outcomes import TakeOptions
    from policytrack.workspace import parse_moment

    door: Door = ctx.obj
    if source and len(ids) != 1:
        raise click.UsageError("--from goes with exactly one ID.")
    options = TakeOptions(at=parse_moment(at) if at else None, source=source)
    workspace = with_choices(open_workspace(door), **choices)
    job = Job(workspace, ids, options, notify=not no_notify)
    return_large_blocks()
    try:
        with _showing(job, form):
            job.run()
    finally:
        if report is not None:
            put(door, json.dumps(job.report(), indent=2, ensure_ascii=False), output=report)
    if form == "json":
        rows = [outcome_row(outcome) for outcome in job.outcomes]
        put(door, json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "text":
        click.echo("\n".join(_closing(job)))
    if job.failed:
        ctx.exit(EXIT_FAILURE)


def _showing(job: Job, form: str) -> AbstractContextManager[Any]:
    """What is shown while the job runs: a bar on a terminal, a line a policy elsewhere."""
    if form == "text" and sys.stdout.isatty():
        from policytrack.cli.progress import Bar

        return Bar(job, describe)
    job.on_outcome = {"text": _put_line, "jsonl": _put_row}.get(form, job.on_outcome)
    return nullcontext()


def _put_line(outcome: Outcome) -> None:
    click.echo(describe(outcome))


def _put_row(outcome: Outcome) -> None:
    from policytrack.tracker.job import outcome_row

    click.echo(json.dumps(outcome_row(outcome), ensure_ascii=False))


def _closing(job: Job) -> list[str]:
    """The summary of the run."""
    if not job.outcomes:
        return ["Nothing is tracked yet: `policytrack add SOURCE` does that."]
    from policytrack.cli.notify import describe as describe_delivery

    counts = ", ".join(f"{count} {status}" for status, count in job.counts.items())
    policies = "1 policy" if len(job.outcomes) == 1 else f"{len(job.outcomes)} policies"
    lines = [f"{policies} in {job.seconds:.1f} s: {counts}", *describe_delivery(job.delivery)]
    if "held" in job.counts:
        lines.append("`policytrack held` shows what is held; it lets you release or dismiss it")
    if job.stamping and job.stamping.error:
        lines.append(f"not time-stamped, the next run makes up for it: {job.stamping.error}")
    return lines


def describe(outcome: Outcome) -> str:
    """One line on what came of one policy."""
    from policytrack.report import single_line

    detail = outcome.summary or " ".join(outcome.reasons)
    if outcome.error:
        message, hint = outcome.error.message, outcome.error.hint
        detail = f"{message.rstrip('.')}. {hint}" if hint else message
    when = f"{outcome.captured:%Y-%m-%d}" if outcome.captured else " " * 10
    told = (single_line(outcome.policy), single_line(detail))
    return "  ".join([f"{outcome.status:<11}", when, *filter(None, told)])
