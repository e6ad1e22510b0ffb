"""Archives that git refuses as a whole, read as far as they can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.gitrepo.salvage import salvage
from policytrack.store.archives import ArchivedFile, find_moment

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

_STAMP = r"^%s .*> (\d{1,18}) [+-]\d{4}$"


def salvage_archive(
    repository: Repository, source: Path
) -> tuple[list[ArchivedFile], list[str], list[str]]:
    """The files of the main line that can be read, oldest first; remarks; what is lost.

    A file whose text is lost is among them; `read_blobs` has nothing for it.
    """
    found = salvage(repository, source)
    remarks, losses = [], []
    if found.cut_at:
        remarks.append(f"the history begins at {found.cut_at}: what was before it is not there")
    if found.lost_trees:
        losses.append(f"{found.lost_trees} folders of the archive are lost or damaged")
    files = [
        ArchivedFile(
            path=file.path.decode("utf-8", "surrogateescape"),
            blob=file.after,
            commit=file.commit,
            authored=_stamp(file.data, "author"),
            committed=_stamp(file.data, "committer"),
            message=file.data.partition(b"\n\n")[2].decode("utf-8", "replace"),
        )
        for file in found.files
    ]
    return files, remarks, losses


def _stamp(commit: bytes, who: str) -> datetime | None:
    head = commit.partition(b"\n\n")[0].decode("utf-8", "replace")
    match = re.search(_STAMP % who, head, re.MULTILINE)
    return find_moment(int(match[1])) if match else None
