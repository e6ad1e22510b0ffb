"""The words of folding as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from policytrack.history.traces import Trace

FoldKind = Literal[
    "first",  # the text that the history begins with
    "change",  # the policy says something else than before
    "returned",  # said something else for some weeks, and was taken back
    "replaced",  # another page, which is no policy, stands in its place
    "date",  # nothing but a stated date differs
    "structure",  # sections moved, were renumbered, split or merged; the words are the same
    "cosmetic",  # worded the same: typography, white space, references that follow a number
    "furniture",  # words of the page, not of the policy: buttons, navigation, counters
    "form",  # no word differs: only markup, link targets or the division into lines
    "flapping",  # went away and came back
    "held",  # not the policy: a wall, an error page, half a text
    "reextraction",  # another extractor read the same policy
]
# What a list of changes leaves out unless it is asked for all.
FOLDED: frozenset[FoldKind] = frozenset(
    {"date", "structure", "cosmetic", "furniture", "form", "flapping", "held", "reextraction"}
)


@dataclass(frozen=True, slots=True)
class Version:
    """A recorded version as folding sees it."""

    captured: datetime
    trace: Trace
    last_seen: datetime | None = None  # when the text before was last seen in force
    reextraction: bool = False  # marked: only the extractor or its rules changed
    doubt: str = ""  # why the text may not be the policy's, in a few words
    pages: int = 0  # of how many pages an archive put the text together; 0 where it does not say


@dataclass(frozen=True, slots=True)
class Fold:
    """Versions that are one event. Numbers are places in the list that was folded.

    Every version is a member of exactly one fold. `members` are in order; the first is the first
    appearance. What changed is the difference between `before` and `after`; `before` is None for
    the first text. Of notes (returned, replaced, form, flapping, held) they are the text in force
    and the last other.
    """

    kind: FoldKind
    members: tuple[int, ...]
    before: int | None
    after: int
    reason: str = ""
    returns_to: int | None = None  # the version whose text came back, long after
    variants: int = 1  # different texts among the members
    lasting: bool = False  # its text came into force: these lead from one to the next

    @property
    def first(self) -> int:
        """The version in which the event first showed."""
        return self.members[0]
