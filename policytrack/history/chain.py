"""The texts in force, one after the other, and the notes on what came between.

Owns the folder's memory while it reads a history. Must not know why anything is folded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from policytrack.history.model import Fold

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from policytrack.history.traces import Trace

NoteKind = Literal["form", "flapping", "held"]


@dataclass(slots=True)
class Step:
    """A text that came into force. Numbers are places in the list of versions."""

    trace: Trace
    kind: Literal["first", "change", "reextraction"]
    index: int  # the version that brought it for good
    since: datetime  # when it first showed
    before: int | None  # the version in force until then
    members: list[int]
    last: int  # the newest version that says the same
    returns_to: int | None = None
    swung: int = 0  # how often it went away before it stayed
    reason: str = ""

    def to_fold(self, *, lasting: bool = True) -> Fold:
        """The step as the event that it is; `lasting` while it stays in the chain."""
        reason = self.reason
        if self.swung:
            times = "once" if self.swung == 1 else f"{self.swung} times"
            reason = f"went back {times} before it stayed"
        return Fold(
            self.kind,
            tuple(sorted(self.members)),
            self.before,
            self.index,
            reason,
            self.returns_to,
            lasting=lasting,
        )


@dataclass(slots=True)
class Note:
    """Versions that changed nothing, because of what they were."""

    kind: NoteKind
    base: str  # key of the text in force
    before: int  # the version in force at the beginning
    last: datetime
    members: list[int] = field(default_factory=list)
    variants: set[str] = field(default_factory=set)
    shown: dict[str, list[int]] = field(
        default_factory=dict
    )  # by variant the versions that said it
    after: int = 0  # the last version that said something else
    reason: str = ""

    def add(self, step: Step) -> None:
        """A text that was away."""
        self.variants.add(step.trace.key)
        if step.kind != "reextraction":
            self.members += step.members
            self.shown.setdefault(step.trace.key, []).extend(step.members)

    def give(self, key: str) -> list[int]:
        """Let a variant go that stayed after all; its versions are no longer members.

        With the last variant all members go.
        """
        self.variants.discard(key)
        given = self.shown.pop(key, []) if self.variants else self.members
        self.members = [index for index in self.members if index not in given]
        return given

    def to_fold(self) -> Fold:
        """The note as the event that it is."""
        return Fold(
            self.kind,
            tuple(sorted(self.members)),
            self.before,
            self.after,
            self.reason,
            variants=max(1, len(self.variants)),
        )


@dataclass(slots=True)
class Notes:
    """All notes of a history; those of one kind that follow each other closely are one."""

    found: list[Note] = field(default_factory=list)

    def find(self, kind: NoteKind, since: datetime, pause: timedelta) -> Note | None:
        """The newest note of that kind, when it is still open at that time."""
        for note in reversed(self.found):
            if note.kind == kind:
                return note if since - note.last <= pause else None
        return None

    def drop(self, note: Note) -> None:
        """Take a note out, since its members became part of something else."""
        self.found = [other for other in self.found if other is not note]
