"""`policytrack pull`."""

from __future__ import annotations

import click

from policytrack.cli.shared import Door, open_workspace


@click.command("pull", epilog="Example: policytrack pull origin")
@click.argument("remote", default="origin")
@click.pass_obj
def command(door: Door, remote: str) -> None:
    """Take over what other machines recorded.

    Texts and evidence. What both recorded is kept once, what only one did goes on top.
    """
    from policytrack.tracker.sharing import pull

    click.echo(pull(open_workspace(door), remote))
