"""What can still be read of a repository that git itself refuses: damaged, shallow, cut off.

The main line is walked back from HEAD object by object, as far as it goes. Nothing of the
repository is run or believed but its objects, each checked against its name; its configuration is
not read. Knows nothing of policies.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policytrack.errors import DamagedError, StoreError
from policytrack.gitrepo.objects import parse_tree, reading
from policytrack.gitrepo.plainfiles import make_private_folder
from policytrack.gitrepo.process import Git, scrubbed_environment
from policytrack.gitrepo.trees import FILES, TREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.gitrepo.objects import Entry, GitObject, Reader
    from policytrack.gitrepo.repository import Repository

MOST_ENTRIES = 3_000_000  # of trees read in all; trees that hold each other could go on for ever
LARGEST = 4 << 30  # bytes of a bundle
PORTION = 32 << 20  # bytes written at once
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"refs/[\w./+-]{1,500}")


@dataclass(frozen=True, slots=True)
class SalvagedFile:
    """A file that a commit of the main line gave, or removed where `after` is empty."""

    commit: str
    data: bytes  # of the commit
    path: bytes
    after: str


@dataclass(slots=True)
class Salvage:
    """The files that were found, oldest first, and what was not."""

    files: list[SalvagedFile] = field(default_factory=list)
    cut_at: str = ""  # the commit whose parent is not there
    lost_trees: int = 0


def salvage(repository: Repository, source: Path) -> Salvage:
    """Read what there is, and bring the contents of its files here, named by nothing."""
    found = Salvage()
    shared = repository.common_dir / "policytrack"
    make_private_folder(shared)
    with TemporaryDirectory(dir=shared, prefix="salvage-") as name:
        opened = _opened(repository, source, Path(name))
        if opened is not None:
            foreign, tip = opened
            with _tough(foreign) as objects:
                _walk(objects, tip, found)
                wanted = dict.fromkeys(file.after for file in found.files if file.after)
                _copy(repository, objects, wanted)
    return found


@dataclass(slots=True)
class _Tough:
    """A reader that outlives objects which kill git."""

    foreign: Repository
    _context: object = None
    _reader: Reader | None = None

    def find(self, name: str, kind: str) -> GitObject | None:
        """The object, None when it is missing, damaged or of another kind."""
        try:
            found = self._open().find(name)
        except DamagedError:
            self.close()
            return None
        return found if found is not None and found.kind == kind else None

    def _open(self) -> Reader:
        if self._reader is None:
            context = reading(self.foreign)
            self._context, self._reader = context, context.__enter__()
        return self._reader

    def close(self) -> None:
        context, self._context, self._reader = self._context, None, None
        if context is not None:
            context.__exit__(None, None, None)  # type: ignore[attr-defined]


@contextmanager
def _tough(foreign: Repository) -> Iterator[_Tough]:
    objects = _Tough(foreign)
    try:
        yield objects
    finally:
        objects.close()


def _opened(repository: Repository, source: Path, folder: Path) -> tuple[Repository, str] | None:
    """A repository of ours over the foreign objects, and the commit that HEAD names there."""
    for part in ("refs", "objects/info"):
        (folder / part).mkdir(parents=True)
    (folder / "config").write_text("[core]\n\tbare = true\n", encoding="utf-8")
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    git = Git(folder, scrubbed_environment({"GIT_DIR": str(folder)}))
    foreign = replace(
        repository, root=folder, git_dir=folder, common_dir=folder, prefix=b"", bare=True, git=git
    )
    others = [repository.common_dir / "objects"]
    if source.is_dir():
        inner = source / ".git" if (source / ".git").is_dir() else source
        others.append(inner / "objects")
        tip = _tip_of_folder(inner)
    else:
        tip = _unpack(foreign, source)
    lines = "".join(f"{other.resolve()}\n" for other in others if "\n" not in str(other))
    (folder / "objects/info/alternates").write_text(lines, encoding="utf-8")
    return (foreign, tip) if tip else None


def _tip_of_folder(inner: Path) -> str:
    head = _text(inner / "HEAD").strip()
    name = head.removeprefix("ref: ")
    if name == head or not _REF.fullmatch(name) or ".." in name:
        return head if _ID.fullmatch(head) else ""
    loose = _text(inner / name).strip()
    if _ID.fullmatch(loose):
        return loose
    packed = (line.split(" ", 1) for line in _text(inner / "packed-refs").splitlines())
    return next((row[0] for row in packed if len(row) == 2 and row[1] == name), "")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(1 << 22).decode("utf-8", "replace")
    except OSError:
        return ""


def _unpack(foreign: Repository, bundle: Path) -> str:
    """Unpack what a bundle still gives; the commit that it calls HEAD, or its first branch."""
    if bundle.stat().st_size > LARGEST:
        return ""
    tips: dict[str, str] = {}
    with bundle.open("rb") as file:
        file.readline(100)
        while line := file.readline(10_000).strip():
            commit, _, name = line.decode("utf-8", "replace").partition(" ")
            if _ID.fullmatch(commit):
                tips[name] = commit
        foreign.git.attempt("unpack-objects", "-r", "-q", stdin=file.read())
    return tips.get("HEAD") or next(iter(tips.values()), "")


def _walk(objects: _Tough, tip: str, found: Salvage) -> None:
    commits: list[GitObject] = []
    at = tip
    while commit := objects.find(at, "commit"):
        commits.append(commit)
        at = _field(commit.data, b"parent")
        if not at:
            break
    if commits and at:
        found.cut_at = commits[-1].id
    before, left = "", [MOST_ENTRIES]
    for commit in reversed(commits):
        after = _field(commit.data, b"tree")
        for path, blob in _differences(objects, before, after, found, left):
            found.files.append(SalvagedFile(commit.id, commit.data, path, blob))
        before = after


def _field(commit: bytes, name: bytes) -> str:
    head = commit.split(b"\n\n", 1)[0]
    match = re.search(rb"^" + name + rb" ([0-9a-f]{40,64})$", head, re.MULTILINE)
    return match[1].decode("ascii") if match else ""


def _differences(
    objects: _Tough, before: str, after: str, found: Salvage, left: list[int]
) -> Iterator[tuple[bytes, str]]:
    """Path and object ("" for none) of each file that differs between two trees."""
    waiting = [(b"", before, after)]
    while waiting:
        prefix, was, now = waiting.pop()
        here = _entries(objects, was) if was else {}
        there = _entries(objects, now) if now else {}
        found.lost_trees += there is None
        if here is None or there is None:
            continue
        left[0] -= len(here) + len(there)
        if left[0] < 0:
            raise StoreError(f"the archive's folders hold more than {MOST_ENTRIES:,} entries")
        for name in sorted(here.keys() | there.keys()):
            one, two = here.get(name), there.get(name)
            if one == two:
                continue
            waiting.append((prefix + name + b"/", _id(one, {TREE}), _id(two, {TREE})))
            if _id(one, FILES) != _id(two, FILES):
                yield prefix + name, _id(two, FILES)


def _entries(objects: _Tough, tree: str) -> dict[bytes, Entry] | None:
    held = objects.find(tree, "tree")
    if held is None:
        return None
    try:
        return {entry.name: entry for entry in parse_tree(held)}
    except ValueError:  # a tree whose name fits and whose form does not
        return None


def _id(entry: Entry | None, modes: set[str]) -> str:
    return entry.id if entry is not None and entry.mode in modes else ""


def _copy(repository: Repository, objects: _Tough, wanted: Iterable[str]) -> None:
    stream: list[bytes] = []
    size = 0
    for name in wanted:
        held = objects.find(name, "blob")
        if held is None:
            continue
        stream.append(b"blob\ndata %d\n" % len(held.data) + held.data + b"\n")
        size += len(held.data)
        if size > PORTION:
            _write(repository, stream)
            stream, size = [], 0
    _write(repository, stream)


def _write(repository: Repository, stream: list[bytes]) -> None:
    if stream:
        repository.git.run("fast-import", "--quiet", "--done", stdin=b"".join([*stream, b"done\n"]))
