"""The Wayback Machine: which captures it has of an address (its CDX index), and their raw bytes.

Knows nothing of how it is asked: whoever calls it brings a fetch that is polite.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from policytrack.archives.records import ArchiveVersion
from policytrack.archives.warc import names_of
from policytrack.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policytrack.model import Capture

NAME: Final = "wayback"
SERVER: Final = "https://web.archive.org"
MOST: Final = 20_000  # captures of one address; the busiest front pages have more, no policy has
FIELDS: Final = ("timestamp", "original", "digest")


@dataclass(frozen=True, slots=True)
class _Loader:
    fetch: Callable[[str], Capture]
    asked: str
    original: str

    def __call__(self) -> Capture:
        return replace(self.fetch(self.asked), source=self.original, final_url=self.original)


def read(
    url: str, fetch: Callable[[str], Capture], server: str = SERVER
) -> Iterator[ArchiveVersion]:
    """Every capture of an address whose bytes differ from the one before, oldest first.

    FetchError when the index does not answer as one.
    """
    query = {
        "url": url, "output": "json", "fl": ",".join(FIELDS), "filter": "statuscode:200",
        "collapse": "digest", "limit": str(MOST),
    }  # fmt: skip
    answer = fetch(f"{server.rstrip('/')}/cdx/search/cdx?{urlencode(query)}")
    host, name = names_of(url)
    for stamp, original, _ in sorted(_rows(answer.body)):
        asked = f"{server.rstrip('/')}/web/{stamp}id_/{original}"
        yield ArchiveVersion(
            line=url,
            host=host,
            name=name,
            captured=_moment(stamp),
            where=asked,
            load=_Loader(fetch, asked, original),
            source=url,
            facts={"Archive-Snapshot": asked},
        )


def _rows(body: bytes) -> list[tuple[str, str, str]]:
    try:
        rows = json.loads(body or b"[]")
        return [(str(row[0]), str(row[1]), str(row[2])) for row in rows[1:]]
    except (ValueError, RecursionError, TypeError, LookupError) as error:
        raise FetchError(
            "the index of the Wayback Machine gave no list of captures",
            hint="Try again later.",
            transient=True,
        ) from error


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
