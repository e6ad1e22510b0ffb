"""Which forms of histories there are, and which of them one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from policytrack.archives import corpus, ota, own, repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policytrack.archives.records import ArchiveFile, ArchiveVersion


@dataclass(frozen=True, slots=True)
class History:
    """The files of all commits of a repository, oldest first, and how to read their bytes."""

    name: str  # of the archive: "pga-versions"
    files: Sequence[ArchiveFile]
    read: Callable[[Sequence[str]], list[bytes | None]] = field(repr=False)
    patterns: tuple[str, ...] = ()  # of paths
    # URL by service and type of terms, as declarations give it
    sources: Mapping[tuple[str, str], str] = field(default_factory=dict)


class HistoryForm(Protocol):
    """A form of archive that is kept in git."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """What it is asked for by."""

    @property
    def FIRST_PARENT(self) -> bool:  # noqa: N802
        """Whether only the main line counts."""

    def sniff(self, history: History) -> bool:
        """Whether the history is of this form."""

    def read(self, history: History) -> Iterator[ArchiveVersion]:
        """Its versions, in its own order."""


HISTORY_FORMS: Final[tuple[HistoryForm, ...]] = (own, ota, corpus, repository)
"""Asked in this order; `repository` takes what nobody else does."""


def find_form(history: History, name: str = "") -> HistoryForm:
    """The form of that name; without one, the first that says the history is its own."""
    if name:
        return next(form for form in HISTORY_FORMS if name == form.NAME)
    if history.patterns:
        return repository
    return next(form for form in HISTORY_FORMS if form.sniff(history))
