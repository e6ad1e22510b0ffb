"""`policytrack extract`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, put

if TYPE_CHECKING:
    from policytrack.workspace import TrackedPolicy


@click.command("extract", epilog="Example: policytrack extract https://example.org/privacy")
@click.argument("source")
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.option("--explain", is_flag=True,
              help="What was taken of the page, what was left out, and why; with -o FILE.html as"
              " a picture.")  # fmt: skip
@click.pass_obj
def command(door: Door, source: str, output: Path | None, explain: bool) -> None:
    """Print the text that is read out of a page or file.

    As it would be stored: Markdown, one sentence a line.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.reading import explain_source, load_reading

    if explain:
        explanation = explain_source(source, find_rules(door, source))
        picture = output is not None and output.suffix.lower() in {".html", ".htm"}
        text = explanation.picture if picture else explanation.text
    else:
        text = load_reading(source, policy=find_rules(door, source)).document.text
    put(door, text if output else escape_terminal(text), output=output)


def find_rules(door: Door, source: str) -> TrackedPolicy | None:
    """The tracked policy of that source or id, where there is one: its rules apply."""
    from policytrack.errors import WorkspaceError
    from policytrack.workspace import find_workspace

    try:
        policies = find_workspace(door["folder"]).policies
    except WorkspaceError:
        return None
    return next((one for one in policies.values() if source in {one.id, one.source}), None)
