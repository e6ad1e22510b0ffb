"""Change notes: which changes they tell, and the CHANGELOG.md that they are merged into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.report import merge_notes, render_notes
from policytrack.tracker.told import tell_changes
from policytrack.workspace import parse_moment, save_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from policytrack.report import Comparison
    from policytrack.workspace import Workspace

CHANGELOG = "CHANGELOG.md"


def change_notes(workspace: Workspace, ids: Iterable[str] = (), since: str = "") -> str:
    """The notes on all recorded changes (or those asked for) as Markdown."""
    return render_notes(_changes(workspace, ids, since))


def templated_notes(workspace: Workspace, ids: Iterable[str], since: str, template: Path) -> str:
    """The notes as the template in a file asks for them."""
    from policytrack.report.note_template import render_template

    if not template.is_file():
        msg = f"{template} is no file"
        raise WorkspaceError(msg, hint="Name the file that holds the template.")
    return render_template(_changes(workspace, ids, since), _read(template))


def release_text(workspace: Workspace, ids: Iterable[str] = (), since: str = "") -> str:
    """The same changes as the text of a release on GitHub or GitLab; the latest one by default."""
    from policytrack.report.release import render_release

    return render_release(_latest(workspace, ids, since))


def mail_messages(
    workspace: Workspace,
    ids: Iterable[str],
    since: str,
    addresses: tuple[str, str],
    language: str = "en",
) -> list[tuple[str, bytes]]:
    """A message to subscribers for each change (the latest of each policy): id and bytes.

    `addresses` are the sender's and the recipient's, the second may be "".
    """
    from policytrack.publish.accounts import voice
    from policytrack.report.mail import render_mail

    say = partial(voice, language=language)
    found = _latest(workspace, ids, since)
    return [
        (one.id, render_mail(one, *addresses, say, language)) for one in found if one.change.changed
    ]


def _latest(workspace: Workspace, ids: Iterable[str], since: str) -> list[Comparison]:
    return tell_changes(workspace, ids, _moment(since), latest=not since)


def save_notes(workspace: Workspace, ids: Iterable[str] = (), since: str = "") -> tuple[Path, bool]:
    """Merge the notes into the workspace's CHANGELOG.md; its path, and whether it changed.

    A person's words there stay. The file is replaced whole or not at all.
    """
    path = workspace.root / CHANGELOG
    existing = _read(path)
    merged = merge_notes(existing, _changes(workspace, ids, since))
    if merged == existing:
        return path, False
    save_text(path, merged)
    return path, True


def _changes(workspace: Workspace, ids: Iterable[str], since: str) -> list[Comparison]:
    return tell_changes(workspace, ids, _moment(since))


def _moment(since: str) -> datetime | None:
    return parse_moment(since) if since else None


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start} is not UTF-8"
        raise WorkspaceError(msg, hint="Save the file as UTF-8; nothing was changed.") from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise WorkspaceError(msg, hint="Check its permissions.") from error
