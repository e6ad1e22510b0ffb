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
from policytrack.history.rereading import Layouts, reads_other_pages, tell_pages
from policytrack.history.returning import find_return, is_broken, is_strange
from policytrack.history.standing import StandIn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policytrack.history.chain import NoteKind
    from policytrack.history.model import Version

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _never(_before: int, _after: int) -> bool:
    return False


def fold_versions(
    versions: Sequence[Version], is_other_page: Callable[[int, int], bool] = _never
) -> tuple[Fold, ...]:
    """The events of a policy's history; `versions` oldest first, as they were recorded.

    Every version is a member of exactly one event, and events stand in the order of their first
    members. Whether a change is one of words alone is for `settle` to say, which needs the texts.
    `is_other_page` is asked, by the places of two versions, whether the text of the second is no
    policy beside that of the first; only where next to no line stands in both.
    Time grows linearly with the number of versions.
    """
    folder = _Folder(versions, is_other_page)
    for index, version in enumerate(versions):
        folder.take(index, version)
    return folder.folds()


class _Folder:
    def __init__(
        self, versions: Sequence[Version], is_other_page: Callable[[int, int], bool]
    ) -> None:
        self._versions = versions
        self._is_other_page = is_other_page
        self._stand_ins: list[StandIn] = []
        self._chain: list[Step] = []
        self._notes = Notes()
        self._apart: list[Fold] = []  # what left the chain for good, or never joined it
        self._gone: tuple[Step, Fold] | None = None  # what was taken back last
        self._known: dict[str, int] = {}  # keys of texts that were in force: where last
        self._layouts = Layouts()
        self._since = _LONG_AGO  # when it was taken back
        self._now = _LONG_AGO  # the latest moment read so far

    def folds(self) -> tuple[Fold, ...]:
        found = [
            *(step.to_fold() for step in self._chain),
            *(note.to_fold() for note in self._notes.found),
            *(page.to_fold() for page in self._stand_ins),
            *self._apart,
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
            if not self._end_stand_in(index):
                self._stay(index, version)
        elif self._is_given_again(version):
            self._give_again(index)
        elif (back := find_return(self._chain, version, self._now)) is not None:
            self._end_stand_in()
            self._return(index, version, back)
        elif self._stands_in(index, version):
            self._stand_in(index, version)
        else:
            self._end_stand_in()
            self._push(index, version)

    def _hold(self, index: int, version: Version) -> None:
        self._add_held(index, version, index, version.doubt)

    def _standing(self) -> StandIn | None:
        """The page that stands in the policy's place now."""
        page = self._stand_ins[-1] if self._stand_ins else None
        return page if page and page.until is None else None

    def _stands_in(self, index: int, version: Version) -> bool:
        """Whether a text is no policy, but a page in the place of the one in force."""
        top, page = self._chain[-1], self._standing()
        if not is_strange(top.trace, version.trace):
            return False
        known = page is not None and page.is_seen_in(version.trace)
        return known or (not version.reextraction and self._is_other_page(top.last, index))

    def _stand_in(self, index: int, version: Version) -> None:
        top, page = self._chain[-1], self._standing()
        if page is None:
            self._stand_ins.append(StandIn(version.trace, top.last, index, self._now))
            return
        if version.reextraction:
            self._mark(index, page.index)
            return
        page.page = version.trace
        self._add_held(index, version, index, reasons.OTHER_PAGE_CHANGED)

    def _end_stand_in(self, index: int | None = None) -> bool:
        """The policy is there again; as it was in that version, if one is given."""
        top, page = self._chain[-1], self._standing()
        if page is None:
            return False
        if page.is_short(self._now):
            self._stand_ins.remove(page)
            shown = [page.index] if index is None else [page.index, index]
            for member in shown:
                left = self._versions[page.index]
                self._add_held(member, left, page.index, reasons.OTHER_PAGE_LEFT, page.since)
        else:
            page.until = self._now
            page.members += [] if index is None else [index]
        top.last = top.last if index is None else index
        return True

    def _add_held(
        self, index: int, seen: Version, after: int, reason: str, since: datetime | None = None
    ) -> None:
        note = self._note("held", index, self._chain[-1] if self._chain else None, since)
        note.members.append(index)
        note.variants.add(seen.trace.key)
        note.after, note.reason = after, reason

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
        if self._is_taken_back(version, base, away):
            self._take_back(index, version, base, away[0])
            return
        kind, reason = reasons.say_away(base, away)
        note = self._note(kind, index, base, since=away[0].since)
        for step in away:
            if step.kind == "reextraction":
                self._apart.append(step.to_fold(lasting=False))
            note.add(step)
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

    def _is_taken_back(self, version: Version, base: Step, away: list[Step]) -> bool:
        """Whether what was away had been in force: long enough, and no half of a text."""
        marked = version.reextraction or away[0].kind == "reextraction"
        return (
            len(away) == 1
            and not marked
            and self._now - away[0].since > limits.AWAY
            and not is_broken(base.trace, away[0].trace)
        )

    def _take_back(self, index: int, version: Version, base: Step, away: Step) -> None:
        """One entry for a change and for its end; what was edited in going back is a change."""
        same = version.trace.key == base.trace.key
        members = tuple(sorted([*away.members, *([index] if same else [])]))
        reason = reasons.say_taken_back((self._now - away.since).days)
        returns_to = base.index if same else None
        fold = Fold("returned", members, base.last, away.index, reason, returns_to=returns_to)
        self._apart.append(fold)
        if not same:
            self._gone = None
            self._push(index, version)
            return
        self._gone, self._since = (away, fold), self._now
        base.last = index

    def _is_given_again(self, version: Version) -> bool:
        """Whether what was taken back is there again, so that it was the return that flapped."""
        if self._gone is None:
            return False
        away, fold = self._gone
        return (
            version.trace.key == away.trace.key
            and self._chain[-1].index == fold.returns_to
            and self._chain[-1].last == fold.members[-1]
            and self._now - self._since <= limits.AWAY
        )

    def _give_again(self, index: int) -> None:
        if self._gone is None:
            return
        away, fold = self._gone
        base = self._chain[-1]
        base.last = fold.before if fold.before is not None else base.last
        self._chain.append(away)
        self._apart.remove(fold)
        self._gone = None
        note = self._note("flapping", index, away, since=self._since)
        note.members += [fold.members[-1], index]
        note.variants.add(base.trace.key)
        note.shown.setdefault(base.trace.key, []).append(fold.members[-1])
        note.after, note.reason = fold.members[-1], reasons.BACK
        away.last = index

    def _push(self, index: int, version: Version) -> None:
        """A text comes into force."""
        top = self._chain[-1] if self._chain else None
        reason = self._reread(self._versions[top.last], version) if top else ""
        step = Step(
            version.trace,
            "first" if top is None else "reextraction" if reason else "change",
            index,
            version.captured,
            top.last if top else None,
            [index],
            index,
            self._known.get(version.trace.key),
            reason=reason or (self._tell_beside(self._versions[top.last], version) if top else ""),
        )
        if top is not None and step.kind == "change":
            self._absorb(step, top)
        self._chain.append(step)
        self._known[version.trace.key] = index
        self._layouts.learn(top.trace if top else None, version.trace)

    def _tell_beside(self, before: Version, after: Version) -> str:
        """What else than the policy is another in a change."""
        layout = self._layouts.tell(before.trace, after.trace)
        return "; ".join(filter(None, (tell_pages(before, after), layout)))

    def _reread(self, before: Version, after: Version) -> str:
        """Why the policy was only read anew; "" where it was not."""
        if after.reextraction:
            return reasons.MARKED
        return reads_other_pages(before, after) or self._layouts.explain(before.trace, after.trace)

    def _absorb(self, step: Step, base: Step) -> None:
        """A text that went back and forth before it stayed came with its first appearance."""
        note = self._notes.find("flapping", step.since, limits.RECOVERED)
        if note and note.base == base.trace.key and step.trace.key in note.variants:
            given = note.give(step.trace.key)
            step.members = sorted([*given, *step.members])
            step.before = note.before
            step.swung = (len(given) + 1) // 2
            step.returns_to = None
            if not note.members:
                self._notes.drop(note)

    def _mark(self, index: int, before: int) -> None:
        self._apart.append(Fold("reextraction", (index,), before, index, reasons.MARKED))

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
