"""Reading versions back: from commits to snapshots, from snapshots to texts.

Knows nothing of how a version came to be recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError
from policytrack.gitrepo.log import read_log
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import find_tip, read_tip
from policytrack.gitrepo.trees import FILES, Trees
from policytrack.model import Snapshot
from policytrack.store.message import find_moment, moment, parse_trailers
from policytrack.store.names import FOLDER, find_policy, path_of_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policytrack.gitrepo.log import Touch
    from policytrack.gitrepo.objects import GitObject, Reader
    from policytrack.gitrepo.repository import Repository

NAMED = {
    "Policy",
    "Title",
    "Source",
    "Final-URL",
    "Last-Seen",
    "Extractor",
    "Capture-SHA256",
    "Text-SHA256",
    "Re-Extraction",
}
_AUTHORED = re.compile(r"^author .*> (\d+) [+-]\d{4}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kept(Snapshot):
    """A snapshot that knows the object which holds its text."""

    blob: str = ""


def parse_snapshot(policy: str, ids: tuple[str, str], authored: int, message: str) -> Kept:
    """The snapshot that a commit records. `ids`: of the commit and of the text's object."""
    trailers = parse_trailers(message)
    return Kept(
        policy=policy,
        revision=ids[0],
        captured=moment(authored),
        subject=message.split("\n", 1)[0],
        title=trailers.get("Title", ""),
        source=trailers.get("Source", ""),
        final_url=trailers.get("Final-URL", ""),
        text_sha256=trailers.get("Text-SHA256", ""),
        capture_sha256=trailers.get("Capture-SHA256", ""),
        extractor=trailers.get("Extractor", ""),
        last_seen=find_moment(trailers.get("Last-Seen", "")),
        reextraction=trailers.get("Re-Extraction", "") == "yes",
        facts={key: value for key, value in trailers.items() if key not in NAMED},
        blob=ids[1],
    )


def list_in_force(repository: Repository) -> dict[str, str]:
    """The object that holds the text in force of every policy that has one, by id in order."""
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, "HEAD"))
        found: dict[str, str] = {}
        for host in trees.list(repository.path(FOLDER)):
            folder = f"{FOLDER}/{host.name.decode('utf-8', 'replace')}"
            if find_policy(f"{folder}/x.md") is None:
                continue
            for entry in trees.list(repository.path(folder)):
                policy = find_policy(f"{folder}/{entry.name.decode('utf-8', 'replace')}")
                if policy is not None and entry.mode in FILES:
                    found[policy] = entry.id
    return dict(sorted(found.items()))


def list_versions(repository: Repository, policy: str) -> list[Snapshot]:
    """The policy's history, newest first."""
    path = repository.path(path_of_policy(policy))
    return [_snapshot(policy, touch) for touch in _touches(repository, path) if _is_text(touch)]


def list_histories(repository: Repository) -> dict[str, list[Snapshot]]:
    """The history of every policy that ever had a text, each newest first, by one git process."""
    found: dict[str, list[Snapshot]] = {}
    for policy, snapshot in _all_versions(repository):
        found.setdefault(policy, []).append(snapshot)
    return dict(sorted(found.items()))


def _all_versions(repository: Repository) -> Iterator[tuple[str, Snapshot]]:
    for touch in _touches(repository, repository.path(FOLDER)):
        path = touch.path.removeprefix(repository.prefix).decode("utf-8", "replace")
        policy = find_policy(path)
        if policy is not None and _is_text(touch):
            yield policy, _snapshot(policy, touch)


def find_latest(repository: Repository, policy: str) -> Snapshot | None:
    """The version in force, None when the policy has none."""
    path = repository.path(path_of_policy(policy))
    touch = next(_touches(repository, path, limit=1), None)
    return _snapshot(policy, touch) if touch is not None and _is_text(touch) else None


