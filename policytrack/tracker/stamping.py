"""Having the ledger's latest run stamped, and checking all stamps that are kept.

A stamp covers all runs before its own, by the chain; so one that could not be had is made up for by
the next run's.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError, StoreError
from policytrack.stamping import MISSING, ask, check, load_roots
from policytrack.store import Problem, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from policytrack.workspace import Workspace

UNCHECKED = (
    "that the kept time stamps are an authority's own: name its root certificates by"
    " timestamp_roots in policytrack.toml or --roots"
)


@dataclass(frozen=True, slots=True)
class Stamping:
    """How often the ledger was stamped just now, and why not, where it failed."""

    stamped: int = 0
    error: str = ""


def stamp_ledger(workspace: Workspace, store: Store | None = None) -> Stamping:
    """Have what is new in the ledger stamped. Only a StoreError is an error here."""
    store = store or Store.open(workspace.root, sign=workspace.settings.sign)
    count = 0
    try:
        for run, data in store.unstamped_runs().items():
            store.keep_timestamp(run, ask(workspace.settings.timestamp, data))
            count += 1
    except StoreError:
        raise
    except PolicytrackError as error:
        return Stamping(count, error.message)
    return Stamping(count)


@dataclass(frozen=True, slots=True)
class StampsFound:
    """What the kept stamps prove, what they do not, and what is wrong with them."""

    proves: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def check_stamps(workspace: Workspace, store: Store, roots: Path | None = None) -> StampsFound:
    """Check all stamps offline. WorkspaceError for roots that cannot be read."""
    stamps = store.timestamps()
    if not stamps:
        return StampsFound()
    if find_spec("rfc3161_client") is None:
        return StampsFound(cannot=(f"what {len(stamps)} kept time stamps say: {MISSING}",))
    named = workspace.settings.timestamp_roots
    path = roots or (workspace.root / named if named else None)
    trusted = load_roots(path) if path else ()
    problems, good = [], []
    runs = {run.hash: run.at for run in store.read_runs()}
    for digest, data in stamps.items():
        where = f"the time stamp of {digest}"
        if digest not in runs:
            problems.append(Problem(where, "the ledger has no such run"))
            continue
        try:
            found = check(data, bytes.fromhex(digest), trusted)
        except PolicytrackError as error:
            problems.append(Problem(where, error.message))
            continue
        good.append((runs[digest], found.at, found.authority))
    if not trusted:
        return StampsFound((), (UNCHECKED,), tuple(problems))
    return StampsFound(tuple(_proved(good)), (), tuple(problems))


def _proved(stamps: list[tuple[datetime, datetime, str]]) -> Iterator[str]:
    """What sound stamps say, the first and the latest by name; (run, stamp, authority)."""
    for run, at, authority in sorted({min(stamps), max(stamps)} if stamps else ()):
        yield (
            f"the ledger up to its run of {run:%Y-%m-%d %H:%M:%S} was there on"
            f" {at:%Y-%m-%d %H:%M:%S} UTC, says {authority}"
        )
    if len(stamps) > 2:
        yield f"{len(stamps) - 2} time stamps between these hold too"
