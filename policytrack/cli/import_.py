"""`policytrack import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytrack.cli.shared import Door, open_workspace
from policytrack.errors import EXIT_FAILURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.tracker.importing import Progress, Report

EPILOG = """\b
Examples:
  policytrack import https://github.com/OpenTermsArchive/demo-versions
  policytrack import site-policy/ --as git --path 'Policies/*.md'
  policytrack import https://example.org/privacy --as wayback
  policytrack import dated-files/ --dry-run
"""
FORMS = ["ota", "corpus", "git", "policytrack", "files", "warc", "wayback"]
SHOWN = 20  # refused versions that are told one by one


@click.command("import", epilog=EPILOG)
@click.argument("source")
@click.option("--as", "form", type=click.Choice(FORMS), default=None,
              help="What SOURCE is; else recognised.")  # fmt: skip
@click.option("--path", "patterns", metavar="PATTERN", multiple=True,
              help="Only files whose path fits; may be given again.")  # fmt: skip
@click.option("--prefix", metavar="TEXT", default="",
              help="Put TEXT before the ids, to keep them apart.")  # fmt: skip
@click.option("--declarations", metavar="PATH", default=None,
              type=click.Path(exists=True, path_type=Path),
              help="Open Terms Archive declarations: where texts came from.")  # fmt: skip
@click.option("--server", metavar="URL", default="",
              help="Another server that answers as the Wayback Machine.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be recorded.")
@click.pass_context
def command(ctx: click.Context, /, source: str, form: str | None, **wanted: Any) -> None:
    """Take over an archive's versions, with their dates.

    SOURCE is a git repository (URL, folder or bundle), a folder of dated files, or a web
    archive. What is recorded already is left alone, so an import may be repeated or taken up
    again. The exit code is 3 when some versions could not be taken.
    """
    from policytrack.tracker.importing import ImportOptions, import_archive

    door: Door = ctx.obj
    options = ImportOptions(form=form or "", **wanted)
    report = _watched(import_archive(open_workspace(door), source, options))
    for line in render_report(report, dry_run=options.dry_run):
        click.echo(line)
    if report.refused:
        ctx.exit(EXIT_FAILURE)


def _watched(steps: Iterator[Progress]) -> Report:
    """Run to the end, showing how far it is on a terminal."""
    report: Report | None = None
    for step in steps:
        if sys.stderr.isatty():
            click.echo(f"\r{step.done:,} of {step.total:,} versions", err=True, nl=False)
        report = step.report or report
    if sys.stderr.isatty():
        click.echo(err=True)
    if report is None:
        raise AssertionError("an import ends with its report")
    return report


def render_report(report: Report, *, dry_run: bool = False) -> Iterator[str]:
    """The report as lines of text."""
    from policytrack.report import single_line

    verb = "would be recorded" if dry_run else "recorded"
    counts = [
        f"{report.recorded:,} versions {verb}",
        f"{report.known:,} settled before" if report.known else "",
        f"{report.unchanged:,} with the text before" if report.unchanged else "",
        f"{len(report.refused):,} left out" if report.refused else "",
    ]
    told = ", ".join(filter(None, counts))
    yield single_line(f"{report.archive} ({report.form}): {report.policies:,} policies, {told}")
    for remark in report.remarks:
        yield single_line(f"remark: {remark}")
    for one in report.refused[:SHOWN]:
        when = f" of {one.when:%Y-%m-%d}" if one.when else ""
        yield single_line(f"left out: {one.where}{when}: {one.reason}")
    if len(report.refused) > SHOWN:
        yield f"left out: {len(report.refused) - SHOWN:,} more"
