"""What was worked out of recorded texts and need not be worked out again.

Derived data in the repository's own folder: it may be deleted, damaged or be another version's at
any time, and is then made anew. Knows nothing of what it keeps.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytrack.store import Store

_STALE = 30 * 24 * 3600  # seconds
_HASH = 32  # bytes in front of what is kept
ROOMS = (
    "model.py negations.py words.py markdown sentences sections align compare weigh dates "
    "languages.py history lineage crossrefs gate report/kept.py report/places.py "
    "report/summary.py report/tails.py report/titles.py tracker/compared.py tracker/doubts.py "
    "tracker/events.py tracker/parsed.py tracker/passing.py tracker/past.py"
)


@cache
def engine() -> str:
    """A mark of the code that derives: another program keeps its findings apart."""
    package = Path(__file__).parent.parent
    seen = hashlib.sha256()
    for room in ROOMS.split():
        path = package / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            seen.update(file.read_bytes())
    return seen.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of findings, one file a name."""

    folder: Path

    def find(self, name: str) -> bytes | None:
        """What was kept under the name; None when there is nothing whole."""
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        digest, body = data[:_HASH], data[_HASH:]
        if digest != hashlib.sha256(body).digest():
            return None
        try:
            return zlib.decompress(body)
        except zlib.error:
            return None

    def find_json(self, name: str) -> dict[str, Any]:
        """The JSON object that was kept under the name; empty when there is none."""
        try:
            found = json.loads(self.find(name) or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_json(self, name: str, row: dict[str, Any]) -> None:
        """Keep a JSON object for another time."""
        self.keep(name, json.dumps(row, separators=(",", ":")).encode())

    def keep(self, name: str, data: bytes) -> None:
        """Keep it for another time.

        Where nothing can be written (a full disk, a folder that is for reading only), nothing is
        kept: whoever asks again waits longer. What was written in part, or by two at once, does
        not bear the hash that stands in front of it, and counts as nothing.
        """
        body = zlib.compress(data, 1)
        with contextlib.suppress(OSError):
            if not self.folder.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                self._drop_stale()
            self._path(name).write_bytes(hashlib.sha256(body).digest() + body)

    def _drop_stale(self) -> None:
        """Drop what other programs kept, once nothing was added to it for long."""
        import shutil

        family, now = self.folder.name.partition("-")[0], self.folder.stat().st_mtime
        for other in self.folder.parent.glob(f"{family}-*"):
            if now - other.stat().st_mtime > _STALE:
                shutil.rmtree(other, ignore_errors=True)

    def _path(self, name: str) -> Path:
        return self.folder / hashlib.sha256(name.encode()).hexdigest()[:40]


def shelf_of(store: Store) -> Shelf:
    """Where the findings of this program's code are kept."""
    return Shelf(store.cache_folder / f"history-{engine()}")
