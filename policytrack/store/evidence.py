"""Captures as evidence: the raw bytes and a manifest, on a branch that is never checked out.

A policy's captures lie at one path, one after the other in the branch's history, so that git
stores each as its difference from the one before. Knows nothing of what a capture says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from policytrack.errors import DamagedError
from policytrack.gitrepo.importing import FileCommit, import_commits
from policytrack.gitrepo.log import read_log
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import EVIDENCE, Move, find_tip, read_tip
from policytrack.gitrepo.trees import Trees
from policytrack.gitrepo.writing import publish, write
from policytrack.model import Capture
from policytrack.store.message import moment, one_line, seconds
from policytrack.store.names import check_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.gitrepo.importing import Identity
    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository

Files = Mapping[str, "bytes | None"]  # contents by path; None: remove the file
Prepare = Callable[["Trees", "Reader"], Sequence[Files]]
BRANCH = EVIDENCE
FOLDER = "captures"
FORM = 1  # of the manifest
VIEWS = {"screenshot": "png", "pdf": "pdf"}  # what a page looked like: kind, file name extension


@dataclass(frozen=True, slots=True)
class NewCapture:
    """A capture to be kept. `about` is further data of JSON's kinds: verdict, extractor, ..."""

    policy: str
    capture: Capture
    kept: datetime  # aware; kept to the second
    wire: bytes = b""  # as it came, where that differs from the decoded body
    views: Mapping[str, bytes] = field(default_factory=dict)  # by kind: `VIEWS`
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A capture in the evidence, without its bytes."""

    policy: str
    revision: str  # opaque outside the store
    kept: datetime
    sha256: str  # of the decoded body
    about: Mapping[str, Any]
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EvidenceWriter:
    """Writes to the branch of the evidence at one time."""

    repository: Repository
    identity: Identity
    now: datetime

    def write(self, subject: str, prepare: Prepare) -> list[str]:
        """One commit for each set of files that `prepare` makes of what the branch holds."""
        return write(self.repository, lambda held: self._write(held, subject, prepare))

    def _write(self, held: Repository, subject: str, prepare: Prepare) -> list[str]:
        with reading(held) as reader:
            tip = read_tip(held, reader, BRANCH)
            sets = prepare(Trees(reader, tip), reader)
        when = seconds(self.now)
        commits = [FileCommit(self._files(files), subject + "\n", when, when) for files in sets]
        if not commits:
            return []
        ids = import_commits(held, tip, commits, self.identity)
        publish(held, Move(BRANCH, tip, ids[-1], f"policytrack: {subject}"))
        return ids

    def _files(self, files: Files) -> tuple[tuple[bytes, bytes | None], ...]:
        return tuple((self.repository.path(path), content) for path, content in files.items())


def keep_captures(writer: EvidenceWriter, captures: Iterable[NewCapture]) -> list[KeptCapture]:
    """Keep the captures in order, those of different policies together in a commit."""
    rounds: list[list[NewCapture]] = []
    counts: dict[str, int] = {}
    placed = []
    for capture in captures:
        check_id(capture.policy)
        nth = counts.get(capture.policy, 0)
        counts[capture.policy] = nth + 1
        if nth == len(rounds):
            rounds.append([])
        rounds[nth].append(capture)
        placed.append((nth, capture))
    sets = [{path: data for one in row for path, data in _files_of(one)} for row in rounds]
    ids = writer.write(f"keep {len(placed)} capture{'s' * (len(placed) != 1)}", lambda *_: sets)
    return [_kept(capture, ids[nth]) for nth, capture in placed]


def _files_of(new: NewCapture) -> Iterator[tuple[str, bytes | None]]:
    base = f"{FOLDER}/{new.policy}"
    yield f"{base}.json", render_manifest(new)
    yield f"{base}.body", new.capture.body
    yield f"{base}.wire", new.wire or None
    for kind, extension in VIEWS.items():
        yield f"{base}.{extension}", new.views.get(kind)


def render_manifest(new: NewCapture) -> bytes:
    """The manifest as JSON in ASCII, the same bytes for the same capture."""
    capture = new.capture
    manifest = {
        "form": FORM,
        "policy": new.policy,
        "kept": _stamp(new.kept),
        "source": capture.source,
        "final_url": capture.final_url,
        "content_type": capture.content_type,
        "status": capture.status,
        "headers": [list(header) for header in capture.headers],
        "request_headers": [list(header) for header in capture.request_headers],
        "redirects": [list(redirect) for redirect in capture.redirects],
        "started": _stamp(capture.started),
        "finished": _stamp(capture.finished),
        "facts": dict(capture.facts),
        "body": {"sha256": _sha256(capture.body), "size": len(capture.body)},
        "wire": {"sha256": _sha256(new.wire), "size": len(new.wire)} if new.wire else None,
        "about": dict(new.about),
    }
    if new.views:
        manifest["views"] = {
            kind: {"sha256": _sha256(data), "size": len(data)} for kind, data in new.views.items()
        }
    return json.dumps(manifest, indent=1, sort_keys=True).encode("ascii") + b"\n"


def _kept(new: NewCapture, commit: str) -> KeptCapture:
    return parse_manifest(new.policy, commit, render_manifest(new))


def parse_manifest(policy: str, commit: str, data: bytes) -> KeptCapture:
    """The capture that a manifest tells of; DamagedError when it is not one of ours."""
    try:
        manifest = json.loads(data)
        return KeptCapture(
            policy=policy,
            revision=commit,
            kept=_moment(manifest["kept"]) or moment(0),
            sha256=str(manifest["body"]["sha256"]),
            about=dict(manifest["about"]),
            manifest=manifest,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError(
            f"the manifest of {policy} in {commit} cannot be read: {one_line(str(error))}",
            hint=DAMAGE_HINT,
        ) from error


def list_captures(repository: Repository, policy: str) -> Iterator[KeptCapture]:
    """The policy's captures, newest first."""
    check_id(policy)
    path = repository.path(f"{FOLDER}/{policy}.json")
    if find_tip(repository, BRANCH) is None:
        return
    touches = [touch for touch in read_log(repository, BRANCH, path) if touch.after]
    with reading(repository) as reader:
        manifests = reader.find_many(touch.after for touch in touches)
        for touch, found in zip(touches, manifests, strict=True):
            if found is None:
                raise _lost(policy, touch.commit)
            yield parse_manifest(policy, touch.commit, found.data)


