"""`policytrack log`."""

from __future__ import annotations

import json

import click

from policytrack.cli.shared import Door, open_workspace, put


@click.command("log", epilog="Example: policytrack log example.org/privacy --section cookies")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True,
              help="Folded events too: flapping, markup only, …")  # fmt: skip
@click.option("--section", metavar="TEXT", default="",
              help="One section's life, through all its names; TEXT as in show.")  # fmt: skip
@click.option("--all-policies", is_flag=True, help="Every policy (the default without an ID).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(
    door: Door, ids: tuple[str, ...], everything: bool, section: str, all_policies: bool, form: str
) -> None:
    """Show what happened to the policies, newest first.

    Recorded versions are folded into changes: what went away and came back, what changed in
    markup alone and the like are left out unless --all is given. For each: when it was observed
    (last seen unchanged … first seen changed), when the text says that it was updated and from
    when it is in force, and what changed.
    """
    from policytrack.report.eventlog import render_events
    from policytrack.tracker.history import folded_histories, newest_first

    if all_policies and (ids or section):
        raise click.UsageError("--all-policies goes with neither an ID nor --section.")
    if section and len(ids) != 1:
        raise click.UsageError("--section goes with one ID.")
    workspace = open_workspace(door)
    if section:
        from policytrack.tracker.lineage import section_events

        rows = [json.dumps(event) for event in section_events(workspace, ids[0], section)]
        hidden: list[str] = []
    else:
        histories = folded_histories(workspace, ids)
        rows = newest_first(histories, everything=everything)
        hidden = []
        if form == "text" and not everything:
            shown = set(rows)
            hidden = [row for row in newest_first(histories, everything=True) if row not in shown]
    if form == "json":
        put(door, "[" + ",\n ".join(rows) + "]")
        return
    events = [json.loads(row) for row in rows]
    text = render_events(events, folded=map(json.loads, hidden), of_sections=bool(section))
    put(door, text or "Nothing is recorded yet: `policytrack snapshot` does that.")
