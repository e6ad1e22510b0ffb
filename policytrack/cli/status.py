"""`policytrack status`."""

from __future__ import annotations

import json

import click

from policytrack.cli.shared import Door, local, open_workspace, put


@click.command("status", epilog="Example: policytrack status")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(door: Door, ids: tuple[str, ...], form: str) -> None:
    """Show what is tracked and how it stands."""
    from policytrack.report import single_line
    from policytrack.tracker.look import standings

    found = standings(open_workspace(door), ids)
    if form == "json":
        rows = [
            {
                "policy": row.policy.id,
                "title": row.policy.title,
                "source": row.policy.source,
                "versions": row.versions,
                "captured": row.latest.captured.isoformat() if row.latest else None,
                "last_checked": row.checked.isoformat() if row.checked else None,
                "last_result": row.result,
            }
            for row in found
        ]
        put(door, json.dumps(rows, indent=2, ensure_ascii=False))
        return
    lines = []
    for row in found:
        since = f"since {local(row.latest.captured)}" if row.latest else "not recorded yet"
        count = f"{row.versions} version{'' if row.versions == 1 else 's'}"
        checked = (
            f"checked {local(row.checked)}: {row.result}" if row.checked else "not checked yet"
        )
        lines += [single_line(f"{row.policy.id}  {row.policy.title}"),
                  single_line(f"    {since}, {count}; {checked}")]  # fmt: skip
    put(door, "\n".join(lines) or "Nothing is tracked yet: `policytrack add SOURCE` does that.")
