"""Following sections from version to version: births, deaths, splits, merges, returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.lineage.identity import make_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.lineage.passages import Passage, SectionMark
    from policytrack.model import Kind, Weight


@dataclass(frozen=True, slots=True)
class Stage:
    """A version in a history, and how it came of the stage before (none for the first)."""

    marks: tuple[SectionMark, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell a section at a stage.

    `others`: the sections that it was split from or that were merged into it; of a section that
    was removed by a merge, the one that it went into.
    """

    stage: int
    identity: str
    kinds: tuple[Kind, ...]
    weight: Weight
    heading: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lives:
    """The sections of a whole history."""

    identities: tuple[tuple[str, ...], ...]  # for each stage those of its sections, in order
    born: Mapping[str, str]  # identity: the heading at birth
    events: tuple[Event, ...] = ()


def follow_sections(policy: str, stages: Iterable[Stage]) -> Lives:
    """Who is who at every stage.

    At each stage a section has one identity and an identity is in one place. Later stages never
    change what earlier ones said. A section that was removed and comes back word for word is the
    same as before.
    """
    register = _Register(policy)
    for stage in stages:
        register.take(stage)
    return Lives(tuple(register.rows), dict(register.born), tuple(register.events))


@dataclass(slots=True)
class _Register:
    policy: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    born: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    births: Counter[str] = field(default_factory=Counter)  # by digest
    graves: dict[str, list[str]] = field(default_factory=dict)  # digest at death: identities
    marks: tuple[SectionMark, ...] = ()

    def take(self, stage: Stage) -> None:
        before = self.rows[-1] if self.rows else ()
        now: dict[int, str] = {}
        for passage in stage.passages:
            if passage.main is not None:
                now[passage.main[1]] = before[passage.main[0]]
        self._bury(before, set(now.values()))
        for place, mark in enumerate(stage.marks):
            if place not in now:
                now[place] = self._give(mark)
        row = tuple(now[place] for place in range(len(stage.marks)))
        if self.rows:
            self._tell(stage, before, row)
        self.rows.append(row)
        self.marks = stage.marks

    def _bury(self, before: Sequence[str], living: set[str]) -> None:
        for place, identity in enumerate(before):
            if identity not in living:
                self.graves.setdefault(self.marks[place].digest, []).append(identity)

    def _give(self, mark: SectionMark) -> str:
        """An identity for a section that was not there: its own, if it comes back."""
        if self.graves.get(mark.digest):
            return self.graves[mark.digest].pop()
        self.births[mark.digest] += 1
        identity = make_identity(self.policy, mark.digest, self.births[mark.digest])
        self.born[identity] = mark.heading
        return identity

    def _tell(self, stage: Stage, before: Sequence[str], row: Sequence[str]) -> None:
        number = len(self.rows)
        for passage in stage.passages:
            if passage.kinds == ("unchanged",):
                continue
            olds = [before[place] for place in passage.before]
            news = [row[place] for place in passage.after]
            main = row[passage.main[1]] if passage.main else ""
            for place, identity in zip(passage.after, news, strict=True):
                kinds = passage.kinds if identity == main or not main else ("split",)
                others = olds if identity != main else [*olds, *news]
                heading = stage.marks[place].heading
                self.events.append(
                    Event(number, identity, kinds, passage.weight, heading,
                          tuple(dict.fromkeys(o for o in others if o != identity)))
                )  # fmt: skip
            for place, identity in zip(passage.before, olds, strict=True):
                if identity != main:
                    kinds = ("merged",) if main else passage.kinds
                    heading = self.marks[place].heading
                    others = [main] if main else []
                    self.events.append(
                        Event(number, identity, kinds, passage.weight, heading, tuple(others))
                    )
