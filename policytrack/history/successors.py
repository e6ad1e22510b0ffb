"""Which policy carries another on under a new name: renames of files and of services.

Pure; sees of each policy only how its history begins and ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from policytrack.history.traces import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from policytrack.history.traces import Trace

# A renamed policy goes on where the other stopped; when its text was last seen is not always known,
# only when it last changed.
_GAP = timedelta(days=400)
_LIKE = 0.6  # of the words of both texts: a renamed service also changes its name throughout
_SAME = 0.9  # of another name: two documents of one company share much of what they say
_FEWEST = 20  # words of a trace, which may be thinned out; shorter texts are alike by chance


@dataclass(frozen=True, slots=True)
class Ends:
    """How a policy's history begins and how it ends."""

    policy: str
    first: Trace
    began: datetime
    last: Trace
    ended: datetime


def find_successors(histories: Iterable[Ends]) -> dict[str, str]:
    """For each policy that carries another on, that other one; each is carried on once."""
    known = sorted(histories, key=lambda ends: (ends.began, ends.policy))
    pairs = [
        (-likeness(old.last, new.first), new.policy, old.policy)
        for new in known
        for old in known
        if old is not new
        and old.began < new.began
        and old.ended <= new.began
        and new.began - old.ended <= _GAP
        and min(old.last.size, new.first.size) >= _FEWEST
    ]
    found: dict[str, str] = {}
    for unlike, new, old in sorted(pairs):
        if -unlike >= _needed(new, old) and new not in found and old not in found.values():
            found[new] = old
    return found


def _needed(new: str, old: str) -> float:
    """How alike the texts must be; the last part of an id names the kind of document."""
    return _LIKE if new.rpartition("/")[2] == old.rpartition("/")[2] else _SAME
