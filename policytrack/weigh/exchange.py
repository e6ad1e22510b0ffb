"""One name put for another throughout a text: "Acme" where "Globex" was, or one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policytrack.weigh import names
from policytrack.weigh.candidates import WORD
from policytrack.weigh.phrases import find_phrases, split_words
from policytrack.weigh.quantities import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.weigh.candidates import Body
    from policytrack.weigh.changed import Hunk, Span
    from policytrack.weigh.phrases import Lexicon

_POSSESSIVE = re.compile(r"['’]s?\s*\Z")
# "Oldtown, Texas" and "Oldtown, TX 78602"
_REGION = re.compile(r",\s{1,3}(?=[A-ZÀ-Þ])")
_STATE = re.compile(r"[A-Z]{2}\b\.?(?:\s\d{5}|\s*(?:[,.;]|\Z))")
_AROUND = 40  # characters on either side of a name that tell a place
_PLACES = frozenset({"seat", "jurisdiction"})


class _Pair(NamedTuple):
    """A passage and what was put for it, in the hunk of that index."""

    hunk: int
    was: str
    now: str
    spans: tuple[Span, Span]


def find_exchanges(
    hunks: list[Hunk], bodies: tuple[Body, Body], lexicon: Lexicon
) -> dict[int, tuple[list[Found], list[Found]]]:
    """The names that were exchanged, before and after, by the index of their hunk.

    They are of parties, or of places where the words around say so: "based in Oldtown, Texas".

    An exchange counts wherever it stands once one place shows that it is one of proper names:
    capitals among words without, and no such word in lower case elsewhere.
    """
    pairs = [
        pair
        for pair in _pairs(hunks, bodies)
        if pair.was.rstrip("s") != pair.now.rstrip("s")
        and not _mean_the_same(pair.was, pair.now, lexicon)
    ]
    sure = {(pair.was, pair.now) for pair in pairs if _is_sure(pair, bodies, lexicon)}
    places = {(pair.was, pair.now) for pair in pairs if _are_places(pair, bodies, lexicon)}
    found: dict[int, tuple[list[Found], list[Found]]] = {}
    for pair in pairs:
        if (pair.was, pair.now) in sure | places:
            sort = "place" if (pair.was, pair.now) in places else "party"
            sides = found.setdefault(pair.hunk, ([], []))
            for side, name, (start, _) in zip(sides, (pair.was, pair.now), pair.spans, strict=True):
                side.append(Found(sort, name.casefold(), start, start + len(name)))
    return found


def _pairs(hunks: list[Hunk], bodies: tuple[Body, Body]) -> Iterator[_Pair]:
    for index, hunk in enumerate(hunks):
        if len(hunk.before) != len(hunk.after):
            continue
        for spans in zip(hunk.before, hunk.after, strict=True):
            texts = [body.text[start:end] for body, (start, end) in zip(bodies, spans, strict=True)]
            was, now = (_POSSESSIVE.sub("", text) for text in texts)
            if names.looks_like_name(was) and names.looks_like_name(now):
                yield _Pair(index, was, now, spans)


def _mean_the_same(was: str, now: str, lexicon: Lexicon) -> bool:
    """Whether both are spellings of one thing that the lexicon knows by a name of its own."""
    keys = [
        {
            (phrase.name, phrase.key)
            for phrase, start, end in find_phrases(name, split_words(name), lexicon)
            if phrase.key and end - start == len(name)
        }
        for name in (was, now)
    ]
    return bool(keys[0] & keys[1])


def _is_sure(pair: _Pair, bodies: tuple[Body, Body], lexicon: Lexicon) -> bool:
    if any(names.is_camel(name) for name in (pair.was, pair.now)):
        return True
    if lexicon.capital_nouns:  # there a capital says nothing
        return any(
            names.is_company(name, body.text)
            for name, body in zip((pair.was, pair.now), bodies, strict=True)
        )
    return all(
        names.stands_alone(body.text, *span) for body, span in zip(bodies, pair.spans, strict=True)
    ) and not any(_is_ordinary(name, bodies) for name in (pair.was, pair.now))


def _is_ordinary(name: str, bodies: tuple[Body, Body]) -> bool:
    """Whether the words also stand in lower case somewhere."""
    lower = WORD.findall(name.lower())
    return any(body.words.issuperset(lower) for body in bodies)


def _are_places(pair: _Pair, bodies: tuple[Body, Body], lexicon: Lexicon) -> bool:
    """Whether one of two names is said to be where something is."""
    return any(
        _is_place(body.text, start, start + len(name), lexicon)
        for body, name, (start, _) in zip(bodies, (pair.was, pair.now), pair.spans, strict=True)
    )


def _is_place(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    lead = text[max(0, start - _AROUND) : start].rstrip(" *_\u00a0")
    if any(
        phrase.name in _PLACES and beyond == len(lead)
        for phrase, _, beyond in find_phrases(lead, split_words(lead), lexicon)
    ):
        return True
    comma = _REGION.match(text, end)
    if comma is None:
        return False
    rest = text[comma.end() : comma.end() + _AROUND]
    if _STATE.match(rest):
        return True
    return any(
        phrase.name == "jurisdiction" and not first
        for phrase, first, _ in find_phrases(rest, split_words(rest), lexicon)
    )
