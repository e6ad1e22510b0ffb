"""One write to a repository from beginning to end: lock, mend, move the branch, place the files.

The order makes every moment safe to die in. All that needs room on the disk is done before the
branch moves; after it there is only renaming, and whoever takes the lock next finishes that.
Knows nothing of policies.
"""

from __future__ import annotations

import os
import random
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from policytrack.gitrepo.diagnosis import diagnosed
from policytrack.gitrepo.index import (
    Placing,
    draft_index,
    drafts_path,
    index_locked,
    install_index,
)
from policytrack.gitrepo.lock import locked
from policytrack.gitrepo.objects import object_id, reading
from policytrack.gitrepo.plainfiles import (
    make_folders,
    make_private_folder,
    put_in_place,
    read_plain,
    remove_plain,
)
from policytrack.gitrepo.refs import Move, MovedError, move_branch, read_tip, refuse_checked_out
from policytrack.gitrepo.trees import Trees
from policytrack.gitrepo.unfinished import (
    Note,
    clear_leftovers,
    drop_note,
    find_note,
    note_path,
    write_note,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

Made = TypeVar("Made")

ATTEMPTS = 20  # to move a branch that others, who know nothing of our lock, move as well
PAUSE = 0.05  # seconds at the most between two attempts


def write(repository: Repository, action: Callable[[Repository], Made]) -> Made:
    """Run the action under the lock; once more when somebody else moved the branch meanwhile."""
    for _ in range(ATTEMPTS - 1):
        with suppress(MovedError), writing(repository) as held:
            return action(held)
        time.sleep(random.random() * PAUSE)  # noqa: S311
    with writing(repository) as held:
        return action(held)


@contextmanager
def writing(repository: Repository) -> Iterator[Repository]:
    """Hold the repository's outer lock; what a process before us left undone is done first.

    Gives the repository to write through: its git processes hold the lock as well, so that one
    which outlives us cannot move a branch behind the back of whoever comes next.
    """
    with diagnosed(repository):
        shared = repository.common_dir / "policytrack"
        for folder in (shared, repository.private_dir, drafts_path(repository)):
            make_private_folder(folder)
        with locked(shared / "lock") as lock:
            held = replace(repository, git=replace(repository.git, inherited=(lock,)))
            _finish_what_was_left(held)
            yield held


def publish(repository: Repository, move: Move) -> None:
    """Move a branch that is checked out nowhere."""
    refuse_checked_out(repository, move.branch)
    write_note(repository, move)
    move_branch(repository, move)
    drop_note(repository)


def publish_with_files(
    repository: Repository, move: Move, placings: Sequence[Placing], contents: Mapping[str, bytes]
) -> None:
    """Move the branch of HEAD, and bring the work tree's files and index entries along.

    `contents` by object id. A file or entry that the user has changed stays the user's.
    """
    if repository.bare:
        publish(repository, move)
        return
    with index_locked(repository):
        drafts = _draft_files(repository, placings, contents)
        index = draft_index(repository, placings)
        write_note(repository, move, placings)
        move_branch(repository, move)
        _install(repository, drafts, index)
    drop_note(repository)


def _draft_files(
    repository: Repository, placings: Sequence[Placing], contents: Mapping[str, bytes]
) -> dict[str, Path | None]:
    """The drafts beside the files that follow the branch, by path; None: to be removed."""
    drafts: dict[str, Path | None] = {}
    for number, placing in enumerate(placings):
        path = os.fsdecode(placing.path)
        if not follows(repository, placing):
            continue
        if placing.after is None:
            drafts[path] = None
            continue
        draft = drafts_path(repository) / str(number)
        draft.write_bytes(contents[placing.after])
        if placing.mode == "100755":
            draft.chmod(draft.stat().st_mode | 0o111 & draft.stat().st_mode >> 2)
        make_folders(repository.top, path)
        drafts[path] = draft
    return drafts


def follows(repository: Repository, placing: Placing) -> bool:
    """Whether the work tree's file is as the branch had it, and so is to be as it has it next."""
    held = read_plain(repository.top, os.fsdecode(placing.path))
    current = None if held is None else object_id(repository.object_format, "blob", held)
    return current == placing.before and current != placing.after


def _install(repository: Repository, drafts: Mapping[str, Path | None], index: Path | None) -> None:
    for path, draft in drafts.items():
        if draft is None:
            remove_plain(repository.top, path)
        else:
            put_in_place(draft, repository.top, path)
    if index is not None:
        install_index(repository, index)


def _finish_what_was_left(repository: Repository) -> None:
    note = find_note(repository)
    clear_leftovers(repository, note)
    if note is not None and note.placings and not repository.bare:
        with index_locked(repository):
            _finish(repository, note)
    if note_path(repository).exists():
        drop_note(repository)


def _finish(repository: Repository, note: Note) -> None:
    """Place what HEAD really holds; a note whose branch never moved leaves all as it is."""
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, "HEAD"))
        moved, contents = [], {}
        for placing in note.placings:
            entry = trees.find(placing.path)
            if (entry.id if entry else None) == placing.after:
                moved.append(placing)
                if entry is not None:
                    contents[entry.id] = reader.read(entry.id).data
    drafts = _draft_files(repository, moved, contents)
    _install(repository, drafts, draft_index(repository, moved) if moved else None)
