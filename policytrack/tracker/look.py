"""Looking at what is recorded: standings, versions, texts, and comparisons of any two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.report import Comparison
from policytrack.store import Store
from policytrack.tracker.compared import compare_recorded
from policytrack.tracker.parsed import parse_recorded
from policytrack.workspace import NOTES, end_of_day, match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from policytrack.model import Document, Section, Snapshot
    from policytrack.tracker.state import PolicyState
    from policytrack.workspace import TrackedPolicy, Workspace

_REVISION = re.compile(r"[0-9a-f]{4,64}")
_BACK = re.compile(r"(?:HEAD|latest)(?:~(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a tracked policy stands: its version in force, how many there are, its last check."""

    policy: TrackedPolicy
    latest: Snapshot | None
    versions: int
    state: PolicyState


def standings(workspace: Workspace, ids: Iterable[str] = ()) -> list[Standing]:
    """Every tracked policy (or those asked for) with its version in force."""
    from policytrack.tracker.state import PolicyState, load_states

    store = Store.open(workspace.root)
    chosen = match_policies(workspace.policies, ids)
    states = load_states(store, chosen, store.clock().date())
    found = []
    for policy in chosen:
        versions = store.versions(policy)
        latest = versions[0] if versions else None
        state = states.get(policy, PolicyState())
        found.append(Standing(workspace.policies[policy], latest, len(versions), state))
    return found


def count_untracked(workspace: Workspace) -> int:
    """How many policies are recorded, imported or of earlier days, and not tracked."""
    return len(set(Store.open(workspace.root).policies()) - set(workspace.policies))


def history(workspace: Workspace, ids: Iterable[str] = ()) -> list[Snapshot]:
    """The recorded versions of all policies (or those asked for), newest first."""
    store = Store.open(workspace.root)
    chosen = match_policies(known_policies(workspace, store), ids)
    versions = [snapshot for policy in chosen for snapshot in store.versions(policy)]
    return sorted(versions, key=lambda snapshot: snapshot.captured, reverse=True)


def known_policies(workspace: Workspace, store: Store) -> list[str]:
    """What is tracked, and what is recorded though no longer tracked."""
    return list(dict.fromkeys([*workspace.policies, *store.policies()]))


def version_text(workspace: Workspace, policy: str, at: str = "") -> tuple[Snapshot, Document]:
    """A version (that in force at a date, a revision, or the latest) and its sections."""
    store = Store.open(workspace.root)
    (policy,) = match_policies(known_policies(workspace, store), [policy])
    snapshot = _find_version(_versions(store, policy), at or "latest")
    return snapshot, parse_recorded(store, snapshot, store.read_text(snapshot))


def compare_latest(workspace: Workspace, ids: Iterable[str] = ()) -> list[Comparison]:
    """The latest recorded change of every policy (or of those asked for) that has one."""
    store = Store.open(workspace.root)
    found = []
    for policy in match_policies(known_policies(workspace, store), ids):
        versions = store.versions(policy)
        if len(versions) > 1:
            found.append(_compare(workspace, store, versions[1], versions[0], adjacent=True))
    return found


def compare_history(
    workspace: Workspace, ids: Iterable[str] = (), since: datetime | None = None
) -> list[Comparison]:
    """Every recorded change of every policy (or of those asked for), newest first by policy."""
    store = Store.open(workspace.root)
    found = []
    for policy in match_policies(known_policies(workspace, store), ids):
        for after, before in pairwise(store.versions(policy)):
            if since is None or after.captured >= since:
                found.append(_compare(workspace, store, before, after, adjacent=True))
    return found


def pick_sections(document: Document, wanted: Sequence[str]) -> list[Section]:
    """The sections whose number is, or whose heading has, one of the texts; all for none.

    A section brings those inside it. Raises WorkspaceError when a text is found nowhere.
    """
    if not wanted:
        return list(document.sections)
    chosen: set[int] = set()
    for text in wanted:
        found = {part.index for part in document.sections if _is_named(part, text)}
        if not found:
            msg = f"no section's number is, and no heading has, {text!r}"
            raise WorkspaceError(msg, hint="`policytrack show ID --outline` lists the headings.")
        chosen |= found
    return [
        part
        for part in document.sections
        if chosen & {above.index for above in document.path(part)}
    ]


def _is_named(section: Section, text: str) -> bool:
    number = text.strip("§ .)").casefold()
    is_number = bool(number) and section.number.strip("§ .)").casefold() == number
    return is_number or text.casefold() in section.heading.casefold()


