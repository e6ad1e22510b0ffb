"""Files of the workspace that people write in too: replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from policytrack.errors import WorkspaceError

NOTES = "notes"  # the folder of a person's own words on changes


def save_text(path: Path, text: str) -> None:
    """Put `text` in the place of the file at `path`, keeping its permissions.

    Raises WorkspaceError, and leaves the file as it was, when that cannot be done.
    """
    import tempfile

    try:
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        msg = f"{path} could not be written: {error.strerror}"
        raise WorkspaceError(msg, hint="Check the folder, permissions and free space.") from error
