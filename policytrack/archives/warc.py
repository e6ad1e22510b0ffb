"""Web archives, WARC and WACZ: every response that is a page or a document, by its address.

Redirects, errors and what no policy is made of (pictures, scripts) are left aside. Records are
found first and read one by one later, so that an archive of any size can be taken. Needs the
extra `warc`.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from policytrack.archives.dated import LARGEST
from policytrack.archives.records import ArchiveVersion
from policytrack.archives.repository import is_wanted
from policytrack.errors import ExtractError, WorkspaceError
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME: Final = "warc"
POLICY_HEADER: Final = "Policytrack-Policy"  # the id, in what we exported ourselves
TYPES: Final = re.compile(
    r"(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|pdf|msword|rtf|vnd\.))",
    re.IGNORECASE,
)
HINT: Final = "pip install 'policytrack[warc]'"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record lies."""

    path: Path
    member: str  # of a WACZ, "" for a WARC
    offset: int

    def __call__(self) -> Capture:
        with _opened(self.path, self.member) as file:
            file.seek(self.offset)
            faults: tuple[type[Exception], ...] = (*_faults(), StopIteration)
            try:
                record = next(iter(_records(file)))
                body = record.content_stream().read(LARGEST + 1)
            except faults as error:
                raise ExtractError(f"its record is damaged: {error}") from error
            if len(body) > LARGEST:
                raise ExtractError(f"it has more than {LARGEST:,} bytes")
            return _capture(record, body)


def sniff(head: bytes, path: Path) -> bool:
    """By its first bytes, and its name where those say only that it is compressed."""
    name = path.name.lower()
    zipped = head.startswith(b"\x1f\x8b") and name.endswith(".gz")
    return head.startswith(b"WARC/") or (zipped and ".warc" in name) or name.endswith(".wacz")


def read(path: Path, patterns: Sequence[str] = ()) -> Iterator[ArchiveVersion]:
    """Every capture, oldest first. `patterns` are of addresses. WorkspaceError for no archive."""
    found = [version for member in _members(path) for version in _scan(path, member, patterns)]
    yield from sorted(found, key=lambda one: (one.captured is None, str(one.captured), one.where))


def _scan(path: Path, member: str, patterns: Sequence[str]) -> Iterator[ArchiveVersion]:
    with _opened(path, member) as file:
        records = _records(file)
        try:
            for record in records:
                place = _Place(path, member, records.get_record_offset())
                version = _version(record, place)
                if version and (not patterns or is_wanted(version.where, patterns)):
                    yield version
        except _faults() as error:
            lost = f"{member or path.name}: damaged from byte {file.tell()} on: {error}"
            yield ArchiveVersion(line=lost, host="lost", name="lost", captured=None, where=lost)


def _version(record: Any, place: _Place) -> ArchiveVersion | None:
    said = record.rec_headers
    url = said.get_header("WARC-Target-URI") or ""
    if record.rec_type not in {"response", "resource"} or not url:
        return None
    http = record.http_headers
    kind = (http.get_header("Content-Type") if http else said.get_header("Content-Type")) or ""
    if (http and http.get_statuscode() != "200") or not TYPES.match(kind or "text/html"):
        return None
    host, name = names_of(url, said.get_header(POLICY_HEADER) or "")
    return ArchiveVersion(
        line=f"{host}/{name}",
        host=host,
        name=name,
        captured=_moment(said.get_header("WARC-Date") or ""),
        where=url,
        load=place,
        source=url,
    )


def _capture(record: Any, body: bytes) -> Capture:
    url = record.rec_headers.get_header("WARC-Target-URI")
    http = record.http_headers
    return Capture(
        source=url,
        final_url=url,
        body=body,
        content_type=(http or record.rec_headers).get_header("Content-Type") or "",
        status=200 if http else None,
        headers=tuple(http.headers) if http else (),
        started=_moment(record.rec_headers.get_header("WARC-Date") or ""),
    )


def names_of(url: str, policy: str = "") -> tuple[str, str]:
    """What an address's id is proposed from: its host, and its path; or the id that is known."""
    if policy.count("/") == 1:
        host, _, name = policy.partition("/")
        return host, name
    try:
        address = urlsplit(url)
        host = (address.hostname or "").removeprefix("www.")
    except ValueError:
        return "unknown", url
    path = re.sub(r"\.(html?|php|aspx?|pdf|txt|md)$", "", address.path.strip("/"))
    return host or "local", "-".join(
        filter(None, [path.replace("/", "-"), address.query])
    ) or "home"


def _moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
        return moment.replace(microsecond=0) if moment.tzinfo else None
    except ValueError:
        return None


def _records(file: IO[bytes]) -> Any:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise WorkspaceError("web archives need warcio", hint=HINT) from error
    return ArchiveIterator(file, arc2warc=True)


def _faults() -> tuple[type[Exception], ...]:
    """What reading a damaged archive raises; warcio takes headers for granted that may be lost."""
    import zlib

    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    return (
        ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, zipfile.BadZipFile,
        EOFError, OSError, ValueError, AttributeError, TypeError, LookupError,
    )  # fmt: skip


def _members(path: Path) -> list[str]:
    if not path.name.lower().endswith(".wacz"):
        return [""]
    try:
        with zipfile.ZipFile(path) as held:
            names = sorted(held.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise WorkspaceError(f"{path} is no WACZ: {error}", hint="Give a whole file.") from error
    return [name for name in names if re.search(r"\.warc(\.gz)?$", name)]


@contextmanager
def _opened(path: Path, member: str) -> Iterator[IO[bytes]]:
    if not member:
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as held, held.open(member) as inner:
        yield inner
