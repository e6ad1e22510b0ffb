"""What alignment looks at in a section. Must not know how sections are matched."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.model import Document, Section


@dataclass(frozen=True, slots=True)
class Features:
    """A section as alignment sees it; `pairs` are its runs of two words."""

    index: int
    title: tuple[str, ...]
    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    parent: int | None


def read_features(document: Document) -> list[Features]:
    """The features of every section, in document order."""
    return [_read(section) for section in document.sections]


def _read(section: Section) -> Features:
    words = tuple(fold_words(section.body))
    return Features(
        index=section.index,
        title=tuple(fold_words(section.title)),
        words=words,
        pairs=frozenset(itertools.pairwise(words)),
        parent=section.parent,
    )