def compare_versions(workspace: Workspace, policy: str, start: str, end: str) -> Comparison:
    """Two versions of a policy, each named by a date (the version in force then) or a revision.

    Without `start` the version before `end`; without `end` the latest.
    """
    store = Store.open(workspace.root)
    (policy,) = match_policies(known_policies(workspace, store), [policy])
    versions = _versions(store, policy)
    after = _find_version(versions, end or "latest")
    if start:
        return _compare(workspace, store, _find_version(versions, start), after)
    position = versions.index(after) + 1
    if position == len(versions):
        msg = f"{policy}: there is no version before that of {after.captured:%Y-%m-%d}"
        raise WorkspaceError(msg, hint="`policytrack show` prints it; `log` lists all versions.")
    return _compare(workspace, store, versions[position], after, adjacent=True)


def compare_live(workspace: Workspace, policy: str) -> Comparison:
    """The version in force against what the source says now; nothing is recorded."""
    from policytrack.compare import compare
    from policytrack.tracker.eyes import load_policy

    store = Store.open(workspace.root)
    (policy,) = match_policies(workspace.policies, [policy])
    latest = _find_version(_versions(store, policy), "latest")
    reading = load_policy(workspace, workspace.policies[policy])
    before = parse_recorded(store, latest, store.read_text(latest))
    return Comparison(
        policy=policy,
        title=workspace.policies[policy].title or latest.title,
        source=reading.capture.final_url,
        change=compare(before, reading.document),
        before_captured=latest.captured,
        after_captured=reading.capture.finished,
        before_label=latest.revision[:10],
        after_label="live",
        window=(latest.captured, reading.capture.finished),
    )


def compare_files(before: str, after: str, workspace: Workspace | None = None) -> Comparison:
    """Two files (or URLs, or "-" for one of them) of any kind that can be loaded.

    Sites are asked as the workspace says, where there is one.
    """
    from policytrack.compare import compare
    from policytrack.tracker.reading import load_reading

    first, second = load_reading(before, workspace), load_reading(after, workspace)
    return Comparison(
        policy="",
        title=second.title or first.title,
        source="",
        change=compare(first.document, second.document),
        before_label=before,
        after_label=after,
    )


def _compare(
    workspace: Workspace,
    store: Store,
    before: Snapshot,
    after: Snapshot,
    *,
    adjacent: bool = False,
) -> Comparison:
    tracked = workspace.policies.get(after.policy)
    (_, first), (_, second) = store.read_texts([before, after])
    told = Comparison(
        policy=after.policy,
        title=after.title or (tracked.title if tracked else ""),
        source=after.source,
        change=compare_recorded(store, before, after, (first, second)),
        before_captured=before.captured,
        after_captured=after.captured,
        before_label=before.revision[:10],
        after_label=after.revision[:10],
        window=(after.last_seen or before.captured, after.captured),
    )
    if not (workspace.root / NOTES).is_dir():
        return told
    from policytrack.tracker.own_words import add_words

    return add_words(workspace.root, told, adjacent=adjacent)


def _versions(store: Store, policy: str) -> list[Snapshot]:
    versions = store.versions(policy)
    if not versions:
        msg = f"{policy}: no version is recorded yet"
        raise WorkspaceError(msg, hint="`policytrack snapshot` records one.")
    return versions


def _find_version(versions: Sequence[Snapshot], wanted: str) -> Snapshot:
    """The version that a date, a revision, or `latest~N` names; `versions` newest first."""
    if match := _BACK.fullmatch(wanted):
        return _count_back(versions, int(match[1] or 0))
    if _REVISION.fullmatch(wanted.lower()) and not re.fullmatch(r"\d{1,8}", wanted):
        found = [version for version in versions if version.revision.startswith(wanted.lower())]
        if len(found) == 1:
            return found[0]
        msg = f"{versions[0].policy}: {len(found) or 'no'} versions begin with {wanted!r}"
        raise WorkspaceError(msg, hint="`policytrack log` lists the versions.")
    moment = end_of_day(wanted)
    for version in versions:
        if version.captured <= moment:
            return version
    first = versions[-1].captured
    msg = (
        f"{versions[0].policy}: nothing was recorded by {wanted}, the first is of {first:%Y-%m-%d}"
    )
    raise WorkspaceError(msg, hint="`policytrack log` lists the versions.")


def _count_back(versions: Sequence[Snapshot], steps: int) -> Snapshot:
    if steps < len(versions):
        return versions[steps]
    msg = f"{versions[0].policy}: there are only {len(versions)} versions"
    raise WorkspaceError(msg, hint="`policytrack log` lists them.")
