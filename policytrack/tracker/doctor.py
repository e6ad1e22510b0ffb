"""A look at the whole workspace for what a person should know and mend. Pure reading."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.store import Store
from policytrack.tracker.asking import host_of
from policytrack.tracker.missing import Complaint, find_missing
from policytrack.tracker.state import load_states, parse_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policytrack.model import Snapshot
    from policytrack.tracker.state import PolicyState
    from policytrack.workspace import Workspace

RESTLESS = 5  # versions within RESTLESS_TIME; policies change some times a year
RESTLESS_TIME = timedelta(days=30)
STALE = timedelta(days=14)  # without a look that reached the policy
UNSTEADY = 4  # looks in a row, each with another text
LATE = timedelta(days=1)  # for a notice to wait
AHEAD = timedelta(minutes=10)  # of the clock


def examine(workspace: Workspace) -> list[Complaint]:
    """Everything that should be looked after, the workspace first."""
    store = Store.open(workspace.root)
    now = store.clock()
    histories = store.histories()
    states = load_states(store, workspace.policies, now.date())
    found = [*_about_workspace(workspace, store), *_about_hosts(workspace, histories)]
    for policy in workspace.policies:
        versions = histories.get(policy, [])
        found += _about_times(policy, versions, now)
        if policy in states:
            found += _about_looks(policy, states[policy], now, workspace.notices.failures)
        elif not versions:
            found.append(Complaint(policy, "it was never looked at", "Run `policytrack snapshot`."))
        found += _about_redirect(workspace, policy, versions)
    return found


def _about_workspace(workspace: Workspace, store: Store) -> Iterator[Complaint]:
    for lock in store.locks():
        yield Complaint(
            "", f"a lock of git's stands in the way: {lock}",
            "It goes by itself at the next snapshot, unless another git program is running.",
        )  # fmt: skip
    yield from find_missing(workspace)
    yield from _about_notices(store)
    if not workspace.settings.contact and any(one.is_url for one in workspace.policies.values()):
        yield Complaint(
            "", "sites cannot see whom to write to about our requests",
            'Set contact = "you@example.org" in policytrack.toml.',
        )  # fmt: skip


def _about_hosts(
    workspace: Workspace, histories: Mapping[str, list[Snapshot]]
) -> Iterator[Complaint]:
    pages = (page.source for policy in workspace.policies.values() for page in policy.pages)
    ends = (versions[0].final_url for versions in histories.values() if versions)
    asked = {host_of(url) for url in (*pages, *ends)}
    for name in workspace.hosts:
        below = name.removeprefix("*") if name.startswith("*.") else ""
        if not any(host == name or (below and host.endswith(below)) for host in asked):
            yield Complaint(
                "", f'[hosts."{name}"] is the host of no policy',
                "Check its spelling; leave it where pages are led past that host.",
            )  # fmt: skip


def _about_notices(store: Store) -> Iterator[Complaint]:
    waiting = store.waiting_notices()
    moments = [datetime.fromisoformat(str(one.about["at"])) for one in waiting]
    if moments and store.clock() - min(moments) > LATE:
        since = f"{min(moments):%Y-%m-%d}"
        yield Complaint(
            "", f"{len(waiting)} notices wait to be sent, the first since {since}",
            "`policytrack notify` sends them, or says why not.",
        )  # fmt: skip


def _about_times(policy: str, versions: list[Snapshot], now: datetime) -> Iterator[Complaint]:
    recent = [
        one for one in versions if not one.reextraction and now - one.captured < RESTLESS_TIME
    ]
    if len(recent) >= RESTLESS:
        yield Complaint(
            policy, f"it changed {len(recent)} times within {RESTLESS_TIME.days} days",
            "See `policytrack log`; a rule may leave out what changes always"
            " (`policytrack extract --explain`).",
        )  # fmt: skip
    if versions and versions[0].captured > now + AHEAD:
        yield Complaint(
            policy, f"its latest version is of the future: {versions[0].captured:%Y-%m-%d %H:%M}",
            "Check this machine's clock, and that of the machine which recorded it.",
        )  # fmt: skip
    if any(after.captured < before.captured for after, before in pairwise(versions)):
        yield Complaint(
            policy, "a version is dated before the one that it follows",
            "A clock was wrong when it was recorded; the order of the versions is right.",
        )  # fmt: skip


def _about_looks(
    policy: str, state: PolicyState, now: datetime, failures: int
) -> Iterator[Complaint]:
    if state.absent_since:
        yield Complaint(
            policy, f"its source is absent since {state.absent_since[:10]}",
            "Look for its new address, and put that into policytrack.toml.",
        )  # fmt: skip
    elif state.failures >= failures:
        yield Complaint(
            policy, f"it failed {state.failures} times in a row, since {state.failing_since[:10]}",
            state.failure or f"`policytrack snapshot {policy}` says why.",
        )  # fmt: skip
    texts = [look.text_sha256 for look in state.looks if look.text_sha256]
    if len(texts) >= UNSTEADY and len(set(texts)) == len(texts):
        yield Complaint(
            policy, f"each of the last {len(texts)} looks showed another text",
            "A rule may leave out what changes always (`policytrack extract --explain`).",
        )  # fmt: skip
    checked = parse_stamp(state.checked)
    if checked is not None and checked > now + AHEAD:
        yield Complaint(
            policy, f"it was looked at in the future: {state.checked}",
            "Check this machine's clock, and that of the machine which looked.",
        )  # fmt: skip
    if state.pending_text:
        yield Complaint(
            policy, f"a text is held since {state.pending_since[:10]}",
            f"`policytrack held {policy}` shows it; --release or --dismiss decides.",
        )  # fmt: skip
    seen = parse_stamp(state.last_seen)
    if seen is not None and now - seen > STALE and not state.absent_since:
        yield Complaint(
            policy, f"the text in force was last seen {(now - seen).days} days ago",
            "Run `policytrack snapshot`, or `policytrack schedule` to have it run.",
        )  # fmt: skip


def _about_redirect(
    workspace: Workspace, policy: str, versions: list[Snapshot]
) -> Iterator[Complaint]:
    source = workspace.policies[policy].source
    if (
        versions
        and versions[0].final_url
        and versions[0].final_url.rstrip("/") != source.rstrip("/")
    ):
        yield Complaint(
            policy, f"its source leads to {versions[0].final_url}",
            "Put that address into policytrack.toml if it is there to stay.",
        )  # fmt: skip
