"""What alignment looks at in a section. Must not know how sections are matched."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Document, Section


class Features:
    """A section as alignment sees it. Words are small integers, the same in both documents.

    Most sections are the same in both, letter for letter; the words of these are never looked at.
    """

    def __init__(self, section: Section, known: Numbers) -> None:
        self.index = section.index
        self.parent = section.parent
        self.level = section.level
        self.number = section.number.casefold()
        self.raw = section.title, section.body
        self.size = len(section.body)
        self._known = known
        self._common: dict[int, int] = {}

    @cached_property
    def title(self) -> tuple[int, ...]:
        """The words of the title, without its number."""
        return _numbered(fold_words(self.raw[0]), self._known)

    @cached_property
    def words(self) -> tuple[int, ...]:
        """The words of the body."""
        return _numbered(fold_words(self.raw[1]), self._known)

    @cached_property
    def pairs(self) -> frozenset[int]:
        """The runs of two words of the body."""
        return frozenset(self._twos)

    @cached_property
    def _twos(self) -> list[int]:
        return shingles(self.words, 2)

    @cached_property
    def _threes(self) -> list[int]:
        return _longer(self._twos, self.words[2:]) if len(self.words) > 2 else self._twos

    @cached_property
    def ends(self) -> list[tuple[int, ...]]:
        """The words of each line of the body that holds any, the last first."""
        lines = (_numbered(fold_words(line), self._known) for line in self.raw[1].splitlines())
        return [line for line in lines if line][::-1]

    @cached_property
    def lines(self) -> Counter[tuple[int, ...]]:
        """How often the body has each line that holds words."""
        return Counter(self.ends)

    def common(self, other: Features) -> int:
        """How many runs of two words both bodies have."""
        if other.index not in self._common:
            self._common[other.index] = len(self.pairs & other.pairs)
        return self._common[other.index]

    @cached_property
    def triples(self) -> Counter[int]:
        """How often each run of three words stands in the body."""
        return Counter(self._threes)

    @cached_property
    def runs(self) -> list[int]:
        """The runs of three words of title and body read as one text, in order."""
        if len(self.words) < 3 or not self.title:
            return shingles(self.title + self.words, 3)
        return shingles(self.title + self.words[:2], 3) + self._threes

    @cached_property
    def all_triples(self) -> Counter[int]:
        """How often each of these runs stands there."""
        return Counter(self.runs)


Side = list[Features]
Numbers = defaultdict[str, int]  # a number for each different word
# Words that a run has room for: one of three stays within two machine digits of Python, and no
# document has a million different words.
MOST_WORDS = 1 << 20


def read_features(before: Document, after: Document) -> tuple[Side, Side]:
    """The features of every section of both sides, in document order."""
    known: Numbers = defaultdict(count(1).__next__)
    return (
        [Features(section, known) for section in before.sections],
        [Features(section, known) for section in after.sections],
    )


def shingles(words: Sequence[int], width: int) -> list[int]:
    """Every run of `width` words as one integer (of fewer, when there are fewer)."""
    runs = list(words)
    for step in range(1, min(width, len(words))):
        runs = _longer(runs, words[step:])
    return runs


def _longer(runs: list[int], words: Sequence[int]) -> list[int]:
    """The runs with one more word each, as far as there are words; none without any."""
    return [run * MOST_WORDS + word for run, word in zip(runs, words, strict=False)]


def _numbered(words: Sequence[str], known: Numbers) -> tuple[int, ...]:
    return tuple(map(known.__getitem__, words))
