"""What lineage needs of a document and of a change: small enough to be kept for every version."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.model import Change, Document, Kind, Section, SectionChange, Weight

_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A section as lineage sees it."""

    heading: str  # with its number, cut where it is very long
    digest: str  # hash of the words of title and body


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of sections from one version to the next, by their places in each.

    `main` carries the section on; None where it came or went. Every section of both versions is
    in exactly one passage.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    main: tuple[int, int] | None
    kinds: tuple[Kind, ...] = ("unchanged",)
    weight: Weight = "none"


def read_marks(document: Document) -> tuple[SectionMark, ...]:
    """The marks of all sections, in order."""
    return tuple(
        SectionMark(" ".join(section.heading[:_LONGEST_HEADING].split()), _digest(section))
        for section in document.sections
    )


def _digest(section: Section) -> str:
    words = " ".join([*fold_words(section.title), "\0", *fold_words(section.body)])
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def read_passages(change: Change) -> tuple[Passage, ...]:
    """The passages of a comparison, in its order."""
    return tuple(
        Passage(
            tuple(section.index for section in row.before),
            tuple(section.index for section in row.after),
            _main(row),
            row.kinds,
            row.weight,
        )
        for row in change.sections
    )


def _main(row: SectionChange) -> tuple[int, int] | None:
    """Of several the pair that keeps the title, else the one with the most text on both sides."""
    pairs = [(was, now) for was in row.before for now in row.after]
    if not pairs:
        return None
    was, now = max(
        pairs,
        key=lambda pair: (
            fold_words(pair[0].title) == fold_words(pair[1].title),
            min(len(pair[0].body), len(pair[1].body)),
        ),
    )
    return was.index, now.index


def same_places(marks: tuple[SectionMark, ...]) -> tuple[Passage, ...]:
    """The passages between two versions with the same sections in the same places."""
    return tuple(Passage((place,), (place,), (place, place)) for place in range(len(marks)))
