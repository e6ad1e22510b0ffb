"""`policytrack note`."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytrack.cli.shared import Door, open_workspace
from policytrack.errors import WorkspaceError

if TYPE_CHECKING:
    from policytrack.tracker.noting import Noted
    from policytrack.tracker.own_words import OwnWords

EPILOG = """\b
Examples:
  policytrack note example.org/privacy                      the latest change, in the editor
  policytrack note example.org/privacy 2024-05-02 -m "We moved to another host."
  policytrack note example.org/privacy --next -m "Prices rise." --title "New prices"
  policytrack note 4f2a90c1d3e5b678 --delete
"""


@click.command("note", epilog=EPILOG)
@click.argument("what", metavar="ID|CHANGE")
@click.argument("day", metavar="[DATE]", default="")
@click.option("-m", "--message", "messages", metavar="TEXT", multiple=True,
              help="The words; each further -m is a paragraph.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="A title of your own for the change.")
@click.option("--next", "upcoming", is_flag=True, help="On the change that is yet to be recorded.")
@click.option("--delete", is_flag=True, help="Take the note away.")
@click.pass_obj
def command(
    door: Door,
    what: str,
    day: str,
    messages: tuple[str, ...],
    title: str | None,
    upcoming: bool,
    delete: bool,
) -> None:
    """Put your own words on a change.

    A change is named by its policy (the latest one), by policy and date, or by its id. The words
    stand in a file of their own under notes/ and are shown wherever the change is told. Without -m
    the editor opens, as with git: GIT_EDITOR, VISUAL or EDITOR.
    """
    from datetime import UTC, datetime

    from policytrack.tracker.noting import find_change, find_next, write_words
    from policytrack.tracker.own_words import OwnWords

    if upcoming and day:
        raise click.UsageError("--next goes without a date.")
    if delete and (messages or title is not None):
        raise click.UsageError("--delete goes without words.")
    workspace = open_workspace(door)
    noted = find_next(workspace, what) if upcoming else find_change(workspace, what, day)
    if delete:
        words = OwnWords()
    elif messages or title is not None:
        text = "\n\n".join(messages) if messages else noted.words.text
        words = OwnWords(text.strip(), noted.words.title if title is None else title.strip())
    else:
        words = _edit(noted)
    _tell(noted, words, changed=write_words(noted, words, datetime.now(UTC)))


def _tell(noted: Noted, words: OwnWords, *, changed: bool) -> None:
    said = "says so already" if words else "has no note"
    if changed:
        said = "noted" if words else "its note is taken away"
    click.echo(f"{noted.name}: {said}" + (f" in {noted.path}" if words and changed else ""))


def _edit(noted: Noted) -> OwnWords:
    """The words as the editor leaves them; with nothing written in a new note, an error."""
    from policytrack.tracker.noting import draft, read_draft

    with tempfile.TemporaryDirectory(prefix="policytrack-") as folder:
        path = Path(folder, "NOTE.md")
        path.write_text(draft(noted), encoding="utf-8", errors="backslashreplace")
        _open_editor(path)
        try:
            words = read_draft(path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            msg = "the note that the editor saved is not UTF-8"
            raise WorkspaceError(msg, hint="Save it as UTF-8; nothing was changed.") from error
    if not words and not noted.words:
        msg = "nothing was written, so there is no note"
        raise WorkspaceError(msg, hint="Write above the line that says so, or use -m.")
    return words


def _open_editor(path: Path) -> None:
    """As git does, through the shell; what a repository's configuration names is never started."""
    editor = next(
        (os.environ[name] for name in ("GIT_EDITOR", "VISUAL", "EDITOR") if os.environ.get(name)),
        "",
    )
    if not editor and os.environ.get("TERM", "dumb") == "dumb":
        msg = "no editor is known, and the terminal is a dumb one"
        raise WorkspaceError(msg, hint="Set EDITOR, or give the words with -m.")
    editor = editor or "vi"
    parts = ["sh", "-c", f'{editor} "$@"', editor, str(path)]
    if os.name == "nt":
        parts = [*shlex.split(editor, posix=False), str(path)]
    try:
        status = subprocess.run(parts, check=False).returncode
    except OSError as error:
        msg = f"the editor {editor!r} could not be started: {error.strerror}"
        raise WorkspaceError(msg, hint="Set EDITOR, or give the words with -m.") from error
    if status:
        msg = f"the editor {editor!r} ended with status {status}"
        raise WorkspaceError(msg, hint="Nothing was changed. Set EDITOR, or use -m.")
