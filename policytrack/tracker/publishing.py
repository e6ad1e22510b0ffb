"""Publishing a workspace: one run at a time, whole or not at all, and only what changed.

Policies are worked through by two processes. What the pages of one say is found elsewhere.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.errors import PolicytrackError, WorkspaceError
from policytrack.gitrepo.lock import locked
from policytrack.publish import SiteOptions, Staging, write_policy, write_site
from policytrack.store import Store
from policytrack.tracker import noted_views, policy_views
from policytrack.tracker.history import folded_histories
from policytrack.tracker.own_words import has_words, words_state
from policytrack.tracker.remember import engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from policytrack.tracker.history import PolicyHistory
    from policytrack.workspace import Workspace

_WORKERS = 2
PATIENCE = 60.0  # seconds to wait for another run to end


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
    for module in (__file__, policy_views.__file__, noted_views.__file__):
        seen.update(Path(module).read_bytes())
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
    view = policy_views.view_policy(store, job.history, job.title)
    if has_words(job.root, view.id):
        view = noted_views.with_words(job.root, store, job.history, view)
    try:
        record = write_policy(view, job.options, job.staging, job.before)
    except OSError as error:
        msg = f"{job.staging.stage} could not be written: {error.strerror}"
        raise PolicytrackError(msg, hint="Check permissions and free space.") from error
    return {**record, "state": job.state, "options": _options_state(job.options)}
