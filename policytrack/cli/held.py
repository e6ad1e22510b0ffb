"""`policytrack held`."""

from __future__ import annotations

import json

import click

from policytrack.cli.shared import Door, local, open_workspace, put, tell_times

EPILOG = """\b
Examples:
  policytrack held                             what is held, and why
  policytrack held example.org/privacy         the held text
  policytrack held example.org/privacy --release
"""


@click.command("held", epilog=EPILOG)
@click.argument("policy", metavar="[ID]", default="")
@click.option("--release", "action", flag_value="release", help="Record it: it is the policy.")
@click.option("--dismiss", "action", flag_value="dismiss", help="Never record it: it is not.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(door: Door, policy: str, action: str | None, form: str) -> None:
    """List held texts, and release or dismiss one.

    A text is held where the gate doubts that it is the policy: a bot or login wall, an error
    page, a text shrunk to a fraction. It is kept, and recorded by itself where it persists.
    """
    from policytrack.cli.snapshot import describe
    from policytrack.report import escape_terminal
    from policytrack.tracker.holding import dismiss, held_reading, release

    workspace = open_workspace(door)
    if action and not policy:
        raise click.UsageError("--release and --dismiss go with an ID.")
    if action:
        outcome = (release if action == "release" else dismiss)(workspace, policy)
        click.echo(describe(outcome))
    elif policy:
        put(door, escape_terminal(held_reading(workspace, policy).document.text))
    else:
        _list(door, form)


def _list(door: Door, form: str) -> None:
    from policytrack.report import single_line
    from policytrack.tracker.holding import list_held
    from policytrack.tracker.state import parse_stamp

    found = list_held(open_workspace(door))
    if form == "json":
        rows = [{"policy": held.policy, **held.state.to_row()} for held in found]
        put(door, json.dumps(rows, indent=2, ensure_ascii=False))
        return
    lines = [
        single_line(
            f"{held.policy}  since {local(parse_stamp(held.state.pending_since))},"
            f" seen {tell_times(len(held.state.looks))}. {' '.join(held.state.pending_reasons)}"
        )
        for held in found
    ]
    put(door, "\n".join(lines) or "Nothing is held.")
