"""The store: what a workspace's repository keeps, in the project's words.

Owns the meaning of paths, commits and trailers; how git is spoken to is gitrepo's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError, StoreError
from policytrack.gitrepo import (
    DAMAGE_HINT,
    FILES,
    TREE,
    FileCommit,
    Identity,
    Move,
    Placing,
    Repository,
    Trees,
    branch_of_head,
    create_repository,
    find_tip,
    import_commits,
    object_id,
    open_repository,
    publish_with_files,
    read_log,
    read_plain,
    reading,
    refuse_while_underway,
    writing,
)
from policytrack.store.message import parse_snapshot, render_message, seconds
from policytrack.store.names import FOLDER, check_id, find_policy, fold, path_of_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from policytrack.gitrepo import Entry, Touch
    from policytrack.model import Snapshot
    from policytrack.store.message import NewVersion

BATCH = 500  # versions to a branch move
BATCH_BYTES = 32 << 20


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Planned:
    version: NewVersion
    path: str
    text: bytes
    before: str | None
    after: str


@dataclass(slots=True)
class Store:
    """A workspace's repository: dated texts of policies, and the evidence for them."""

    repository: Repository
    clock: Callable[[], datetime] = utc_now
    identity: Identity = field(default_factory=Identity)

    @classmethod
    def create(cls, root: Path, *, clock: Callable[[], datetime] = utc_now) -> Store:
        """A store at `root`: in the repository that it lies in, else in a new one."""
        return cls(create_repository(root), clock)

    @classmethod
    def open(cls, root: Path, *, clock: Callable[[], datetime] = utc_now) -> Store:
        """The store of the workspace at `root`, which may be a folder within a repository."""
        return cls(open_repository(root), clock)

    def record(self, version: NewVersion) -> Snapshot | None:
        """Commit the policy's text; None when it equals the one in force."""
        return self.record_many([version])[0]

    def record_many(self, versions: Iterable[NewVersion]) -> list[Snapshot | None]:
        """`record` for each in turn, many to a stream; the same commits come of it.

        Every batch is kept or not as a whole; batches hold 500 versions or 32 MB of text.
        """
        recorded: list[Snapshot | None] = []
        batch: list[NewVersion] = []
        size = 0
        for version in versions:
            check_id(version.policy)
            batch.append(version)
            size += len(version.text)
            if len(batch) == BATCH or size > BATCH_BYTES:
                recorded += self._record_batch(batch)
                batch, size = [], 0
        return recorded + self._record_batch(batch)

    def _record_batch(self, batch: list[NewVersion]) -> list[Snapshot | None]:
        if not batch:
            return []
        with writing(self.repository):
            refuse_while_underway(self.repository)
            branch = branch_of_head(self.repository)
            tip = find_tip(self.repository, branch)
            plan = self._plan(batch, tip)
            steps = [step for step in plan if step is not None]
            ids = self._commit(branch, tip, steps)
        made = iter(ids)
        return [None if step is None else _snapshot(step, next(made)) for step in plan]

    def _plan(self, batch: list[NewVersion], tip: str | None) -> list[_Planned | None]:
        in_force: dict[str, str | None] = {}
        plan: list[_Planned | None] = []
        with reading(self.repository) as reader:
            trees = Trees(reader, tip)
            for version in batch:
                path = path_of_policy(version.policy)
                if path not in in_force:
                    in_force[path] = self._blob_in_force(trees, version.policy, in_force)
                text = _encoded(version)
                after = object_id(self.repository.object_format, "blob", text)
                before = in_force[path]
                plan.append(
                    None if after == before else _Planned(version, path, text, before, after)
                )
                in_force[path] = after
        return plan

    def _blob_in_force(self, trees: Trees, policy: str, planned: Iterable[str]) -> str | None:
        path = path_of_policy(policy)
        self._refuse_look_alikes(trees, policy, planned)
        if not self.repository.bare:
            read_plain(self.repository.root, path)
        entry = trees.find(self.repository.path(path))
        if entry is None:
            return None
        if entry.mode not in FILES:
            raise StoreError(f"{path} is not a plain file in the repository")
        return entry.id

    def _refuse_look_alikes(self, trees: Trees, policy: str, planned: Iterable[str]) -> None:
        host, name = policy.split("/")
        taken = [path.split("/")[1:] for path in planned]
        hosts = {_name(entry.name) for entry in self._folder(trees, FOLDER)}
        names = {_name(entry.name) for entry in self._folder(trees, f"{FOLDER}/{host}")}
        hosts |= {row[0] for row in taken}
        names |= {row[1] for row in taken if row[0] == host}
        for ours, others in ((host, hosts), (f"{name}.md", names)):
            for other in others:
                if other != ours and fold(other) == fold(ours):
                    raise StoreError(
                        f"{policy} and {other!a}, which exists, differ only in spelling",
                        hint="Some file systems take the two for one: choose another id.",
                    )

    def _folder(self, trees: Trees, path: str) -> list[Entry]:
        entry = trees.find(self.repository.path(path))
        if entry is not None and entry.mode != TREE:
            raise StoreError(f"{path} is not a plain folder in the repository")
        return trees.list(self.repository.path(path))

    def _commit(self, branch: str, tip: str | None, steps: list[_Planned]) -> list[str]:
        if not steps:
            return []
        now = seconds(self.clock())
        commits = [
            FileCommit(
                files=((self.repository.path(step.path), step.text),),
                message=render_message(step.version, step.text),
                authored=seconds(step.version.captured),
                committed=now,
            )
            for step in steps
        ]
        ids = import_commits(self.repository, tip, commits, self.identity)
        first: dict[str, str | None] = {}
        last: dict[str, _Planned] = {}
        for step in steps:
            first.setdefault(step.path, step.before)
            last[step.path] = step
        publish_with_files(
            self.repository,
            Move(branch, tip, ids[-1]),
            f"policytrack: record {len(ids)}",
            [Placing(path, first[path], step.after) for path, step in last.items()],
            {path: step.text for path, step in last.items()},
        )
        return ids

    def policies(self) -> list[str]:
        """The ids of all policies that have a text in force, in order."""
        with reading(self.repository) as reader:
            trees = Trees(reader, find_tip(self.repository, "HEAD"))
            found = []
            for host in trees.list(self.repository.path(FOLDER)):
                below = f"{FOLDER}/{_name(host.name)}"
                for entry in trees.list(self.repository.path(below)):
                    policy = find_policy(f"{below}/{_name(entry.name)}")
                    if policy is not None and entry.mode in FILES:
                        found.append(policy)
        return sorted(found)

    def versions(self, policy: str) -> list[Snapshot]:
        """The policy's history without texts, newest first by ancestry."""
        path = self.repository.path(path_of_policy(policy))
        try:
            touches = list(read_log(self.repository, "HEAD", path))
        except DamagedError:
            if find_tip(self.repository, "HEAD") is None:
                return []
            raise
        return [_parsed(policy, touch) for touch in touches if touch.after]

    def latest(self, policy: str) -> Snapshot | None:
        """The version in force, None when the policy has none."""
        found = self.versions(policy)
        return found[0] if found else None

    def read_text(self, snapshot: Snapshot) -> str:
        """The snapshot's text, checked against its hash; DamagedError when it does not match."""
        return next(self.read_texts([snapshot]))[1]

    def read_texts(self, snapshots: Iterable[Snapshot]) -> Iterator[tuple[Snapshot, str]]:
        """Each snapshot with its text, by one git process."""
        with reading(self.repository) as reader:
            for snapshot in snapshots:
                path = self.repository.path(path_of_policy(snapshot.policy))
                entry = Trees(reader, snapshot.revision).find(path)
                if entry is None:
                    raise DamagedError(
                        f"{snapshot.policy} has no text in {snapshot.revision}", hint=DAMAGE_HINT
                    )
                yield snapshot, reader.read(entry.id).data.decode("utf-8", "replace")


def _encoded(version: NewVersion) -> bytes:
    try:
        return version.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(f"the text of {version.policy} holds half a character pair") from error


def _name(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _snapshot(step: _Planned, commit: str) -> Snapshot:
    message = render_message(step.version, step.text)
    return parse_snapshot(step.version.policy, commit, seconds(step.version.captured), message)


def _parsed(policy: str, touch: Touch) -> Snapshot:
    return parse_snapshot(policy, touch.commit, touch.authored, touch.message)
