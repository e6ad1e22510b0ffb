"""A folder of dated files: `acme/privacy/2020-01-31.html`, `privacy-2020-01-31.md`, ….

The date stands in the file's name or a folder's; what is left of the path names the policy. Files
of the Princeton-Leuven corpus say themselves when and where they were archived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from policytrack.archives.records import ArchiveVersion
from policytrack.archives.repository import is_wanted
from policytrack.errors import ExtractError
from policytrack.extract import corpus
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME: Final = "files"
LARGEST: Final = 50_000_000  # bytes; the largest policy known to us has 2 MB
READ: Final = frozenset(
    {".md", ".markdown", ".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".rtf"}
    | {".mhtml", ".eml"}
)
RE_DATE: Final = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<dash>[-_.]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:[T_-]?(?P<hour>\d\d)[:.-]?(?P<minute>\d\d)(?:[:.-]?(?P<second>\d\d))?Z?)?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    path: Path
    where: str  # relative to the folder
    captured: datetime | None
    parts: tuple[str, ...]  # what is left of the path without its date
    source: str = ""


def read(folder: Path, patterns: Sequence[str] = ()) -> Iterator[ArchiveVersion]:
    """Every file that can be read, oldest first; those without a date have no time.

    Links are not followed. Files of one time come in the order of their names.
    """
    found = [_dated(path, folder) for path in _files(folder, patterns)]
    last = datetime.max.replace(tzinfo=UTC)
    for file in sorted(found, key=lambda file: (file.captured or last, file.where)):
        host, name = _names(file, folder.resolve().name)
        yield ArchiveVersion(
            line=f"{host}/{name}",
            host=host,
            name=name,
            captured=file.captured,
            where=file.where,
            load=_Loader(file.path, file.where),
            source=file.source,
        )


@dataclass(frozen=True, slots=True)
class _Loader:
    path: Path
    where: str

    def __call__(self) -> Capture:
        try:
            size = self.path.stat().st_size
            if size > LARGEST:
                raise ExtractError(f"it has {size:,} bytes, more than {LARGEST:,}")
            body = self.path.read_bytes()
        except OSError as error:
            raise ExtractError(f"it cannot be read: {error.strerror}") from error
        return Capture(source=self.where, final_url=self.where, body=body)


def _files(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        where = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or path.suffix.lower() not in READ:
            continue
        hidden = any(part.startswith(".") for part in PurePosixPath(where).parts)
        if is_wanted(where, patterns) if patterns else not hidden:
            yield path


def _dated(path: Path, folder: Path) -> _Dated:
    where = path.relative_to(folder).as_posix()
    stem = where[: len(where) - len(path.suffix)]
    captured, rest = _split(stem)
    parts = tuple(part for part in (piece.strip("-_. ") for piece in rest.split("/")) if part)
    facts = _remark(path)
    if facts.get("captured"):
        captured = datetime.fromisoformat(facts["captured"]).replace(tzinfo=UTC)
    return _Dated(path, where, captured, parts, facts.get("source", ""))


def _split(stem: str) -> tuple[datetime | None, str]:
    """The last date in a path that is one, and the path without it."""
    for match in reversed(list(RE_DATE.finditer(stem))):
        fields = [int(match[name] or 0) for name in RE_DATE.groupindex if name != "dash"]
        try:
            captured = datetime(*fields, tzinfo=UTC)  # type: ignore[misc,arg-type]
        except ValueError:
            continue
        return captured, stem[: match.start()] + stem[match.end() :]
    return None, stem


def _remark(path: Path) -> dict[str, str]:
    if path.suffix.lower() not in {".md", ".markdown", ".txt"}:
        return {}
    try:
        with path.open("rb") as file:
            head = file.read(corpus.WINDOW)
    except OSError:  # said when the file is loaded
        return {}
    if not corpus.sniff(head):
        return {}
    return dict(corpus.read(Capture(source="", final_url="", body=head)).metadata)


def _names(file: _Dated, folder: str) -> tuple[str, str]:
    """Host and name: from where the text was archived, else of the path."""
    if file.source:
        try:
            address = urlsplit(file.source)
            host = (address.hostname or "").removeprefix("www.")
        except ValueError:
            host = ""
        if host:
            last = PurePosixPath(address.path).stem
            return host, last or "privacy-policy"
    if len(file.parts) > 1:
        return file.parts[0], "-".join(file.parts[1:])
    return folder, file.parts[0] if file.parts else "policy"
