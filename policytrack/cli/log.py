"""`policytrack log`."""

from __future__ import annotations

import json

import click

from policytrack.cli.shared import Door, local, open_workspace, put


@click.command("log", epilog="Example: policytrack log example.org/privacy")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.pass_obj
def command(door: Door, ids: tuple[str, ...], form: str) -> None:
    """Show the recorded versions, newest first.

    For each: its revision, when it was captured, what changed.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.look import history

    versions = history(open_workspace(door), ids)
    if form == "json":
        rows = [
            {
                "policy": version.policy,
                "revision": version.revision,
                "captured": version.captured.isoformat(),
                "last_seen": version.last_seen.isoformat() if version.last_seen else None,
                "subject": version.subject,
                "source": version.source,
                "text_sha256": version.text_sha256,
                "reextraction": version.reextraction,
            }
            for version in versions
        ]
        put(door, json.dumps(rows, indent=2, ensure_ascii=False))
        return
    lines = [
        f"{version.revision[:10]}  {local(version.captured)}  {escape_terminal(version.subject)}"
        for version in versions
    ]
    put(door, "\n".join(lines) or "Nothing is recorded yet: `policytrack snapshot` does that.")
