"""Any git repository with policies in it: files by patterns of their paths, renames followed.

What a side branch drafted counts from when it was merged: that is when it came into force.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from policytrack.archives.lines import follow
from policytrack.archives.records import ArchiveVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.archives.forms import History

NAME: Final = "git"
FIRST_PARENT: Final = True
TEXTS: Final = frozenset({".md", ".markdown", ".mdown", ".txt", ".text"})
RE_ABOUT: Final = re.compile(  # files about a repository, which are no policies
    r"(?:readme|changelog|changes|contributing|authors|maintainers|pull_request_template"
    r"|issue_template|license|licence|copying|install|history)\b",
    re.IGNORECASE,
)


def sniff(history: History) -> bool:  # noqa: ARG001
    """Every repository is one."""
    return True


def read(history: History) -> Iterator[ArchiveVersion]:
    """Every version of the files that are asked for, in the order of the main line."""
    paths = {file.path for file in history.files}
    wanted = {path for path in paths if is_wanted(path, history.patterns)}
    files = [file for file in history.files if file.path in wanted]
    for file, line in follow(files, history.read):
        first = re.sub(r" \(\d+\)$", "", line)
        stem = first[: len(first) - len(PurePosixPath(first).suffix)] + line[len(first) :]
        yield ArchiveVersion(
            line=line,
            host=history.name,
            name=stem.replace("/", "-"),
            captured=file.authored,
            where=file.path,
            blob=file.blob,
            extract=PurePosixPath(file.path).suffix.lower() not in TEXTS,
            commit=file.commit,
            subject=file.message.split("\n", 1)[0],
        )


def is_wanted(path: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern fits: of a shell's form ("*" crosses folders), or a folder's name."""
    if patterns:
        return any(
            fnmatchcase(path, pattern) or path.startswith(pattern.rstrip("/") + "/")
            for pattern in patterns
        )
    about = PurePosixPath(path)
    hidden = any(part.startswith(".") for part in about.parts)
    return about.suffix.lower() in TEXTS and not hidden and not RE_ABOUT.match(about.name)
