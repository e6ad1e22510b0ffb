"""`policytrack export`."""

from __future__ import annotations

import io
from pathlib import Path

import click

from policytrack.cli.shared import Door, open_workspace, put

EPILOG = """\b
Examples:
  policytrack export changes --format csv -o changes.csv
  policytrack export bundle -o policies.bundle
"""


@click.command("export", epilog=EPILOG)
@click.argument(
    "what", type=click.Choice(["policies", "versions", "changes", "sections", "bundle", "warc"])
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl",
              help="jsonl (default), csv or parquet.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", default=None,
              type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")  # fmt: skip
@click.option("--all", "everything", is_flag=True,
              help="Changes that are folded away too.")  # fmt: skip
@click.pass_obj
def command(
    door: Door, what: str, ids: tuple[str, ...], form: str, output: Path | None, everything: bool
) -> None:
    """Write what is recorded, for other programs.

    The policies, their versions, their changes, the sections that each change touches, as JSON
    lines, CSV or Parquet; or everything as a git bundle, or the captures as a WARC: `policytrack
    import` reads both.
    """
    from policytrack.tracker import exporting, tables

    workspace = open_workspace(door)
    if output is None and (what in {"bundle", "warc"} or form == "parquet"):
        raise click.UsageError("Name the file with -o.")
    if output is not None and what == "bundle":
        if ids:
            raise click.UsageError("A bundle holds all policies: give no ID.")
        exporting.save_bundle(workspace, output)
        return
    if output is not None and what == "warc":
        from policytrack.tracker.webarchive import save_warc

        click.echo(f"{save_warc(workspace, output, ids):,} captures written to {output}")
        return
    rows = exporting.export_rows(workspace, what, ids, everything=everything)
    columns = exporting.COLUMNS[what]
    if output is not None and form == "parquet":
        tables.save_parquet(rows, columns, output)
        return
    text = io.StringIO()
    if form == "csv":
        tables.write_csv(rows, columns, text)
    else:
        tables.write_jsonl(rows, text)
    put(door, text.getvalue(), output=output)
