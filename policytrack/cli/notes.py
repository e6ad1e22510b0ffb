"""`policytrack notes`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import LANGUAGES, Door, open_workspace, put
from policytrack.errors import PolicytrackError

if TYPE_CHECKING:
    from collections.abc import Sequence

EPILOG = """\b
Examples:
  policytrack notes --since 2024-01-01 --write
  policytrack notes example.org/privacy --format release -o release.md
  policytrack notes --template entry.txt -o changes.txt
  policytrack notes example.org/privacy --format email --sender legal@example.org -o mail.eml
"""


@click.command("notes", epilog=EPILOG)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--since", metavar="DATE", default="", help="Only changes captured since then.")
@click.option("--write", is_flag=True, help="Put them into the workspace's CHANGELOG.md.")
@click.option("--format", "form", type=click.Choice(["markdown", "release", "email"]),
              default="markdown", help="markdown, release (GitHub, GitLab) or email.")  # fmt: skip
@click.option("--template", metavar="FILE", type=click.Path(path_type=Path),
              help="Fill this template for each change.")  # fmt: skip
@click.option("--sender", metavar="ADDRESS", default="", help="Whom an e-mail is from.")
@click.option("--recipient", metavar="ADDRESS", default="", help="Whom an e-mail is to.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en",
              help="Of what an e-mail says beside the policy's words (default: en).")  # fmt: skip
@click.option("-o", "output", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to FILE; several e-mails into that folder.")  # fmt: skip
@click.pass_obj
def command(
    door: Door,
    ids: tuple[str, ...],
    since: str,
    write: bool,
    form: str,
    template: Path | None,
    sender: str,
    recipient: str,
    language: str,
    output: Path | None,
) -> None:
    """Write change notes in Markdown.

    One entry a change, by policy and date. With --write they go into CHANGELOG.md; what a person
    wrote there stays as it is. As a release or an e-mail: the latest change, or all with --since.
    """
    from policytrack.report import escape_terminal
    from policytrack.tracker.notes import (
        change_notes,
        mail_messages,
        release_text,
        save_notes,
        templated_notes,
    )

    if template and (write or form != "markdown"):
        raise click.UsageError("--template goes without --write and --format.")
    if write and (output or form != "markdown"):
        raise click.UsageError("--write goes without --format and -o.")
    if (form == "email") != bool(sender):
        raise click.UsageError("--format email takes --sender ADDRESS, other forms none.")
    if form != "email" and language != "en":
        raise click.UsageError("--language goes with --format email; notes are in English.")
    workspace = open_workspace(door)
    if write:
        path, changed = save_notes(workspace, ids, since)
        click.echo(f"{path} {'written' if changed else 'says so already'}")
    elif form == "email":
        messages = mail_messages(workspace, ids, since, (sender, recipient), language)
        _mail(messages, output)
    else:
        if template:
            text = templated_notes(workspace, ids, since, template)
        else:
            text = (release_text if form == "release" else change_notes)(workspace, ids, since)
        put(door, text if output else escape_terminal(text), output=output)


def _mail(messages: Sequence[tuple[str, bytes]], output: Path | None) -> None:
    """One message to the file named, or to standard output; several into a folder."""
    if len(messages) > 1 and (output is None or output.suffix):
        raise click.UsageError(f"{len(messages)} messages: name one policy, or a folder with -o.")
    try:
        for name, message in messages:
            if output is None:
                click.echo(message, nl=False)
            elif output.suffix:
                output.write_bytes(message)
            else:
                output.mkdir(parents=True, exist_ok=True)
                (output / f"{name}.eml").write_bytes(message)
    except OSError as error:
        msg = f"{output} cannot be written: {error.strerror}"
        raise PolicytrackError(msg, hint="Choose another place with -o.") from error
    if output:
        click.echo(f"{len(messages)} written to {output}")
