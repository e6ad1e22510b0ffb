"""Reading objects, each checked against its name. Knows nothing of policies.

git itself checks a loose object only when `git fsck` asks, so an object exchanged for another
valid one would be read without a word; here every object read is hashed again.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError
from policytrack.gitrepo.process import DAMAGE_HINT, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.gitrepo.process import Conversation
    from policytrack.gitrepo.repository import Repository

ASKED_AT_ONCE = 128  # names sent before reading: 128 paths stay within a pipe's 64 kB


@dataclass(frozen=True, slots=True)
class GitObject:
    """An object as git holds it: its id, its kind ("blob", "tree", "commit", "tag"), its bytes."""

    id: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a tree. Modes: 100644, 100755 file; 120000 link; 40000 folder; 160000 module."""

    mode: str
    name: bytes
    id: str


def object_id(object_format: str, kind: str, data: bytes) -> str:
    """The name that git gives to these bytes."""
    return hashlib.new(object_format, b"%s %d\0" % (kind.encode(), len(data)) + data).hexdigest()


@dataclass(frozen=True, slots=True)
class Reader:
    """A `git cat-file --batch` that is asked for objects by id or by `<commit>:<path>`."""

    talk: Conversation
    object_format: str

    def find(self, name: str) -> GitObject | None:
        """The object, or None when the repository has none of that name."""
        return next(self.find_many([name]))

    def read(self, name: str) -> GitObject:
        """The object; DamagedError when there is none."""
        found = self.find(name)
        if found is None:
            raise DamagedError(f"object {printable(name)} is missing", hint=DAMAGE_HINT)
        return found

    def find_many(self, names: Iterable[str]) -> Iterator[GitObject | None]:
        """The objects in the order asked for, some at a time; None for a missing one."""
        waiting: list[str] = []
        for name in names:
            if "\n" in name:  # would be two questions
                raise DamagedError(f"{name!a} cannot be the name of an object")
            waiting.append(name)
            if len(waiting) == ASKED_AT_ONCE:
                yield from self._ask(waiting)
                waiting = []
        yield from self._ask(waiting)

    def _ask(self, names: list[str]) -> list[GitObject | None]:
        try:
            self.talk.ask.write(b"".join(name.encode() + b"\n" for name in names))
            self.talk.ask.flush()
        except BrokenPipeError as error:
            raise DamagedError("git cat-file ended by itself", hint=DAMAGE_HINT) from error
        return [self._answer(name) for name in names]

    def _answer(self, name: str) -> GitObject | None:
        header = self.talk.answer.readline()
        if not header:  # git dies on an object that it cannot unpack
            raise DamagedError(f"object {printable(name)} cannot be read", hint=DAMAGE_HINT)
        words = header.split()
        if words[-1] in {b"missing", b"ambiguous"} or len(words) != 3:
            return None
        size = int(words[2])
        data = self.talk.answer.read(size)
        ending = self.talk.answer.read(1)
        found = GitObject(words[0].decode(), words[1].decode(), data)
        sound = len(data) == size and ending == b"\n"
        if not sound or object_id(self.object_format, found.kind, data) != found.id:
            raise DamagedError(
                f"object {found.id} ({printable(name)}) does not hold what its name says",
                hint=DAMAGE_HINT,
            )
        return found


@contextmanager
def reading(repository: Repository) -> Iterator[Reader]:
    """A reader of the repository's objects, for as long as the block lasts."""
    with repository.git.talk("cat-file", "--batch") as talk:
        yield Reader(talk, repository.object_format)


def parse_tree(tree: GitObject) -> list[Entry]:
    """The entries of a tree, in its order."""
    entries, at, data = [], 0, tree.data
    size = len(tree.id) // 2
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        entry_id = data[end + 1 : end + 1 + size].hex()
        entries.append(Entry(data[at:space].decode("ascii"), data[space + 1 : end], entry_id))
        at = end + 1 + size
    return entries
