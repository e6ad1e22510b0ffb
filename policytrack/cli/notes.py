"""`policytrack notes`."""

from __future__ import annotations

import click

from policytrack.cli.shared import Door, open_workspace, put


@click.command("notes", epilog="Example: policytrack notes --since 2024-01-01 --write")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--since", metavar="DATE", default="", help="Only changes captured since then.")
@click.option("--write", is_flag=True, help="Put them into the workspace's CHANGELOG.md.")
@click.pass_obj
def command(door: Door, ids: tuple[str, ...], since: str, write: bool) -> None:
    """Write change notes in Markdown.

    One entry a change, by policy and date.

    With --write they go into CHANGELOG.md; what a person wrote there stays as it is.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.notes import change_notes, save_notes

    workspace = open_workspace(door)
    if not write:
        put(door, escape_terminal(change_notes(workspace, ids, since)))
        return
    path, changed = save_notes(workspace, ids, since)
    click.echo(f"{path} {'written' if changed else 'says so already'}")
