"""Joining two ledgers that grew from one: every run of both, unchanged, in one chain's branches.

Knows nothing of git's branches; gets the commits to join.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import DamagedError
from policytrack.gitrepo import DAMAGE_HINT, Trees
from policytrack.store.ledger import HEADS, LedgerFiles, parse_runs, render_heads

if TYPE_CHECKING:
    from policytrack.gitrepo import Reader, Repository
    from policytrack.store.ledger import Run


def join_ledgers(
    repository: Repository, reader: Reader, commits: tuple[str | None, str, str]
) -> dict[bytes, bytes]:
    """The ledger's files after joining, by path in the repository; (base, ours, theirs).

    Ours are put behind theirs in each day's file; the runs that none follows are named anew.
    """
    base, ours, theirs = (
        LedgerFiles(repository, Trees(reader, commit), reader) for commit in commits
    )
    files: dict[bytes, bytes] = {}
    added: list[Run] = []
    for day in sorted({*ours.days(), *theirs.days()}):
        news = {side: _news(base, side, day) for side in (ours, theirs)}
        added += [run for data in news.values() for run in parse_runs(day, data)]
        if news[ours]:
            files[repository.path(day)] = theirs.read(day) + news[ours]
    heads = {*ours.heads(), *theirs.heads()} - {one for run in added for one in run.previous}
    return {**files, repository.path(HEADS): render_heads(sorted(heads))}


def _news(base: LedgerFiles, side: LedgerFiles, day: str) -> bytes:
    """What a side has added to a day's file; DamagedError when it changed what was there."""
    before, after = base.read(day), side.read(day)
    if not after.startswith(before):
        raise DamagedError(
            f"the ledger at {day} was changed, not only added to",
            hint=DAMAGE_HINT,
        )
    return after[len(before) :]
