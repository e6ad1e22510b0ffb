"""Asking git whether every object is there and is what its name says. Knows nothing of policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.gitrepo.process import printable

if TYPE_CHECKING:
    from policytrack.gitrepo.repository import Repository

MOST = 200  # complaints that are told; a lost pack gives one for each of its objects


def find_damage(repository: Repository) -> list[str]:
    """What git complains of, at most 200 lines; none for a sound repository."""
    args = ("fsck", "--full", "--no-dangling", "--no-progress")
    output = repository.git.attempt(*args)
    if output.status == 0:
        return []
    said = (output.stdout + output.stderr).decode("utf-8", "replace").splitlines()
    told = (line.strip() for line in said if not line.startswith("hint:"))
    lines = [printable(line) for line in told if line]
    return lines[:MOST] or [f"git fsck ended with status {output.status}"]
