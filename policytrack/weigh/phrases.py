"""The phrases of a language, found in a text by whole words."""

from __future__ import annotations

import re
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


class Word(NamedTuple):
    """A word of a text, in lower case."""

    text: str
    start: int
    end: int


class Phrase(NamedTuple):
    """Some words that mean one thing. `exact` keeps the case of phrases written in capitals."""

    words: tuple[str, ...]
    name: str
    key: str
    exact: str


class Lexicon(NamedTuple):
    """Phrases by their first word, the longest first; figures by number words."""

    phrases: dict[str, tuple[Phrase, ...]]
    figures: dict[tuple[str, ...], str]


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
    return Lexicon(ranked, figures)


def split_words(text: str) -> list[Word]:
    """The words of a composed text."""
    return [Word(match[0].lower(), *match.span()) for match in _WORD.finditer(text)]


def find_phrases(
    text: str, words: list[Word], lexicon: Lexicon
) -> Iterator[tuple[Phrase, int, int]]:
    """Every phrase with its span, the longest at each place, none inside another."""
    place, beyond = 0, len(words)
    while place < beyond:
        phrase = _phrase_at(text, words, place, lexicon)
        if phrase is None:
            place += 1
            continue
        last = place + len(phrase.words) - 1
        yield phrase, words[place].start, words[last].end
        place = last + 1


def _phrase_at(text: str, words: list[Word], place: int, lexicon: Lexicon) -> Phrase | None:
    for phrase in lexicon.phrases.get(words[place].text, ()):
        last = place + len(phrase.words) - 1
        if last >= len(words) or (phrase.exact and not _is_exact(text, words, place, phrase)):
            continue
        if all(words[place + i].text == word for i, word in enumerate(phrase.words)) and all(
            _JOINT.fullmatch(text, words[i].end, words[i + 1].start) for i in range(place, last)
        ):
            return phrase
    return None


def _is_exact(text: str, words: list[Word], place: int, phrase: Phrase) -> bool:
    """Whether an abbreviation stands there in capitals, amid words that do not."""
    beyond = place + len(phrase.words)
    if text[words[place].start : words[beyond - 1].end] != phrase.exact:
        return False
    around = [*words[max(0, place - _BESIDE) : place], *words[beyond : beyond + _BESIDE]]
    return not around or any(not text[word.start : word.end].isupper() for word in around)


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
