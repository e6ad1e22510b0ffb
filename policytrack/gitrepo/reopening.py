"""Reading objects of which some are damaged. Knows nothing of what they hold."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Self

from policytrack.errors import DamagedError
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository


class Reopening:
    """A reader that goes on after damage, at which git's own process ends."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._stack = ExitStack()
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def read(self, name: str) -> bytes:
        """The object's bytes. DamagedError."""
        with self._reading() as reader:
            return reader.read(name).data

    def find_file(self, commit: str, path: bytes) -> bytes | None:
        """The file's bytes in a commit; None when it has none. DamagedError."""
        with self._reading() as reader:
            entry = Trees(reader, commit).find(path)
            return reader.read(entry.id).data if entry else None

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        if self._reader is None:
            self._reader = self._stack.enter_context(reading(self._repository))
        try:
            yield self._reader
        except DamagedError:
            self._reader = None
            raise
