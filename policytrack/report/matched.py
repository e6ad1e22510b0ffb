"""Which sentence of a line became which: what is a pair is the same for who counts and who quotes.

A sentence became the one that has most of its words where they stood. One that kept none was
replaced by what stands in its place, as far as an edit of it is told as "A → B".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from policytrack.report.ends import find_ends
from policytrack.report.replacing import share, took_place
from policytrack.report.runs import both_sides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import Piece

    # Whether two texts that may have taken one another's place are told apart.
    Apart = Callable[[str, str], bool]

MOST = 0.5  # of the longer words of a sentence that was joined to another

_WORD = re.compile(r"\w+")
_SIDES = (("same", "removed"), ("same", "added"))


class Sentence:
    """One of one side: its words, those that went or came, and how many stayed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edited = ""
        self.kept = 0
        self.others = ""  # the sentences in which its words stayed

    @property
    def stays(self) -> bool:
        """Whether most of its words do, or stand in a sentence in which some of them do."""
        most = 2 * self.kept > len(_WORD.findall(self.text))
        return most or (bool(self.kept) and share(self.text, self.others) > MOST)


Pair = tuple[Sentence | None, Sentence | None]


def match_sentences(line: Sequence[Piece], apart: Apart | None = None) -> Iterator[Pair]:
    """The sentences before, each with what it became; None in the place of none.

    One that only was joined to another, or cut off from it, is not told.
    """
    texts = both_sides(line)
    starts = [[0, *(end for end in find_ends(text) if end < len(text))] for text in texts]
    sides = [
        [Sentence(text[x:y]) for x, y in pairwise([*cuts, len(text)])]
        for text, cuts in zip(texts, starts, strict=True)
    ]
    matched = _match(_shared(line, starts, sides))
    last = (-1, -1)
    for was, now in [*matched, (len(sides[0]), len(sides[1]))]:
        before, after = sides[0][last[0] + 1 : was], sides[1][last[1] + 1 : now]
        yield from _replaced(before, after, apart)
        if was < len(sides[0]):
            yield sides[0][was], sides[1][now]
        last = was, now


def _shared(
    line: Iterable[Piece], starts: Sequence[list[int]], sides: Sequence[list[Sentence]]
) -> Counter[tuple[int, int]]:
    """How many words that stayed two sentences have in common, by their places."""
    shared: Counter[tuple[int, int]] = Counter()
    at = [0, 0]
    for piece in line:
        on = [side for side in (0, 1) if piece.kind in _SIDES[side]]
        size = len(piece.text)
        cuts = {start - at[side] for side in on for start in starts[side]}
        for x, y in pairwise(sorted({0, size, *(cut for cut in cuts if 0 < cut < size)})):
            places = [bisect_right(starts[side], at[side] + x) - 1 for side in on]
            here = [sides[side][place] for side, place in zip(on, places, strict=True)]
            if len(here) == 1:
                here[0].edited += piece.text[x:y]
            elif words := len(_WORD.findall(piece.text[x:y])):
                shared[places[0], places[1]] += words
                for sentence, other in (here, here[::-1]):
                    sentence.kept += words
                    sentence.others = f"{sentence.others} {other.text}"
        for side in on:
            at[side] += size
    return shared


def _match(shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that share most first, each once."""
    before: set[int] = set()
    after: set[int] = set()
    found = []
    for (was, now), _ in shared.most_common():
        if was not in before and now not in after:
            before.add(was)
            after.add(now)
            found.append((was, now))
    return sorted(found)


def _replaced(
    before: Sequence[Sentence], after: Sequence[Sentence], apart: Apart | None
) -> Iterator[Pair]:
    """Sentences in one place: each with one that replaced it, or all for themselves."""
    was, now = ([one for one in side if not one.stays] for side in (before, after))
    texts = ["".join(one.text for one in side) for side in (was, now)]
    paired = all(text.strip() for text in texts) and took_place(texts[0], texts[1])
    if paired and not (apart and apart(*texts)):
        yield from zip_longest(was, now)
    else:
        yield from ((one, None) for one in was)
        yield from ((None, one) for one in now)
