"""The store: what a workspace's repository keeps, in the project's words.

One object with all that may be asked of it; how each is done is the other files' business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from policytrack.gitrepo.importing import Identity
from policytrack.gitrepo.repository import Repository, create_repository, open_repository
from policytrack.store import snapshots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from policytrack.gitrepo.tidying import Tidied
    from policytrack.model import Capture, Snapshot
    from policytrack.store.archives import ArchivedFile
    from policytrack.store.evidence import EvidenceWriter, KeptCapture, NewCapture
    from policytrack.store.ledger import Run
    from policytrack.store.message import NewVersion
    from policytrack.store.outbox import Notice
    from policytrack.store.sharing import Exchange
    from policytrack.store.verify import Verification


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """A workspace's repository: dated texts of policies, and the evidence for them.

    All methods raise StoreError (DamagedError, BusyError) when the repository cannot be used,
    and WorkspaceError for an id that cannot be one.
    """

    repository: Repository
    clock: Callable[[], datetime] = utc_now
    identity: Identity = field(default_factory=Identity)

    @classmethod
    def create(
        cls, root: Path, *, own: bool = False, clock: Callable[[], datetime] = utc_now
    ) -> Store:
        """A store at `root`: in the repository that it lies in, else in a new one.

        With `own`, and where the repository around it ignores `root`, always in one of its own.
        """
        return cls(create_repository(root, own=own), clock)

    @classmethod
    def open(
        cls, root: Path, *, clock: Callable[[], datetime] = utc_now, sign: bool = False
    ) -> Store:
        """The store of the workspace at `root`, which may be a folder within a repository.

        With `sign` it commits in the user's own name, and signs with the user's own key.
        """
        if not sign:
            return cls(open_repository(root), clock)
        from policytrack.gitrepo.signing import find_signer

        signer, name, email = find_signer()
        return cls(open_repository(root), clock, Identity(name, email, signer))

    def record(self, version: NewVersion) -> Snapshot | None:
        """Commit the policy's text; None when it equals the one in force."""
        return self.record_many([version])[0]

    def record_many(self, versions: Iterable[NewVersion]) -> list[Snapshot | None]:
        """`record` for each in turn, many to a stream; the same commits come of it.

        A batch (500 versions, or 32 million characters) is kept as a whole or not at all.
        """
        from policytrack.store.recording import batched, record_batch

        recorded: list[Snapshot | None] = []
        for batch in batched(versions):
            recorded += record_batch(self.repository, self.identity, self.clock(), batch)
        return recorded

    def policies(self) -> list[str]:
        """The ids of all policies that have a text in force, in order."""
        return list(snapshots.list_in_force(self.repository))

    def in_force(self) -> dict[str, str]:
        """The mark of the text in force of every policy that has one, by one git process."""
        return snapshots.list_in_force(self.repository)

    def mark(self, text: str) -> str:
        """What `in_force` says of a policy while this text is in force."""
        from policytrack.gitrepo.objects import object_id

        data = text.encode("utf-8", "surrogatepass")
        return object_id(self.repository.object_format, "blob", data)

    def versions(self, policy: str) -> list[Snapshot]:
        """The policy's history without texts, newest first by ancestry."""
        return snapshots.list_versions(self.repository, policy)

    def histories(self) -> dict[str, list[Snapshot]]:
        """`versions` of every policy that ever had a text, by one git process."""
        return snapshots.list_histories(self.repository)

    def latest(self, policy: str) -> Snapshot | None:
        """The version in force, None when the policy has none."""
        return snapshots.find_latest(self.repository, policy)

    def recall_latest(self, revisions: Mapping[str, str]) -> dict[str, tuple[Snapshot, str]]:
        """`latest` with its text for many policies of which the newest commit is known.

        Left out are those of which another commit may have recorded the text in force.
        """
        return snapshots.recall_latest(self.repository, revisions)

    def read_text(self, snapshot: Snapshot) -> str:
        """The snapshot's text, checked against its hash; DamagedError when it does not match."""
        return next(self.read_texts([snapshot]))[1]

    def read_texts(self, snapshots_: Iterable[Snapshot]) -> Iterator[tuple[Snapshot, str]]:
        """Each snapshot with its text, by one git process."""
        return snapshots.load_texts(self.repository, snapshots_)

    def key_of(self, snapshot: Snapshot) -> str:
        """What is equal for equal texts alone: the id of the object that holds the text."""
        return snapshots.text_object(self.repository, snapshot)

    @property
    def cache_folder(self) -> Path:
        """Where what is derived from the store may be kept; it may be deleted at any time."""
        return self.repository.private_dir / "cache"

    def keep_captures(self, captures: Iterable[NewCapture]) -> list[KeptCapture]:
        """Keep raw captures on the branch of the evidence, in order."""
        from policytrack.store import evidence

        return evidence.keep_captures(self._evidence_writer(), captures)

    def captures(self, policy: str) -> Iterator[KeptCapture]:
        """The policy's kept captures without their bytes, newest first."""
        from policytrack.store import evidence

        return evidence.list_captures(self.repository, policy)

    def find_capture(self, policy: str, sha256: str) -> KeptCapture | None:
        """The policy's newest kept capture whose body has this hash, None when there is none."""
        from policytrack.store import evidence

        return evidence.find_capture(self.repository, policy, sha256)

    def read_capture(self, kept: KeptCapture) -> Capture:
        """The capture with its bytes, checked; DamagedError when they do not match."""
        from policytrack.store import evidence

        return evidence.load_capture(self.repository, kept)

    def read_wire(self, kept: KeptCapture) -> bytes:
        """The capture's bytes as they came over the wire, checked."""
        from policytrack.store import evidence

        return evidence.load_wire(self.repository, kept)

    def read_view(self, kept: KeptCapture, kind: str) -> bytes:
        """What the capture's page looked like ("screenshot", "pdf"), checked; b"" for none."""
        from policytrack.store import evidence

        return evidence.load_view(self.repository, kept, kind)

    def append_run(
        self,
        lines: Sequence[Mapping[str, Any]],
        about: Mapping[str, Any] | None = None,
        *,
        notices: Sequence[Notice] = (),
    ) -> str:
        """Add a run's lines to the ledger, chained to the run before; the run's hash.

        `notices` come into the outbox by the same commit, those that never were in it.
        """
        from policytrack.store import ledger, outbox

        more = outbox.putting_in(notices) if notices else None
        return ledger.append_run(self._evidence_writer(), lines, about or {}, more)

    def unstamped_runs(self) -> dict[str, bytes]:
        """The latest runs of the ledger without a time stamp: their bytes by their hashes."""
        from policytrack.store import timestamps

        return timestamps.find_unstamped(self.repository)

    def keep_timestamp(self, run: str, stamp: bytes) -> None:
        """Keep an authority's stamp for the run of that hash."""
        from policytrack.store import timestamps

        timestamps.keep_timestamp(self._evidence_writer(), run, stamp)

    def timestamps(self) -> dict[str, bytes]:
        """All kept time stamps by the hashes of their runs."""
        from policytrack.store import timestamps

        return timestamps.list_timestamps(self.repository)

    def waiting_notices(self) -> list[Notice]:
        """All that is in the outbox."""
        from policytrack.store import outbox

        return outbox.list_notices(self.repository)

    def mark_notice(
        self, notice: Notice, line: Mapping[str, Any], *, told: str = "", done: bool = False
    ) -> None:
        """Write down that somebody (a key) was told; `done` takes the notice out of the outbox."""
        from policytrack.store import ledger, outbox

        more = outbox.marking(notice, line, told, done=done)
        ledger.append_run(self._evidence_writer(), [], {}, more)

    def delivering(self) -> AbstractContextManager[object]:
        """One process at a time empties the outbox; BusyError while another does."""
        from policytrack.store import outbox

        return outbox.delivering(self.repository)

    def read_runs(self, since: date | None = None) -> Iterator[Run]:
        """The ledger's runs, oldest first; those written before the day `since` left out."""
        from policytrack.store import ledger

        return ledger.read_runs(self.repository, since)

    def read_runs_backwards(self) -> Iterator[tuple[str, int, list[Run]]]:
        """The ledger from its end: the day ("2024-03-01") and size of each file, its runs."""
        from policytrack.store import ledger

        return ledger.read_backwards(self.repository)

    def verify(self) -> Verification:
        """Check all that is kept, offline; findings are told, not raised."""
        from policytrack.store.verify import verify_repository

        return verify_repository(self.repository)

    def take_archive(self, source: str) -> str:
        """Bring the objects of another repository here (folder, bundle, URL); its latest commit.

        Nothing names them until versions with their `blob` are recorded. FetchError.
        """
        from policytrack.store import archives

        return archives.take_archive(self.repository, source)

    def read_archive(self, commit: str, *, first_parent: bool = False) -> Iterator[ArchivedFile]:
        """Every file of every commit of an archive taken over, oldest first, without texts."""
        from policytrack.store import archives

        return archives.read_archive(self.repository, commit, first_parent=first_parent)

    def read_blobs(self, blobs: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes of archived files in the order asked for; None for a missing one."""
        from policytrack.store import archives

        return archives.read_blobs(self.repository, blobs)

    def pull(self, remote: str = "origin") -> Exchange:
        """Take over what other machines gave to the remote: texts and evidence.

        FetchError when it cannot be reached, StoreError when the user's own work is in the way.
        """
        from policytrack.store.sharing import Sharer

        return Sharer(self.repository, self.identity, self.clock(), remote).pull()

    def push(self, remote: str = "origin") -> Exchange:
        """`pull`, then give the remote what we have; again when others gave meanwhile."""
        from policytrack.store.sharing import Sharer

        return Sharer(self.repository, self.identity, self.clock(), remote).push()

    def locks(self) -> list[Path]:
        """Lock files of git's that writing would stumble over now."""
        from policytrack.gitrepo.diagnosis import find_locks

        return find_locks(self.repository)

    def tidy(self) -> Tidied:
        """Pack objects and index the history where enough has gathered; for the end of a run.

        Prunes nothing. Quick when there is nothing to do.
        """
        from policytrack.gitrepo.tidying import tidy

        return tidy(self.repository)

    def _evidence_writer(self) -> EvidenceWriter:
        from policytrack.store.evidence import EvidenceWriter

        return EvidenceWriter(self.repository, self.identity, self.clock())
