"""Publishing a workspace: views of its policies for `policytrack.publish`, and only what changed.

Joins the store, folding and lineage to the site. Policies are worked through by two processes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.errors import PolicytrackError, WorkspaceError
from policytrack.gitrepo.lock import locked
from policytrack.lineage import anchor_of
from policytrack.publish import (
    ChangeView,
    Edition,
    PolicyView,
    SiteOptions,
    Size,
    Staging,
    Standing,
    write_policy,
    write_site,
)
from policytrack.report import Comparison
from policytrack.report.comparison import change_id
from policytrack.store import Store
from policytrack.tracker.compared import compare_recorded, tell_other_page
from policytrack.tracker.history import folded_histories
from policytrack.tracker.lineage import timeline_of
from policytrack.tracker.noted_views import with_words
from policytrack.tracker.own_words import has_words, words_state
from policytrack.tracker.past import Past
from policytrack.tracker.remember import engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from policytrack.model import Document, Snapshot
    from policytrack.tracker.history import PolicyHistory
    from policytrack.workspace import Workspace

_WORKERS = 2
PATIENCE = 60.0  # seconds to wait for another run to end
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?:](?=\s|$)")
_LONG_WORD = 6  # letters that a word must have more than to count as long (Björnsson 1968)


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it."""

    folder: Path
    policies: int
    changes: int
    files: int
    written: int  # of the files: those that are not as they were


def publish(workspace: Workspace, folder: Path, options: SiteOptions) -> Published:
    """Write the site of all policies into a folder, whole or not at all; one run at a time."""
    with _turn(Store.open(workspace.root).cache_folder):
        return _publish(workspace, folder, options)


def _turn(cache: Path) -> AbstractContextManager[object]:
    """A lock that workers hold on to when their parent is killed; none where nothing is kept."""
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    return locked(cache / "publish.lock", PATIENCE) if os.access(cache, os.W_OK) else nullcontext()


def _publish(workspace: Workspace, folder: Path, options: SiteOptions) -> Published:
    histories = folded_histories(workspace)
    if not histories:
        raise WorkspaceError(
            "nothing is recorded yet", hint="`policytrack snapshot` records what there is."
        )
    staging = Staging.begin(folder)
    try:
        records = _work_through(workspace, histories, options, staging)
        write_site(list(records.values()), options, staging)
        files, written = staging.finish({"policies": records})
    except BaseException:
        staging.drop()
        raise
    changes = sum(len(record["changes"]) for record in records.values())
    return Published(staging.target, len(records), changes, files, written)


def _work_through(
    workspace: Workspace,
    histories: Sequence[PolicyHistory],
    options: SiteOptions,
    staging: Staging,
) -> dict[str, dict[str, Any]]:
    """The record of every policy's files, from before where nothing changed."""
    known = staging.record.get("policies", {})
    titles = {name: tracked.title for name, tracked in workspace.policies.items()}
    jobs, records = [], {}
    for history in sorted(histories, key=lambda one: -len(one.versions)):
        words = words_state(workspace.root, history.policy)
        state = _state(history, titles.get(history.policy, "") + words, options)
        before = known.get(history.policy, {})
        if before.get("state") == state and all(map(staging.keep, before["files"])):
            records[history.policy] = before
        else:
            same = before if before.get("options") == _options_state(options) else {}
            title = titles.get(history.policy, "")
            own = staging.share(before.get("files", ()))
            jobs.append(_Job(workspace.root, history, title, options, own, same, state))
    if len(jobs) < 3:
        made = map(_work, jobs)
        records.update((job.history.policy, record) for job, record in zip(jobs, made, strict=True))
    else:
        with ProcessPoolExecutor(_WORKERS) as pool:
            for job, record in zip(jobs, pool.map(_work, jobs), strict=True):
                records[job.history.policy] = record
    return dict(sorted(records.items()))


@cache
def _writing_engine() -> str:
    """A mark of the code that writes pages, and of the code that finds what is in them."""
    seen = hashlib.sha256(engine().encode())
    package = Path(__file__).parent.parent
    for room in ("publish", "report"):
        for file in sorted((package / room).glob("*.*")):
            seen.update(file.read_bytes())
    seen.update(Path(__file__).read_bytes())
    return seen.hexdigest()


def _options_state(options: SiteOptions) -> str:
    return f"{_writing_engine()}\x00{options.title}\x00{options.url}\x00{options.language}"


def _state(history: PolicyHistory, title: str, options: SiteOptions) -> str:
    told = "\n".join([_options_state(options), title, *history.lines])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Job:
    root: Path
    history: PolicyHistory
    title: str
    options: SiteOptions
    staging: Staging
    before: Mapping[str, Any]
    state: str


def _work(job: _Job) -> dict[str, Any]:
    store = Store.open(job.root)
    view = view_policy(store, job.history, job.title)
    if has_words(job.root, view.id):
        view = with_words(job.root, store, job.history, view)
    try:
        record = write_policy(view, job.options, job.staging, job.before)
    except OSError as error:
        msg = f"{job.staging.stage} could not be written: {error.strerror}"
        raise PolicytrackError(msg, hint="Check permissions and free space.") from error
    return {**record, "state": job.state, "options": _options_state(job.options)}


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
