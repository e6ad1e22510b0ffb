"""Following a path through a commit's trees, so that damage is never taken for absence.

`<commit>:<path>` is "missing" to git both when the path is not there and when a tree on the way
is lost; walking the trees tells the two apart. Knows nothing of policies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import DamagedError
from policytrack.gitrepo.objects import Entry, parse_tree

if TYPE_CHECKING:
    from policytrack.gitrepo.objects import Reader

TREE = "40000"
FILES = {"100644", "100755"}


class Trees:
    """The trees of one commit, each read once."""

    def __init__(self, reader: Reader, commit: str | None) -> None:
        self._reader = reader
        self._known: dict[str, dict[bytes, Entry]] = {}
        self._root = None if commit is None else self._tree_of(commit)

    def _tree_of(self, commit: str) -> str:
        found = self._reader.read(commit)
        if found.kind != "commit" or not found.data.startswith(b"tree "):
            raise DamagedError(f"{commit} is not a commit")
        return found.data[5 : found.data.index(b"\n")].decode("ascii", "replace")

    def find(self, path: bytes) -> Entry | None:
        """The entry at the path, b"" for the root; None when the commit has none."""
        if self._root is None:
            return None
        entry = Entry(TREE, b"", self._root)
        for part in path.strip(b"/").split(b"/") if path else []:
            if entry.mode != TREE:
                return None
            below = self._entries(entry.id).get(part)
            if below is None:
                return None
            entry = below
        return entry

    def list(self, path: bytes) -> list[Entry]:
        """The entries of the folder at the path; none when there is no such folder."""
        entry = self.find(path)
        if entry is None or entry.mode != TREE:
            return []
        return list(self._entries(entry.id).values())

    def _entries(self, tree: str) -> dict[bytes, Entry]:
        if tree not in self._known:
            found = self._reader.read(tree)
            self._known[tree] = {entry.name: entry for entry in parse_tree(found)}
        return self._known[tree]
