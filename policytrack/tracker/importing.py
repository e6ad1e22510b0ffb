"""Taking over archives: which form it is, what is new in it, recording that.

Versions are recorded some hundred at a time, each portion as a whole, so that a run that is
stopped is taken up where it was. Progress and the report are data.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from policytrack.archives import History, find_form
from policytrack.archives.repository import is_wanted
from policytrack.errors import (
    DamagedError,
    ExtractError,
    FetchError,
    WorkspaceError,
)
from policytrack.extract import EXTRACTOR
from policytrack.fetch import Fetcher
from policytrack.model import Capture
from policytrack.store import NewCapture, NewVersion, Store
from policytrack.store.message import find_moment
from policytrack.tracker.asking import settings_for
from policytrack.tracker.declared import declared_sources
from policytrack.tracker.import_plan import Refused, make_plan
from policytrack.tracker.import_sources import Source, find_source, wayback_source
from policytrack.tracker.reading import read_capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from policytrack.archives import ArchiveVersion
    from policytrack.tracker.import_plan import Plan
    from policytrack.workspace import Workspace

PORTION: Final = 500  # versions to a write; the store's own batch
READ_PORTION: Final = 50  # of those that have to be extracted, whose bytes are held


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How an archive is to be read. `form`: one of `FORMS`, "" to recognise it."""

    form: str = ""
    patterns: tuple[str, ...] = ()
    prefix: str = ""  # put before the host of every id
    declarations: Path | None = None  # Open Terms Archive declarations: a file or a folder
    server: str = ""  # that answers as the Wayback Machine does; "" for itself
    dry_run: bool = False
    now: Callable[[], datetime] = field(default=utc_now)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import, or with a dry run what would come of it."""

    archive: str
    form: str
    policies: int = 0
    recorded: int = 0
    known: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; the last one carries the report."""

    done: int
    total: int
    report: Report | None = None


def import_archive(
    workspace: Workspace, place: str, options: ImportOptions | None = None
) -> Iterator[Progress]:
    """Record what an archive has and the workspace has not.

    FetchError or WorkspaceError for an archive of which nothing can be read, StoreError when
    the workspace's own repository fails. What is damaged in a part is refused in the report.
    """
    wanted = options or ImportOptions()
    store = Store.open(workspace.root, clock=wanted.now, sign=workspace.settings.sign)
    if wanted.form == "wayback":
        with Fetcher(settings_for(workspace)) as fetcher:
            source = wayback_source(place, wanted.server, fetcher)
            yield from _Import(store, source, wanted).run()
        return
    source = find_source(store, place, wanted.form, wanted.patterns)
    yield from _Import(store, source, wanted).run()


def _chosen(versions: list[ArchiveVersion], patterns: tuple[str, ...]) -> list[ArchiveVersion]:
    """All versions of each policy that had a path that was asked for, under other names too."""
    if not patterns:
        return versions
    lines = {one.line for one in versions if is_wanted(one.where, patterns)}
    return [one for one in versions if one.line in lines]


