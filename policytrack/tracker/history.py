"""The folded history of policies: what really happened, from the store or from what is remembered.

Each event comes as one line of JSON, so that a history that is remembered is told without being
read. What is not remembered is worked out, by two processes where there is much of it.
"""

from __future__ import annotations

import gc
import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError
from policytrack.store import Store
from policytrack.tracker.remember import shelf_of
from policytrack.tracker.renames import tell_successors
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policytrack.model import Snapshot
    from policytrack.tracker.remember import Shelf
    from policytrack.workspace import Workspace

# With fewer versions to be worked through, a second process costs more than it brings.
_WORTH_A_PROCESS = 300
_WORKERS = 2
_SELDOM = 10_000  # objects made between two collections of a process that works out histories
# Of so many policies each one's history is asked for by itself.
_FEW = 8


@dataclass(frozen=True, slots=True)
class PolicyHistory:
    """A policy's events, oldest first: a line for each, as `event_lines` gives them.

    `versions` are the snapshots that the events speak of, oldest first.
    """

    policy: str
    versions: tuple[Snapshot, ...]
    lines: tuple[str, ...]

    def events(self, *, everything: bool = False) -> list[dict[str, Any]]:
        """The events as data, those that are folded only when everything is asked for."""
        return [json.loads(row) for row in newest_first([self], everything=everything)[::-1]]

    @property
    def folded(self) -> int:
        """How many events are left out of a list of changes."""
        return sum(line[0] == "-" for line in self.lines)


def newest_first(histories: Iterable[PolicyHistory], *, everything: bool = False) -> list[str]:
    """The events of several policies as JSON objects, by the time of their first appearance."""
    lines = [
        line[1:]
        for history in histories
        for line in reversed(history.lines)
        if everything or line[0] == "+"
    ]
    lines.sort(key=lambda line: line.partition(" ")[0], reverse=True)
    return [line.partition(" ")[2] for line in lines]


def folded_histories(workspace: Workspace, ids: Iterable[str] = ()) -> list[PolicyHistory]:
    """The histories of all policies (or those asked for), in order of their ids."""
    store = Store.open(workspace.root)
    asked = list(ids)
    wanted = _recorded(store, workspace, asked)
    shelf = shelf_of(store)
    lines = {policy: _recall(shelf, store, policy, found) for policy, found in wanted.items()}
    missing = {policy: wanted[policy] for policy, kept in lines.items() if kept is None}
    lines.update(_work_out(workspace.root, store, missing))
    told = {policy: lines[policy] or () for policy in wanted}
    if not asked:
        tell_successors(shelf, told)
    return [PolicyHistory(policy, found, told[policy]) for policy, found in wanted.items()]


def _recorded(
    store: Store, workspace: Workspace, asked: Sequence[str]
) -> dict[str, tuple[Snapshot, ...]]:
    """The versions of the policies asked for (of all when none are), oldest first.

    Few are looked up one by one: reading what all of a big store's commits touched takes longer.
    """
    known = dict.fromkeys([*store.policies(), *workspace.policies])
    if 0 < len(asked) <= _FEW and (chosen := _match_present(known, asked)):
        found = {policy: store.versions(policy) for policy in chosen}
    else:
        found = store.histories()
        chosen = match_policies(dict.fromkeys([*found, *workspace.policies]), asked)
    for policy in chosen if asked else ():
        if not found.get(policy):
            msg = f"{policy}: no version is recorded yet"
            raise WorkspaceError(msg, hint="`policytrack snapshot` records one.")
    return {policy: tuple(reversed(found[policy])) for policy in chosen if found.get(policy)}


def _match_present(known: Iterable[str], asked: Sequence[str]) -> list[str]:
    """The policies asked for; none where one of them is of the past, or unknown."""
    try:
        return match_policies(known, asked)
    except WorkspaceError:
        return []


def _recall(
    shelf: Shelf, store: Store, policy: str, versions: Sequence[Snapshot]
) -> tuple[str, ...] | None:
    found = shelf.find(f"events {policy}")
    if found is None:
        return None
    state, _, rest = found.decode("utf-8", "surrogatepass").partition("\n")
    return tuple(rest.splitlines()) if state == _state(store, versions) else None


def _state(store: Store, versions: Sequence[Snapshot]) -> str:
    """What the events of a history depend on."""
    seen = hashlib.sha256()
    for version in versions:
        said = (
            store.key_of(version), version.revision, version.captured.isoformat(),
            str(version.last_seen), str(version.reextraction),
        )  # fmt: skip
        seen.update("\0".join(said).encode())
    return seen.hexdigest()


def _work_out(
    root: Path, store: Store, histories: dict[str, tuple[Snapshot, ...]]
) -> dict[str, tuple[str, ...]]:
    """Events from texts, policy by policy; the longest first, since the last one is waited for."""
    if sum(map(len, histories.values())) < _WORTH_A_PROCESS or len(histories) < 2:
        return {policy: _work(store, policy, found) for policy, found in histories.items()}
    order = sorted(histories, key=lambda policy: -len(histories[policy]))
    jobs = [(root, policy, histories[policy]) for policy in order]
    import policytrack.tracker.events
    import policytrack.tracker.past  # noqa: F401  (forked processes need not load it again)

    with ProcessPoolExecutor(_WORKERS, initializer=_collect_seldom) as pool:
        return dict(zip(order, pool.map(_job, jobs), strict=True))


def _collect_seldom() -> None:
    """What was loaded stays, and what is found in texts forms next to no cycles."""
    gc.freeze()
    gc.set_threshold(_SELDOM)


def _job(job: tuple[Path, str, tuple[Snapshot, ...]]) -> tuple[str, ...]:
    root, policy, versions = job
    return _work(_store_at(root), policy, versions)


@cache
def _store_at(root: Path) -> Store:
    return Store.open(root)


def _work(store: Store, policy: str, versions: tuple[Snapshot, ...]) -> tuple[str, ...]:
    from policytrack.tracker.events import event_lines
    from policytrack.tracker.past import Past

    past = Past.read(store, policy, versions)
    lines = event_lines(past)
    shelf_of(store).keep(f"ends {policy}", json.dumps(past.ends()).encode())
    text = "\n".join([_state(store, versions), *lines])
    shelf_of(store).keep(f"events {policy}", text.encode("utf-8", "surrogatepass"))
    return lines
