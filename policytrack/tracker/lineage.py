"""One section through all versions, since when each sentence stands, and the picture of it all.

Joins lineage to the store; every identity comes from the same past as the events of `log`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError
from policytrack.lineage import anchor_of, find_origins, read_sentences
from policytrack.report.places import Places
from policytrack.report.timeline import Mark, Span, Timeline, Track
from policytrack.store import Store
from policytrack.tracker.events import event_lines
from policytrack.tracker.past import Past
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.lineage import Sentence
    from policytrack.model import Document, Snapshot
    from policytrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BlamedSentence:
    """A sentence of the text in force, and the version that brought it."""

    text: str
    line: int  # in the text in force
    origin: Snapshot
    origin_line: int
    anchor: str  # of its section
    heading: str


def read_past(workspace: Workspace, policy: str) -> Past:
    """The past of a policy that has versions; WorkspaceError when it has none."""
    store = Store.open(workspace.root)
    known = dict.fromkeys([*workspace.policies, *store.policies()])
    (policy,) = match_policies(known, [policy])
    versions = tuple(reversed(store.versions(policy)))
    if not versions:
        msg = f"{policy}: no version is recorded yet"
        raise WorkspaceError(msg, hint="`policytrack snapshot` records one.")
    return Past.read(store, policy, versions)


def section_events(workspace: Workspace, policy: str, wanted: str) -> list[dict[str, Any]]:
    """The events of one section's life (or of all that ever bore the name), newest first.

    Each event holds only what befell the section; cosmetic ones are among them.
    """
    past = read_past(workspace, policy)
    chosen = find_identities(past, wanted)
    found = []
    for line in event_lines(past):
        event = json.loads(line.partition(" ")[2])
        event["sections"] = [
            row for row in event["sections"] if chosen & {row["identity"], *row["with"]}
        ]
        if event["sections"]:
            found.append(event)
    return [*reversed(found), *_births(past, chosen)]


def find_identities(past: Past, wanted: str) -> set[str]:
    """The identities that the text names: an anchor or identity, a number, a piece of a heading.

    A section that bears the name now goes before those that once did.
    """
    lives, marks = past.lives, past.findings["marks"]
    exact = {one for one, heading in lives.born.items() if wanted in {one, anchor_of(one, heading)}}
    if exact:
        return exact
    text = wanted.casefold().strip()
    for stage in range(len(past.stages) - 1, -1, -1):
        rows = marks[past.keys[past.stages[stage]]]
        found = {
            identity
            for identity, (heading, _) in zip(lives.identities[stage], rows, strict=True)
            if text in heading.casefold()
        }
        if found:
            return found
    msg = f"{past.policy}: no section was ever called {wanted!r}"
    raise WorkspaceError(msg, hint="`policytrack show ID --outline` lists the headings.")


def _births(past: Past, chosen: set[str]) -> list[dict[str, Any]]:
    """The first text, where a section was born with it, with its place there."""
    if not past.stages or not chosen & set(past.lives.identities[0]):
        return []
    line = next(line for line in event_lines(past) if '"kind":"first"' in line)
    event = json.loads(line.partition(" ")[2])
    document = next(_documents(past))
    places = Places(document)
    event["sections"] = [
        {
            "identity": identity,
            "anchor": anchor_of(identity, past.lives.born[identity]),
            "with": [],
            "place": places.name(section),
            "kinds": [],
            "weight": "none",
            "reason": "",
            "signals": [],
        }
        for section, identity in zip(document.sections, past.lives.identities[0], strict=True)
        if identity in chosen
    ]
    return [event]


def blame(workspace: Workspace, policy: str) -> tuple[Snapshot, list[BlamedSentence]]:
    """The text in force, sentence by sentence, each with the version that brought it."""
    past = read_past(workspace, policy)
    stages = list(_sentenced(past))
    origins = find_origins(stages)
    sentences, identities = stages[-1]
    marks = past.findings["marks"][past.keys[past.stages[-1]]]
    found = []
    for sentence, (stage, line) in zip(sentences, origins, strict=True):
        identity = identities[sentence.section]
        found.append(
            BlamedSentence(
                sentence.text,
                sentence.line,
                past.versions[_first_seen(past, stage)],
                line,
                anchor_of(identity, past.lives.born[identity]),
                marks[sentence.section][0],
            )
        )
    return past.versions[past.stages[-1]], found


def _first_seen(past: Past, stage: int) -> int:
    """The version in which a stage's text first showed."""
    index = past.stages[stage]
    if past.places[index] != stage:  # back for the moment in which it was edited
        return _first_seen(past, stage + 1)
    fold = next((f for f in past.folds if f.lasting and f.after == index), None)
    return fold.first if fold else index


def _sentenced(past: Past) -> Iterator[tuple[tuple[Sentence, ...], tuple[str, ...]]]:
    """The sentences of every stage with the identities of its sections."""
    for stage, document in enumerate(_documents(past)):
        yield read_sentences(document), past.lives.identities[stage]


def _documents(past: Past) -> Iterator[Document]:
    """The documents of all stages, one after the other, read as the past read them."""
    texts = past.store.read_texts(past.versions[index] for index in past.stages)
    for stage, (_, text) in enumerate(texts):
        yield past.parse(stage, text)


def timeline(workspace: Workspace, policy: str) -> Timeline:
    """The lives of all sections of a policy, in the order in which they were born."""
    return timeline_of(read_past(workspace, policy))


def timeline_of(past: Past) -> Timeline:
    """As `timeline`, of a past that was read already."""
    moments = [past.versions[_first_seen(past, n)].captured for n in range(len(past.stages))]
    spans: dict[str, list[Span]] = {}
    names: dict[str, str] = dict(past.lives.born)
    for stage, identities in enumerate(past.lives.identities):
        rows = past.findings["marks"][past.keys[past.stages[stage]]]
        for identity, (heading, _) in zip(identities, rows, strict=True):
            names[identity] = heading
            runs = spans.setdefault(identity, [])
            if runs and runs[-1].end == stage:
                runs[-1] = Span(runs[-1].start, stage + 1)
            else:
                runs.append(Span(stage, stage + 1))
    marks: dict[str, list[Mark]] = {}
    for event in past.lives.events:
        mark = Mark(event.stage, event.kinds, event.weight, event.others)
        marks.setdefault(event.identity, []).append(mark)
    tracks = tuple(
        Track(one, anchor_of(one, past.lives.born[one]), names[one], tuple(runs),
              tuple(marks.get(one, ())))
        for one, runs in spans.items()
    )  # fmt: skip
    return Timeline(past.policy, tuple(moments), past.versions[-1].captured, tracks)
