"""The Princeton-Leuven corpus as a repository: a file a site, a commit a snapshot.

Each text begins with the corpus's own remark on when and where the page was archived, which is
read and taken off when the text is extracted.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from policytrack.archives.lines import follow
from policytrack.archives.records import ArchiveVersion
from policytrack.extract import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.archives.forms import History

NAME: Final = "corpus"
FIRST_PARENT: Final = False
SAMPLE: Final = 5


def sniff(history: History) -> bool:
    """The last few Markdown files begin with the remark."""
    blobs = [file.blob for file in history.files if file.blob and _is_text(file.path)][-SAMPLE:]
    return bool(blobs) and all(corpus.sniff(data or b"") for data in history.read(blobs))


def read(history: History) -> Iterator[ArchiveVersion]:
    """Every version; its date is the commit's where the remark has none."""
    files = [file for file in history.files if _is_text(file.path)]
    for file, line in follow(files, history.read):
        stem = PurePosixPath(line).name.partition(".md")[0]
        yield ArchiveVersion(
            line=line,
            host=stem if "." in stem else history.name,
            name="privacy-policy" if "." in stem else stem,
            captured=file.authored,
            where=file.path,
            blob=file.blob,
            extract=True,
            commit=file.commit,
            subject=file.message.split("\n", 1)[0],
        )


def _is_text(path: str) -> bool:
    return path.endswith(".md") and not PurePosixPath(path).name.lower().startswith("readme")
