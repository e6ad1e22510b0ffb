"""What every form of archive is read into. Knows none of the forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from policytrack.model import Capture


class ArchiveFile(Protocol):
    """A file as a commit of an archive gave it."""

    @property
    def path(self) -> str:
        """Where it lies, U+DCxx for bytes that are not UTF-8."""

    @property
    def blob(self) -> str:
        """The object that holds it, "" where the commit removed it."""

    @property
    def commit(self) -> str:
        """The commit's id."""

    @property
    def authored(self) -> datetime | None:
        """The author's date, None for one that cannot be told."""

    @property
    def committed(self) -> datetime | None:
        """The committer's date, None for one that cannot be told."""

    @property
    def message(self) -> str:
        """What the commit says."""


@dataclass(frozen=True, slots=True)
class ArchiveVersion:
    """A text of a policy as an archive has it.

    The text is in `blob` (an object of git's, whose bytes are kept), or has to be read out of
    what `load` gives, or out of the bytes in `blob` where `extract` says so.
    """

    line: str  # what holds a policy's versions together in the archive: its first path, its URL
    host: str  # what its id is proposed from, as the archive writes it
    name: str
    captured: datetime | None
    where: str  # path or URL in the archive, for whoever looks it up
    blob: str = ""
    extract: bool = False
    load: Callable[[], Capture] | None = None
    commit: str = ""
    subject: str = ""
    body: str = ""
    title: str = ""
    source: str = ""
    extractor: str = ""
    reextraction: bool = False
    committed: datetime | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""  # its id, where the archive is one of ours
    known: Mapping[str, str] = field(default_factory=dict)  # further fields of ours
