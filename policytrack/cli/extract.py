"""`policytrack extract`."""

from __future__ import annotations

from pathlib import Path

import click

from policytrack.cli.shared import Door, put


@click.command("extract", epilog="Example: policytrack extract https://example.org/privacy")
@click.argument("source")
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.pass_obj
def command(door: Door, source: str, output: Path | None) -> None:
    """Print the text that is read out of a page or file.

    As it would be stored: Markdown, one sentence a line.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.reading import load_reading

    text = load_reading(source).document.text
    put(door, text if output else escape_terminal(text), output=output)
