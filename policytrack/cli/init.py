"""`policytrack init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init", epilog="Example: policytrack init policies")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.pass_obj
def command(obj: dict[str, Path], folder: Path) -> None:
    """Make a workspace, here or in DIR.

    Writes a policytrack.toml. Where DIR lies in a git repository that repository is used, and
    nothing else in it is touched; elsewhere, and where that one ignores DIR, a new one is made.
    """
    from policytrack.tracker.start import start_workspace

    root, fresh = start_workspace(obj["folder"] / folder)
    click.echo(f"{'New' if fresh else 'Existing'} workspace in {root}")
    if fresh:
        click.echo("Next: policytrack add https://example.org/privacy")
