"""A policy's recorded past while it is worked out: traces, comparisons, who is who.

Joins the store, the gate, folding, comparison and lineage. Texts come and go one after the other;
what was found in them stays, and is remembered for the time when a version is added.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policytrack.compare import compare
from policytrack.history import Trace, Version, fold_versions, likeness, read_trace, thin_out
from policytrack.languages import guess_language
from policytrack.lineage import Lives, Stage, follow_sections
from policytrack.sections import parse_document
from policytrack.tracker.compared import keep_change
from policytrack.tracker.doubts import doubt_of, is_other_page, may_be_doubtful
from policytrack.tracker.passing import (
    Row,
    marks_to_row,
    match,
    pass_on,
    read_marks_of,
    read_passages_of,
)
from policytrack.tracker.remember import shelf_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.history import Fold
    from policytrack.model import Document, Snapshot
    from policytrack.store import Store

_SAME_LANGUAGE = 0.6  # share of lines
_FINDINGS = ("traces", "doubts", "others", "rows", "marks", "languages")


@dataclass(slots=True)
class Past:
    """A policy's recorded past while it is worked out; texts come and go, findings stay."""

    store: Store
    policy: str
    versions: tuple[Snapshot, ...]
    keys: list[str] = field(default_factory=list)
    findings: dict[str, dict[str, Any]] = field(default_factory=dict)
    folds: tuple[Fold, ...] = ()
    rereadings: set[int] = field(default_factory=set)  # versions of what only was read anew
    stages: list[int] = field(default_factory=list)  # versions, each other than the one before
    places: dict[int, int] = field(default_factory=dict)  # of versions among the stages
    lives: Lives = field(default_factory=lambda: Lives((), {}))

    @classmethod
    def read(cls, store: Store, policy: str, versions: tuple[Snapshot, ...]) -> Past:
        """The past of a policy, worked out as far as it is not remembered."""
        past = cls(store, policy, versions)
        past.fold()
        past.keep()
        return past

    def __post_init__(self) -> None:
        self.keys = [self.store.key_of(version) for version in self.versions]
        kept = shelf_of(self.store).find_json(f"findings {self.policy}")
        self.findings = {name: kept.get(name, {}) for name in _FINDINGS}

    def fold(self) -> None:
        """Fold the versions, compare what came into force, follow the sections."""
        versions = self._traced()
        self.folds = fold_versions(versions, self._is_other_page)
        self.rereadings = {fold.after for fold in self.folds if fold.kind == "reextraction"}
        chain = sorted((fold for fold in self.folds if fold.lasting), key=lambda fold: fold.after)
        taken_back = [fold for fold in self.folds if fold.kind == "returned"]
        for fold in sorted([*chain, *taken_back], key=lambda fold: fold.after):
            for index in (fold.before, fold.after):
                self._stage(index)
        if chain:  # the text in force may have changed in form since it came
            said = versions[chain[-1].after].trace.key
            alike = (i for i, version in enumerate(versions) if version.trace.key == said)
            self._stage(max(alike))
        self._compare()
        self.lives = follow_sections(self.policy, self._staged())

    def _stage(self, index: int | None) -> None:
        """A version whose text is another than that of the stage before is a stage."""
        if index is not None and (
            not self.stages or self.keys[index] != self.keys[self.stages[-1]]
        ):
            self.places.setdefault(index, len(self.stages))  # it may come back as it was
            self.stages.append(index)

    def once(self) -> Iterator[int]:
        """The stages, each text but where it only stood between two others once more."""
        return (index for number, index in enumerate(self.stages) if self.places[index] == number)

    def ends(self) -> dict[str, Any]:
        """How the history begins and ends, for the question which policy carries on which."""
        ends = {}
        for name, index in (("first", 0), ("last", -1)):
            thin = thin_out(self._trace(self.keys[index]))
            row = [thin.key, thin.size, list(thin.lines), list(thin.lines.values())]
            ends[name] = [self.versions[index].captured.isoformat(), *row]
        return ends

    def _trace(self, key: str) -> Trace:
        words, size, hashes, counts = self.findings["traces"][key]
        return Trace(words, size, dict(zip(hashes, counts, strict=True)))

    def row(self, before: int, after: int) -> Row | None:
        """What became of the sections between two versions that were compared."""
        return self.findings["rows"].get(f"{self.keys[before]} {self.keys[after]}")

    def keep(self) -> None:
        """Remember what was found, for the time when a version is added."""
        keys = set(self.keys)
        for name in ("traces", "marks", "languages"):
            self.findings[name] = {k: v for k, v in self.findings[name].items() if k in keys}
        data = json.dumps(self.findings, separators=(",", ":"))
        shelf_of(self.store).keep(f"findings {self.policy}", data.encode())

    def _traced(self) -> list[Version]:
        traces, doubts = self.findings["traces"], self.findings["doubts"]
        firsts = {key: index for index, key in reversed(list(enumerate(self.keys)))}
        missing = [self.versions[index] for key, index in firsts.items() if key not in traces]
        familiar = ""
        for snapshot, text in self.store.read_texts(missing):
            key = self.store.key_of(snapshot)
            trace = read_trace(text)
            traces[key] = [trace.key, trace.size, list(trace.lines), list(trace.lines.values())]
            if may_be_doubtful(trace):
                doubts[key] = doubt_of(text, familiar, snapshot)
            if not doubts.get(key):
                familiar = text
        known = {key: self._trace(key) for key in firsts}
        return [
            Version(
                v.captured,
                known[key],
                v.last_seen,
                v.reextraction,
                doubts.get(key, ""),
                len(v.facts.get("Archive-Snapshot", "").split()),
            )
            for v, key in zip(self.versions, self.keys, strict=True)
        ]

    def _is_other_page(self, before: int, after: int) -> bool:
        """Whether a version's text is no policy beside that of the one before."""
        found, pair = self.findings["others"], f"{self.keys[before]} {self.keys[after]}"
        if pair not in found:
            versions = self.versions[before], self.versions[after]
            (_, familiar), (_, text) = self.store.read_texts(versions)
            found[pair] = is_other_page(text, familiar)
        return bool(found[pair])

    def _compare(self) -> None:
        """Compare each stage with the one before, as far as that is not known."""
        rows, marks = self.findings["rows"], self.findings["marks"]
        new = {
            number
            for number, pair in enumerate(pairwise(self.stages), 1)
            if self._is_missing(*pair)
        }
        needed = {place for number in new for place in (number - 1, number)}
        if self.stages and self.keys[self.stages[0]] not in marks:
            needed.add(0)
        before: tuple[int, Document] | None = None
        for number, document in self._documents(sorted(needed)):
            index = self.stages[number]
            if self.keys[index] not in marks:
                marks[self.keys[index]] = marks_to_row(document)
            if before and number in new:
                rows[f"{self.keys[before[0]]} {self.keys[index]}"] = self._pass(
                    before, (index, document)
                )
            before = index, document

    def _is_missing(self, before: int, after: int) -> bool:
        """Whether two stages are still to be compared."""
        row = self.row(before, after)
        return row is None or ("kind" not in row and self._has_words(before, after))

    def _has_words(self, before: int, after: int) -> bool:
        """Whether words are to be compared: where the policy changed, not where it was reread."""
        if self.versions[after].reextraction or after in self.rereadings:
            return False
        return not self._are_alike(before, after)

    def _are_alike(self, before: int, after: int) -> bool:
        traces = self.findings["traces"]
        return bool(traces[self.keys[before]][0] == traces[self.keys[after]][0])

    def _pass(self, before: tuple[int, Document], after: tuple[int, Document]) -> Row:
        if not self._has_words(before[0], after[0]):
            return match(before[1], after[1], form=self._are_alike(before[0], after[0]))
        change = compare(before[1], after[1])
        row = pass_on(change)
        if row["kind"] == "change":  # others are not published
            keys = self.keys[before[0]], self.keys[after[0]]
            keep_change(shelf_of(self.store), keys, change)
        return row

    def _documents(self, stages: list[int]) -> Iterator[tuple[int, Document]]:
        texts = self.store.read_texts(self.versions[self.stages[number]] for number in stages)
        for number, (_, text) in zip(stages, texts, strict=True):
            yield number, self.parse(number, text)

    def parse(self, stage: int, text: str) -> Document:
        """The text of a stage, in the language of its words or else in that of the stage before."""
        document = parse_document(text, self._language(stage, text))
        self.findings["languages"][self.keys[self.stages[stage]]] = document.language
        return document

    def _language(self, stage: int, text: str) -> str:
        """What shares most of its lines with the text before is in the same language."""
        keys = [self.keys[self.stages[place]] for place in (stage - 1, stage) if place >= 0]
        earlier = self.findings["languages"].get(keys[0], "") if stage else ""
        if earlier and likeness(*map(self._trace, keys)) > _SAME_LANGUAGE:
            return earlier
        return guess_language(text) or earlier

    def _staged(self) -> Iterator[Stage]:
        marks = self.findings["marks"]
        for number, index in enumerate(self.stages):
            row = self.row(self.stages[number - 1], index) if number else None
            yield Stage(
                read_marks_of(marks[self.keys[index]]), read_passages_of(row) if row else ()
            )