@dataclass(slots=True)
class _Import:
    store: Store
    source: Source
    options: ImportOptions
    recorded: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)

    def run(self) -> Iterator[Progress]:
        form, versions = self._read()
        plan = make_plan(versions, self.store.histories(), self.options.now(), self.options.prefix)
        name = self.source.name
        self.refused += [Refused("", name, None, loss) for loss in self.source.losses]
        self.refused += plan.refused
        total = len(plan.versions)
        yield Progress(0, total)
        if self.options.dry_run:
            self.recorded = total
        else:
            done = 0
            for portion in _portions(plan.versions):
                self._record(portion)
                done += len(portion)
                yield Progress(done, total)
            if total:
                self.store.tidy()
        yield Progress(total, total, self._report(form, plan))

    def _read(self) -> tuple[str, list[ArchiveVersion]]:
        if self.source.versions is not None:
            return self.source.form, list(self.source.versions)
        sources = declared_sources(self.options.declarations) if self.options.declarations else {}
        history = History(
            self.source.name, self.source.files(False), self._blobs, self.options.patterns, sources
        )
        form = find_form(history, self.source.form)
        if form.FIRST_PARENT:
            history = replace(history, files=self.source.files(True))
        return form.NAME, _chosen(list(form.read(history)), self.options.patterns)

    def _blobs(self, blobs: Sequence[str]) -> list[bytes | None]:
        try:
            return list(self.store.read_blobs(blobs))
        except DamagedError:
            return [self._blob(blob) for blob in blobs]

    def _blob(self, blob: str) -> bytes | None:
        try:
            return next(iter(self.store.read_blobs([blob])))
        except DamagedError:
            return None

    def _record(self, portion: Sequence[tuple[str, ArchiveVersion]]) -> None:
        made = [pair for policy, version in portion if (pair := self._make(policy, version))]
        try:
            self._keep(made)
        except DamagedError:
            self._keep([pair for pair in made if self._is_whole(pair[0])])

    def _keep(self, made: Sequence[tuple[NewVersion, Capture | None]]) -> None:
        captures = [
            NewCapture(version.policy, capture, version.captured, about={"imported": True})
            for version, capture in made
            if capture is not None
        ]
        if captures:
            self.store.keep_captures(captures)
        kept = self.store.record_many(version for version, _ in made)
        self.recorded += sum(snapshot is not None for snapshot in kept)
        self.unchanged += sum(snapshot is None for snapshot in kept)

    def _is_whole(self, version: NewVersion) -> bool:
        if not version.blob or self._blob(version.blob) is not None:
            return True
        where = version.facts.get("Archive-Path", "")
        self._refuse(version.policy, where, version.captured, "its text is missing or damaged")
        return False

    def _refuse(self, policy: str, where: str, when: datetime | None, reason: str) -> None:
        self.refused.append(Refused(policy, where, when, reason))

    def _make(
        self, policy: str, version: ArchiveVersion
    ) -> tuple[NewVersion, Capture | None] | None:
        """The version to record, and the capture that it was read from where it was."""
        if version.captured is None:
            return None
        new = self._described(policy, version, version.captured)
        try:
            capture = self._capture(version)
            return (new, None) if capture is None else (_extracted(new, capture), capture)
        except FetchError as error:
            if error.transient:  # taken up again from here; what cannot be had is left out
                raise
            self._refuse(policy, version.where, version.captured, error.message)
            return None
        except (ExtractError, WorkspaceError, DamagedError) as error:
            self._refuse(policy, version.where, version.captured, error.message)
            return None

    def _capture(self, version: ArchiveVersion) -> Capture | None:
        if version.load is not None:
            return version.load()
        if not version.extract:
            return None
        body = self._blob(version.blob)
        if body is None:
            raise DamagedError("its text is missing or damaged")
        return Capture(source=version.where, final_url=version.where, body=body)

    def _described(self, policy: str, version: ArchiveVersion, captured: datetime) -> NewVersion:
        seen = version.known.get("Last-Seen", "")
        new = NewVersion(
            policy=policy,
            text="",
            captured=captured,
            subject=version.subject,
            body=version.body,
            title=version.title,
            source=version.source,
            final_url=version.known.get("Final-URL", ""),
            capture_sha256=version.known.get("Capture-SHA256", ""),
            extractor=version.extractor,
            last_seen=find_moment(seen),
            reextraction=version.reextraction,
            facts=version.facts,
            blob=version.blob,
            committed=version.committed,
        )
        if version.policy:
            return new
        origin = {"Archive": self.source.name, "Archive-Path": version.where}
        if version.commit:
            origin["Archive-Commit"] = version.commit
        subject = f"{policy}: {version.subject or f'imported from {self.source.name}'}"
        return replace(new, subject=subject, facts={**origin, **new.facts}, committed=captured)

    def _report(self, form: str, plan: Plan) -> Report:
        return Report(
            self.source.name,
            form,
            plan.policies,
            self.recorded,
            plan.known,
            plan.unchanged + self.unchanged,
            tuple(self.refused),
            (*self.source.remarks, *plan.remarks),
        )


def _extracted(new: NewVersion, capture: Capture) -> NewVersion:
    reading = read_capture(capture)
    return replace(
        new,
        text=reading.document.text,
        blob="",
        title=new.title or reading.title,
        source=new.source or reading.extraction.metadata.get("source", ""),
        extractor=EXTRACTOR,
        capture_sha256=hashlib.sha256(capture.body).hexdigest(),
    )


def _portions(
    versions: Iterable[tuple[str, ArchiveVersion]],
) -> Iterator[list[tuple[str, ArchiveVersion]]]:
    rest = iter(versions)
    while portion := list(islice(rest, READ_PORTION)):
        if not any(version.extract or version.load for _, version in portion):
            portion += islice(rest, PORTION - READ_PORTION)
        yield portion
