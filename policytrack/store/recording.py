"""Recording versions: which of them are new, and the one commit for each.

Owns what is checked before a policy's text may become a commit. Knows nothing of captures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError, StoreError
from policytrack.gitrepo.importing import FileCommit, import_commits
from policytrack.gitrepo.index import Placing
from policytrack.gitrepo.objects import object_id, reading
from policytrack.gitrepo.plainfiles import read_plain
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import Move, branch_of_head, read_tip, refuse_while_underway
from policytrack.gitrepo.trees import FILES, TREE, Trees
from policytrack.gitrepo.writing import publish_with_files, write
from policytrack.store.message import render_message, seconds
from policytrack.store.names import FOLDER, SUFFIX, fold, path_of_policy
from policytrack.store.snapshots import Kept, parse_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from policytrack.gitrepo.importing import Identity
    from policytrack.gitrepo.objects import Entry, Reader
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.message import NewVersion

BATCH = 500  # versions to a branch move: some seconds of work at the most
BATCH_CHARACTERS = 32 << 20


@dataclass(frozen=True, slots=True)
class _Step:
    """A version that differs from the text before it."""

    version: NewVersion
    path: str
    text: bytes
    message: str
    before: str | None  # object ids
    after: str


def record_batch(
    repository: Repository, identity: Identity, now: datetime, batch: Sequence[NewVersion]
) -> list[Kept | None]:
    """Commit the versions in order, all or none; None for a text that was in force."""
    return write(repository, lambda held: _Recorder(held, identity, now).record(batch))


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Writes into a repository whose lock is held."""

    repository: Repository
    identity: Identity
    now: datetime

    def record(self, batch: Sequence[NewVersion]) -> list[Kept | None]:
        refuse_while_underway(self.repository)
        branch = branch_of_head(self.repository)
        with reading(self.repository) as reader:
            tip = read_tip(self.repository, reader, branch)
            plan = self._plan(batch, Trees(reader, tip), reader)
        commits = iter(self._commit(branch, tip, [step for step in plan if step]))
        return [_kept(step, next(commits)) if step else None for step in plan]

    def _plan(
        self, batch: Sequence[NewVersion], trees: Trees, reader: Reader
    ) -> list[_Step | None]:
        in_force: dict[str, str | None] = {}
        shelf = _Shelf(self.repository, trees)
        return [
            self._step(version, text, shelf, in_force)
            for version, text in zip(batch, _texts(batch, reader), strict=True)
        ]

    def _step(
        self, version: NewVersion, text: bytes, shelf: _Shelf, in_force: dict[str, str | None]
    ) -> _Step | None:
        path = path_of_policy(version.policy)
        if path not in in_force:
            in_force[path] = shelf.find_text(version.policy)
        before = in_force[path]
        after = object_id(self.repository.object_format, "blob", text)
        in_force[path] = after
        seconds(version.captured)
        message = render_message(version, text)
        return None if after == before else _Step(version, path, text, message, before, after)

    def _commit(self, branch: str, tip: str | None, steps: Sequence[_Step]) -> list[str]:
        if not steps:
            return []
        now = seconds(self.now)
        commits = [
            FileCommit(
                files=((self.repository.path(step.path), step.version.blob or step.text),),
                message=step.message,
                authored=seconds(step.version.captured),
                committed=seconds(step.version.committed) if step.version.committed else now,
            )
            for step in steps
        ]
        ids = import_commits(self.repository, tip, commits, self.identity)
        move = Move(branch, tip, ids[-1], f"policytrack: {len(ids)} recorded")
        first = {step.path: step.before for step in reversed(steps)}
        last = {step.path: step for step in steps}
        publish_with_files(
            self.repository,
            move,
            [
                Placing(self.repository.path(path), first[path], step.after)
                for path, step in last.items()
            ],
            {step.after: step.text for step in last.values()},
        )
        return ids


def batched(versions: Iterable[NewVersion]) -> Iterator[list[NewVersion]]:
    """The versions in portions that memory and one stream hold easily."""
    batch: list[NewVersion] = []
    size = 0
    for version in versions:
        batch.append(version)
        size += len(version.text)
        if len(batch) == BATCH or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Shelf:
    """The texts in force, and the names that are taken."""

    def __init__(self, repository: Repository, trees: Trees) -> None:
        self._repository = repository
        self._trees = trees
        self._taken: dict[str, dict[str, str]] = {}  # folder: folded name: name

    def find_text(self, policy: str) -> str | None:
        """The object id of the policy's text in force; StoreError for a name that may not be."""
        path = path_of_policy(policy)
        host, name = policy.split("/")
        self._take(FOLDER, host)
        self._take(f"{FOLDER}/{host}", name + SUFFIX)
        if not self._repository.bare:
            read_plain(self._repository.root, path)
        entry = self._trees.find(self._repository.path(path))
        if entry is not None and entry.mode not in FILES:
            raise _odd(path)
        return entry.id if entry else None

    def _take(self, folder: str, name: str) -> None:
        if folder not in self._taken:
            names = [entry.name.decode("utf-8", "replace") for entry in self._entries(folder)]
            self._taken[folder] = {fold(name): name for name in names}
        other = self._taken[folder].setdefault(fold(name), name)
        if other != name:
            raise StoreError(
                f"{folder}/{name} and {other!a}, which exists, differ only in case or form",
                hint="Some file systems take the two for one: choose another id.",
            )

    def _entries(self, folder: str) -> list[Entry]:
        path = self._repository.path(folder)
        entry = self._trees.find(path)
        if entry is not None and entry.mode != TREE:
            raise _odd(folder)
        return self._trees.list(path)


def _odd(path: str) -> StoreError:
    return StoreError(
        f"{path} is something else than a plain file in plain folders in the repository",
        hint="Move it away and commit that: policytrack does not write through it.",
    )


def _texts(batch: Sequence[NewVersion], reader: Reader) -> Iterator[bytes]:
    """The bytes of each version's text; objects are asked for many at a time."""
    held = reader.find_many(version.blob for version in batch if version.blob)
    for version in batch:
        if not version.blob:
            yield _encoded(version)
            continue
        found = next(held)
        if found is None:
            raise DamagedError(f"object {version.blob} is missing", hint=DAMAGE_HINT)
        yield found.data


def _encoded(version: NewVersion) -> bytes:
    try:
        return version.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(
            f"the text of {version.policy} holds half of a character pair at {error.start}"
        ) from error


def _kept(step: _Step, commit: str) -> Kept:
    authored = seconds(step.version.captured)
    return parse_snapshot(step.version.policy, (commit, step.after), authored, step.message)
