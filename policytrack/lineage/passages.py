"""What lineage needs of a document and of a change: small enough to be kept for every version."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from policytrack.align import align
from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.align import Link
    from policytrack.model import Change, Document, Kind, SectionChange, Weight

_LONGEST_HEADING = 200


class SectionMark(NamedTuple):
    """A section as lineage sees it."""

    heading: str  # with its number, cut where it is very long
    digest: str  # hash of the words of title and body


class Passage(NamedTuple):
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
        SectionMark(
            " ".join(section.heading[:_LONGEST_HEADING].split()),
            _digest(section.title, section.body),
        )
        for section in document.sections
    )


@lru_cache(maxsize=1024)  # versions that follow each other share nearly all of their sections
def _digest(title: str, body: str) -> str:
    words = " ".join([*fold_words(title), "\0", *fold_words(body)])
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
    if len(row.before) == len(row.after) == 1:  # as in nearly all rows
        return row.before[0].index, row.after[0].index
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


def match_sections(before: Document, after: Document) -> tuple[Passage, ...]:
    """The passages between two readings of one policy, without a look at what changed in them."""
    return tuple(
        Passage(link.before, link.after, link.main, _place_kinds(link))
        for link in align(before, after)
    )


def _place_kinds(link: Link) -> tuple[Kind, ...]:
    if not link.before or not link.after:
        return ("removed",) if link.before else ("added",)
    kinds: list[Kind] = ["moved"] if link.moved else []
    kinds += ["split"] if len(link.after) > 1 else []
    kinds += ["merged"] if len(link.before) > 1 else []
    return tuple(kinds) or ("unchanged",)
