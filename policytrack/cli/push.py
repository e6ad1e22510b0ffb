"""`policytrack push`."""

from __future__ import annotations

import click

from policytrack.cli.shared import Door, open_workspace


@click.command("push", epilog="Example: policytrack push origin")
@click.argument("remote", default="origin")
@click.pass_obj
def command(door: Door, remote: str) -> None:
    """Give what is recorded here to a remote.

    Texts and evidence; what others gave meanwhile is taken over first, and nothing is lost.
    """
    from policytrack.tracker.sharing import push

    click.echo(push(open_workspace(door), remote))
