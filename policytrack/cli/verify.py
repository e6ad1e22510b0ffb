"""`policytrack verify`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, open_workspace, put
from policytrack.errors import EXIT_FAILURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.tracker.verifying import Verification


@click.command("verify", epilog="Example: policytrack verify")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="text (default) or json.")  # fmt: skip
@click.option("--roots", metavar="FILE", default=None,
              type=click.Path(dir_okay=False, path_type=Path),
              help="Certificates (PEM) of the time stamp authorities to trust.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, form: str, roots: Path | None) -> None:
    """Check everything that is kept, offline.

    Objects, hashes, the ledger's chain; and says what that proves and what it cannot.
    """
    from policytrack.tracker.verifying import verify

    door: Door = ctx.obj
    found = verify(open_workspace(door), roots)
    if form == "json":
        put(door, json.dumps(asdict(found), indent=2, ensure_ascii=False, default=str))
    else:
        put(door, "\n".join(_describe(found)))
    if not found.sound:
        ctx.exit(EXIT_FAILURE)


def _describe(found: Verification) -> Iterator[str]:
    from policytrack.report import single_line
    from policytrack.report.summary import count

    kept = ((found.versions, "version"), (found.captures, "capture"), (found.runs, "run"))
    yield ", ".join(count(number, noun) for number, noun in kept)
    yield from (single_line(f"problem: {one.where}: {one.what}") for one in found.problems)
    yield from (single_line(f"remark: {one.where}: {one.what}") for one in found.remarks)
    if found.sound:
        yield "Proved:"
        yield from (f"  {line}" for line in found.proves)
    yield "Cannot be proved:"
    yield from (f"  {line}" for line in found.cannot)
    yield from (f"Latest run of the ledger: {digest}" for digest in found.ledger_hashes)
