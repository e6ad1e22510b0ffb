"""Where the signals of a row stand in its edits, so that no more is said of them than is true.

"30 days → 90 days" is said of two terms only where one edit put the second in the place of the
first; "new" and "gone" only of a term that the section's other side has nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import Piece, Section, SectionChange, Signal

# A longer edit replaces sentences: which of its terms took the place of which, nobody can say.
LONGEST_EDIT = 12  # words on a side
# Terms of one sort in one section: of more than this nothing is paired (and time stays linear).
MOST_TERMS = 40
LONG_TERM = 6  # letters; a shorter one may be a part of another word
MOST_WEIGHED = 200  # on a side; of more it is said that there are at least so many

_BEFORE, _AFTER = {"same", "removed", "moved_away"}, {"same", "added", "moved_here"}
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]*\)")
# "Your consent" is no news where consent was spoken of.
_WHOSE = re.compile(
    r"\A(?:your|our|their|the|votre|vos|notre|nos|ihre?|deine?|unsere?) (?=\w)", re.IGNORECASE
)
_PLURAL = re.compile(r"(?<=[a-z]{3})(?:ies|(?<![aeiou])y|(?<!s)s|(?=$)(?<![sy]))$")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the signals of one sort in a row come to."""

    pairs: tuple[tuple[str, str], ...] = ()  # took one another's place, in order of the text
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class _Side:
    """The text of one side of an inline diff as it is put together."""

    def __init__(self, kinds: set[str]) -> None:
        self._kinds = kinds
        self._parts: list[str] = []
        self._open = False  # whether it ends with a space
        self.size = 0

    def add(self, piece: Piece) -> None:
        text = _SPACE.sub(" ", piece.text) if piece.kind in self._kinds else ""
        text = text[1:] if self._open and text[:1] == " " else text
        if text:
            self._parts.append(text)
            self._open = text.endswith(" ")
            self.size += len(text)

    def __str__(self) -> str:
        return "".join(self._parts)


class Sides:
    """Both sides of a row: whole texts, and where the edits lie; each read when it is asked for."""

    def __init__(self, row: SectionChange, elsewhere: tuple[str, str] = ("", "")) -> None:
        self._row = row
        self.went, self.came = elsewhere  # whole sections that went, or came, in small letters

    @cached_property
    def texts(self) -> tuple[str, str]:
        """Headings and bodies before and after, with single spaces and in small letters.

        Where a text has links it stands there twice, with and without: a term may run into one.
        """
        return _searchable(self._row.before), _searchable(self._row.after)

    @cached_property
    def edits(self) -> tuple[tuple[str, str], list[tuple[Span, Span]]]:
        """The texts of the inline diff, and the spans of each edit in them."""
        return _read(self._row.body)


def _searchable(sections: Iterable[Section]) -> str:
    text = _SPACE.sub(" ", "\n".join(f"{one.heading}\n{one.body}" for one in sections)).lower()
    plain = _LINK.sub(r"\1", text)
    return text if plain == text else f"{text}\n{plain}"


def weigh_terms(sides: Sides, signals: Sequence[Signal], *, pair: bool) -> Terms:
    """Signals of one sort: which are new, which are gone, and with `pair` which replaced which."""
    before, after = (_texts(signals, side) for side in ("before", "after"))
    few = before and after and len(before) + len(after) <= MOST_TERMS
    pairs = _pairs(sides, before, after) if pair and few else []
    was, now = ({pair[side].casefold() for pair in pairs} for side in (0, 1))
    then, since = sides.texts
    return Terms(
        tuple(pairs),
        tuple(
            term
            for term in before
            if term.casefold() not in was and not _stands(term, since, sides.came)
        ),
        tuple(
            term
            for term in after
            if term.casefold() not in now and not _stands(term, then, sides.went)
        ),
    )


def _stands(term: str, *texts: str) -> bool:
    term = _WHOSE.sub("", term, count=1)
    return any(_has(text, term) for text in texts)


def _texts(signals: Iterable[Signal], side: str) -> list[str]:
    """The terms of a side, each once, in order of the text."""
    found = sorted((one for one in signals if one.side == side), key=lambda one: one.start)
    texts = (" ".join(one.text.split()) for one in found)
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(_pattern(text).pattern.casefold(), text)
        if len(first) == MOST_WEIGHED:
            break
    return list(first.values())


def _pairs(read: Sides, before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    sides, spans = read.edits
    short = [
        edit
        for edit in spans
        if all(
            0 < len(side[slice(*span)].split()) <= LONGEST_EDIT
            for side, span in zip(sides, edit, strict=True)
        )
    ]
    found = [_within(sides[0], before), _within(sides[1], after)]
    pairs: list[tuple[str, str]] = []
    for edit in short:
        was, now = (
            [term for at, term in terms if at[0] < span[1] and at[1] > span[0]]
            for terms, span in zip(found, edit, strict=True)
        )
        if len(was) == len(now):
            pairs += zip(was, now, strict=True)
    return [pair for pair in dict.fromkeys(pairs) if pair[0].casefold() != pair[1].casefold()]


def _read(body: Sequence[Piece]) -> tuple[tuple[str, str], list[tuple[Span, Span]]]:
    """The texts of both sides, and the spans of each edit in them."""
    sides = _Side(_BEFORE), _Side(_AFTER)
    spans: list[tuple[Span, Span]] = []
    open_ = False
    for piece in body:
        blank = not piece.text.strip()
        starts = [side.size for side in sides]
        for side in sides:
            side.add(piece)
        ends = [side.size for side in sides]
        if piece.kind == "same":
            open_ = open_ and blank
        elif open_:
            (first, _), (second, _) = spans[-1]
            spans[-1] = ((first, ends[0]), (second, ends[1]))
        else:
            open_ = True
            spans.append(((starts[0], ends[0]), (starts[1], ends[1])))
    return (str(sides[0]), str(sides[1])), spans


def _within(text: str, terms: Iterable[str]) -> list[tuple[Span, str]]:
    """Where the terms stand, in order; a term within a longer one is not told of."""
    places = [(match.span(), term) for term in terms for match in _pattern(term).finditer(text)]
    places.sort(key=lambda place: (place[0][0], -place[0][1]))
    kept: list[tuple[Span, str]] = []
    for place in places:
        if not kept or place[0][1] > kept[-1][0][1]:
            kept.append(place)
    return kept


def _has(text: str, term: str) -> bool:
    """Whether a text in small letters has the term; its first word leads to where it may stand.

    Where a longer word stands, too: "social networking" is of social networks.
    """
    term = term.lower()
    first = _PLURAL.sub("", re.split(r"[ -]", term)[0])
    longer = len(term) >= LONG_TERM and term.replace(" ", "").isalpha()
    pattern = _pattern(term, end=r"\w{0,4}(?!\w)" if longer else r"(?!\w)")
    place = text.find(first)
    while place >= 0 and not pattern.match(text, place):
        place = text.find(first, place + 1)
    return place >= 0


def _pattern(term: str, end: str = r"(?!\w)") -> re.Pattern[str]:
    """The term itself, its singular or plural, with a hyphen or a space between its words.

    An address is not found within a longer one.
    """
    if "://" in term:
        return re.compile(rf"(?<!\w){re.escape(term)}(?![\w/?#&=%+-]|\.\w)", re.IGNORECASE)
    text = "[ -]".join(map(re.escape, re.split(r"[ -]", term)))
    text = _PLURAL.sub(
        lambda ending: "(?:y|ies?)" if "y" in ending[0] or "i" in ending[0] else "s?", text
    )
    return re.compile(rf"(?<!\w){text}{end}", re.IGNORECASE)
