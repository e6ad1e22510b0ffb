"""`policytrack schedule`."""

from __future__ import annotations

import click

from policytrack.cli.shared import Door, open_workspace

THEN = {
    "systemd": "systemctl --user daemon-reload && systemctl --user enable --now policytrack.timer",
    "launchd": "launchctl load ~/Library/LaunchAgents/local.policytrack.plist",
    "github": "commit the workflow and push it",
}


@click.command("schedule", epilog="Example: policytrack schedule systemd --install")
@click.argument("kind", type=click.Choice(["cron", "systemd", "launchd", "github", "gitlab"]))
@click.option("--install", "put", is_flag=True, help="Write it to where it belongs.")
@click.option("--share", is_flag=True, help="Pull before and push after (github and gitlab do).")
@click.pass_obj
def command(door: Door, kind: str, put: bool, share: bool) -> None:
    """Write the unit or workflow that takes snapshots by itself."""
    from policytrack.tracker.scheduling import install, render_units

    units = render_units(open_workspace(door), kind, share=share)
    if not put:
        for unit in units:
            click.echo(f"# {unit.path}" if len(units) > 1 else "", nl=len(units) > 1)
            click.echo(unit.text)
        return
    for path in install(units):
        click.echo(f"{path} written")
    click.echo(f"Next: {THEN[kind]}")