def find_capture(repository: Repository, policy: str, sha256: str) -> KeptCapture | None:
    """The policy's newest capture of these bytes, None when none is kept."""
    captures = list_captures(repository, policy)
    return next((capture for capture in captures if capture.sha256 == sha256), None)


def load_capture(repository: Repository, kept: KeptCapture) -> Capture:
    """The capture with its bytes, checked against git's hash and the manifest's."""
    body = _load_part(repository, kept, "body", kept.sha256)
    manifest = kept.manifest
    try:
        return Capture(
            source=manifest["source"],
            final_url=manifest["final_url"],
            body=body,
            content_type=manifest["content_type"],
            status=manifest["status"],
            headers=tuple((name, value) for name, value in manifest["headers"]),
            redirects=tuple((status, url) for status, url in manifest["redirects"]),
            started=_moment(manifest["started"]),
            finished=_moment(manifest["finished"]),
            facts=dict(manifest["facts"]),
            request_headers=tuple((one, two) for one, two in manifest.get("request_headers", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _lost(kept.policy, kept.revision) from error


def load_wire(repository: Repository, kept: KeptCapture) -> bytes:
    """The bytes as they came, checked: the body itself where they came uncoded."""
    wire = kept.manifest.get("wire")
    if not isinstance(wire, dict):
        return _load_part(repository, kept, "body", kept.sha256)
    return _load_part(repository, kept, "wire", str(wire.get("sha256")))


def load_view(repository: Repository, kept: KeptCapture, kind: str) -> bytes:
    """A view of the capture's page, checked; b"" where none of that kind was kept."""
    known = kept.manifest.get("views", {}).get(kind)
    if not known:
        return b""
    return _load_part(repository, kept, VIEWS[kind], str(known["sha256"]))


def _load_part(repository: Repository, kept: KeptCapture, part: str, sha256: str) -> bytes:
    path = repository.path(f"{FOLDER}/{kept.policy}.{part}")
    with reading(repository) as reader:
        entry = Trees(reader, kept.revision).find(path)
        data = reader.read(entry.id).data if entry else None
    if data is None or _sha256(data) != sha256:
        raise _lost(kept.policy, kept.revision)
    return data


def _lost(policy: str, commit: str) -> DamagedError:
    return DamagedError(
        f"the capture of {policy} in {commit} is missing or is not what its manifest says",
        hint=DAMAGE_HINT,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _stamp(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(stamp: str | None) -> datetime | None:
    return None if stamp is None else datetime.fromisoformat(stamp)
