"""The ledger: every run's lines, in files by day, each run chained to the runs before it.

A day's first file is `2024-03-01.jsonl`; when it is large, `2024-03-01/0002.jsonl` follows, and so
on: a file is written anew for each run that is added, so a busy day would cost ever more.

A run is a header line and its lines, all JSON. The header holds the hashes of the runs that it
follows: one, none for the first, several where two machines wrote at once. A run's hash is the
SHA-256 of its bytes, header and all, so no line of the past can be changed, dropped or put in
without breaking what follows. Knows nothing of what a line says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from policytrack.errors import DamagedError, StoreError
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import read_tip
from policytrack.gitrepo.trees import TREE, Trees
from policytrack.store.evidence import BRANCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.evidence import EvidenceWriter

# Further lines and files, made while nobody else can write.
More = Callable[["LedgerFiles"], tuple[Sequence[Mapping[str, Any]], Mapping[str, "bytes | None"]]]
FOLDER = "ledger"
HEADS = "ledger/heads.json"  # the hashes of the runs that none follows yet
LONGEST_LINE = 1 << 20  # bytes
LARGE = 256 << 10  # bytes of a file to which no more runs are added
_NAME = re.compile(rb"(\d{4}-\d\d-\d\d)(?:\.jsonl)?")
_PART = re.compile(rb"(\d+)\.jsonl")


@dataclass(frozen=True, slots=True)
class Run:
    """A run's lines as they stand in the ledger."""

    at: datetime  # when it was written
    about: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]
    previous: tuple[str, ...]  # hashes of the runs that it follows
    hash: str


def append_run(
    writer: EvidenceWriter,
    lines: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    more: More | None = None,
) -> str:
    """Add a run to the ledger; its hash. `more`: what else belongs into the same commit."""
    written: list[str] = []

    def prepare(trees: Trees, reader: Reader) -> list[dict[str, bytes | None]]:
        shelf = LedgerFiles(writer.repository, trees, reader)
        further, files = more(shelf) if more else ([], {})
        block = render_run(writer.now, about, [*lines, *further], shelf.heads())
        digest = hashlib.sha256(block).hexdigest()
        written.append(digest)
        path, held = shelf.place(writer.now.astimezone(UTC).date().isoformat())
        return [{path: held + block, HEADS: render_heads([digest]), **files}]

    writer.write(f"ledger: {len(lines)} line{'s' * (len(lines) != 1)}", prepare)
    return written[-1]


class LedgerFiles:
    """The ledger's files in one commit; none for a branch without commits."""

    def __init__(self, repository: Repository, trees: Trees, reader: Reader) -> None:
        self._repository = repository
        self._trees = trees
        self._reader = reader

    def read(self, path: str) -> bytes:
        """The file's bytes, none when there is no such file."""
        entry = self._trees.find(self._repository.path(path))
        return self._reader.read(entry.id).data if entry else b""

    def heads(self) -> list[str]:
        """The hashes of the runs that none follows, as the ledger says."""
        held = self.read(HEADS)
        return [str(head) for head in _load(held, HEADS)] if held else []

    def days(self) -> list[str]:
        """The days that have runs, oldest first, as in "2024-03-01"."""
        folder = self._repository.path(FOLDER)
        years = [entry.name for entry in self._trees.list(folder) if entry.mode == TREE]
        names = [entry.name for year in years for entry in self._trees.list(folder + b"/" + year)]
        return sorted({match[1].decode() for name in names if (match := _NAME.fullmatch(name))})

    def files(self, day: str) -> list[str]:
        """The paths of a day's files, oldest first."""
        base = f"{FOLDER}/{day[:4]}/{day}"
        first = (
            [f"{base}.jsonl"] if self._trees.find(self._repository.path(f"{base}.jsonl")) else []
        )
        parts = [_PART.fullmatch(one.name) for one in self._trees.list(self._repository.path(base))]
        numbers = sorted(int(match[1]) for match in parts if match)
        return [*first, *(f"{base}/{number:04}.jsonl" for number in numbers)]

    def place(self, day: str) -> tuple[str, bytes]:
        """The file that the day's next run belongs into, and what it holds."""
        files = self.files(day)
        base = f"{FOLDER}/{day[:4]}/{day}"
        if not files:
            return f"{base}.jsonl", b""
        held = self.read(files[-1])
        if len(held) < LARGE:
            return files[-1], held
        last = re.fullmatch(r"(\d+)\.jsonl", files[-1].rpartition("/")[2])
        return f"{base}/{int(last[1]) + 1 if last else 2:04}.jsonl", b""


