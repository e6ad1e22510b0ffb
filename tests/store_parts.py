"""What the tests of the store share: a git to ask, versions to record."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from policytrack.store import NewVersion

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "example.com/privacy"
FILE = "snapshots/example.com/privacy.md"
DAY = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
OURS = {"lock", "drafts", "indexed", "cache"}
USER = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")


def git(root: Path, *args: str, stdin: str = "") -> str:
    """What git says to a user in `root`; fails when git fails."""
    done = subprocess.run(
        ["git", *USER, *args], cwd=root, input=stdin, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def version(text: str, **known: Any) -> NewVersion:
    """A version of POLICY, captured on DAY, unless said otherwise."""
    return NewVersion(**{"policy": POLICY, "captured": DAY, "text": text, **known})


def assert_sound(root: Path) -> None:
    """git finds nothing wrong, and no lock or unfinished work of ours is left."""
    git(root, "fsck", "--full", "--strict", "--no-dangling")
    folder = root / git(root, "rev-parse", "--git-dir").strip()
    left = [str(path) for path in folder.rglob("*.lock")]
    left += [path.name for path in (folder / "policytrack").iterdir() if path.name not in OURS]
    left += [str(path) for path in (folder / "policytrack" / "drafts").glob("*")]
    assert [] == left, left
