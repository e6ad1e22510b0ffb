"""What the pages of a policy say, for `policytrack.publish`: changes, sections, sizes, editions.

Joins the store, folding and lineage. Knows nothing of how or where pages are written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from policytrack.lineage import anchor_of
from policytrack.publish import ChangeView, Edition, PolicyView, Size, Standing
from policytrack.report import Comparison
from policytrack.report.comparison import change_id
from policytrack.tracker.compared import compare_recorded, tell_other_page
from policytrack.tracker.lineage import timeline_of
from policytrack.tracker.past import Past

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.model import Document, Snapshot
    from policytrack.store import Store
    from policytrack.tracker.history import PolicyHistory

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?:](?=\s|$)")
_LONG_WORD = 6  # letters that a word must have more than to count as long (Björnsson 1968)


def view_policy(store: Store, history: PolicyHistory, title: str = "") -> PolicyView:
    """Everything that the pages of a policy say."""
    past = Past.read(store, history.policy, history.versions)
    events = [json.loads(line[1:].partition(" ")[2]) for line in history.lines]
    shown = [event for event, line in zip(events, history.lines, strict=True) if line[0] == "+"]
    told = [event for event in shown if event["before"] is not None]
    versions = {version.revision: version for version in past.versions}
    texts = _texts(store, past, versions, told)
    latest = past.versions[past.stages[-1]]
    document = past.parse(len(past.stages) - 1, texts[latest.revision])
    name = title or latest.title
    changes = [_change(store, event, versions, texts, name) for event in told]
    first = past.versions[past.stages[0]].captured
    lines, editions = _editions(past, texts)
    return PolicyView(
        id=history.policy,
        title=name,
        source=latest.source,
        document=document,
        latest=latest,
        first=first,
        versions=len(past.versions),
        standings=_standings(past, document, changes, first),
        changes=tuple(reversed(changes)),
        sizes=tuple(_size(past.versions[i], texts) for i in past.once()),
        timeline=timeline_of(past),
        lines=lines,
        editions=editions,
        folded=Counter(
            event["kind"]
            for event, line in zip(events, history.lines, strict=True)
            if line[0] == "-"
        ),
    )


def _texts(
    store: Store, past: Past, versions: Mapping[str, Snapshot], told: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """The texts that are needed, by revision."""
    wanted = {past.versions[index].revision for index in past.stages}
    for event in told:
        wanted |= {event["before"], event["revision"]}
    snapshots = [versions[revision] for revision in sorted(wanted)]
    return {snapshot.revision: text for snapshot, text in store.read_texts(snapshots)}


def _change(
    store: Store,
    event: Mapping[str, Any],
    versions: Mapping[str, Snapshot],
    texts: Mapping[str, str],
    title: str,
) -> ChangeView:
    before, after = versions[event["before"]], versions[event["revision"]]
    captured = datetime.fromisoformat(event["captured"])
    pair = texts[before.revision], texts[after.revision]
    kept = (before.text_sha256, after.text_sha256, before.captured, after.captured, after.source)
    return ChangeView(
        id=change_id(after.policy, captured, pair),
        event=event,
        before=before,
        after=after,
        captured=captured,
        state=hashlib.sha256(repr((kept, json.dumps(event, sort_keys=True))).encode()).hexdigest(),
        compare=partial(_compare, store, before, after, pair, (captured, title, event)),
    )


def _compare(
    store: Store,
    before: Snapshot,
    after: Snapshot,
    texts: tuple[str, str],
    said: tuple[datetime, str, Mapping[str, Any]],
) -> Comparison:
    captured, title, event = said
    bounds = [datetime.fromisoformat(moment) if moment else None for moment in event["window"]]
    tell = tell_other_page if event["kind"] == "replaced" else compare_recorded
    return Comparison(
        change=tell(store, before, after, texts),
        policy=after.policy,
        title=title,
        source=after.source,
        before_label=before.revision[:10],
        after_label=after.revision[:10],
        before_captured=before.captured,
        after_captured=captured,
        window=(bounds[0], bounds[1]),
    )


def _standings(
    past: Past, document: Document, changes: Sequence[ChangeView], first: datetime
) -> tuple[Standing, ...]:
    """For each section of the text in force its anchor, and the change that last touched it."""
    touched: dict[str, ChangeView] = {}
    for change in changes:
        for row in change.event["sections"]:
            if row["weight"] == "substantive" or {"added", "split", "merged"} & set(row["kinds"]):
                touched.update(dict.fromkeys([row["identity"], *row["with"]], change))
    identities = past.lives.identities[-1]
    if len(identities) != len(document.sections):
        identities = tuple(f"s{section.index}" for section in document.sections)
    found = []
    for identity in identities:
        last = touched.get(identity)
        anchor = anchor_of(identity, past.lives.born.get(identity, ""))
        since, name = (last.captured, last.id) if last else (first, "")
        found.append(Standing(anchor, since.astimezone(UTC), name))
    return tuple(found)


def _size(version: Snapshot, texts: Mapping[str, str]) -> Size:
    words = long_words = sentences = 0
    for line in texts[version.revision].split("\n"):
        counted = _count(line)
        words += counted[0]
        long_words += counted[1]
        sentences += counted[2]
    lix = words / max(1, sentences) + 100 * long_words / max(1, words)
    return Size(version.captured, words, round(lix))


@lru_cache(maxsize=16384)  # versions that follow each other share nearly all of their lines
def _count(line: str) -> tuple[int, int, int]:
    """How many words, long words and sentences a line has."""
    words = _WORD.findall(line)
    long_words = sum(len(word) > _LONG_WORD for word in words)
    return len(words), long_words, sum(any(map(str.isalpha, part)) for part in _STOP.split(line))


def _editions(past: Past, texts: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[Edition, ...]]:
    """Every line that a text in force ever had, and the texts as numbers of lines."""
    numbers: dict[str, int] = {}
    editions = []
    for index in past.once():
        version = past.versions[index]
        lines = [line.strip() for line in texts[version.revision].split("\n")]
        places = tuple(numbers.setdefault(line, len(numbers)) for line in lines)
        editions.append(Edition(version.captured, version.revision, places))
    return tuple(numbers), tuple(editions)
