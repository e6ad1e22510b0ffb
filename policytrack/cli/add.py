"""`policytrack add`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policytrack.cli.shared import Door, fetch_options, open_workspace, with_choices


@click.command("add", epilog="Example: policytrack add https://example.org/privacy")
@click.argument("source", default="")
@click.option("--id", "policy", metavar="HOST/NAME", default="", help="Its id; else proposed.")
@click.option("--title", default="", help="Its title; else the document's own.")
@click.option(
    "--language", metavar="CODE", default="", help="Its language, such as en; else found."
)
@click.option("--render", type=click.Choice(["plain", "browser", "auto"]), default="plain",
              help="Whether a browser loads the page.")  # fmt: skip
@click.option("--from-ota", "declaration", metavar="FILE",
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Track what an Open Terms Archive declaration names.")  # fmt: skip
@fetch_options
@click.pass_obj
def command(
    door: Door,
    /,
    declaration: Path | None,
    source: str,
    policy: str,
    allow_private: bool,
    browser: str,
    **wanted: Any,
) -> None:
    """Track a policy: a URL or a file.

    Reads it once to propose an id and a title, and writes them to policytrack.toml. "-" is
    standard input, read anew at each snapshot.
    """
    from policytrack.report import single_line
    from policytrack.tracker.start import track, track_declared
    from policytrack.workspace import TrackedPolicy

    if bool(source) == bool(declaration):
        raise click.UsageError("Give a SOURCE, or --from-ota FILE.")
    workspace = open_workspace(door)
    workspace = with_choices(workspace, allow_private=allow_private, browser=browser)
    if declaration:
        added, remarks = track_declared(workspace, _read(declaration))
        for remark in remarks:
            click.echo(f"remark: {single_line(remark)}", err=True)
    else:
        added = [track(workspace, TrackedPolicy(policy, source, **wanted))]
    for known in added:
        click.echo(f"Tracking {single_line(known.id)}: {single_line(known.title)}")
    click.echo("Next: policytrack snapshot" + " --allow-private" * allow_private)


def _read(path: Path) -> str:
    from policytrack.errors import PolicytrackError

    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read: {error}"
        raise PolicytrackError(msg, hint="Give a declaration: JSON in UTF-8.") from error
