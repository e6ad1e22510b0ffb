"""Writing commits: one stream through `git fast-import`, then one compare-and-swap of a branch.

Objects first, branch last: whoever reads the branch sees every commit whole or not at all, and a
process that dies on the way leaves only objects that nothing names. Knows nothing of policies;
names are checked before they come here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import BusyError, DamagedError, StoreError
from policytrack.gitrepo.process import failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

SCRATCH = "refs/policytrack/incoming"  # named in the stream only: deleted before it is written


@dataclass(frozen=True, slots=True)
class Identity:
    """Who commits."""

    name: str = "policytrack"
    email: str = "policytrack@localhost"


@dataclass(frozen=True, slots=True)
class FileCommit:
    """A commit to be made: files by path, its message, its times in seconds since 1970 UTC."""

    files: tuple[tuple[str, bytes], ...]
    message: str
    authored: int
    committed: int


def import_commits(
    repository: Repository, tip: str | None, commits: Sequence[FileCommit], identity: Identity
) -> list[str]:
    """Write the commits, each on the one before, the first on `tip`; their ids."""
    stream = b"".join(_stream(repository, tip, commits, identity))
    args = ("-c", "fastimport.unpackLimit=100", "fast-import", "--quiet", "--done")
    output = repository.git.attempt(*args, stdin=stream)
    ids = output.stdout.decode("ascii", "replace").split()
    if output.status != 0 or len(ids) != len(commits):
        raise _not_written(output.status, failure(("fast-import",), output))
    return ids


def _not_written(status: int, error: StoreError) -> StoreError:
    hint = "Nothing was recorded. Look for a full disk or a damaged repository: git fsck."
    return StoreError(f"{error.message} (status {status})", hint=hint)


def _stream(
    repository: Repository, tip: str | None, commits: Sequence[FileCommit], identity: Identity
) -> Iterator[bytes]:
    who = f"{identity.name} <{identity.email}>"
    for mark, commit in enumerate(commits, start=1):
        yield f"commit {SCRATCH}\nmark :{mark}\n".encode()
        yield f"author {who} {commit.authored} +0000\n".encode()
        yield f"committer {who} {commit.committed} +0000\n".encode()
        yield _data(commit.message.encode())
        if mark == 1 and tip is not None:
            yield f"from {tip}\n".encode()
        for path, content in commit.files:
            yield b"M 100644 inline " + quoted(path) + b"\n" + _data(content)
        yield f"\nget-mark :{mark}\n".encode()
    yield f"reset {SCRATCH}\nfrom {repository.zero}\n\ndone\n".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"


def quoted(path: str) -> bytes:
    """A path in the C style that fast-import reads back."""
    plain = {0x22: b'\\"', 0x5C: b"\\\\", 0x0A: b"\\n"}
    return b'"' + b"".join(plain.get(byte, bytes([byte])) for byte in path.encode()) + b'"'


def move_branch(
    repository: Repository, branch: str, before: str | None, after: str, reason: str
) -> None:
    """Set the branch to `after`, only if it is still at `before`; BusyError when it is not."""
    expected = before or repository.zero
    args = ("update-ref", "--create-reflog", "-m", reason, branch, after, expected)
    output = repository.git.attempt(*args)
    if output.status == 0:
        return
    error = failure(args, output)
    if find_tip(repository, branch) != before:
        hint = "Somebody else committed meanwhile; run again: nothing of either is lost."
        raise BusyError(error.message, hint=hint)
    raise error


def find_tip(repository: Repository, ref: str) -> str | None:
    """The commit id that a branch or HEAD stands at; None for one without commits."""
    output = repository.git.attempt("rev-parse", "--quiet", "--verify", "--end-of-options", ref)
    tip = output.stdout.decode("ascii", "replace").strip()
    if output.status == 0 and tip:
        return tip
    _refuse_lost(repository, ref)
    return None


def _refuse_lost(repository: Repository, ref: str) -> None:
    """DamagedError when the branch has been born, so that none is begun anew over its history."""
    if ref == "HEAD":
        asked = repository.git.attempt("symbolic-ref", "--quiet", "HEAD")
        ref = asked.stdout.decode("utf-8", "replace").strip()
    log = repository.common_dir / "logs" / ref
    if ref and (os.path.lexists(repository.common_dir / ref) or _holds_something(log)):
        raise DamagedError(
            f"{ref} names no commit, yet it has been in use",
            hint=f"Set it to the last commit that {log} names: git update-ref {ref} COMMIT",
        )


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
