"""Histories of the Open Terms Archive: `SERVICE/TERMS TYPE.md`, one commit a version.

The commit's message says what it is (a record of a change, or the same capture read anew by
another engine or declaration), names the snapshots that the text was read from, and the engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.archives.lines import follow
from policytrack.archives.records import ArchiveVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policytrack.archives.forms import History
    from policytrack.archives.records import ArchiveFile

NAME: Final = "ota"
FIRST_PARENT: Final = False
RE_RECORD: Final = re.compile(
    r"(?:Record new changes of|Start tracking|First record of|Update|Refilter"
    r"|Apply technical (?:or declaration )?upgrade on) (?P<what>\S.*)"
)
RE_TECHNICAL: Final = re.compile(r"Refilter |Apply technical |\[technical\]", re.IGNORECASE)
RE_SNAPSHOT: Final = re.compile(r"https?://[^\s<>]{1,500}")
RE_ENGINE: Final = re.compile(r"^X-engine-version: (\d[\w.+-]{0,39})$", re.MULTILINE)
SAMPLE: Final = 400  # files that the form is recognised by
MOST_SNAPSHOTS: Final = 50  # links kept of one version; a text of 32 pages has 32


def sniff(history: History) -> bool:
    """Most files lie as `SERVICE/TYPE.md`, and their commits speak as the engine does."""
    sample = [file for file in history.files if file.blob and _is_terms(file.path)][-SAMPLE:]
    spoken = sum(RE_RECORD.match(file.message) is not None for file in sample)
    return spoken * 2 > len(sample)


def read(history: History) -> Iterator[ArchiveVersion]:
    """Every version, in the archive's order."""
    files = [file for file in history.files if _is_terms(file.path)]
    for file, line in follow(files, history.read):
        yield _version(file, line, history.sources)


def _is_terms(path: str) -> bool:
    return path.count("/") == 1 and path.endswith(".md") and not path.startswith(".")


def _version(
    file: ArchiveFile, line: str, sources: Mapping[tuple[str, str], str]
) -> ArchiveVersion:
    service, _, name = line.partition("/")
    now_service, _, now_name = file.path.partition("/")
    named = (now_service, now_name.removesuffix(".md"))
    subject = file.message.split("\n", 1)[0]
    engine = RE_ENGINE.search(file.message)
    snapshots = RE_SNAPSHOT.findall(file.message)[:MOST_SNAPSHOTS]
    return ArchiveVersion(
        line=line,
        host=service,
        name=re.sub(r"\.md( \(\d+\))?$", r"\1", name),
        captured=file.authored,
        where=file.path,
        blob=file.blob,
        commit=file.commit,
        subject=subject,
        title=" ".join(named),
        source=sources.get(named, ""),
        extractor=f"open-terms-archive {engine[1]}" if engine else "open-terms-archive",
        reextraction=RE_TECHNICAL.match(subject) is not None,
        facts={"Archive-Snapshot": " ".join(snapshots)} if snapshots else {},
    )
