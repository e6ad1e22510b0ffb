"""What several commands share: the context that the group hands down, and paged output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypedDict

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo
    from pathlib import Path

    from policytrack.workspace import Workspace


# Of pages, feeds and e-mails; `publish.catalogue` has their words.
LANGUAGES = ("en", "fr")


class Door(TypedDict):
    """What the group's own options said."""

    folder: Path
    pager: bool


def open_workspace(door: Door) -> Workspace:
    """The workspace that the command is called in."""
    from policytrack.workspace import find_workspace

    return find_workspace(door["folder"])


def find_open_workspace(door: Door) -> Workspace | None:
    """The workspace that the command is called in, for commands that need none.

    One that is there and cannot be read is an error all the same.
    """
    from policytrack.errors import WorkspaceError
    from policytrack.workspace import CONFIG_NAME, find_workspace

    try:
        return find_workspace(door["folder"])
    except WorkspaceError:
        folder = door["folder"].absolute()
        if any((place / CONFIG_NAME).is_file() for place in (folder, *folder.parents)):
            raise
        return None


def fetch_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of commands that ask sites; `with_choices` makes them hold."""
    private = click.option("--allow-private", is_flag=True,
                           help="Ask hosts of one's own network too.")  # fmt: skip
    browser = click.option("--browser", metavar="PATH", default="",
                           help="The browser's program; else the one set or found.")  # fmt: skip
    return private(browser(command))


def with_choices(workspace: Workspace, *, allow_private: bool, browser: str) -> Workspace:
    """The workspace under the options of `fetch_options`."""
    from dataclasses import replace

    settings = workspace.settings
    settings = replace(settings, allow_private=allow_private or settings.allow_private,
                       browser=browser or settings.browser)  # fmt: skip
    return replace(workspace, settings=settings)


def wants_colour() -> bool:
    """Colour on a terminal only, and never against NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def put(door: Door, text: str, *, output: Path | None = None) -> None:
    """Print a report, through a pager on a terminal as git does, or save it to a file."""
    if output is not None:
        _save(output, text)
    elif door["pager"] and sys.stdout.isatty():
        os.environ.setdefault("LESS", "FRX")
        click.echo_via_pager(text, color=wants_colour())
    else:
        click.echo(text, nl=not text.endswith("\n"), color=wants_colour())


def _save(path: Path, text: str) -> None:
    from policytrack.errors import PolicytrackError

    try:
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise PolicytrackError(msg, hint="Choose another file with -o.") from error


def here() -> tzinfo:
    """The time zone of whoever reads."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().tzinfo or UTC


def tell_times(count: int) -> str:
    """How often, in words."""
    return "once" if count == 1 else f"{count} times"


def local(moment: datetime | None) -> str:
    """A time as people here read it, "" for none."""
    from policytrack.report.moments import tell_moment

    return tell_moment(moment, here()) if moment else ""
