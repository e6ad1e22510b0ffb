"""Histories of other repositories: their objects taken over as they are, and read as files.

An imported text keeps its bytes: the object that holds it in the archive is the one that holds it
here, and only commits are written. Knows nothing of what the files of an archive mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.gitrepo.log import read_log
from policytrack.gitrepo.network import take_history
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.trees import FILES
from policytrack.store.message import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from policytrack.gitrepo.repository import Repository

LAST = 253402300800  # the year 10000, in seconds since 1970


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file as a commit of an archive gave it."""

    path: str  # with U+DCxx for bytes that are not UTF-8
    blob: str  # the object that holds it, "" where the commit removed it
    commit: str
    authored: datetime | None  # None for one that cannot be told, or that lies before 1970
    committed: datetime | None
    message: str


def take_archive(repository: Repository, source: str) -> str:
    """Bring the archive's objects here; its latest commit. FetchError when it cannot be read."""
    return take_history(repository, source)


def read_archive(
    repository: Repository, commit: str, *, first_parent: bool = False
) -> Iterator[ArchivedFile]:
    """Every file of every commit up to this one, oldest first.

    With `first_parent`, what side branches brought counts when it was merged.
    """
    log = read_log(repository, commit, b"", oldest_first=True, first_parent=first_parent)
    for touch in log:
        if touch.after and touch.mode not in FILES:
            continue
        yield ArchivedFile(
            path=touch.path.decode("utf-8", "surrogateescape"),
            blob=touch.after,
            commit=touch.commit,
            authored=find_moment(touch.authored),
            committed=find_moment(touch.committed),
            message=touch.message,
        )


def find_moment(value: int) -> datetime | None:
    """The time of a commit; git says 0 where it cannot read one, as of those before 1970."""
    return moment(value) if 0 < value < LAST else None


def read_blobs(repository: Repository, blobs: Iterable[str]) -> Iterator[bytes | None]:
    """The bytes of objects in the order asked for, checked by hash; None for a missing one."""
    with reading(repository) as reader:
        for found in reader.find_many(blobs):
            yield found.data if found is not None else None
