"""Words that went or came, and stand close together on the section's other side, too.

Owns when a passage only changed its place or its order. Knows nothing of how edits are found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.report.bans import DECISIVE, read_bans
from policytrack.report.leads import decides, end_of, find_entries, goes_on, opening_of
from policytrack.report.stems import LONG, sides_of_lines, stems_in, telling_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policytrack.model import Piece
    from policytrack.report.in_context import Edit
    from policytrack.report.stakes import Stakes

# So much of the longer words of a passage, and so many, stand within so many words more.
MOST_STANDING, FEWEST_WORDS = 0.75, 6
WIDER, SLACK = 1.4, 3
FEWEST_TELLING = 4  # of these words that do more than hold a sentence together
# A clause is not surely gone where its line has so much, and so many, of its telling words on the
# other side, and so many of these anew.
MOST_SAID, FEWEST_SAID, FEWEST_ANEW = 0.6, 3, 2
# Or all of so many, within so many times as many words, and so many runs of two words.
FEWEST_APART, APART, PAIRS = 8, 5, 0.6
DOUBT = 0.5  # of what is at stake in an entry counts where there is one
BEFORE = 4  # words before them that may negate them

_SIDES = ({"same", "removed", "moved_away"}, {"same", "added", "moved_here"})
_SENTENCES, _CLAUSES = re.compile(r"(?<=[.!?])\s+"), re.compile(r"(?<=[,;])\s+")
_TITLE = re.compile(r"(?:[^\s.:|–—]+[ -]){0,11}[^\s.:|–—]+(?=\.\s|:\s|\s[|–—-]\s)")


class Standing:
    """The words of both sides of a section, with where they stand."""

    def __init__(self, body: Sequence[Piece], above: tuple[str, str], language: str) -> None:
        self._body = body
        self._above = above
        self._language = language

    @cached_property
    def _sides(self) -> tuple[_Side, _Side]:
        before, after = (
            _Side("".join(piece.text for piece in self._body if piece.kind in kinds), above)
            for kinds, above in zip(_SIDES, self._above, strict=True)
        )
        return before, after

    def without(self, edits: Iterable[Edit], stakes: Stakes) -> list[Edit]:
        """The edits without what went or came alone, and stands on the other side, too.

        An entry of a list is kept, with what leads the list where that decides what it means.
        """
        left = (rest for edit in edits if (rest := self._rest(edit, stakes)))
        return [self._led(edit) for edit in left]

    def stands(self, text: str, stakes: Stakes, *, went: bool) -> bool:
        """Whether a text that went, or came, stands on the other side."""
        return self._stands(text, stakes, went=went)

    def certainty(self, edit: Edit) -> float:
        """Whether what came or went alone is new, or gone: 1, or told by other words: 0.

        What tells is which of its words, but for those that stay in the section, came, or went, on
        the other side, too: most of an entry's title, or of all; one word of a title leaves doubt.
        """
        if all(edit.bare) or edit.within or edit.leads:
            return 1
        if edit.behind or edit.ahead:
            return 0 if self._is_said_in_line(edit) else 1
        text = max(edit.bare)
        telling, others = stems_in(text) - self._kept, self._one_sided[bool(edit.bare[0])]
        share = len(telling & others) / len(telling) if telling else 0
        title = self._title_of(edit)
        if title is None:
            return 0 if share >= MOST_STANDING else 1
        found = title & others
        return 0 if not telling or 2 * len(found) > max(2, len(title)) else DOUBT if found else 1

    def _is_said_in_line(self, edit: Edit) -> bool:
        """Whether other words of its line tell what a clause told, but for a number or a ban."""
        text, went = max(edit.bare), bool(edit.bare[0])
        telling = stems_in(text)
        numbers = {word for word in words_in(text) if word.isdigit()}
        for *sides, same in self._lines:
            other, anew = f"{sides[went]} {same}", sides[went]
            if text not in sides[not went] or len(telling & stems_in(anew)) < FEWEST_ANEW:
                continue
            if (
                len(telling & stems_in(other)) >= max(FEWEST_SAID, MOST_SAID * len(telling))
                and numbers <= set(words_in(other))
                and self._bans(text) <= self._bans(other)
            ):
                return True
        return False

    @cached_property
    def _lines(self) -> list[tuple[str, str, str]]:
        return list(sides_of_lines(self._body))

    def _title_of(self, edit: Edit) -> frozenset[str] | None:
        """What an entry, a row or a paragraph is about, without words that stay."""
        text = max(edit.bare)
        title = _TITLE.match(text)
        if not title or (text[title.end()] == "." and self.lead_of(edit) is None):
            return None
        return stems_in(title[0]) - self._kept

    @cached_property
    def _kept(self) -> frozenset[str]:
        """The beginnings of the longer words that stayed where they were."""
        return stems_in("".join(one.text for one in self._body if one.kind == "same"))

    @cached_property
    def _one_sided(self) -> tuple[frozenset[str], frozenset[str]]:
        """Those of what went, and of what came."""
        went, came = (
            stems_in(" ".join(one.text for one in self._body if one.kind in kinds - {"same"}))
            for kinds in _SIDES
        )
        return went, came

    def _led(self, edit: Edit) -> Edit:
        lead = end_of(self.lead_of(edit) or "")
        told = lead and (decides(lead, self._language) or goes_on(lead))
        return replace(edit, under=lead) if told else edit

    def _rest(self, edit: Edit, stakes: Stakes) -> Edit | None:
        if all(edit.bare) or edit.within:
            return edit
        text, went = max(edit.bare), bool(edit.bare[0])
        if read_bans(edit.behind, self._language):
            return edit
        lead = self.lead_of(edit)
        if lead is not None:
            return None if self._is_in_entry(text, lead, went=went) else edit
        rest = self._left_of(text, stakes, went=went)
        if rest == text:
            return edit
        if not rest:
            return None
        told = rest if rest.endswith((".", "!", "?")) else f"{rest.rstrip(' ,;')} …"
        return replace(edit, before=told if went else "", after="" if went else told)

    def _left_of(self, text: str, stakes: Stakes, *, went: bool) -> str:
        """The text without sentences at its ends, or most of a sentence, that stand."""
        if self._stands(text, stakes, went=went) or self._stands_apart(text, stakes, went=went):
            return ""
        sentences = _SENTENCES.split(text)
        for place in (-1, 0):
            while len(sentences) > 1 and self._stands(sentences[place], stakes, went=went):
                sentences.pop(place)
        parts = _CLAUSES.split(" ".join(sentences))
        while len(parts) > 1 and 2 * len(parts[-1]) > len(text):
            if not self._stands(parts[-1], stakes, went=went):
                break
            parts.pop()
        return " ".join(parts)

    def lead_of(self, edit: Edit) -> str | None:
        """What leads the list in which an entry came or went; None for anything else."""
        if all(edit.bare) or edit.within or edit.behind:
            return None
        return self._sides[not edit.bare[0]].led.get(opening_of(max(edit.bare)))

    def _is_in_entry(self, text: str, lead: str, *, went: bool) -> bool:
        """Whether all that an entry says stands in one entry of the same list."""
        words = words_in(text)
        telling = telling_of(words) | Counter(set(words) & DECISIVE)
        return telling.total() >= FEWEST_WORDS and any(
            telling <= Counter(words_in(entry)) and self._bans(text) == self._bans(entry)
            for entry, over in self._sides[went].entries
            if over.casefold() == lead.casefold()
        )

    def _stands(self, text: str, stakes: Stakes, *, went: bool) -> bool:
        """Whether most of its words stand close together on the other side."""
        words = words_in(text)
        long = Counter(word for word in words if len(word) >= LONG or word.isdigit())
        telling = telling_of(words)
        if long.total() < FEWEST_WORDS or telling.total() < FEWEST_TELLING:
            return False
        found = self._sides[went].find(telling, int(len(words) * WIDER) + SLACK, MOST_STANDING)
        return self._says(found, text, telling, stakes, went=went)

    def _stands_apart(self, text: str, stakes: Stakes, *, went: bool) -> bool:
        """Whether all of its words stand there in other sentences, and most beside each other."""
        words, side = words_in(text), self._sides[went]
        telling = telling_of(words)
        if telling.total() < FEWEST_APART or side.share(words) < PAIRS:
            return False
        found = side.find(telling, len(words) * APART, 1)
        return self._says(found, text, telling, stakes, went=went)

    def _says(
        self, found: list[str], text: str, telling: Counter[str], stakes: Stakes, *, went: bool
    ) -> bool:
        """Whether words that hold most of a text lack nothing of it that matters."""
        lost = " ".join((telling - Counter(found)).elements())
        return (
            bool(found)
            and set(words_in(text)) & DECISIVE <= set(found)
            and not any(map(str.isdigit, lost))
            and self._bans(text) == self._bans(" ".join(found))
            and not (stakes.weigh(lost, "") if went else stakes.weigh("", lost))
        )

    def _bans(self, text: str) -> set[str]:
        return read_bans(text, self._language)


class _Side:
    """The words of a text, and the places of each."""

    def __init__(self, text: str, above: str) -> None:
        self._above = above
        self._text = text

    @cached_property
    def _words(self) -> list[str]:
        return words_in(self._text)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            places.setdefault(word, []).append(place)
        return places

    @cached_property
    def entries(self) -> Sequence[tuple[str, str]]:
        """The entries of its lists, and what leads each."""
        return list(find_entries(self._text, self._above))

    @cached_property
    def led(self) -> Mapping[str, str]:
        """What leads each entry of its lists, by the entry's opening."""
        return {opening_of(entry): lead for entry, lead in self.entries}

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return set(pairwise(self._words))

    def share(self, words: Sequence[str]) -> float:
        """How many of the runs of two words of a text stand on this side, too."""
        pairs = list(pairwise(words))
        return sum(pair in self._pairs for pair in pairs) / len(pairs) if pairs else 0

    def find(self, wanted: Counter[str], most: int, share: float) -> list[str]:
        """The words from the first to the last of those wanted, as many of them as needed."""
        places = sorted(place for word in wanted for place in self._places.get(word, ()))
        needed = share * wanted.total()
        if len(places) < needed:
            return []
        inside: Counter[str] = Counter()
        start = have = 0
        for end, place in enumerate(places):
            word = self._words[place]
            inside[word] += 1
            have += inside[word] <= wanted[word]
            while place - places[start] >= most:
                word = self._words[places[start]]
                have -= inside[word] <= wanted[word]
                inside[word] -= 1
                start += 1
            if have >= needed and (
                end + 1 == len(places) or places[end + 1] - places[start] >= most
            ):
                first = max(0, places[start] - BEFORE)
                return self._words[first : place + 1]
        return []
