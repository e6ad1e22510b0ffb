"""For every sentence of a text: since which version it stands in the policy."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from policytrack.history.traces import line_key
from policytrack.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.model import Document

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place; a heading is one, too."""

    text: str
    line: int  # 1-based, in the document's text
    section: int  # index
    key: int  # of its words; 0 where it has none


def read_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document in order; lines that say nothing are left out."""
    found: list[Sentence] = []
    ends = [section.end for section in document.sections]
    place = offset = 0
    for number, line in enumerate(document.text.splitlines(keepends=True), 1):
        while place < len(ends) - 1 and offset >= ends[place]:
            place += 1
        found += [
            Sentence(part, number, place, key)
            for part in split_sentences(line.strip(), document.language)
            if (key := line_key(part))
        ]
        offset += len(line)
    return tuple(found)


def find_origins(
    stages: Iterable[tuple[Sequence[Sentence], Sequence[str]]],
) -> tuple[tuple[int, int], ...]:
    """For each sentence of the last stage the stage that it came in, and its line there.

    A stage is a version's sentences and the identities of its sections. A sentence stays the same
    while its words do, first within its own section, then wherever it moved. Linear in the text.
    """
    origins: list[tuple[int, int]] = []
    before: Sequence[Sentence] = ()
    owners: Sequence[str] = ()
    for number, (sentences, identities) in enumerate(stages):
        free = _by_words(before, owners, origins)
        found = [
            _take(free, (identities[sentence.section], sentence.key)) for sentence in sentences
        ]
        anywhere: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (_, key), left in free.items():
            anywhere[key] += left
        origins = [
            origin or _take(anywhere, sentence.key) or (number, sentence.line)
            for origin, sentence in zip(found, sentences, strict=True)
        ]
        before, owners = sentences, identities
    return tuple(origins)


def _by_words(
    sentences: Sequence[Sentence], identities: Sequence[str], origins: Sequence[tuple[int, int]]
) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Where the sentences of a stage came from; of repeated ones the first is given first."""
    free: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for sentence, origin in zip(reversed(sentences), reversed(origins), strict=True):
        free[identities[sentence.section], sentence.key].append(origin)
    return free


def _take(free: Mapping[_Key, list[tuple[int, int]]], key: _Key) -> tuple[int, int] | None:
    left = free.get(key)
    return left.pop() if left else None
