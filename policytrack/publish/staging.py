"""The folder of the site: built beside, then put in its place whole.

What did not change is linked, so that it keeps bytes and time. Knows files, not policies.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.errors import PolicytrackError

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD = ".policytrack-site.json"
_EXCHANGE, _HERE = 2, -100  # renameat2(2): RENAME_EXCHANGE, AT_FDCWD


@dataclass(slots=True)
class Staging:
    """A site while it is built. `record` says what the site in place was made of."""

    target: Path
    record: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begin(cls, folder: Path) -> Staging:
        """Make the folder beside. PolicytrackError where the site's place is somebody else's."""
        target = Path(os.path.realpath(folder))
        staging = cls(target)
        try:
            if staging.old.exists() and not target.exists():
                staging.old.rename(target)
            for left in (staging.stage, staging.old):
                if left.exists():
                    shutil.rmtree(left)
            staging.record = _load(target)
            staging.stage.mkdir(parents=True)
        except OSError as error:
            raise _failed(target, error) from error
        return staging

    @property
    def stage(self) -> Path:
        """Where the new site is built."""
        return self.target.with_name(f".{self.target.name}.policytrack-new")

    @property
    def old(self) -> Path:
        """Where the site before is, for the moment in which it is removed."""
        return self.target.with_name(f".{self.target.name}.policytrack-old")

    def share(self, paths: Iterable[str]) -> Staging:
        """The same for another process that keeps or puts files alone, of which it knows these."""
        digests = self.record.get("files", {})
        known = {path: digests[path] for path in paths if path in digests}
        return Staging(self.target, {"files": known})

    def put(self, path: str, text: str) -> str:
        """A file of the site; linked when the one in place says the same. Returns the path."""
        data = text.encode("utf-8", "backslashreplace")
        where = self._place(path)
        try:
            if not self._same(path, data) or not self._link(path):
                where.unlink(missing_ok=True)  # it may be the very file of the site in place
                where.write_bytes(data)
        except OSError as error:
            raise _failed(where, error) from error
        return path

    def keep(self, path: str) -> bool:
        """Take the file over as it is; False when it is not as it was written."""
        try:
            data = (self.target / path).read_bytes()
        except OSError:
            return False
        if self.record.get("files", {}).get(path) != _digest(data):
            return False
        return self._link(path)

    def finish(self, record: dict[str, Any]) -> tuple[int, int]:
        """Put the site in its place; how many files it has, and how many of them are new.

        Files of others in it (CNAME, .nojekyll, .git) are carried over.
        """
        try:
            return self._finish(record)
        except OSError as error:
            raise _failed(self.target, error) from error

    def drop(self) -> None:
        """Forget what was built."""
        shutil.rmtree(self.stage, ignore_errors=True)

    def _finish(self, record: dict[str, Any]) -> tuple[int, int]:
        files = {
            path.relative_to(self.stage).as_posix(): _digest(path.read_bytes())
            for path in sorted(self.stage.rglob("*"))
            if path.is_file()
        }
        before = self.record.get("files", {})
        written = sum(before.get(path) != digest for path, digest in files.items())
        untouched = before == files and all(map(self._in_place, files))
        if untouched and self.record == {**record, "files": files}:
            self.drop()
            return len(files), 0
        self.put(RECORD, json.dumps({**record, "files": files}, separators=(",", ":")))
        if self.target.exists():
            self._carry_foreign(set(before) | {RECORD})
            _exchange(self.stage, self.target, self.old)
            for left in (self.stage, self.old):
                shutil.rmtree(left, ignore_errors=True)
        else:
            self.stage.rename(self.target)
        return len(files), written

    def _in_place(self, path: str) -> bool:
        """Whether the site in place has that very file, or one that says the same."""
        built, there = self.stage / path, self.target / path
        try:
            return built.samefile(there) or built.read_bytes() == there.read_bytes()
        except OSError:
            return False

    def _carry_foreign(self, ours: set[str]) -> None:
        for folder, _, names in os.walk(self.target):
            for name in names:
                path = (Path(folder) / name).relative_to(self.target).as_posix()
                if path not in ours and not (self.stage / path).exists():
                    self._place(path)
                    self._link(path)

    def _place(self, path: str) -> Path:
        where = self.stage / path
        if ".." in Path(path).parts or Path(path).is_absolute():
            msg = f"{path} would be outside of the site"
            raise PolicytrackError(msg, hint="Give the policy another id.")
        where.parent.mkdir(parents=True, exist_ok=True)
        return where

    def _same(self, path: str, data: bytes) -> bool:
        try:
            return (self.target / path).read_bytes() == data
        except OSError:
            return False

    def _link(self, path: str) -> bool:
        source, where = self.target / path, self._place(path)
        where.unlink(missing_ok=True)
        try:
            os.link(source, where, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, where, follow_symlinks=False)
        return True


def _load(target: Path) -> dict[str, Any]:
    """What the site in place was made of; empty where there is none."""
    try:
        found = json.loads((target / RECORD).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except FileNotFoundError:
        pass
    except ValueError:
        return {}
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        msg = f"{target} is not empty and was not made by policytrack publish"
        raise PolicytrackError(msg, hint="Name a new or an empty folder.")
    return {}


def _exchange(stage: Path, target: Path, old: Path) -> None:
    """Let the two folders change places: at once where the system can, else by two renames."""
    with suppress(AttributeError, OSError):
        swap = ctypes.CDLL(None, use_errno=True).renameat2
        if swap(_HERE, os.fsencode(stage), _HERE, os.fsencode(target), _EXCHANGE) == 0:
            return
    target.rename(old)
    stage.rename(target)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _failed(path: Path, error: OSError) -> PolicytrackError:
    msg = f"{path} could not be written: {error.strerror}"
    return PolicytrackError(msg, hint="Check the folder, permissions and free space.")
