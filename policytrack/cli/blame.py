"""`policytrack blame`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, open_workspace, put

if TYPE_CHECKING:
    from policytrack.tracker.lineage import BlamedSentence


@click.command("blame", epilog="Example: policytrack blame example.org/privacy --section cookies")
@click.argument("policy", metavar="ID")
@click.option("--section", metavar="TEXT", default="",
              help="Only sections whose heading has TEXT.")  # fmt: skip
@click.option("--porcelain", is_flag=True, help="In the form that git blame --porcelain has.")
@click.pass_obj
def command(door: Door, policy: str, section: str, porcelain: bool) -> None:
    """Show since when each sentence says what it says.

    For every sentence of the text in force: the version that brought it, and the day.
    """
    from policytrack.errors import WorkspaceError
    from policytrack.report import escape_terminal
    from policytrack.tracker.lineage import blame

    _, found = blame(open_workspace(door), policy)
    chosen = [one for one in found if section.casefold() in one.heading.casefold()]
    if not chosen and section:
        msg = f"no section's heading has {section!r}"
        raise WorkspaceError(msg, hint="`policytrack show ID --outline` lists the headings.")
    if porcelain:
        put(door, "\n".join(_porcelain(chosen)))
        return
    lines = [
        f"{one.origin.revision[:10]}  {one.origin.captured:%Y-%m-%d}  {one.line:>4}) "
        f"{escape_terminal(one.text)}"
        for one in chosen
    ]
    put(door, "\n".join(lines))


def _porcelain(sentences: list[BlamedSentence]) -> list[str]:
    """https://git-scm.com/docs/git-blame#_the_porcelain_format, and the section's anchor."""
    from policytrack.report import single_line

    lines: list[str] = []
    told: set[str] = set()
    for one in sentences:
        revision = one.origin.revision
        lines.append(f"{revision} {one.origin_line} {one.line} 1")
        if revision not in told:
            told.add(revision)
            moment = int(one.origin.captured.timestamp())
            lines += [
                "author policytrack",
                "author-mail <>",
                f"author-time {moment}",
                "author-tz +0000",
                f"summary {single_line(one.origin.subject)}",
                f"filename snapshots/{one.origin.policy}.md",
            ]
        lines += [f"section {one.anchor}", f"\t{single_line(one.text)}"]
    return lines
