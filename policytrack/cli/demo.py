"""`policytrack demo`."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from policytrack.cli.shared import Door, here, put, wants_colour


@click.command("demo", epilog="Example: policytrack demo /tmp/look-around")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path),
                default=Path("policytrack-demo"))  # fmt: skip
@click.pass_obj
def command(door: Door, folder: Path) -> None:
    """Make a workspace from the embedded sample and look around.

    Two policies of firms that do not exist, with their versions over the years, are tracked
    and recorded in DIR as any file would be. Then their latest changes are shown.
    """
    from policytrack.cli.snapshot import describe
    from policytrack.report import ReportOptions, render
    from policytrack.tracker.look import compare_latest
    from policytrack.tracker.sample import make_sample
    from policytrack.workspace import load_workspace

    root = door["folder"] / folder
    for outcome in make_sample(root):
        click.echo(describe(outcome))
    colour = wants_colour()
    comparisons = compare_latest(load_workspace(root))
    shown = render(
        comparisons, "terminal" if colour else "text", ReportOptions(colour=colour, timezone=here())
    )
    program = "policytrack" if shutil.which("policytrack") else shlex.quote(sys.argv[0])
    call = f"{program} -C {shlex.quote(str(folder))}"
    put(
        Door(folder=root, pager=False),
        f"\n{shown}\nLook further:\n"
        f"  {call} log privacy-policy\n"
        f"  {call} diff privacy-policy --from 2018-06-01 --to 2025-01-01\n"
        f"  {call} notes\n"
        f"  git -C {shlex.quote(str(folder))} log -p snapshots/\n",
    )
