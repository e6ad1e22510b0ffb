"""What the pages are made from, as frozen data; knows no form of output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from policytrack.model import Document, Snapshot
    from policytrack.report import Comparison
    from policytrack.report.timeline import Timeline


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the whole site is told. `url`: where it will be found, "" when that is not known."""

    title: str = "Policy changes"
    url: str = ""
    language: str = "en"

    @property
    def base(self) -> str:
        """The address with a slash at its end, or nothing."""
        return f"{self.url.rstrip('/')}/" if self.url else ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change. `event` is what `policytrack log --format json` says of it."""

    id: str
    event: Mapping[str, Any]
    before: Snapshot
    after: Snapshot
    captured: datetime  # when the text after was first seen
    state: str  # another one when the page would be another
    compare: Callable[[], Comparison]
    note: str = ""  # a person's words on it, Markdown
    note_title: str = ""
    noted: datetime | None = None  # when they were last written

    @property
    def headline(self) -> str:
        """What the change is called: a person's title, else what became of the sections."""
        return self.note_title or str(self.event["summary"])


@dataclass(frozen=True, slots=True)
class Standing:
    """A section of the text in force: its permanent anchor and since when it says what it says."""

    anchor: str
    since: datetime
    change: str = ""  # id of the change that last touched its words, "" for none


@dataclass(frozen=True, slots=True)
class Size:
    """How long a text was and how hard to read (LIX, after Björnsson 1968)."""

    since: datetime
    words: int
    lix: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A text that was in force, as numbers of lines."""

    since: datetime
    revision: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy with its text in force and its changes, newest first."""

    id: str  # "<host>/<name>"
    title: str
    source: str
    document: Document
    latest: Snapshot
    first: datetime
    versions: int
    standings: tuple[Standing, ...]  # one for each section of the document
    changes: tuple[ChangeView, ...]
    sizes: tuple[Size, ...]  # oldest first
    timeline: Timeline
    lines: tuple[str, ...] = ()  # every line of every edition once
    editions: tuple[Edition, ...] = ()  # oldest first
    folded: Mapping[str, int] = field(default_factory=dict)  # events that are no changes, by kind

    @property
    def name(self) -> str:
        """What to call it."""
        return self.title or self.id
