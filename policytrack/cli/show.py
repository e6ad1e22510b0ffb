"""`policytrack show`."""

from __future__ import annotations

from pathlib import Path

import click

from policytrack.cli.shared import Door, open_workspace, put


@click.command("show", epilog="Example: policytrack show example.org/privacy --at 2023-01-01")
@click.argument("policy", metavar="ID")
@click.option("--at", metavar="DATE|REV", default="", help="The version in force then.")
@click.option("--section", "sections", metavar="TEXT", multiple=True,
              help="Only sections whose heading or number has TEXT.")  # fmt: skip
@click.option("--outline", is_flag=True, help="Only the headings, as a tree.")
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.pass_obj
def command(
    door: Door, policy: str, at: str, sections: tuple[str, ...], outline: bool, output: Path | None
) -> None:
    """Print the text of a policy, now or at a date.

    Whole, or by section; as stored, or as an outline.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.look import pick_sections, version_text

    _, document = version_text(open_workspace(door), policy, at)
    chosen = pick_sections(document, sections)
    if outline:
        text = "\n".join(f"{'  ' * max(0, part.level - 1)}{part.heading}" for part in chosen)
    else:
        text = "".join(document.text[part.start : part.end] for part in chosen)
    put(door, text if output else escape_terminal(text), output=output)