def recall_latest(
    repository: Repository, revisions: Mapping[str, str]
) -> dict[str, tuple[Snapshot, str]]:
    """The versions in force that these commits recorded, with their texts, by one git process.

    The history is not walked. Left out is a policy whose text in force is not what its commit
    says that it recorded: `find_latest` knows.
    """
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, "HEAD"))
        entries = {policy: trees.find(repository.path(path_of_policy(policy)))
                   for policy in revisions}  # fmt: skip
        blobs = {policy: entry.id for policy, entry in entries.items() if entry is not None}
        commits = reader.find_many(revisions[policy] for policy in blobs)
        texts = reader.find_many(blobs.values())
        told = [
            (_recalled(policy, commit, text), text)
            for policy, commit, text in zip(blobs, commits, texts, strict=True)
        ]
    return {
        snapshot.policy: (snapshot, _text(snapshot, text)) for snapshot, text in told if snapshot
    }


def _recalled(policy: str, commit: GitObject | None, text: GitObject | None) -> Kept | None:
    """The version, where the commit's own words say that it recorded this text."""
    if commit is None or text is None or commit.kind != "commit":
        return None
    head, _, message = commit.data.decode("utf-8", "replace").partition("\n\n")
    authored = _AUTHORED.search(head)
    if authored is None:
        return None
    found = parse_snapshot(policy, (commit.id, text.id), int(authored[1]), message)
    ours = parse_trailers(message).get("Policy") == policy
    return found if ours and found.text_sha256 == sha256(text.data).hexdigest() else None


def _touches(repository: Repository, path: bytes, *, limit: int = 0) -> Iterator[Touch]:
    """The log of HEAD, empty where HEAD is not born yet."""
    try:
        yield from read_log(repository, "HEAD", path, limit=limit)
    except DamagedError:
        if find_tip(repository, "HEAD") is not None:
            raise


def _is_text(touch: Touch) -> bool:
    return bool(touch.after) and touch.mode in FILES


def _snapshot(policy: str, touch: Touch) -> Kept:
    return parse_snapshot(policy, (touch.commit, touch.after), touch.authored, touch.message)


def load_texts(
    repository: Repository, snapshots: Iterable[Snapshot]
) -> Iterator[tuple[Snapshot, str]]:
    """Each snapshot with its text, checked against its hash, by one git process."""
    with reading(repository) as reader:
        for portion in _portions(snapshots):
            names = [_object_of(reader, repository, snapshot) for snapshot in portion]
            for snapshot, found in zip(portion, reader.find_many(names), strict=True):
                yield snapshot, _text(snapshot, found)


def text_object(repository: Repository, snapshot: Snapshot) -> str:
    """The id of the object that holds the snapshot's text."""
    if isinstance(snapshot, Kept) and snapshot.blob:
        return snapshot.blob
    with reading(repository) as reader:
        return _object_of(reader, repository, snapshot)


def _portions(snapshots: Iterable[Snapshot], size: int = 64) -> Iterator[list[Snapshot]]:
    portion: list[Snapshot] = []
    for snapshot in snapshots:
        portion.append(snapshot)
        if len(portion) == size:
            yield portion
            portion = []
    yield portion


def _object_of(reader: Reader, repository: Repository, snapshot: Snapshot) -> str:
    if isinstance(snapshot, Kept) and snapshot.blob:
        return snapshot.blob
    path = repository.path(path_of_policy(snapshot.policy))
    entry = Trees(reader, snapshot.revision).find(path)
    if entry is None:
        raise _lost(snapshot)
    return entry.id


def _text(snapshot: Snapshot, found: GitObject | None) -> str:
    if found is None or found.kind != "blob":
        raise _lost(snapshot)
    return found.data.decode("utf-8", "replace")


def _lost(snapshot: Snapshot) -> DamagedError:
    named = f" (object {snapshot.blob})" if isinstance(snapshot, Kept) else ""
    return DamagedError(
        f"the text of {snapshot.policy} in {snapshot.revision} is missing{named}", hint=DAMAGE_HINT
    )
