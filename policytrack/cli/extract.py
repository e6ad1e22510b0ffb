"""`policytrack extract`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, fetch_options, find_open_workspace, put, with_choices

if TYPE_CHECKING:
    from policytrack.workspace import TrackedPolicy, Workspace


@click.command("extract", epilog="Example: policytrack extract https://example.org/privacy")
@click.argument("source")
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write to FILE.")  # fmt: skip
@click.option("--explain", is_flag=True,
              help="What was taken of the page, what was left out, and why; with -o FILE.html as"
              " a picture.")  # fmt: skip
@fetch_options
@click.pass_obj
def command(
    door: Door, source: str, output: Path | None, explain: bool, allow_private: bool, browser: str
) -> None:
    """Print the text that is read out of a page or file.

    As it would be stored: Markdown, one sentence a line. Of a tracked policy (its id or source)
    it is read by the policy's own rules.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.eyes import load_policy
    from policytrack.tracker.reading import explain_capture, explain_source, load_reading

    workspace = _workspace(door, allow_private=allow_private, browser=browser)
    policy = _find_policy(workspace, source)
    if explain:
        if policy:
            capture = load_policy(workspace, replace(policy, combine=())).capture
            explanation = explain_capture(capture, policy)
        else:
            explanation = explain_source(source, workspace)
        picture = output is not None and output.suffix.lower() in {".html", ".htm"}
        text = explanation.picture if picture else explanation.text
    else:
        reading = load_policy(workspace, policy) if policy else load_reading(source, workspace)
        text = reading.document.text
    put(door, text if output else escape_terminal(text), output=output)


def _workspace(door: Door, *, allow_private: bool, browser: str) -> Workspace:
    """The workspace here; elsewhere one that says nothing."""
    from policytrack.workspace import Workspace

    found = find_open_workspace(door) or Workspace(door["folder"].absolute())
    return with_choices(found, allow_private=allow_private, browser=browser)


def _find_policy(workspace: Workspace, source: str) -> TrackedPolicy | None:
    """The tracked policy of that source or id, where there is one."""
    known = workspace.policies.values()
    return next((one for one in known if source in {one.id, one.source}), None)
