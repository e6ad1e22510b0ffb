"""The words of the project as frozen data; knows nothing of how any of it is made or shown.

Offsets count characters of the text that they point into. Times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

Kind = Literal[
    "added",
    "removed",
    "modified",
    "renamed",
    "renumbered",
    "moved",
    "split",
    "merged",
    "level",
    "reordered",
    "cosmetic",
    "unchanged",
]
Weight = Literal["substantive", "cosmetic", "none"]
PieceKind = Literal["same", "removed", "added", "moved_away", "moved_here"]
Side = Literal["before", "after"]
# How the reason of a row begins in which words are only spelled otherwise.
SPELLING = "only spelling changed"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its own body up to the next heading of any level.

    `start`, `body_start` and `end` are offsets into the document's text; the sections of a
    document tile it: each starts where the one before it ends, the first at 0 (blank lines before
    its heading are its own). Text before the first heading (or all of a text without headings)
    is a section with an empty heading and level 0.
    """

    index: int
    heading: str  # plain text with its number: "4.2 Cookies"
    number: str  # the number label as written, without closing punctuation: "4.2", "§ 3", ""
    title: str  # the heading without its number
    level: int  # 1 is the highest; 0 only for text before the first heading
    parent: int | None  # index of the enclosing section
    start: int
    body_start: int
    end: int
    line: int  # 1-based line of the heading; of `start` where there is none
    body: str  # text[body_start:end]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that the document says of itself."""

    kind: Literal["updated", "effective", "upcoming"]  # upcoming: of the text that follows it
    value: date
    start: int  # offsets of the whole statement in the document's text
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A policy's text as Markdown, with its section tree in document order."""

    text: str
    sections: tuple[Section, ...]
    language: str = ""  # ISO 639-1, "" when unknown
    dates: tuple[StatedDate, ...] = ()
    superseded: tuple[int, ...] = ()  # headings over texts no longer in force, kept below it

    def path(self, section: Section) -> tuple[Section, ...]:
        """The section's ancestors from the top, and itself."""
        chain = [section]
        while (parent := chain[-1].parent) is not None:
            chain.append(self.sections[parent])
        return tuple(reversed(chain))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an inline diff.

    same + removed + moved_away joined is the text before, same + added + moved_here the text
    after, word for word (white space may differ).
    """

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Signal:
    """Something in the changed words that says why a change may matter."""

    name: str  # "money", "duration", "date", "party", "law", "modality", "negation", "right", ...
    side: Side
    text: str
    start: int  # offsets into the joined bodies of the sections of that side
    end: int


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of a section: one before and one after, or several on one side.

    added: `before` is empty. removed: `after` is empty. split: one before, several after.
    merged: several before, one after. `body` and `heading` are inline diffs; a piece never
    crosses from one section's body into the next without a blank line between.
    """

    before: tuple[Section, ...]
    after: tuple[Section, ...]
    kinds: tuple[Kind, ...]  # in the order of `Kind`; ("unchanged",) alone when nothing differs
    weight: Weight
    heading: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()
    signals: tuple[Signal, ...] = ()
    rewritten: bool = False  # so much changed that before and after are best shown as blocks
    reason: str = ""  # why it was classed so, in a few words

    @property
    def section(self) -> Section:
        """The section that names the change: after where there is one, else before."""
        return (self.after or self.before)[0]

    @property
    def respelled(self) -> bool:
        """Whether its words are only spelled otherwise."""
        return self.reason.startswith(SPELLING)


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A run of numbers that shifted for one cause, told as one fact."""

    labels: tuple[tuple[str, str], ...]  # (before, after) in document order
    cause: str  # "because “4 Cookies” was inserted", or "" where none is known


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two documents. Every section of both sides is in exactly one row.

    `sections` stands in the order of the document after; removed sections stand where they were.
    """

    before: Document
    after: Document
    sections: tuple[SectionChange, ...]
    weight: Weight
    renumberings: tuple[Renumbering, ...] = ()
    remarks: tuple[str, ...] = ()  # "text changed, date did not", "date changed, text did not"
    another_page: bool = False  # the text after is no policy, so that no section is told

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        """The rows in which anything differs."""
        return tuple(row for row in self.sections if row.kinds != ("unchanged",))

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return self.another_page or any(row.kinds != ("unchanged",) for row in self.sections)

    @property
    def in_another_language(self) -> bool:
        """Whether the text after is in another language, so that no section stayed."""
        languages = self.before.language, self.after.language
        stayed = (row for row in self.sections if row.kinds == ("unchanged",))
        return (
            "" not in languages
            and languages[0] != languages[1]
            and not any(part.body.strip() for row in stayed for part in row.after)
        )


@dataclass(frozen=True, slots=True)
class Capture:
    """What came back from one fetch: evidence."""

    source: str  # URL or path as asked for
    final_url: str  # after redirects; the source itself for a file
    body: bytes  # decoded from its transfer and content codings
    content_type: str = ""  # as the server said it, "" when unknown
    status: int | None = None  # None for files
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[tuple[int, str], ...] = ()  # (status, URL that it led to)
    started: datetime | None = None
    finished: datetime | None = None
    facts: Mapping[str, str] = field(default_factory=dict)  # peer address, TLS version, ...
    request_headers: tuple[tuple[str, str], ...] = ()
    wire: bytes = b""  # the body in its content coding, as sent; empty where it came in none


@dataclass(frozen=True, slots=True)
class Extraction:
    """A capture read as Markdown."""

    markdown: str
    format: str  # the extractor that read it: "html", "pdf", ...
    title: str = ""
    language: str = ""
    charset: str = ""
    remarks: tuple[str, ...] = ()  # fallbacks taken, each with its reason
    metadata: Mapping[str, str] = field(default_factory=dict)  # what an archive form brings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A policy's text as of a time, as recorded in git; the text itself is read by the store."""

    policy: str  # id, "<host>/<name>"
    revision: str  # opaque outside the store
    captured: datetime
    subject: str = ""  # what changed, in a few words
    title: str = ""
    source: str = ""
    final_url: str = ""
    text_sha256: str = ""
    capture_sha256: str = ""
    extractor: str = ""  # name and version
    last_seen: datetime | None = None  # when the text before was last seen in force
    reextraction: bool = False  # only the extractor changed, not the policy
    facts: Mapping[str, str] = field(default_factory=dict)  # further trailers
