"""`policytrack timeline`."""

from __future__ import annotations

from pathlib import Path

import click

from policytrack.cli.shared import Door, open_workspace, put


@click.command("timeline", epilog="Example: policytrack timeline example.org/privacy -o lives.svg")
@click.argument("policy", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "svg"]),
              help="text (default) or svg (default for a FILE of that name).")  # fmt: skip
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.pass_obj
def command(door: Door, policy: str, form: str | None, output: Path | None) -> None:
    """Draw the lives of a policy's sections.

    Each section is a line by time, with its birth and end, splits, merges and moves, and the
    weight of each change.
    """
    import shutil

    from policytrack.report.timeline import render_timeline, render_timeline_svg
    from policytrack.tracker.lineage import timeline

    lives = timeline(open_workspace(door), policy)
    if form == "svg" or (form is None and output and output.suffix == ".svg"):
        put(door, render_timeline_svg(lives), output=output)
    else:
        width = min(shutil.get_terminal_size().columns, 160)
        put(door, render_timeline(lives, width), output=output)
