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


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file as a commit of an archive gave it."""

    path: str  # with U+DCxx for bytes that are not UTF-8
    blob: str  # the object that holds it, "" where the commit removed it
    commit: str
    authored: datetime
    message: str


def take_archive(repository: Repository, source: str) -> str:
    """Bring the archive's objects here; its latest commit. FetchError when it cannot be read."""
    return take_history(repository, source)


def read_archive(repository: Repository, commit: str) -> Iterator[ArchivedFile]:
    """Every file of every commit up to this one, oldest first."""
    for touch in read_log(repository, commit, b"", oldest_first=True):
        if touch.after and touch.mode not in FILES:
            continue
        yield ArchivedFile(
            path=touch.path.decode("utf-8", "surrogateescape"),
            blob=touch.after,
            commit=touch.commit,
            authored=moment(touch.authored),
            message=touch.message,
        )


def read_blobs(repository: Repository, blobs: Iterable[str]) -> Iterator[bytes | None]:
    """The bytes of objects in the order asked for, checked by hash; None for a missing one."""
    with reading(repository) as reader:
        for found in reader.find_many(blobs):
            yield found.data if found is not None else None