def render_heads(heads: Sequence[str]) -> bytes:
    """The file that names the runs which none follows."""
    return json.dumps(sorted(heads)).encode("ascii") + b"\n"


def render_run(
    at: datetime,
    about: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    previous: Sequence[str],
) -> bytes:
    """A run as it stands in the file."""
    header = {
        "run": dict(about),
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": sorted(previous),
        "lines": len(lines),
    }
    rendered = [_render_line(line) for line in (header, *lines)]
    return b"".join(rendered)


def _render_line(line: Mapping[str, Any]) -> bytes:
    rendered = json.dumps(line, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"
    if len(rendered) > LONGEST_LINE:
        raise StoreError(f"a ledger line of {len(rendered)} bytes is longer than a line may be")
    return rendered


def read_runs(repository: Repository, since: date | None = None) -> Iterator[Run]:
    """The runs in the order of the files, those written before the day `since` left out."""
    first = since.isoformat() if since else ""
    with reading(repository) as reader:
        shelf = LedgerFiles(repository, Trees(reader, read_tip(repository, reader, BRANCH)), reader)
        for day in shelf.days():
            for path in shelf.files(day) if day >= first else ():
                yield from parse_runs(path, shelf.read(path))


def read_backwards(repository: Repository) -> Iterator[tuple[str, int, list[Run]]]:
    """The files from the latest on: the day of each, its size in bytes, and its runs in order."""
    with reading(repository) as reader:
        shelf = LedgerFiles(repository, Trees(reader, read_tip(repository, reader, BRANCH)), reader)
        for day in reversed(shelf.days()):
            for path in reversed(shelf.files(day)):
                data = shelf.read(path)
                yield day, len(data), list(parse_runs(path, data))


def read_heads(repository: Repository) -> list[str]:
    """The hashes of the runs that none follows, as the branch says."""
    with reading(repository) as reader:
        return LedgerFiles(
            repository, Trees(reader, read_tip(repository, reader, BRANCH)), reader
        ).heads()


def parse_runs(path: str, data: bytes) -> Iterator[Run]:
    """The runs of a day's file; DamagedError where it does not hold whole runs."""
    return (run for run, _ in parse_blocks(path, data))


def parse_blocks(path: str, data: bytes) -> Iterator[tuple[Run, bytes]]:
    """The same with the bytes of each, whose SHA-256 is the run's hash."""
    rows = data.split(b"\n")
    if rows.pop() != b"":
        raise _damaged(path, len(rows), "ends in mid line")
    at = 0
    while at < len(rows):
        header = _load(rows[at], f"{path}:{at + 1}")
        try:
            count = int(header["lines"])
            block = rows[at : at + 1 + count]
            if count < 0 or len(block) != count + 1:
                raise _damaged(path, at + 1, "a run is cut off")
            whole = b"\n".join(block) + b"\n"
            run = Run(
                at=datetime.fromisoformat(header["at"]),
                about=dict(header["run"]),
                lines=tuple(_load(row, path) for row in block[1:]),
                previous=tuple(str(one) for one in header["previous"]),
                hash=hashlib.sha256(whole).hexdigest(),
            )
            yield run, whole
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(path, at + 1, "is no run's header") from error
        at += count + 1


def _load(row: bytes, where: str) -> Any:
    try:
        return json.loads(row)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"the ledger cannot be read at {where}", hint=DAMAGE_HINT) from error


def _damaged(path: str, line: int, what: str) -> DamagedError:
    return DamagedError(f"the ledger at {path}:{line} {what}", hint=DAMAGE_HINT)
