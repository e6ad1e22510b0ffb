"""Reading history: which commit gave which file which content. One git process for any question.

Order is by ancestry; between lines of history that do not know each other, by commit date (by
author date it would take four times as long where there is a commit-graph, which has none).
Knows nothing of policies or of what a message says.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.gitrepo.repository import Repository

_FORMAT = "--format=%H%x00%P%x00%at%x00%ct%x00%B"
_HEADER = 5  # fields of _FORMAT
CHUNK = 1 << 16
_ASKED = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-notes",
    "--no-mailmap",
    "--no-show-signature",
    "--no-decorate",
    "--no-color",
    "--encoding=UTF-8",
    "--diff-merges=combined",  # a merge shows only what is in none of its parents
)


@dataclass(frozen=True, slots=True)
class Touch:
    """A commit that changed a file. `after` is the file's new object, "" when it was removed."""

    commit: str
    parents: tuple[str, ...]
    authored: int  # seconds since 1970 UTC
    committed: int
    message: str
    path: bytes
    mode: str
    after: str


def read_log(
    repository: Repository,
    tip: str,
    path: bytes,
    *,
    limit: int = 0,
    oldest_first: bool = False,
    first_parent: bool = False,
) -> Iterator[Touch]:
    """What touched the path (a file, or a folder and all below it; b"" for all), newest first.

    `tip` may be a span, "SINCE..TIP". With a `limit`, only lines of history that led to what is
    there now are followed, and that many commits told; 0 reads all. With `first_parent`, a merge
    tells what it brought to the branch. DamagedError when git cannot walk the history to its end.
    """
    extent = (f"--max-count={limit}",) if limit else ("--full-history", "--date-order")
    paths = [os.fsdecode(path)] if path else []
    if oldest_first:
        extent = (*extent, "--reverse")
    if first_parent:
        extent = (*extent, "--first-parent", "--diff-merges=first-parent")
    args = (*_ASKED, *extent, _FORMAT, "--end-of-options", tip, "--", *paths)
    with repository.git.stream(*args) as pipe:
        yield from _parse(_tokens(pipe.read))


def _tokens(read: Callable[[int], bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := read(CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _parse(tokens: Iterator[bytes]) -> Iterator[Touch]:
    token = next(tokens, None)
    while token is not None:
        header = (token, *islice(tokens, _HEADER - 1))
        token = next(tokens, None)
        if token == b"":  # between a merge's message and its files
            token = next(tokens, None)
        while token is not None and token.startswith((b"\n:", b":")):
            yield _touch(header, token, next(tokens, b""))
            token = next(tokens, None)


def _touch(header: tuple[bytes, ...], raw: bytes, path: bytes) -> Touch:
    commit, parents, authored, committed, message = header
    words = raw.decode("ascii").strip().split(" ")  # a mode and an object for each parent
    sides = len(words) // 2
    mode, after = words[sides - 1], words[2 * sides - 1]
    return Touch(
        commit.decode("ascii"),
        tuple(parents.decode("ascii").split()),
        int(authored or 0),
        int(committed or 0),
        message.decode("utf-8", "replace"),
        path,
        mode,
        after if after.strip("0") else "",
    )
