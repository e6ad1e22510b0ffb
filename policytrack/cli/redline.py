"""`policytrack redline`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, find_open_workspace, open_workspace

if TYPE_CHECKING:
    from policytrack.report import Comparison

EPILOG = """\b
Examples:
  policytrack redline draft-1.docx draft-2.md -o redline.docx
  policytrack redline example.org/privacy --from 2020-01-01 -o redline.html
"""
SUFFIXES = {".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


@click.command("redline", epilog=EPILOG)
@click.argument("what", metavar="ID | BEFORE AFTER", nargs=-1, required=True)
@click.option("--from", "start", metavar="DATE|REV", default="", help="The version before.")
@click.option("--to", "end", metavar="DATE|REV", default="", help="The version after.")
@click.option("-o", "output", metavar="FILE", required=True,
              type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE: .html, .docx or .pdf.")  # fmt: skip
@click.pass_obj
def command(door: Door, what: tuple[str, ...], start: str, end: str, output: Path) -> None:
    """Write the whole text with its changes marked: HTML, DOCX, PDF.

    Two files, or a policy's latest change or that between two dates. The changes of a DOCX are
    tracked ones, which a word processor takes or refuses. A PDF takes an installed Chromium.
    """
    from datetime import UTC, datetime

    from policytrack.errors import PolicytrackError
    from policytrack.tracker.redlining import make_redline

    form = SUFFIXES.get(output.suffix.lower())
    if form is None:
        raise click.UsageError(f"{output} ends in none of {', '.join(SUFFIXES)}.")
    made = make_redline(_compare(door, what, start, end), form, datetime.now(UTC))
    try:
        output.write_bytes(made)
    except OSError as error:
        msg = f"{output} cannot be written: {error.strerror}"
        raise PolicytrackError(msg, hint="Choose another file with -o.") from error
    click.echo(f"{output} written")


def _compare(door: Door, what: tuple[str, ...], start: str, end: str) -> Comparison:
    from policytrack.tracker.look import compare_files, compare_versions

    if len(what) > 2:
        raise click.UsageError("Give one ID, or two files.")
    if len(what) == 1:
        return compare_versions(open_workspace(door), what[0], start, end)
    if start or end:
        raise click.UsageError("--from and --to go with one ID, not with two files.")
    before, after = what
    return compare_files(before, after, find_open_workspace(door))
