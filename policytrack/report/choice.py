"""Which lines of a change note are told where there is no room for all, and how short.

Those with most at stake that fit, in the order of the notes. Knows nothing of how a line is
written, nor where it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.note_words import Telling
from policytrack.report.places import LONGEST_HEADING, STEP, quote_name, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SEVERAL = "In "  # a line that tells of several sections at once
# Of the room each line has a part, where they are many, but no less than so many characters.
PARTS, LEAST_PART = 3, 130
# No line is told in the place of one in which so many times as much is at stake.
MORE_AT_STAKE = 2
# Of two lines the shorter one leaves room for others, which counts beside so many characters.
SHORT = 400
LONGEST_PLACE, LONGEST_STEP = 70, 60  # characters of a place, and of a step of a longer one
FEWEST_NAMED = 3  # new sections, or removed ones, that are told by their names alone


def choose_lines(
    tellings: Sequence[Telling], say: Callable[[str], str], longest: int, least: float
) -> list[str]:
    """Lines that fit, chosen by what is at stake; one at least, what is minor behind the rest.

    `longest` in characters; nothing is told in which less is at stake than `least`.
    """
    named = [*_together(tellings)]
    part = max(LEAST_PART, longest // max(1, min(PARTS, len(named))))
    forms = [[say(form) for form in _forms(one)] for one in named]
    places = sorted(range(len(named)), key=lambda place: named[place].minor)
    size = {place: len(_fitting(forms[place], part)) for place in places}
    best = sorted(places, key=lambda place: -named[place].worth / (SHORT + size[place]))
    shown: dict[int, str] = {}
    for place in best:
        line = _fitting(forms[place], part)
        if len(line) > longest:
            line = _fitting(forms[place], longest)
        if named[place].text.startswith(SEVERAL) and _is_told(line, shown.values()):
            continue  # of other sections, too: told again it would be another fact
        fits = len(line) + len(". ") <= longest and named[place].worth >= least
        if fits or not shown:
            shown[place] = line
            longest -= len(line) + len(". ")
        else:
            least = max(least, named[place].worth / MORE_AT_STAKE)
    for place in filter(shown.__contains__, best):
        line = _fitting(forms[place], len(shown[place]) + longest)
        longest -= max(0, len(line) - len(shown[place]))
        shown[place] = max(shown[place], line, key=len)
    return [shown[place] for place in places if place in shown]


def _is_told(line: str, shown: Iterable[str]) -> bool:
    said = line.partition(": ")[2].partition(" (")[0]
    return any(said in other for other in shown)


def _fitting(forms: Sequence[str], longest: int) -> str:
    return next((form for form in forms if len(form) <= longest), min(forms, key=len))


def _forms(telling: Telling) -> Iterator[str]:
    """What is told of it, in less and less words."""
    yield telling.text
    place = _shorter_place(telling.place)
    for form in dict.fromkeys([telling.text, *telling.briefs]):
        lead, _, _ = form.partition(telling.place or form)
        yield form if "“" in lead else form.replace(telling.place, place, 1)


def _shorter_place(place: str) -> str:
    """A long place by its last step, which is that of the section itself."""
    if len(place) <= LONGEST_PLACE:
        return place
    return shorten(place.rsplit(STEP, maxsplit=1)[-1], LONGEST_STEP)


def _fate(telling: Telling) -> str:
    """What is told alike of whole sections: "New section"; "" for other lines."""
    lead = telling.text.partition(": ")[0]
    return lead if telling.row and lead in {"New section", "Removed section"} else ""


def _together(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The lines; sections that came, or went, by their names in one, where they are several."""
    alike: dict[str, list[Telling]] = {}
    for telling in tellings:
        alike.setdefault(_fate(telling), []).append(telling)
    for telling in tellings:
        lead = _fate(telling)
        if not lead or len(alike[lead]) < FEWEST_NAMED:
            yield telling
        elif telling is alike[lead][0]:
            yield name_together(f"{lead}s", alike[lead])


def name_together(lead: str, tellings: Sequence[Telling]) -> Telling:
    """Whole sections by their names, in one line: "New sections: § 3 Boats › “Oars”, “Sails”"."""
    steps = [telling.place.split(STEP) for telling in tellings]
    above = {tuple(one[:-1]) for one in steps}
    shared = STEP.join(above.pop()) if len(above) == 1 else ""
    lead = f"{lead}: {shared}{STEP if shared else ''}"
    names = [*dict.fromkeys(quote_name(shorten(one[-1], LONGEST_HEADING)) for one in steps)]
    forms = [
        lead + ", ".join([*names[:size], *["…"][: len(names) - size]])
        for size in range(len(names), 0, -1)
    ]
    first = tellings[0]
    return Telling(
        first.heading,
        forms[0],
        shared,
        first.row,
        worth=max(telling.worth for telling in tellings),
        briefs=tuple(forms[1:]),
    )
