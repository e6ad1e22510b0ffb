"""What an edit has at stake for who reads it, so that of many the telling ones are quoted.

The facts are the signals of the row (a sum, a period, a right, a kind of data). Beside them count
the acts that no fact is made of: to agree, to suspend, to sell, to train. Owns how much each
weighs; what is said of an edit is others' to decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.acts import find_acts
from policytrack.report.asides import PLACES, TITLE
from policytrack.report.bans import read_bans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Signal

# What a fact of that sort weighs; of one sort so many count.
_WEIGHTS = {
    "money": 3, "duration": 3, "right": 3, "recipient": 2, "data_type": 2, "party": 2, "law": 2,
    "negation": 2, "modality": 1, "date": 1, "jurisdiction": 1, "place": 1, "contact": 1,
}  # fmt: skip
# Of what is at stake for all users so much counts where it concerns those of some countries.
TO_SOME = 0.7
_DECIDING = frozenset({"negation", "modality"})  # each wherever it stands
_OF_NOTICES = frozenset({"date", "modality", *PLACES})  # facts that are about the text itself
_MOST_OF_A_SORT = 2
_MOST_TERMS = 200  # of a side that are looked for
_ACT = 3
_OTHER_WORDS, _KNOWN_ACT = 2, 1  # of one in other words; which the row's other side has, too
_MOST_ACTS = 4
_DEMANDING = 7  # to demand and to forbid, with what negates and decides so much at most
_MOST_DECIDING = 4
_STYLED = frozenset({0, 3})  # to agree and to share: by which word is a matter of style
_FROM_WHEN = 10  # the act of taking effect, which weighs more where it came: all else hangs on it
_MORE = 4

_SHORT_NOT = re.compile(r"n['’]t\b")


class Stakes:
    """What the edits of one row have at stake, by its signals and in its language."""

    def __init__(self, signals: Iterable[Signal], language: str, title: str = "") -> None:
        self._sorts: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for signal in signals:
            sort = self._sorts[signal.side == "after"]
            if signal.name in _WEIGHTS and len(sort) < _MOST_TERMS:
                sort.setdefault(_folded(" ".join(signal.text.split())), signal.name)
        self._terms = [_pattern(sort) for sort in self._sorts]
        self._acts = find_acts(language)
        self._surplus = [0] * self._acts.groups
        self._title = _folded(title)
        self._language = language
        self._titled = self.name_acts(title)

    def read(self, edits: Iterable[tuple[str, str]]) -> None:
        """Count of all edits of the row on which side an act stands more often."""
        for sides in edits:
            counts = self._count(sides)
            for n, (was, now) in enumerate(counts):
                self._surplus[n] += len(now) - len(was)

    def weigh(self, before: str, after: str, lead: str = "") -> int:
        """How much is at stake where one text took the other's place; "" for none.

        What stands before both in their sentence, the `lead`, names what is no news in them.
        """
        counts = self._count((before, after))
        led = {act[0] for act in self._acts.finditer(_folded(lead))} if lead else set()
        weights = sorted(
            (
                (self._weigh_act(n, bool(was), bool(now)), n)
                for n, (was, now) in enumerate((set(x) - led, set(y) - led) for x, y in counts)
                if was != now
            ),
            reverse=True,
        )[:_MOST_ACTS]
        sides = _folded(before), _folded(after)
        around = _folded(lead)
        facts = [self._facts(n, sides[n], sides[not n], around) for n in (0, 1)]
        decides = sum(weight for weight, n in weights if n == _DEMANDING)
        decides += sum(deciding for _, deciding in facts)
        return (
            sum(weight for weight, n in weights if n != _DEMANDING)
            + sum(weight for weight, _ in facts)
            + min(decides, _MOST_DECIDING)
        )

    def only_says_when(self, text: str) -> bool:
        """Whether nothing is at stake in a text but when something takes effect."""
        return not self.name_acts(text) - {_FROM_WHEN} and not any(
            self._sorts[side][term] not in _OF_NOTICES
            for side, terms in enumerate(self._terms)
            if terms
            for term in terms.findall(_folded(text))
        )

    def denies(self, text: str) -> bool:
        """Whether a text has a word that negates."""
        return bool(read_bans(text, self._language))

    def name_acts(self, text: str) -> set[int]:
        """Which acts a text has words for."""
        return {n for n, (was, _) in enumerate(self._count((text, ""))) if was}

    def _count(self, sides: tuple[str, str]) -> list[tuple[list[str], list[str]]]:
        """The words of each act on both sides."""
        found: list[tuple[list[str], list[str]]] = [([], []) for _ in self._surplus]
        for side, text in enumerate(sides):
            for act in self._acts.finditer(_folded(TITLE.sub(" ", text))):
                found[(act.lastindex or 1) - 1][side].append(act[0])
        return found

    def _weigh_act(self, act: int, was: bool, now: bool) -> int:
        surplus = self._surplus[act]
        if was and now:
            return _KNOWN_ACT if act in _STYLED else _OTHER_WORDS
        if act in self._titled:
            return _KNOWN_ACT
        if surplus <= 0 if now else surplus >= 0:
            return _KNOWN_ACT
        return _ACT + (_MORE if now and act == _FROM_WHEN else 0)

    def _is_known(self, name: str, term: str, other: str, lead: str) -> bool:
        """Whether a term is no news beside the other side and what stands around both."""
        if name in _DECIDING:
            return name == "negation" and self.denies(other)
        return _has(lead, term) or (name == "right" and _has(self._title, term))

    def _facts(self, side: int, text: str, other: str, lead: str) -> tuple[int, int]:
        """Those of one side, and what negates or decides: what both sides say is none.

        Nor is what leads them.
        """
        terms = self._terms[side]
        if terms is None:
            return 0, 0
        found = (term for term in set(terms.findall(text)) if not _has(other, term))
        names = [
            name
            for term in found
            for name in [self._sorts[side][term]]
            if not self._is_known(name, term, other, lead)
        ]
        weights = {
            name: weight * min(names.count(name), _MOST_OF_A_SORT)
            for name, weight in _WEIGHTS.items()
        }
        deciding = sum(weights[name] for name in _DECIDING)
        return sum(weights.values()) - deciding, deciding


def _folded(text: str) -> str:
    """In small letters, "don't" as "do not"."""
    return _SHORT_NOT.sub(" not", text.casefold())


def _has(text: str, term: str) -> bool:
    return term in text and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None


def _pattern(terms: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else None
