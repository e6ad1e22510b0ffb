"""Following files through renames: which paths of a history are one policy.

A line is named by the first path that its policy had, so that it keeps its name whatever comes
later. Renames are found as git finds them: an equal content that goes at one path and comes at
another in the same commit, else the most alike from one half upwards.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.archives.records import ArchiveFile

ALIKE: Final = 0.5  # of the lines of both; git's own threshold for a rename
MOST_PAIRS: Final = 400  # compared in one commit; git gives up at a thousand files


def follow(
    files: Iterable[ArchiveFile], read: Callable[[Sequence[str]], list[bytes | None]]
) -> Iterator[tuple[ArchiveFile, str]]:
    """Every file that a commit gave, with the name of its line; `files` oldest first."""
    lines = _Lines()
    for _, group in groupby(files, key=lambda file: file.commit):
        commit = list(group)
        gone = {file.path: lines.blob(file.path) for file in commit if not file.blob}
        come = [file for file in commit if file.blob and not lines.blob(file.path)]
        for file, before in _renames(come, gone, read):
            lines.rename(before, file.path)
        for path in gone:
            lines.drop(path)
        for file in commit:
            if file.blob:
                yield file, lines.put(file.path, file.blob)


class _Lines:
    """Which line each path is of, and what lies there."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._blobs: dict[str, str] = {}
        self._used: dict[str, int] = {}

    def blob(self, path: str) -> str:
        return self._blobs.get(path, "")

    def put(self, path: str, blob: str) -> str:
        if path not in self._names:
            self._names[path] = self._fresh(path)
        self._blobs[path] = blob
        return self._names[path]

    def drop(self, path: str) -> None:
        self._blobs.pop(path, None)

    def rename(self, before: str, after: str) -> None:
        self._names[after] = self._names.pop(before)
        self._blobs.pop(before, None)

    def _fresh(self, path: str) -> str:
        number = self._used[path] = self._used.get(path, 0) + 1
        return path if number == 1 else f"{path} ({number})"


def _renames(
    come: Sequence[ArchiveFile],
    gone: dict[str, str],
    read: Callable[[Sequence[str]], list[bytes | None]],
) -> Iterator[tuple[ArchiveFile, str]]:
    left = {path: blob for path, blob in gone.items() if blob}
    waiting = []
    for file in come:
        equal = next((path for path, blob in left.items() if blob == file.blob), None)
        if equal is None:
            waiting.append(file)
        else:
            del left[equal]
            yield file, equal
    if not waiting or not left or len(waiting) * len(left) > MOST_PAIRS:
        return
    contents = _line_sets([*left.values(), *(file.blob for file in waiting)], read)
    scores = [
        (_alikeness(contents[blob], contents[file.blob]), file.path, path, file)
        for file in waiting
        for path, blob in left.items()
    ]
    taken: set[str] = set()
    for score, arrival, path, file in sorted(scores, key=lambda row: (-row[0], *row[1:3])):
        if score >= ALIKE and arrival not in taken and path in left:
            taken.add(arrival)
            del left[path]
            yield file, path


def _line_sets(
    blobs: Sequence[str], read: Callable[[Sequence[str]], list[bytes | None]]
) -> dict[str, set[bytes]]:
    return {
        blob: set((data or b"").split(b"\n")) - {b""}
        for blob, data in zip(blobs, read(blobs), strict=True)
    }


def _alikeness(before: set[bytes], after: set[bytes]) -> float:
    if not before or not after:
        return 0.0
    return 2 * len(before & after) / (len(before) + len(after))
