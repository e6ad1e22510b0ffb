"""Where a long text is cut to be quoted: at which sentence it begins, and where it ends.

Knows what is at stake in a sentence (`stakes.py`) and nothing of edits.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.report.asides import ILLUSTRATES
from policytrack.report.leading_words import LEADING_WORDS, OPEN_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policytrack.report.stakes import Stakes

    Known = Callable[[str], bool] | None

# Each side of an edit is quoted by so many words of it; what was only added or removed by more.
LONGEST_QUOTE = 12
LONGEST_LONE_QUOTE = 25
FEW = 6  # words of a side that leave room for more of the other
MOST_TRIED = 12  # sentences of a text of which some are known
MOST_WEIGHED = 300  # edits, and sentences of one edit
# A later sentence is quoted where no more is at stake in the first ones, and so much more in it.
LITTLE, MORE_AT_STAKE = 2, 3
MOST_ALIKE = 8  # words that both sides of a replacement may begin with
LONGER = 1.3  # times as long a quote may be that ends with its sentence
SLACK = 6  # words of a side by which no quote is cut
LAST_FEW = 3  # words that are not cut away alone
MOST_ALIGNED = 60  # words of both sides that are quoted alike
CLAUSE_ENDS, OPENERS = ",;:", '(["“„‘«'
MOST_LED = 5  # words more of a quote that would be cut in front of what its last ones lead to

_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[\"”’»)]*[.!?][\"”’»)]*$")
_MAYBE_END = re.compile(r"[^\W\d_]{2,}[\"”’»)]*[.!?][\"”’»)]*$")
_SENTENCE_START = re.compile(r"(?<=[.!?])[\"”’»)]*\s+(?=[^\W\d_a-zß-ÿ]|[\"“„‘«¿¡])")


def whole_or(longest: int, text: str) -> int:
    """So many words, or all of a text of not many more."""
    size = len(text.split())
    return size if size <= longest + SLACK else longest


def longest_side(side: str, other: str, led: int, *, alone: bool) -> int:
    """By how many words a side is quoted: by more where the other one is short."""
    if alone or len(other.split()) <= FEW + led:
        return LONGEST_LONE_QUOTE + led
    return whole_or(LONGEST_QUOTE + led, side)


def quote_part(
    text: str,
    stakes: Stakes,
    words: int = LONGEST_LONE_QUOTE,
    known: Known = None,
    most: int = 0,
) -> str:
    """A text in quotes; of a long one its beginning, or the sentence with most at stake.

    What is `known` is not quoted while anything else is there.
    """
    part = find_part(text, stakes, words, known)
    if text.startswith(part):
        return begin(text, words, most)
    return f"“… {begin(part, words, most).removeprefix('“')}"


def quote_whole(text: str, stakes: Stakes, known: Known = None) -> str:
    """As `quote_part`, of a section that came or went, which begins with what it is about."""
    part = find_part(text, stakes, LONGEST_LONE_QUOTE, known, little=0)
    if text.startswith(part):
        return begin(text)
    return f"“… {begin(part).removeprefix('“')}"


def find_part(
    text: str,
    stakes: Stakes,
    words: int,
    known: Known = None,
    little: int = LITTLE,
) -> str:
    """The text from where it is quoted: its beginning, or the sentence with most at stake."""
    if len(text.split()) <= words and not known:
        return text
    starts = _starts(text)
    shown = [" ".join(text[start:].split(None, words)[:words]) for start in starts]
    worth = [
        max(stakes.weigh(part, ""), stakes.weigh("", part)) // (2 if ILLUSTRATES.match(part) else 1)
        for part in shown
    ]
    first = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    left = [*range(len(starts))]
    for _ in range(MOST_TRIED):
        opening = left[0]
        best = max(
            left,
            key=lambda place: (
                worth[place],
                stakes.weigh(first[place], "") if worth[place] else 0,
            ),
        )
        if worth[opening] > little or worth[best] < worth[opening] + MORE_AT_STAKE:
            best = opening
        if not known or not known(begin(first[best], words)):
            return text[starts[best] :]
        left = [place for place in left if place != best]
        if not left:
            break
    return text


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the first of its sentences begin and end."""
    return pairwise([*_starts(text), len(text)])


def _starts(text: str) -> list[int]:
    """Where its sentences begin, the first of them."""
    return [0, *(found.end() for found in _SENTENCE_START.finditer(text))][:MOST_WEIGHED]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, of a long one the first."""
    return [text[start:end].strip() for start, end in pairwise([*_starts(text), len(text)])]


def weigh_whole(before: str, after: str, stakes: Stakes) -> int:
    """How much is at stake in that of a text that went or came which has most, if quoted."""
    text = before or after
    most = LONGEST_LONE_QUOTE
    shown = (" ".join(text[start:].split(None, most)[:most]) for start in _starts(text))
    return max(stakes.weigh(part, "") if before else stakes.weigh("", part) for part in shown)


def begin_alike(before: str, after: str) -> bool:
    """Whether so much of two long texts is one that it would take the place of what differs."""
    sides = before.split(), after.split()
    return max(map(len, sides)) > LONGEST_QUOTE + SLACK and _count_alike(*sides) > MOST_ALIKE


def _count_alike(before: list[str], after: list[str]) -> int:
    """By how many words two texts begin alike."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(before), len(after)))


