"""The phrases of a language, found in a text by whole words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policytrack.weigh.lexicon import LANGUAGES, load_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters and digits of composed text; the marks of Markdown and apostrophes divide.
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[ \t\n\u00a0\u202f*_'’‐‑-]{1,4}")
_CHOICE = re.compile(r"\(([^()]*)\)")
_NUMBER_WORD = "number_word"
_BESIDE = 2  # words on either side that tell an abbreviation from text in capitals


Word = tuple[str, int, int]  # in lower case, with its start and end


class Phrase(NamedTuple):
    """Some words that mean one thing. `exact` keeps the case of phrases written in capitals."""

    words: tuple[str, ...]
    name: str
    key: str
    exact: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Phrases by their first word, the longest first; figures by number words."""

    phrases: dict[str, tuple[Phrase, ...]]
    figures: dict[tuple[str, ...], str]
    figure_starts: frozenset[str]  # the first of each figure's words
    capital_nouns: bool  # whether every noun has a capital, as in German


@cache
def lexicon_of(language: str) -> Lexicon:
    """The phrases of a language; English for one that is not known."""
    entries = load_phrases(language if language in LANGUAGES else "en")
    by_first: dict[str, list[Phrase]] = {}
    figures: dict[tuple[str, ...], str] = {}
    for entry, value in entries.items():
        name, _, key = entry.partition(":")
        for form in _expand_all(value):
            if name == _NUMBER_WORD:
                word, _, figure = form.partition("=")
                figures[_split(word)] = figure
                continue
            words = _split(form.lower())
            exact = form if form.isupper() else ""
            by_first.setdefault(words[0], []).append(Phrase(words, name, key, exact))
    ranked = {
        first: tuple(sorted(dict.fromkeys(found), key=lambda phrase: -len(phrase.words)))
        for first, found in by_first.items()
    }
    starts = frozenset(words[0] for words in figures)
    return Lexicon(ranked, figures, starts, capital_nouns=language == "de")


def split_words(text: str) -> list[Word]:
    """The words of a composed text."""
    lower = text.lower()
    if len(lower) == len(text):
        return [(match[0], *match.span()) for match in _WORD.finditer(lower)]
    return [(match[0].lower(), *match.span()) for match in _WORD.finditer(text)]


def find_phrases(
    text: str, words: list[Word], lexicon: Lexicon
) -> Iterator[tuple[Phrase, int, int]]:
    """Every phrase with its span, the longest at each place, none inside another."""
    spelled = tuple(word for word, _, _ in words)
    beyond = 0
    for place in [place for place, word in enumerate(spelled) if word in lexicon.phrases]:
        for phrase in lexicon.phrases[spelled[place]] if place >= beyond else ():
            end = place + len(phrase.words)
            if spelled[place:end] == phrase.words and _stands(text, words, place, phrase):
                beyond = end
                yield phrase, words[place][1], words[beyond - 1][2]
                break


def _stands(text: str, words: list[Word], place: int, phrase: Phrase) -> bool:
    """Whether the phrase whose words stand at a place is not cut there, nor another in capitals."""
    last = place + len(phrase.words) - 1
    return not (phrase.exact and not _is_exact(text, words, place, phrase)) and all(
        _JOINT.fullmatch(text, words[i][2], words[i + 1][1]) for i in range(place, last)
    )


def _is_exact(text: str, words: list[Word], place: int, phrase: Phrase) -> bool:
    """Whether an abbreviation stands there in capitals, amid words that do not."""
    beyond = place + len(phrase.words)
    if text[words[place][1] : words[beyond - 1][2]] != phrase.exact:
        return False
    around = [*words[max(0, place - _BESIDE) : place], *words[beyond : beyond + _BESIDE]]
    return not around or any(not text[start:end].isupper() for _, start, end in around)


def _split(form: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(form))


def _expand_all(value: str) -> Iterator[str]:
    tidy = " ".join(value.split()).replace("| ", "|").replace("( ", "(")
    for form in re.split(r",\s*(?![^()]*\))", tidy):
        yield from _expand(form.strip())


def _expand(form: str) -> Iterator[str]:
    """Both "party" and "parties" for "part(y|ies)"."""
    choice = _CHOICE.search(form)
    if choice is None:
        if form:
            yield " ".join(form.split())
        return
    for part in choice[1].split("|"):
        yield from _expand(form[: choice.start()] + part + form[choice.end() :])
