"""`policytrack check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policytrack.errors import EXIT_CHANGED, WorkspaceError

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.cli.shared import Door
    from policytrack.workspace import Workspace

EPILOG = """\b
Examples:
  policytrack check                             all policies read from files here
  policytrack check legal/privacy.md            one file, against git's HEAD
  policytrack check --against origin/main legal/*.md --format github
  policytrack check --skip repeated-heading --skip note terms.md

\b
Rules: date, impossible-date, note, dangling-reference, skipped-number, repeated-heading.
"""


@click.command("check", epilog=EPILOG)
@click.argument("what", metavar="[FILE | ID]...", nargs=-1)
@click.option("--against", metavar="REV", default="", help="Compare with this git revision.")
@click.option("--skip", metavar="RULE", multiple=True, help="Leave a rule out, by its name.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
              help="text, json, or github (annotations).")  # fmt: skip
@click.option("--today", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="Check dates as if it were that day.")  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    what: tuple[str, ...],
    against: str,
    skip: tuple[str, ...],
    form: str,
    today: datetime | None,
) -> None:
    """Check policies before they go out, for CI and pre-commit.

    Fails with 1 when words changed without a new date or without a change note, when a reference
    leads nowhere, a number is skipped, a heading repeated, or a date cannot be right. A tracked
    file is held against its recorded version, any other against git's HEAD.
    """
    from datetime import UTC, datetime

    from policytrack.report.check import render_check
    from policytrack.tracker.checking import CheckOptions, check_policies

    door: Door = ctx.obj
    day = (today or datetime.now(UTC)).date()
    options = CheckOptions(day=day, against=against, skip=frozenset(skip))
    checked, problems = check_policies(_find(door), what, options)
    click.echo(render_check(problems, checked, form), nl=False)
    if problems:
        ctx.exit(EXIT_CHANGED)


def _find(door: Door) -> Workspace | None:
    """The workspace here; None where there is none, since files can be checked anywhere."""
    from policytrack.workspace import CONFIG_NAME, find_workspace

    folder = door["folder"].absolute()
    if not any((above / CONFIG_NAME).is_file() for above in (folder, *folder.parents)):
        if not folder.is_dir():
            raise WorkspaceError(f"{folder} is not a folder", hint="Name another with -C DIR.")
        return None
    return find_workspace(folder)
