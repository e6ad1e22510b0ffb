"""What an edit weighs among those of its section: what is at stake in it, and how much is new.

Knows the facts and acts only by their stakes (`stakes.py`), and nothing of how edits are quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policytrack.report.asides import ILLUSTRATES
from policytrack.report.cuts import FEW, LONGEST_LONE_QUOTE, find_part, whole_or
from policytrack.report.leading_words import OPEN_WORDS
from policytrack.report.notices import without_notices
from policytrack.report.promises import count_promises, reassures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.report.in_context import Edit
    from policytrack.report.stakes import Stakes

# So many words on one side alone are as much news as one at stake, up to so many.
NEWS, MOST_NEWS = 10, 15
STEM = 6  # letters of a word that tell it from others
FORMULA = 3  # times: words that are others wherever they stand mean the same, mostly
LEADS = 4  # what leads a list that came or went says more than its entries
WHOLE, FEWEST_WORDS = 1.5, 3  # a sentence that came or went is more than a clause
TURNS = 2  # a "not" that came or went turns its sentence round
GIVEN_UP, GIVEN = 3, -2  # a promise of what the service does not do, which is no such act
ENTRY = 1.8  # that went from or came to a list that forbids, allows or demands
RENAMED = 8  # whoever is named all over a section is another one: told first, and once
MEMBER = 0.4  # of a list, with the "and" or "or" before it or behind
CONDITION, LONGEST_CONDITION = 3, 8  # words that say when or to whom all that follows applies
# Of a title so many words have capitals, but for short ones.
SHARE_IN_CAPITALS, SHORTEST_IN_CAPITALS = 0.7, 4

# Stand for what is named before: a list that is told by one of them is the same list.
_POINTING = frozenset(
    """
    these those them such it they ces ceux celles elles diese dieser diesen solche sie estos estas
    ellos ellas questi queste essi esse estes estas eles deze die ze
    """.split()  # noqa: SIM905
)
_CONDITION = re.compile(
    r"(?:if|unless|only|when|where|except|provided|subject to|without|si|sauf|seulement|lorsque"
    r"|sous réserve|sans|wenn|sofern|falls|nur|außer|vorbehaltlich|ohne|solo|salvo|cuando|excepto"
    r"|sin|se|quando|tranne|senza|caso|apenas|exceto|sem|indien|als|alleen|tenzij|zonder)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?i:polic(?:y|ies)|terms|guidelines?|standards?|agreement|notice|rules|section|addendum"
    r"|politiques?|conditions|règles|richtlinien?|bedingungen|vereinbarung|abschnitt|nutzungs\w+"
    r"|datenschutz\w+|política|términos|normas|sección|termini|condizioni|norme|sezione|termos"
    r"|seção|beleid|voorwaarden|richtlijnen)"
)
_JOINTS = frozenset({"and", "or", "et", "ou", "und", "oder", "y", "o", "e", "en", "of"})
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*[”\"“»]")
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z]{2,6}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_END = re.compile(r"[.!?]\s+")


def weigh_edit(edit: Edit, stakes: Stakes, times: int) -> float:
    """What is at stake in what is quoted of it, and how much of it stands on one side alone."""
    sides = [without_notices(side, stakes) for side in (edit.before, edit.after)]
    before, after = (
        " ".join(find_part(side, stakes, longest).split()[:longest])
        for side in sides
        for longest in [whole_or(LONGEST_LONE_QUOTE, side)]
    )
    worth: float = stakes.weigh(
        *_in_sentence(edit, before, after), _SENTENCE_END.split(edit.lead)[-1]
    )
    worth += min(_count_news(before, after), MOST_NEWS) / NEWS
    if (before or after) and _is_sentence(edit):
        worth += WHOLE
    if edit.within and stakes.denies(before or after):
        worth += 0 if all(map(stakes.denies, _in_sentence(edit, before, after))) else TURNS
    fewer = count_promises(before) - count_promises(after)
    worth += GIVEN_UP if fewer > 0 else max(-worth, GIVEN) if fewer < 0 else 0
    worth += MEMBER * _is_member(edit)
    worth += CONDITION * _is_condition(edit)
    worth += LEADS * edit.leads + ENTRY * bool(edit.under)
    return worth * _part(edit, after, times)


def _in_sentence(edit: Edit, before: str, after: str) -> tuple[str, str]:
    """Both sides; of a few words that came or went alone with those that they stand among."""
    own = before or after
    if not edit.within or own not in edit.within:
        return before, after
    without = " ".join(edit.within.replace(own, " ", 1).split())
    return (edit.within, without) if before else (without, edit.within)


def _part(edit: Edit, after: str, times: int) -> float:
    """Of what is at stake so much counts: less of a title, a formula, or what is named anyway."""
    if is_reference(edit):
        return 0.25
    half = (
        times >= FORMULA
        or edit.example
        or all(ILLUSTRATES.match(side) for side in edit.bare if side)
        or is_title(edit)
        or _are_titles(edit.bare)
        or _points(edit.bare)
        or (not edit.before and reassures(after))
    )
    return 0.5 if half else 1


def _count_news(before: str, after: str) -> int:
    """The words that one side alone has, in whatever form."""
    sides = [_stems(side) for side in (before, after)]
    return len(sides[0] ^ sides[1])


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.casefold()) if word not in OPEN_WORDS}


def _is_sentence(edit: Edit) -> bool:
    """Whether a whole sentence came or went."""
    if all(edit.bare) or edit.within or edit.under:
        return False
    words = max(edit.bare).split()
    return len(words) > FEWEST_WORDS and words[0][0].isupper() and not _in_capitals(words)


def _is_member(edit: Edit) -> bool:
    """Whether a member of a list came or went within a sentence: "or lend"."""
    words = max(edit.bare).casefold().split()
    joined = len(words) > 1 and not _JOINTS.isdisjoint((words[0], words[-1]))
    return not all(edit.bare) and joined


def _is_condition(edit: Edit) -> bool:
    """Whether but a condition came or went: "If you are a consumer"."""
    text = max(edit.bare)
    few = FEWEST_WORDS <= len(text.split()) <= LONGEST_CONDITION
    return not all(edit.bare) and few and _CONDITION.match(text) is not None


def _points(sides: tuple[str, str]) -> bool:
    """Whether one side says by "these" what the other one names again."""
    words = [set(_WORD.findall(side.casefold())) for side in sides]
    return all(sides) and any(
        (rest := words[one] - words[not one]) and rest <= _POINTING for one in (0, 1)
    )


def is_title(edit: Edit) -> bool:
    """Whether a few words, or words with capitals, came or went as a line of their own."""
    if all(edit.bare) or edit.within or edit.behind:
        return False
    text = max(edit.bare)
    words = text.split()
    few = len(words) <= (FEW if text[-1].isalnum() else FEWEST_WORDS)
    return few or (text[-1].isalnum() and _in_capitals(words))


def is_reference(edit: Edit) -> bool:
    """Whether but the names of documents or sections came, went or were others."""
    named = [side for side in edit.bare if side]
    return all(map(_names, named)) and any(
        _DOCUMENT.search(side) or _QUOTED.search(side) for side in named
    )


def _names(side: str) -> bool:
    """Whether a text is but a name of two words or more, or a quoted one."""
    quoted, left = _QUOTED.search(side), _telling(_QUOTED.sub(" ", side))
    return bool(quoted or len(left) > 1) and all(word[0].isupper() for word in left)


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.casefold() not in OPEN_WORDS]


def _are_titles(sides: tuple[str, str]) -> bool:
    """Whether a title took the place of another one, as of a document that a text points to."""
    words = [side.split() for side in sides]
    return all(sides) and max(map(len, words)) > 1 and all(map(_in_capitals, words))


def _in_capitals(words: Iterable[str]) -> bool:
    """Whether most words begin with one, but for short ones."""
    long = [word for word in words if len(word) >= SHORTEST_IN_CAPITALS]
    return sum(word[0].isupper() for word in long) >= SHARE_IN_CAPITALS * len(long)


def find_renamed(edits: Iterable[tuple[str, str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that stand no more in several edits, and those that stand there now."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for sides in edits:
        for side, count in zip(sides, counts, strict=True):
            count.update(_abbreviations(side))
    went, came = (
        frozenset(name for name, n in one.items() if n >= FORMULA and name not in other)
        for one, other in (counts, counts[::-1])
    )
    return went, came


def renames(edit: Edit, names: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether it puts one of the names in the place of one of the others."""
    return all(_abbreviations(side) & those for side, those in zip(edit.bare, names, strict=True))


def _abbreviations(text: str) -> set[str]:
    return set() if text.isupper() else set(_ABBREVIATION.findall(text))
