"""From recorded versions to events: a stack of the texts in force, read once from old to new.

A version that says what an earlier text said takes everything above that text off the stack: it
was away and is no change. What stays on the stack are the changes. Prefix-stable: a version that
is added changes nothing that happened longer than `limits.SETTLED` before it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from policytrack.history import limits, reasons
from policytrack.history.chain import Note, Notes, Step
from policytrack.history.model import Fold
from policytrack.history.returning import find_return

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.history.chain import NoteKind
    from policytrack.history.model import Version

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def fold_versions(versions: Sequence[Version]) -> tuple[Fold, ...]:
    """The events of a policy's history; `versions` oldest first, as they were recorded.

    Every version is a member of exactly one event, and events stand in the order of their first
    members. Whether a change is one of words alone is for `settle` to say, which needs the texts.
    Time grows linearly with the number of versions.
    """
    folder = _Folder()
    for index, version in enumerate(versions):
        folder.take(index, version)
    return folder.folds()


class _Folder:
    def __init__(self) -> None:
        self._chain: list[Step] = []
        self._notes = Notes()
        self._marked: list[Fold] = []  # marked re-extractions that left the chain, or never joined
        self._known: dict[str, int] = {}  # keys of texts that were in force: where last
        self._now = _LONG_AGO  # the latest moment read so far

    def folds(self) -> tuple[Fold, ...]:
        found = [
            *(step.to_fold() for step in self._chain),
            *(note.to_fold() for note in self._notes.found),
            *self._marked,
        ]
        return tuple(sorted(found, key=lambda fold: fold.members))

    def take(self, index: int, version: Version) -> None:
        """Read one more version."""
        # Clocks of archives run back now and then; what is settled stays so.
        self._now = max(self._now, version.captured)
        if version.doubt:
            self._hold(index, version)
        elif not self._chain:
            self._push(index, version)
        elif version.trace.key == self._chain[-1].trace.key:
            self._stay(index, version)
        elif (back := find_return(self._chain, version, self._now)) is not None:
            self._return(index, version, back)
        else:
            self._push(index, version)

    def _hold(self, index: int, version: Version) -> None:
        base = self._chain[-1] if self._chain else None
        note = self._note("held", index, base)
        note.members.append(index)
        note.variants.add(version.trace.key)
        note.after = index
        note.reason = version.doubt

    def _stay(self, index: int, version: Version) -> None:
        """No word differs from the text in force."""
        top = self._chain[-1]
        if version.reextraction:
            self._mark(index, top.last)
        else:
            note = self._note("form", index, top)
            note.members.append(index)
            note.after = index
            note.reason = reasons.FORM
        top.last = index

    def _return(self, index: int, version: Version, back: int) -> None:
        """The text at that place of the chain is in force again, as it was or edited."""
        away = self._chain[back + 1 :]
        del self._chain[back + 1 :]
        base = self._chain[back]
        kind, reason = reasons.say_away(base, away)
        note = self._note(kind, index, base, since=away[0].since)
        for step in away:
            if step.kind == "reextraction":
                self._marked.append(step.to_fold(lasting=False))
            else:
                note.members += step.members
            note.variants.add(step.trace.key)
        note.after = away[-1].index
        note.reason = reason
        if version.trace.key != base.trace.key:
            self._push(index, version)
        elif version.reextraction:
            self._mark(index, base.last)
        else:
            note.members.append(index)
        base.last = index if version.trace.key == base.trace.key else base.last
        if not note.members:
            self._notes.drop(note)

    def _push(self, index: int, version: Version) -> None:
        """A text comes into force."""
        top = self._chain[-1] if self._chain else None
        step = Step(
            version.trace,
            "first" if top is None else "reextraction" if version.reextraction else "change",
            index,
            version.captured,
            top.last if top else None,
            [index],
            index,
            self._known.get(version.trace.key),
        )
        if top is not None and step.kind == "change":
            self._absorb(step, top)
        self._chain.append(step)
        self._known[version.trace.key] = index

    def _absorb(self, step: Step, base: Step) -> None:
        """A text that went back and forth before it stayed came with its first appearance."""
        note = self._notes.find("flapping", step.since, limits.PAUSE)
        if note and note.base == base.trace.key and note.variants == {step.trace.key}:
            step.members = [*note.members, *step.members]
            step.before = note.before
            step.swung = (len(note.members) + 1) // 2
            step.returns_to = None
            self._notes.drop(note)

    def _mark(self, index: int, before: int) -> None:
        self._marked.append(Fold("reextraction", (index,), before, index, reasons.MARKED))

    def _note(
        self, kind: NoteKind, index: int, base: Step | None, since: datetime | None = None
    ) -> Note:
        """The open note of that kind, or a new one."""
        pause = limits.FORM_PAUSE if kind == "form" else limits.PAUSE
        note = self._notes.find(kind, since or self._now, pause)
        key = base.trace.key if base else ""
        if note is None or (kind == "form" and note.base != key):
            note = Note(kind, key, base.last if base else index, self._now)
            self._notes.found.append(note)
        note.last = self._now
        return note
