"""`policytrack replay`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, here, local, open_workspace, put, wants_colour
from policytrack.errors import EXIT_CHANGED

if TYPE_CHECKING:
    from policytrack.tracker.replaying import Replayed


@click.command("replay", epilog="Example: policytrack replay example.org/privacy --exit-code")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything would differ.")
@click.pass_context
def command(ctx: click.Context, ids: tuple[str, ...], exit_code: bool) -> None:
    """Show what today's program would make of the captures that are kept.

    Each is read and judged anew, by today's extractor, gate and rules; what would differ from the
    record is shown, and nothing is recorded.
    """
    from policytrack.report import ReportOptions, render
    from policytrack.tracker.replaying import replay

    door: Door = ctx.obj
    replayed = list(replay(open_workspace(door), ids))
    differing = [one for one in replayed if one.differs]
    lines = [f"{len(replayed)} captures replayed, {len(differing)} would differ"]
    lines += [_describe(one) for one in differing]
    texts = [one.text for one in differing if one.text]
    if texts:
        options = ReportOptions(all_rows=True, colour=wants_colour(), timezone=here())
        lines += ["", render(texts, "terminal" if wants_colour() else "text", options)]
    put(door, "\n".join(lines))
    if exit_code and differing:
        ctx.exit(EXIT_CHANGED)


def _describe(one: Replayed) -> str:
    from policytrack.report import single_line

    was = "recorded" if one.recorded else "held"
    now = one.error or " ".join(one.reasons) or "accepted"
    if one.text and not (one.error or one.reasons):
        now = "another text"
    return single_line(f"{one.policy}  {local(one.kept)}  was {was}, now: {now}")
