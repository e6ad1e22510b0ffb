"""The changes that people are told of: those of the folded history, with a person's words on them.

A change may be made of several recorded steps: what was folded since the change before is its own,
so that words on any of these steps are shown with it and never lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from policytrack.report import Comparison
from policytrack.store import Store
from policytrack.tracker.compared import compare_recorded, tell_other_page
from policytrack.tracker.history import folded_histories
from policytrack.tracker.own_words import find_words, has_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.model import Snapshot
    from policytrack.tracker.history import PolicyHistory
    from policytrack.tracker.own_words import OwnWords
    from policytrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Told:
    """A change: its event, the version before, that after, and the steps between in order.

    `steps` begin with the version that the first step leads away from; `first` is the version
    that brought the change.
    """

    event: dict[str, Any]
    before: Snapshot
    after: Snapshot
    first: Snapshot
    steps: tuple[Snapshot, ...]

    @property
    def captured(self) -> datetime:
        """When the change was first seen."""
        return datetime.fromisoformat(self.event["captured"])


def told_of(history: PolicyHistory) -> Iterator[Told]:
    """The changes of a policy, oldest first. The first text is no change."""
    places = {version.revision: place for place, version in enumerate(history.versions)}
    reached = 0
    for event in history.events():
        members = [places[revision] for revision in event["members"]]
        last = max([*members, places[event["revision"]]])
        start, reached = reached, max(reached, last)
        if event["before"] is None:
            continue
        yield Told(
            event=event,
            before=history.versions[places[event["before"]]],
            after=history.versions[places[event["revision"]]],
            first=history.versions[members[0]],
            steps=history.versions[start : last + 1],
        )


def words_on(workspace: Workspace, store: Store, told: Told) -> OwnWords:
    """A person's words on the change, from whichever of its steps they were written on."""
    return find_words(workspace.root, told.after.policy, list(store.read_texts(told.steps)))


def tell_changes(
    workspace: Workspace,
    ids: Iterable[str] = (),
    since: datetime | None = None,
    *,
    latest: bool = False,
) -> list[Comparison]:
    """The changes of all policies (or those asked for); of each the latest alone when asked.

    That another page took a policy's place is no change of it.
    """
    store = Store.open(workspace.root)
    found = []
    for history in folded_histories(workspace, ids):
        told = [
            one
            for one in told_of(history)
            if (since is None or one.captured >= since) and one.event["kind"] != "replaced"
        ]
        chosen = told[-1:] if latest else told
        found += [compare_told(workspace, store, one) for one in reversed(chosen)]
    return found


def compare_told(workspace: Workspace, store: Store, told: Told) -> Comparison:
    """The change as it is shown, with a person's words on it."""
    (_, first), (_, second) = store.read_texts([told.before, told.after])
    tell = tell_other_page if told.event["kind"] == "replaced" else compare_recorded
    tracked = workspace.policies.get(told.after.policy)
    bounds = [datetime.fromisoformat(at) if at else None for at in told.event["window"]]
    comparison = Comparison(
        policy=told.after.policy,
        title=told.after.title or (tracked.title if tracked else ""),
        source=told.after.source,
        change=tell(store, told.before, told.after, (first, second)),
        before_captured=told.before.captured,
        after_captured=told.captured,
        before_label=told.before.revision[:10],
        after_label=told.after.revision[:10],
        window=(bounds[0], bounds[1]),
    )
    if not has_words(workspace.root, comparison.policy):
        return comparison
    words = words_on(workspace, store, told)
    return replace(comparison, note=words.text, note_title=words.title, noted=words.noted)
