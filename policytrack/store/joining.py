"""Joining two lines of evidence that grew from one: every capture and every run of both.

Knows nothing of the branch of the texts or of remotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError
from policytrack.gitrepo.ancestry import find_base, list_changes
from policytrack.gitrepo.importing import FileCommit, import_commits
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import Move, find_tip
from policytrack.gitrepo.trees import Trees
from policytrack.gitrepo.writing import publish
from policytrack.store import outbox, timestamps
from policytrack.store.evidence import BRANCH, FOLDER
from policytrack.store.ledger import HEADS, LedgerFiles, parse_runs, render_heads
from policytrack.store.message import seconds

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.gitrepo.importing import Identity
    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.ledger import Run


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins the evidence in a repository whose lock is held."""

    held: Repository
    identity: Identity
    now: datetime

    def join(self, theirs: str, source: str) -> None:
        """Bring the branch of the evidence to hold theirs too, by fast-forward or by a merge."""
        ours = find_tip(self.held, BRANCH)
        base = find_base(self.held, ours, theirs) if ours else None
        if theirs in {ours, base}:
            return
        tip = theirs if ours is None or base == ours else self._merge(base, ours, theirs)
        publish(self.held, Move(BRANCH, ours, tip, f"policytrack: take over {source}"))

    def _merge(self, base: str | None, ours: str, theirs: str) -> str:
        with reading(self.held) as reader:
            files = self._captures(reader, base, ours)
            files |= self._notices(reader, base, (ours, theirs))
            files |= join_ledgers(self.held, reader, (base, ours, theirs))
        now = seconds(self.now)
        merge = FileCommit(
            files=tuple(files.items()),
            message="Join the evidence of two machines\n",
            authored=now,
            committed=now,
            joins=ours,
        )
        return import_commits(self.held, theirs, [merge], self.identity)[-1]

    def _captures(self, reader: Reader, base: str | None, ours: str) -> dict[bytes, bytes | None]:
        """Ours go on top: theirs of the same policy stay beneath, in the history.

        The same for stamps, of which either side has its own.
        """
        folders = tuple(self.held.path(folder) + b"/" for folder in (FOLDER, timestamps.FOLDER))
        return {
            placing.path: reader.read(placing.after).data if placing.after else None
            for placing in list_changes(self.held, base, ours)
            if placing.path.startswith(folders)
        }

    def _notices(
        self, reader: Reader, base: str | None, sides: tuple[str, str]
    ) -> dict[bytes, bytes | None]:
        """What waits to be told on either side and was told by neither."""
        folder = self.held.path(outbox.FOLDER) + b"/"
        news = [
            placing
            for placing in list_changes(self.held, base, sides[0])
            if placing.path.startswith(folder)
        ]
        return outbox.join_notices(reader, news, sides[1])


def join_ledgers(
    repository: Repository, reader: Reader, commits: tuple[str | None, str, str]
) -> dict[bytes, bytes | None]:
    """The ledger's files after joining, by path in the repository; (base, ours, theirs).

    Ours are put behind theirs, day by day; the runs that none follows are named anew.
    """
    base, ours, theirs = (
        LedgerFiles(repository, Trees(reader, commit), reader) for commit in commits
    )
    files: dict[bytes, bytes | None] = {}
    added: list[Run] = []
    for day in sorted({*ours.days(), *theirs.days()}):
        news = {side: _news(base, side, day) for side in (ours, theirs)}
        added += [run for data in news.values() for run in parse_runs(day, data)]
        if news[ours]:
            path, held = theirs.place(day)
            files[repository.path(path)] = held + news[ours]
    heads = {*ours.heads(), *theirs.heads()} - {one for run in added for one in run.previous}
    return {**files, repository.path(HEADS): render_heads(sorted(heads))}


def _news(base: LedgerFiles, side: LedgerFiles, day: str) -> bytes:
    """What a side has added to a day's files; DamagedError when it changed what was there."""
    news = []
    for path in dict.fromkeys([*base.files(day), *side.files(day)]):
        before, after = base.read(path), side.read(path)
        if not after.startswith(before):
            raise DamagedError(
                f"the ledger at {path} was changed, not only added to",
                hint=DAMAGE_HINT,
            )
        news.append(after[len(before) :])
    return b"".join(news)
