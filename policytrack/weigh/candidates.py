"""Everything in and around an edit that may be a signal, one at each place."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from policytrack.weigh import names, quantities
from policytrack.weigh.phrases import Lexicon, Phrase, find_phrases, split_words
from policytrack.weigh.quantities import Found
from policytrack.weigh.reading import LINK_TARGET
from policytrack.weigh.window import open_window
from policytrack.words import letter_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.model import Side
    from policytrack.weigh.changed import Span

# Where several are found at one place, the first of these counts.
_NAMES = (
    "neutral", "date", "contact", "postal", "link", "money", "duration", "law", "party", "right",
    "data_type", "recipient", "jurisdiction", "modality", "negation", "number",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_NAMES)}
_ONE_MEANING = frozenset({"negation"})  # whatever the word: "no" for "not" is no change
_NO_SIGNALS = frozenset(
    {"duration_unit", "money_word", "age_unit", "per_cent", "neutral", "seat", "bias"}
)
_ADDRESS = re.compile(r"(?<!\S)\S*?(?:@|://|\w\.[a-z]{2,6}\b)\S*")
_DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+")
_LABEL_BEFORE = re.compile(r"(?:^|\n|[.;:]\s)[\s>#(\[-]{0,12}\Z")
_LABEL_AFTER = re.compile(r"\\?[.)\]:]|\s{1,6}[A-ZÀ-Þ\"“„«]")
_LONGEST_KEPT = 4000  # characters of text whose candidates are remembered
_LONGEST_MARK = 2  # digits of a mark in brackets

# Behind a word that is but a part of another: "third-party-produced content" goes to nobody.
_COMPOUND = re.compile(r"-\w")
_SENTENCE_END = re.compile(r"[.!?][\s\])]|\n")
_FIRM = re.compile(r"\w ?& ?\Z")  # "Ada & Partners"
_SUM = re.compile(r"\.?[ \u00a0]?[$€£¥]")  # behind it: "US $5"
_JOINING = frozenset({"of", "in", "de", "di"})  # behind these the place is named that counts


@dataclass(frozen=True)
class Body:
    """One side of a change."""

    name: Side
    text: str
    defined: frozenset[str]  # short names of parties

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the body, as it is written; addresses and link targets hold none."""
        return frozenset(letter_runs(_ADDRESS.sub(" ", LINK_TARGET.sub("]", self.text))))

    @cached_property
    def folded_words(self) -> frozenset[str]:
        """Every word of the body, whatever its case."""
        return frozenset(word.casefold() for word in self.words)


def find_touched(body: Body, spans: list[Span], lexicon: Lexicon) -> Iterator[Found]:
    """The candidates that share a character with an edit, one at each place."""
    if not spans:
        return
    window = open_window(body.text, spans[0][0], spans[-1][1])
    taken: list[Span] = []
    short = len(window.text) <= _LONGEST_KEPT
    for hit in (_ranked_again if short else _ranked)(window.text, lexicon, body.defined):
        start, end = window.origin(hit.start), window.origin(hit.end)
        if _overlaps((start, end), taken) or not _is_whole(hit, body.text, (start, end), spans):
            continue
        insort(taken, (start, end))
        if hit.name not in _NO_SIGNALS and _overlaps((start, end), spans):
            yield Found("contact" if hit.name == "postal" else hit.name, hit.key, start, end)


def _is_whole(hit: Found, text: str, span: Span, spans: list[Span]) -> bool:
    """Whether an address changed with its code, as a town alone is another town.

    What stands right behind a link goes on with the link's text.
    """
    if hit.name == "contact":
        return not text.endswith(")", 0, span[0])
    return hit.name != "postal" or any(
        _overlaps((place, place + 1), spans) for place in range(*span) if text[place].isdigit()
    )


def _by_rank(hit: Found) -> tuple[int, int, int]:
    return _RANK[hit.name], hit.start, -hit.end


def _overlaps(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a character with one of others that are in order and apart."""
    place = bisect_left(others, (span[1], 0))
    return place > 0 and others[place - 1][1] > span[0]


def _ranked(text: str, lexicon: Lexicon, defined: frozenset[str]) -> list[Found]:
    return sorted(_candidates(text, lexicon, defined), key=_by_rank)


_ranked_again = lru_cache(maxsize=2048)(_ranked)  # what goes and comes again does so word for word


def _candidates(text: str, lexicon: Lexicon, defined: frozenset[str]) -> Iterator[Found]:
    words = split_words(text)
    phrases = list(find_phrases(text, words, lexicon))
    biased = [start for phrase, start, _ in phrases if phrase.name == "bias"]
    for phrase, start, end in phrases:
        if phrase.name in _NO_SIGNALS and phrase.name != "neutral":
            continue
        if phrase.name == "trait":
            if not any(_same_sentence(text, start, other) for other in biased):
                yield Found("data_type", _key(phrase), start, end)
        elif not _is_part(text, phrase, start, end):
            yield Found(phrase.name, _key(phrase), start, end)
    figures = bool(_DIGIT.search(text))
    yield from quantities.find_addresses(text, figures=figures)
    yield from names.find_companies(text)
    yield from names.find_defined(text, defined)
    yield from quantities.find_laws(text)
    if figures:
        yield from quantities.find_dates(text)
    for hit in quantities.find_figures(text, words, phrases, lexicon):
        if hit.name != "number" or not _is_label(text, hit):
            yield hit


def _same_sentence(text: str, place: int, other: int) -> bool:
    return not _SENTENCE_END.search(text, *sorted((place, other)))


def _is_part(text: str, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a phrase is but a part of what it says: of a name, or of "the courts of Utopia"."""
    if phrase.name == "recipient":
        return bool(_COMPOUND.match(text, end) or _FIRM.search(text, max(0, start - 9), start))
    if phrase.name == "jurisdiction":
        return phrase.words[-1] in _JOINING or bool(_SUM.match(text, end))
    return False


def _key(phrase: Phrase) -> str:
    if phrase.name in _ONE_MEANING:
        return ""
    return phrase.key or " ".join(word.removesuffix("s") for word in phrase.words)


def _is_label(text: str, hit: Found) -> bool:
    """Whether a number counts a paragraph, at its start or after a sentence: "3.5 The badges"."""
    if text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")":
        return len(hit.key) <= _LONGEST_MARK  # "(2)"
    after = _LABEL_AFTER.match(text, hit.end)
    if after is None or not _LABEL_BEFORE.search(text, max(0, hit.start - 15), hit.start):
        return False
    return "." in hit.key or not after[0][:1].isspace()
