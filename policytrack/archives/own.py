"""Histories that policytrack itself recorded: taken over as they are, message for message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.archives.records import ArchiveVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.archives.forms import History
    from policytrack.archives.records import ArchiveFile

NAME: Final = "policytrack"
FIRST_PARENT: Final = False
RE_PATH: Final = re.compile(r"(?:.*/)?snapshots/([^/]+)/([^/]+)\.md")
RE_TRAILER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,63}): (.*)")


def sniff(history: History) -> bool:
    """Some file is a policy's, and its commit says so."""
    return any(_policy(file) for file in history.files)


def read(history: History) -> Iterator[ArchiveVersion]:
    """Every version, in its order."""
    for file in history.files:
        policy = _policy(file)
        if policy and file.blob:
            yield _version(file, policy)


def _policy(file: ArchiveFile) -> str:
    path = RE_PATH.fullmatch(file.path)
    if path is None or "\nPolicy: " not in file.message:
        return ""
    policy = f"{path[1]}/{path[2]}"
    return policy if _trailers(file.message).get("Policy") == policy else ""


def _trailers(message: str) -> dict[str, str]:
    rows = message.strip("\n").split("\n\n")[-1].split("\n")
    found = [RE_TRAILER.fullmatch(row) for row in rows]
    return {match[1]: match[2] for match in found if match} if all(found) else {}


def _version(file: ArchiveFile, policy: str) -> ArchiveVersion:
    paragraphs = file.message.strip("\n").split("\n\n")
    trailers = _trailers(file.message)
    host, _, name = policy.partition("/")
    ours = ("Last-Seen", "Final-URL", "Capture-SHA256", "Text-SHA256")
    others = {"Policy", "Title", "Source", "Extractor", "Re-Extraction", *ours}
    return ArchiveVersion(
        line=policy,
        host=host,
        name=name,
        captured=file.authored,
        where=file.path,
        blob=file.blob,
        commit=file.commit,
        subject=paragraphs[0],
        body="\n\n".join(paragraphs[1:-1]),
        title=trailers.get("Title", ""),
        source=trailers.get("Source", ""),
        extractor=trailers.get("Extractor", ""),
        reextraction=trailers.get("Re-Extraction") == "yes",
        committed=file.committed,
        facts={key: value for key, value in trailers.items() if key not in others},
        policy=policy,
        known={key: trailers[key] for key in ours if key in trailers},
    )
