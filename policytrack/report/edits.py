"""Where the signals of a row stand in its edits, so that no more is said of them than is true.

"30 days → 90 days" is said of two terms only where one edit put the second in the place of the
first; "new" and "gone" only of a term that the section's other side has nowhere; "new here" of a
recipient, right, kind of data or address that another section had before; "gone" of what is
named again and again (recipients, laws, addresses) only where the whole document has it no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policytrack.report.mentions import each_once, pattern_of, say_the_same, searched, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import Piece, Section, SectionChange, Signal
    from policytrack.report.mentions import Searched
    from policytrack.report.places import Guide

# A longer edit replaces sentences: which of its terms took the place of which, nobody can say.
LONGEST_EDIT = 12  # words on a side
# Terms of one sort in one section: of more than this nothing is paired (and time stays linear).
MOST_TERMS = 40
# Of these a mention is new only where the whole document had none.
KNOWN = frozenset({"law", "jurisdiction"})
# What of these stands in another section is not gone; it may well be new to a section.
STAYS = KNOWN | {"recipient", "data_type", "right", "contact"}
# In whatever form these are named, they are the same.
_LOOSE = frozenset({"recipient", "data_type", "right"})
MOST_WEIGHED = 200  # on a side; of more it is said that there are at least so many

_BEFORE, _AFTER = {"same", "removed", "moved_away"}, {"same", "added", "moved_here"}
_SPACE = re.compile(r"\s+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the signals of one sort in a row come to."""

    pairs: tuple[tuple[str, str], ...] = ()  # took one another's place, in order of the text
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    here: frozenset[str] = frozenset()  # of the new, what another section had before


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

    def __init__(self, row: SectionChange, guide: Guide) -> None:
        self._row = row
        self._guide = guide

    @cached_property
    def _texts(self) -> tuple[Searched, Searched]:
        """Headings and bodies before and after."""
        return _read_sections(self._row.before), _read_sections(self._row.after)

    def has(self, side: int, name: str, term: str, *, anywhere: bool) -> bool:
        """Whether a section had (0) or has (1) a term of a sort, or one that went or came.

        Or else the document `anywhere`.
        """
        loosely = name in _LOOSE
        if speaks_of(self._texts[side], term, loosely=loosely):
            return True
        beyond = self._guide.whole if anywhere else self._guide.elsewhere
        return speaks_of(beyond[side], term, loosely=loosely)

    @cached_property
    def edits(self) -> tuple[tuple[str, str], list[tuple[Span, Span]]]:
        """The texts of the inline diff, and the spans of each edit in them."""
        return read_edits(self._row.body)


def _read_sections(sections: Iterable[Section]) -> Searched:
    return searched("\n".join(f"{one.heading}\n{one.body}" for one in sections))


def weigh_terms(sides: Sides, name: str, signals: Sequence[Signal], *, pair: bool) -> Terms:
    """Signals of one sort: which are new, which are gone, and with `pair` which replaced which."""
    before, after = (_texts(signals, side) for side in ("before", "after"))
    few = before and after and len(before) + len(after) <= MOST_TERMS
    pairs = _pairs(sides, before, after) if pair and few else []
    was, now = ({pair[side].casefold() for pair in pairs} for side in (0, 1))
    terms = Terms(
        tuple(pairs),
        tuple(
            term
            for term in before
            if term.casefold() not in was and not sides.has(1, name, term, anywhere=name in STAYS)
        ),
        tuple(
            term
            for term in after
            if term.casefold() not in now and not sides.has(0, name, term, anywhere=name in KNOWN)
        ),
    )
    if name not in STAYS - KNOWN:
        return terms
    here = frozenset(term for term in terms.new if sides.has(0, name, term, anywhere=True))
    return replace(terms, here=here)


def _texts(signals: Iterable[Signal], side: str) -> list[str]:
    """The terms of a side, each once, in order of the text."""
    found = sorted((one for one in signals if one.side == side), key=lambda one: one.start)
    return each_once((" ".join(one.text.split()) for one in found), MOST_WEIGHED)


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
    return [pair for pair in dict.fromkeys(pairs) if not say_the_same(*pair)]


def read_edits(body: Sequence[Piece]) -> tuple[tuple[str, str], list[tuple[Span, Span]]]:
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
    places = [(match.span(), term) for term in terms for match in pattern_of(term).finditer(text)]
    places.sort(key=lambda place: (place[0][0], -place[0][1]))
    kept: list[tuple[Span, str]] = []
    for place in places:
        if not kept or place[0][1] > kept[-1][0][1]:
            kept.append(place)
    return kept
