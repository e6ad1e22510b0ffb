"""Writing commits: one stream through `git fast-import`, naming no branch.

Whatever happens on the way leaves only objects that nothing names; the branch is moved after.
Knows nothing of policies; names are checked before they come here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.gitrepo.process import failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository
    from policytrack.gitrepo.signing import Signer

# Compressing is most of what a capture costs: level 1 takes half the time for a seventh more room
# until `git repack` finds what is like it. A pack, once it is worth one: its objects are synced
# to the disk together.
QUICK = ("-c", "fastimport.unpackLimit=100", "-c", "core.compression=1")
SCRATCH = "refs/policytrack/incoming"  # named in the stream only: forgotten before its end


@dataclass(frozen=True, slots=True)
class Identity:
    """Who commits, and signs where there is a signer."""

    name: str = "policytrack"
    email: str = "policytrack@localhost"
    signer: Signer | None = None


@dataclass(frozen=True, slots=True)
class FileCommit:
    """A commit to be made: files by path, its message, its times in seconds since 1970 UTC."""

    # path in the repository, and its bytes, or the id of an object that is there, or None: removed
    files: tuple[tuple[bytes, bytes | str | None], ...]
    message: str
    authored: int
    committed: int
    joins: str | None = None  # a second parent


def import_commits(
    repository: Repository, tip: str | None, commits: Sequence[FileCommit], identity: Identity
) -> list[str]:
    """Write the commits, each on the one before, the first on `tip`; their ids."""
    stream = b"".join(_stream(tip, commits, identity))
    reports = _crash_reports(repository)
    # Files are compared with the file before, trees with their last: in one commit all are others.
    depth = ["--depth=0"] if len(commits) == 1 else []
    args = (*QUICK, "fast-import", "--quiet", "--done", *depth)
    output = repository.git.attempt(*args, stdin=stream)
    ids = output.stdout.decode("ascii", "replace").split()
    if output.status != 0 or len(ids) != len(commits):
        for report in _crash_reports(repository) - reports:
            report.unlink(missing_ok=True)
        raise failure(("fast-import",), output)
    if identity.signer is None:
        return ids
    from policytrack.gitrepo.signing import sign_commits

    return sign_commits(repository, ids, identity.signer)


def _crash_reports(repository: Repository) -> set[Path]:
    """What fast-import leaves beside the repository's own files when it gives up."""
    return set(repository.git_dir.glob("fast_import_crash_*"))


def _stream(tip: str | None, commits: Sequence[FileCommit], identity: Identity) -> Iterator[bytes]:
    # A name of the user's own configuration may hold what ends it in a stream.
    name, email = (re.sub(r"[<>\n\0]", "", part) for part in (identity.name, identity.email))
    who = f"{name} <{email}>"
    for mark, commit in enumerate(commits, start=1):
        yield f"commit {SCRATCH}\nmark :{mark}\n".encode()
        yield f"author {who} {commit.authored} +0000\n".encode()
        yield f"committer {who} {commit.committed} +0000\n".encode()
        yield from _data(commit.message.encode())
        if mark == 1 and tip is not None:
            yield f"from {tip}\n".encode()
        if commit.joins is not None:
            yield f"merge {commit.joins}\n".encode()
        for path, content in commit.files:
            yield from _file(path, content)
        yield f"\nget-mark :{mark}\n".encode()
    yield f"reset {SCRATCH}\n\ndone\n".encode()


def _file(path: bytes, content: bytes | str | None) -> Iterator[bytes]:
    if content is None:
        yield b"D " + _quoted(path) + b"\n"
    elif isinstance(content, str):
        yield b"M 100644 " + content.encode("ascii") + b" " + _quoted(path) + b"\n"
    else:
        yield b"M 100644 inline " + _quoted(path) + b"\n"
        yield from _data(content)


def _data(content: bytes) -> Iterator[bytes]:
    """Uncopied: there may be megabytes of it."""
    yield b"data %d\n" % len(content)
    yield content
    yield b"\n"


def _quoted(path: bytes) -> bytes:
    """A path in the C style that fast-import reads back."""
    path = path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + path + b'"'
