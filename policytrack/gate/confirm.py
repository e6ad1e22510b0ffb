"""When what was seen counts: a pure function over the looks at one policy.

A change is recorded when a second look shows the same text. What the gate held and what may well
be the policy (shrunk, another language, …) is recorded when it persists. Walls are never recorded,
however long they stand; "there is no such page" becomes "absent since" when it persists.
Failures that may pass say nothing either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from policytrack.gate.candidate import DOUBTFUL, GONE, UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from policytrack.gate.candidate import Outcome

Action = Literal["nothing", "record", "look_again", "hold", "absent"]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a policy, as the ledger keeps it."""

    at: datetime
    outcome: Outcome | Literal["unreachable"]  # the last: a failure that may pass
    text_sha256: str = ""  # of the text as it would be stored; "" where there was none
    codes: tuple[str, ...] = ()  # of the verdict's reasons; ("status",) for 404 and 410

    @property
    def is_gone(self) -> bool:
        """Whether the look says that the policy is no longer there; a wall only hides it."""
        told = self.outcome != "unreachable" and UNREADABLE.isdisjoint(self.codes)
        return told and bool(GONE.intersection(self.codes))

    @property
    def is_doubtful(self) -> bool:
        """Whether the look shows a text that becomes the policy's when it persists."""
        return self.outcome == "held" and DOUBTFUL.issuperset(self.codes)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many looks it takes, and over how long a time from the first to the last.

    The defaults for held texts come from an archive of 133 policies: of 29 doubtful states 27 were
    real and stood for more than six days, 2 were slips and over within three hours (docs/gate.md).
    """

    looks: int = 2
    apart: timedelta = timedelta(0)
    held_looks: int = 3
    held_for: timedelta = timedelta(days=2)
    gone_looks: int = 3
    gone_for: timedelta = timedelta(days=3)
    unsteady: int = 4  # so many different texts in a row: no two looks will ever be the same


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now. `since`: the first look that showed this state."""

    action: Action
    since: datetime | None = None
    again: datetime | None = None  # not before then, for "look_again" and "hold"
    why: str = ""


PATIENCE = Patience()
MOST_LOOKS = 12  # that are remembered
LAST_LOOKS = 5  # of which so many are the newest, whatever they show


def add_look(looks: tuple[Look, ...], look: Look) -> tuple[Look, ...]:
    """The looks with one more. Of a long row that all show the same the middle is forgotten.

    How often somebody looks thus never keeps a state from standing long enough.
    """
    seen = (*looks, look)
    if len(seen) <= MOST_LOOKS:
        return seen
    for like in (_shown, _kind):
        for at in range(2, len(seen) - LAST_LOOKS):
            if like(seen[at - 1]) == like(seen[at]) == like(seen[at + 1]):
                return seen[:at] + seen[at + 1 :]
    return seen[1:]


def _kind(look: Look) -> tuple[object, ...]:
    return look.outcome, look.is_gone, look.is_doubtful


def _shown(look: Look) -> tuple[object, ...]:
    return *_kind(look), look.text_sha256


def decide(
    looks: Sequence[Look],
    in_force: str,
    patience: Patience = PATIENCE,
    dismissed: Collection[str] = (),
) -> Decision:
    """What the looks since the text in force was recorded say, oldest first, the last one now.

    `in_force` is that text's SHA-256, "" where nothing is recorded yet: a first text needs no
    confirmation. `dismissed` are held texts that a person has turned down.
    """
    if not looks or looks[-1].outcome == "unreachable":
        return Decision("nothing", why="nothing was seen")
    told = [look for look in looks if look.outcome != "unreachable"]
    last = told[-1]
    if last.text_sha256 and last.text_sha256 == in_force:
        return Decision("nothing", why="the text in force")
    if last.text_sha256 and last.text_sha256 in dismissed:
        return Decision("nothing", why="dismissed by a person")
    if last.is_gone:
        return decide_gone(told, patience)
    if last.outcome == "accepted":
        return decide_accepted(told, in_force, patience)
    if last.is_doubtful:
        return decide_doubtful(told, in_force, patience)
    run = tail(told, lambda look: look.outcome == "held")
    return Decision("hold", run[0].at, why="shown in the policy's place")


def decide_accepted(told: Sequence[Look], in_force: str, patience: Patience) -> Decision:
    """A text that looks like the policy: recorded at the second look."""
    if not in_force:
        return Decision("record", told[-1].at, why="the first text")
    run = tail(told, lambda look: look.outcome == "accepted" and look.text_sha256 != in_force)
    same = tail(run, lambda look: look.text_sha256 == run[-1].text_sha256)
    if is_enough(same, patience.looks, patience.apart):
        return Decision("record", same[0].at, why=f"seen {len(same)} times")
    if len(run) >= patience.unsteady and is_enough(run, patience.looks, patience.apart):
        return Decision("record", same[0].at, why="the text differs at every look")
    return Decision("look_again", same[0].at, same[0].at + patience.apart, "seen once")


def decide_doubtful(told: Sequence[Look], in_force: str, patience: Patience) -> Decision:
    """A text that may be the policy: recorded once it has stood for a while."""
    run = tail(told, lambda look: look.is_doubtful and look.text_sha256 != in_force)
    same = tail(run, lambda look: look.text_sha256 == run[-1].text_sha256)
    steady = same if len(run) - len(same) < patience.unsteady else run
    if is_enough(steady, patience.held_looks, patience.held_for):
        return Decision("record", steady[0].at, why=f"stood through {len(steady)} looks")
    return Decision("hold", steady[0].at, steady[0].at + patience.held_for, "may not be the policy")


def decide_gone(told: Sequence[Look], patience: Patience) -> Decision:
    """No such page: absent once it has been so for a while."""
    run = tail(told, lambda look: look.is_gone)
    if is_enough(run, patience.gone_looks, patience.gone_for):
        return Decision("absent", run[0].at, why=f"not there at {len(run)} looks")
    return Decision("hold", run[0].at, run[0].at + patience.gone_for, "may be gone")


def tail(looks: Sequence[Look], holds: Callable[[Look], bool]) -> list[Look]:
    """The looks at the end of which something holds without a break."""
    return [*takewhile(holds, reversed(looks))][::-1]


def is_enough(looks: Sequence[Look], count: int, span: timedelta) -> bool:
    """Whether there are so many looks over so long a time."""
    return len(looks) >= count and looks[-1].at - looks[0].at >= span
