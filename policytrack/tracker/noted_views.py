"""A person's words put on the changes of a policy that is about to be published."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from policytrack.tracker.own_words import find_words
from policytrack.tracker.told import told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from policytrack.publish import ChangeView, PolicyView
    from policytrack.report import Comparison
    from policytrack.store import Store
    from policytrack.tracker.history import PolicyHistory
    from policytrack.tracker.own_words import OwnWords


def with_words(root: Path, store: Store, history: PolicyHistory, view: PolicyView) -> PolicyView:
    """The view with the words on its changes, each of which is another one for it."""
    changes = []
    for change, told in zip(view.changes, reversed(list(told_of(history))), strict=True):
        words = find_words(root, view.id, list(store.read_texts(told.steps)))
        changes.append(_noted(change, words) if words else change)
    return replace(view, changes=tuple(changes))


def _noted(change: ChangeView, words: OwnWords) -> ChangeView:
    noted: dict[str, Any] = {"note": words.text, "note_title": words.title, "noted": words.noted}
    state = hashlib.sha256(repr((change.state, words)).encode("utf-8", "surrogatepass"))
    compare = partial(_compare, change.compare, noted)
    return replace(change, state=state.hexdigest(), compare=compare, **noted)


def _compare(compare: Callable[[], Comparison], noted: Mapping[str, Any]) -> Comparison:
    return replace(compare(), **noted)
