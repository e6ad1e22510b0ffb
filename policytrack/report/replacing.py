"""Whether words took the place of others, so that "A → B" is said of no more than is true.

Owns what holds two sides of an edit together: the sentence around them, or the words that both
have. Knows nothing of how edits are found or told.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.report.ends import find_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before, after, what stands before them and what stands behind.
Part = tuple[str, str, str, str]

# So few words in one place are told as a pair, whatever they are; with the same words on both
# sides of them, so many, though one of them is two sentences.
SHORT, LONG = 6, 12
# Times as many words as in the place of which nothing is put.
UNEVEN = 5
# How much of its longer words the shorter side must share with the other: a whole sentence, and
# what is only joined to the end of one.
OF_SENTENCE, OF_CLAUSE = 0.25, 0.2

_WORD, LONG_WORD = re.compile(r"\w+"), re.compile(r"\w{4,}")
_LAST_WORDS = [re.compile(rf"(?<!\S)(?:\S+\s*){{{size}}}\Z") for size in range(4)]
_STOP = re.compile(r"\s*[.!?][\"”’»)]*\s+")
_SENTENCE_END = re.compile(r"[.!?:;|…][\"”’»)\]*_]*\s*\Z")
_CLOSERS = ' \n"”’»)]*_'
_ENDS = tuple(".!?:;|…")
# What joins a clause to the one before it.
_JOINTS = frozenset(
    """
    and or but which who then so et ou mais qui dont puis und oder aber sondern y o pero e ma poi
    mas então en of maar dan
    """.split()  # noqa: SIM905
)


def share(before: str, after: str, *, whole: bool = False) -> float:
    """How much of the longer words of the shorter side the other has, too; of both by `whole`."""
    sides = [Counter(LONG_WORD.findall(side.casefold())) for side in (before, after)]
    size = (max if whole else min)(side.total() for side in sides)
    return (sides[0] & sides[1]).total() / size if size else 1


def took_place(before: str, after: str, lead: str = "", tail: str = "") -> bool:
    """Whether one side stands in the place of the other, given what is around them."""
    shorter, longer = sorted(len(side.split()) for side in (before, after))
    is_led, goes_on = _is_amid(lead), leads_on(before, after, tail)
    if longer <= SHORT or (is_led and goes_on):
        return True
    if not is_led and longer > LONG and longer >= UNEVEN * shorter:
        return False
    if is_led and shorter > SHORT and any(map(_is_joined, (before, after))):
        return share(before, after) >= OF_CLAUSE
    return is_led or goes_on or share(before, after) >= OF_SENTENCE


def without_last(before: str, after: str, lead: str, tail: str) -> Part:
    """The edit without the few words with which both sides end, where one has no others.

    "[-You-][+Where the law allows, you+] agree" is "[+Where the law allows,+] you agree".
    """
    shorter, longer = sorted((before, after), key=lambda side: len(side.split()))
    size = len(shorter.split())
    last = _LAST_WORDS[size].search(longer) if 0 < size < len(_LAST_WORDS) else None
    few = len(longer.split()) <= LONG
    if few or last is None or _folded(last[0]) != _folded(shorter):
        return before, after, lead, tail
    sides = ("" if side is shorter else side[: last.start()] for side in (before, after))
    first, second = sides
    return first, second, lead, last[0] + tail


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _likeness(before: list[str], after: list[str]) -> tuple[float, int]:
    """How many of the words of both are on both sides, and how even these are."""
    shared = (Counter(before) & Counter(after)).total() / max(len(before), len(after), 1)
    return shared, -abs(len(before) - len(after))


def part_sentences(before: str, after: str, lead: str, tail: str) -> Iterator[Part]:
    """The edit; or, where it runs over the end of a sentence, one for each sentence around it.

    What goes on with the sentence before it took one another's place, and so did what the sentence
    behind it begins with. Whole sentences between stand apart.
    """
    sides = [_sentences(side) for side in (before, after)]
    fewest, most = sorted(map(len, sides))
    is_led, goes_on = _is_amid(lead), leads_on(before, after, tail)
    words = max(len(side.split()) for side in (before, after))
    if most == 1 or not (is_led or goes_on):
        yield before, after, lead, tail
        return
    if is_led and goes_on and fewest == 1:
        if words <= LONG:
            yield before, after, lead, tail
            return
        first, last = ([_folded(side[place]) for side in sides if side] for place in (0, -1))
        is_led = _likeness(*first) >= _likeness(*last)
        goes_on = not is_led
    elif goes_on and fewest == 1:
        alone, parts = sorted(sides, key=len)
        alike = [_likeness(_folded(alone[0]), _folded(part))[0] for part in parts]
        if max(alike) > alike[-1]:
            yield before, after, lead, tail
            return
    firsts = [side.pop(0) if is_led and side else "" for side in sides]
    lasts = [side.pop() if goes_on and side else "" for side in sides]
    rests = ["".join(side) for side in sides]
    ends = ". " if all(firsts) or any(rests) else ""
    yield firsts[0].rstrip(ends), firsts[1].rstrip(ends), lead, ""
    yield rests[0], rests[1], lead + firsts[1], ""
    if all(lasts) or len(max(lasts).split()) >= len(_LAST_WORDS):
        yield lasts[0], lasts[1], lead + firsts[1] + rests[1], tail


def _sentences(text: str) -> list[str]:
    """The text cut where a sentence ends, the end of one before it included."""
    opening = _STOP.match(text)
    start = opening.end() if opening else 0
    ends = [start, *(start + end for end in find_ends(text[start:])), len(text)]
    parts = [text[:start], *(text[x:y] for x, y in pairwise(ends))]
    return [part for part in parts if part.strip()]


def _is_amid(lead: str) -> bool:
    """Whether a sentence goes on behind a text."""
    return bool(lead.strip()) and not _SENTENCE_END.search(lead)


def leads_on(before: str, after: str, tail: str) -> bool:
    """Whether what stands behind an edit goes on with its sentence on both sides."""
    ended = any(side.rstrip(_CLOSERS).endswith((".", "!", "?")) for side in (before, after))
    return bool(tail.strip()) and not tail.lstrip().startswith(_ENDS) and not ended


def _is_joined(side: str) -> bool:
    """Whether it begins as a clause does that is joined to the one before."""
    text = side.strip()
    word = re.match(r"\w+", text)
    return not text[:1].isalnum() or bool(word and word[0].casefold() in _JOINTS)
