"""`policytrack add`."""

from __future__ import annotations

import click

from policytrack.cli.shared import Door, open_workspace


@click.command("add", epilog="Example: policytrack add https://example.org/privacy")
@click.argument("source")
@click.option("--id", "policy", metavar="HOST/NAME", default="", help="Its id; else proposed.")
@click.option("--title", default="", help="Its title; else the document's own.")
@click.option(
    "--language", metavar="CODE", default="", help="Its language, such as en; else found."
)
@click.option("--render", type=click.Choice(["plain", "browser", "auto"]), default="plain",
              help="Whether a browser loads the page.")  # fmt: skip
@click.pass_obj
def command(door: Door, source: str, policy: str, title: str, language: str, render: str) -> None:
    """Track a policy: a URL or a file.

    Reads it once to propose an id and a title, and writes them to policytrack.toml. "-" is
    standard input, read anew at each snapshot.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.start import track
    from policytrack.workspace import TrackedPolicy

    workspace = open_workspace(door)
    wanted = TrackedPolicy(policy, source, title=title, language=language, render=render)
    known = track(workspace, wanted)
    click.echo(f"Tracking {escape_terminal(known.id)}: {escape_terminal(known.title)}")
    click.echo(f"Next: policytrack snapshot {escape_terminal(known.id)}")
