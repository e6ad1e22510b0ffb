"""`policytrack diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytrack.cli.shared import (
    Door,
    find_open_workspace,
    here,
    open_workspace,
    put,
    wants_colour,
)
from policytrack.errors import EXIT_CHANGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.report import Comparison

FORMS = ["terminal", "text", "markdown", "json", "html", "unified"]
EPILOG = """\b
Examples:
  policytrack diff                                   the latest change of every policy
  policytrack diff example.org/privacy --from 2020-01-01 --to 2023-01-01
  policytrack diff draft-1.md draft-2.docx           two files
  policytrack diff example.org/privacy --live        recorded against the source now
"""


@click.command("diff", epilog=EPILOG)
@click.argument("what", metavar="[ID | BEFORE AFTER]", nargs=-1)
@click.option("--from", "start", metavar="DATE|REV", default="", help="The version before.")
@click.option("--to", "end", metavar="DATE|REV", default="", help="The version after.")
@click.option("--live", is_flag=True, help="Against what the source says now.")
@click.option("--section", "sections", metavar="TEXT", multiple=True,
              help="Only sections whose heading or number has TEXT.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Cosmetic and unchanged sections too.")
@click.option("--format", "form", type=click.Choice(FORMS),
              help="terminal (default on one), text, markdown, json, html, unified.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are changes.")
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, what: tuple[str, ...], form: str | None, **choices: Any) -> None:
    """Show what changed, section by section.

    With nothing: the latest change of every policy. With an ID: its latest change, or that
    between two dates (a date means the version in force then) or revisions. With two files of
    any kind that can be loaded: what differs between them.
    """
    import shutil

    from policytrack.report import ReportOptions, render

    door: Door = ctx.obj
    comparisons = _compare(door, what, choices)
    colour = wants_colour() and choices["output"] is None
    options = ReportOptions(
        all_rows=choices["everything"],
        sections=choices["sections"],
        colour=colour,
        timezone=here(),
        width=min(shutil.get_terminal_size().columns, 110),
    )
    text = render(comparisons, form or ("terminal" if colour else "text"), options)
    put(door, text, output=choices["output"])
    if choices["exit_code"] and any(item.change.changed for item in comparisons):
        ctx.exit(EXIT_CHANGED)


def _compare(door: Door, what: tuple[str, ...], choices: Mapping[str, Any]) -> list[Comparison]:
    from policytrack.tracker.look import (
        compare_files,
        compare_latest,
        compare_live,
        compare_versions,
    )

    start, end, live = choices["start"], choices["end"], choices["live"]
    if len(what) > 2:
        raise click.UsageError("Give one ID, or two files.")
    if len(what) == 2:
        if start or end or live:
            raise click.UsageError("--from, --to and --live go with one ID, not with two files.")
        return [compare_files(what[0], what[1], find_open_workspace(door))]
    if not what and (start or end or live):
        raise click.UsageError("--from, --to and --live go with an ID.")
    if live and (start or end):
        raise click.UsageError("--live compares with the version in force: no --from, no --to.")
    workspace = open_workspace(door)
    if live:
        return [compare_live(workspace, what[0])]
    if what:
        return [compare_versions(workspace, what[0], start, end)]
    return compare_latest(workspace)
