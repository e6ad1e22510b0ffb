"""`policytrack doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from policytrack.cli.shared import Door, open_workspace, put


@click.command("doctor", epilog="Example: policytrack doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(door: Door, form: str) -> None:
    """Say what should be looked after.

    Sources that fail, change always, redirect or are not confirmed for long; held texts; locks,
    clocks and missing extras.
    """
    from policytrack.report import single_line
    from policytrack.tracker.doctor import examine

    found = examine(open_workspace(door))
    if form == "json":
        put(door, json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
        return
    lines = []
    for one in found:
        lines.append(single_line(f"{one.where or 'workspace'}: {one.what}"))
        lines.append(f"    {single_line(one.way_out)}")
    put(door, "\n".join(lines) or "Nothing needs looking after.")