def where_they_part(before: list[str], after: list[str]) -> list[str]:
    """Two texts that begin alike, from a little before their first difference."""
    start = max(0, _count_alike(before, after) - 3)
    sides = (begin(" ".join(side[start:]), LONGEST_QUOTE) for side in (before, after))
    return [f"“… {side.removeprefix('“')}" for side in sides]


def cut_alike(sides: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Two quotes by their beginnings, each so far as the other one goes, and what differs there.

    What one side is quoted with must not seem to be lacking on the other, only cut there.
    """
    words = [side.split()[:MOST_ALIGNED] for side in sides]
    sizes = [_size_of(quote, len(side.split())) for quote, side in zip(shown, sides, strict=True)]
    if not all(sizes) or max(sizes) > MOST_ALIGNED:
        return [*shown]
    ends = _ends_beside(words[0], words[1], sizes)
    told = []
    for side, quote, size, end in zip(sides, shown, sizes, ends, strict=True):
        goes_on = size < end <= size + 2 * SLACK
        told.append(begin(side, whole_or(end + 1, side)) if goes_on else quote)
    return told


def _size_of(quote: str, whole: int) -> int:
    """How many words of a text a quote has; 0 for one that does not begin with it."""
    if quote.startswith("“…"):
        return 0
    return len(quote.removesuffix(" …”").split()) if quote.endswith(" …”") else whole


def _ends_beside(before: list[str], after: list[str], sizes: Sequence[int]) -> tuple[int, int]:
    """Up to where each of two texts goes that is quoted as far as the other one is."""
    ends = [0, 0]
    for start, other, size in SequenceMatcher(None, before, after, False).get_matching_blocks():
        if other < sizes[1]:
            ends[0] = start + min(size, sizes[1] - other)
        if start < sizes[0]:
            ends[1] = other + min(size, sizes[0] - start)
    return ends[0], ends[1]


def begin(text: str, words: int = LONGEST_LONE_QUOTE, most: int = 0) -> str:
    """The text in quotes, by its beginning where it is long: up to the end of a sentence, if near.

    What turns a sentence round stands at its end, mostly ("unless …"). A text of no more than
    `most` words is quoted whole.
    """
    found = text.split()
    size = len(found) if len(found) <= max(words, most) else _end_near(found, words, most)
    shown = " ".join(found[:size]).strip(" ,;:|")
    shown = shown.replace(" | ", " – ")  # between the cells of a row
    return f"“{shown} …”" if len(found) > size else f"“{shown}”"


def _end_near(words: Sequence[str], size: int, most: int) -> int:
    """Where a quote of about so many of the words ends; few behind it are not cut away alone."""
    near = int(size * LONGER)
    farthest = min(max(near, most), len(words))
    ends = [n for n in range(size, farthest + 1) if _ends_at(words, n)]
    nearby = [n for n in ends if n <= near]
    behind = [n for n in range(int(size / LONGER), size) if _ends_at(words, n)]
    if ended := [*nearby[-1:], *ends, *behind[-1:]]:
        return ended[0]
    clauses = (n for n in range(size - 1, farthest + 1) if _ends_clause(words, n))
    end = next(clauses, 0) or _end_phrase(words, size)
    led_on = words[-1].casefold() in OPEN_WORDS
    return len(words) if len(words) <= end + LAST_FEW and not led_on else end


def _ends_clause(words: Sequence[str], n: int) -> bool:
    """Whether a clause ends behind so many of the words, none that leads on, nor within a date."""
    word = words[n - 1]
    goes_on = word[:-1].casefold() in OPEN_WORDS or (n < len(words) and words[n][0].isdigit())
    return word[-1] in CLAUSE_ENDS and not goes_on


def _end_phrase(words: Sequence[str], size: int) -> int:
    """So many words, and those behind up to the end of what the last ones lead to, if near.

    Where that is far, no less than the word behind an article, or than any that says something.
    """
    leads = [word.strip(OPENERS).casefold() in LEADING_WORDS for word in words]
    places = range(size, min(size + MOST_LED, len(words)))
    for first, last in ((2, 1), (2, 0), (1, 0)):
        for n in places:
            if not any(leads[n - first : n + last]) and any(map(str.isalpha, words[n - 1])):
                return n
    return size


def _ends_at(words: Sequence[str], n: int) -> bool:
    """Whether a sentence ends behind so many of the words."""
    if _SENTENCE_END.search(words[n - 1]):
        return True
    return n < len(words) and words[n][0].isupper() and bool(_MAYBE_END.search(words[n - 1]))
