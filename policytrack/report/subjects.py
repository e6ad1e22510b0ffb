"""Sentences of which both whom they are of and what they say is another: told as one edit.

Knows nothing of how edits are found or quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.ends import find_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What stands before an edit, its two sides, and how many kept words are among these.
Group = tuple[str, list[str], int]

# "[-If you-][+Members who+] do not agree with it[-, you may …-][+ must …+]": of so many words at
# most are the beginning and what is kept, of so many at least one side of the end.
LONGEST_OPENING, MOST_KEPT, FEWEST_ENDING = 4, 16, 7

_KEPT = re.compile(rf"\s*[^\s.!?:|]+(?:\s+[^\s.!?:|]+){{0,{MOST_KEPT - 1}}}\s*")
_STARTS = re.compile(r"(?:^[\s*•+-]*|[.!?][\"”’»)]*\s+)$")
_ENDED = re.compile(r"[.!?:|]")


def with_subjects(groups: Iterable[tuple[str, list[str]]]) -> Iterator[Group]:
    """The edits of a line, those of the beginning and the end of one sentence as one."""
    opening: tuple[str, list[str]] | None = None
    for lead, sides in groups:
        if opening is not None and (ended := _ending(opening[1], lead, sides)):
            joined, rests = ended
            yield opening[0], joined, len(lead.split())
            opening = None
            if any(rests):
                yield "", rests, 0
            continue
        if opening is not None:
            yield *opening, 0
        opening = (lead, sides) if _opens(lead, sides) else None
        if opening is None:
            yield lead, sides, 0
    if opening is not None:
        yield *opening, 0


def _opens(lead: str, sides: list[str]) -> bool:
    """Whether a sentence begins with an edit, of few words on both sides."""
    sizes = [len(side.split()) for side in sides]
    few = 0 < min(sizes) <= max(sizes) <= LONGEST_OPENING
    return few and _STARTS.search(lead) is not None and not any(_ENDED.search(s) for s in sides)


def _ending(opening: list[str], kept: str, sides: list[str]) -> tuple[list[str], list[str]] | None:
    """Both sides of the sentence that an edit ends, and what stands behind it in that edit."""
    if not (all(side.strip() for side in sides) and _KEPT.fullmatch(kept)):
        return None
    ends = [next(find_ends(side), len(side)) for side in sides]
    firsts = [side[:end] for side, end in zip(sides, ends, strict=True)]
    rests = [side[end:] for side, end in zip(sides, ends, strict=True)]
    if max(len(side.split()) for side in firsts) < FEWEST_ENDING or "|" in "".join(firsts):
        return None
    last = ". " if any(rests) else ""
    said = [f"{was}{kept}{now}".rstrip(last) for was, now in zip(opening, firsts, strict=True)]
    return said, rests
