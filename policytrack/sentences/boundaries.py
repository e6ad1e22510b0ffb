"""Where a sentence ends: en, fr, de, es, pt, it, nl, and what holds in any language.

Owns the rules. They look only at the word before a stop and the word after it (and at the start
of the sentence, where it may be a label such as "Article 6."), so that an edit inside a sentence
moves no other boundary, and the time is linear. Must not know of blocks or files.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from policytrack.sentences.abbreviations import (
    BEFORE_NUMBERS,
    MAY_BE_LAST,
    MONTHS,
    NEVER_LAST,
    STARTERS,
)

_SIGNS = frozenset("§©®€$£#@")  # what a sentence may begin with beside letters and digits
_STOPS = ".!?…؟।"
_CLOSERS = "\"'”’»›“‘)\\]*_~`}¹²³"
# A run of stops, what closes behind it, then white space. Possessive, so that a million stops in
# a row cost a million steps. It begins with what it looks for: `re` skips quickly to that alone.
_CANDIDATE = re.compile(
    rf"(?P<stop>[{_STOPS}](?<![{_STOPS}]{{2}})[{_STOPS}]*+)"
    rf"(?P<close>(?:[{_CLOSERS}]|\\[\]*_)]|<\/?\w{{1,6}}>|\[\^?\\?\d{{1,3}}\]"
    r"| (?=[»”]\s)|«(?=\s))*+)"
    r"(?P<gap>\s++)"
)
_OPENERS = "\"'“”„‘‚’«»‹([{*_~`¿¡\\"
_UP_TO_WORD = re.compile(r".*[\s(\[“„«\"‘—/]", re.DOTALL)  # up to the last word of a text
_AFTER = re.compile(rf"(?P<open>[{re.escape(_OPENERS)}]*+(?:(?<=[«»“„]) )?+)(?P<word>\S{{0,60}})")
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_LABEL = re.compile(
    r"[\W_]*(?:(?:article|artikel|art|artículo|articolo|artigo|section|sektion|sección|seção|"
    r"secção|sezione|sectie|clause|clausula|cláusula|clausola|chapter|kapitel|chapitre|capítulo|"
    r"capitolo|hoofdstuk|abschnitt|annex|annexe|anexo|allegato|bijlage|anlage|anhang|appendix|"
    r"schedule|part|teil|titre|título|titolo|exhibit|step|schritt|étape|question|frage|rule|regel|règle|regla|punkt|point|"
    r"punto|ponto|item|phase|fase|stage|option|no|nr|n)"
    r"[.°º]?\s+)?(?:§+\s*)?[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?|[ivxlcdm]{1,6}|[a-z])[)\]]?[*_\\]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[*_]*\d{1,3}(?:\.\d{1,3})*[*_\\]*")  # a label's; a year is longer
_SPREAD = re.compile(r"(?:\b[^\W\d_]\. ){1,4}\Z")  # "z. " before "B."
_LETTERED = re.compile(
    r"\b(?:section|part|annexe?|appendix|exhibit|schedule|article|clause|category|paragraph|"
    r"abschnitt|teil|anlage|anhang|partie|anexo|parte|allegato|bijlage|deel)\s\Z",
    re.IGNORECASE,
)
_GERMAN_ENDINGS = ("e", "en", "er", "es", "em", "et", "st", "ng", "ung")
_ROMAN = re.compile(r"[IVXLCDM]{1,6}\b|[a-zA-Z]\)|[ivx]{1,5}\)|§|n[°º]|[a-zA-Z]\b(?![’'])")
_ELISION = re.compile("['’]")
_COMPOUND = re.compile(r"['’]|-(?=\w\.\w)")  # "l’art", "EU-U.S"
_LOWER_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_URL = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_LOOK_BACK = 60  # characters: longer than any abbreviation, initial or date
_LABEL_LONGEST = 24
_SHORT = 3  # letters: "ex" of "p. ex.", "lgs" of "d. lgs."
_ONE_LETTER_STARTERS = frozenset("iuoaeéy")
_ALL_STARTERS = frozenset(word for words in STARTERS.values() for word in words if len(word) > 1)
_STARTERS_OF: dict[str, list[str]] = {}
for _code, _starters in STARTERS.items():
    for _starter in _starters:
        _STARTERS_OF.setdefault(_starter, []).append(_code)
_KNOWN = MAY_BE_LAST.union(BEFORE_NUMBERS, *NEVER_LAST.values())
_SEPARATORS = re.compile(r"\n[ \t]*\n")
_LETTERS = re.compile(r"[^\W\d_]+")
_GUESS_FROM = 3000  # words that suffice to tell the language
_GUESS_WITHIN = 30_000  # characters that hold so many words of most texts
_GUESS_AT_LEAST = 3  # function words seen


def split_sentences(text: str, language: str = "") -> list[str]:
    """The sentences of running text, in order, without white space at their ends.

    Joined by spaces they give the text's words again. A blank line ends a sentence. `language`
    is an ISO 639-1 code; where it is empty or wrong the text's own function words tell.
    """
    rules = rules_for(language, text)
    return [
        " ".join(text_of.split())
        for part in _SEPARATORS.split(text)
        for text_of in _split(part, rules)
        if text_of.strip()
    ]


def find_ends(text: str, rules: Rules) -> list[tuple[int, int]]:
    """The white space between sentences, as (start, end) offsets into `text`."""
    ends: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match.end() < len(text) and rules.ends(text, start, match):
            ends.append(match.span("gap"))
            start = match.end()
    return ends


def _split(text: str, rules: Rules) -> list[str]:
    start, found = 0, []
    for gap_start, gap_end in find_ends(text, rules):
        found.append(text[start:gap_start])
        start = gap_end
    return [*found, text[start:]]


@lru_cache(maxsize=32)
def _rules(languages: frozenset[str]) -> Rules:
    return Rules(languages)


def rules_for(language: str, text: str) -> Rules:
    """The rules for a declared language together with the one that the text itself shows."""
    declared = language[:2].lower()
    return _rules(frozenset({declared, _guess(text)} & STARTERS.keys()))


def _guess(text: str) -> str:
    words = _LETTERS.findall(text, 0, _GUESS_WITHIN)
    if len(words) <= _GUESS_FROM and len(text) > _GUESS_WITHIN:
        words = _LETTERS.findall(text)
    counts = dict.fromkeys(STARTERS, 0)
    for word, times in Counter(words[:_GUESS_FROM]).items():
        for code in _STARTERS_OF.get(word.lower(), ()):
            counts[code] += times
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= _GUESS_AT_LEAST else ""


class Rules:
    """The rules of one or two languages together with what holds in all."""

    def __init__(self, languages: frozenset[str]) -> None:
        self._never = NEVER_LAST[""].union(*(NEVER_LAST[code] for code in languages))
        self._nouns_are_capitalised = "de" in languages

    def ends(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether the stop at `match` ends the sentence that began at `start`."""
        after = _AFTER.match(text, match.end())
        following = after["word"] if after else ""
        first = following[:1]
        if not (first.isalnum() or first in _SIGNS):
            return False  # a dash, a bullet, a sign: it belongs to what stands before it
        stop = match["stop"]
        if stop != ".":
            return _ends_loudly(text, start, match, first)
        if match.start() - start <= _LABEL_LONGEST and _LABEL.fullmatch(text, start, match.start()):
            return False
        window = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        led = _UP_TO_WORD.match(window)
        earlier, last = (led[0], window[led.end() :]) if led else ("", window)
        if not last or last[-1] in ")]”»":
            return not first.islower()
        if _NUMBER.fullmatch(last) and _is_label(last, earlier, match):
            return False
        word = _COMPOUND.split(last.strip("*_~`'’\"\\"))[-1]
        return self._ends_after(word, earlier, following)

    def _ends_after(self, word: str, earlier: str, following: str) -> bool:
        known = word.lower()
        if len(word) <= _SHORT and earlier.endswith(". ") and (spread := _SPREAD.search(earlier)):
            whole = (spread[0].replace(" ", "") + word).lower()
            known = whole if len(word) == 1 or whole in self._never else known
        next_word = _WORD.match(following)
        begins = next_word is not None and _begins_sentence(next_word[0])
        if known in self._never or known.rpartition("-")[2] in self._never:
            return False
        if _URL.match(following):
            return len(word) > 4 and known not in MAY_BE_LAST and known not in BEFORE_NUMBERS
        if following[0].islower():
            return self._goes_on_lower(word, following)
        if (known in BEFORE_NUMBERS or known.endswith("str")) and (
            following[0].isdigit() or _ROMAN.match(following)
        ):
            return False
        if word.isdigit():
            return self._ends_after_number(word, following, begins)
        if _is_initials(word):
            return begins or (len(word) == 1 and bool(_LETTERED.search(earlier)))
        if known in MAY_BE_LAST:
            return begins or following.split(" ", 1)[0].lower() in _ONE_LETTER_STARTERS
        return not (following[0].isdigit() and word.istitle() and len(word) <= 3)

    def _goes_on_lower(self, word: str, following: str) -> bool:
        """After a stop, lower case: a name like "iPhone", a slip, or an unknown abbreviation."""
        if _LOWER_BRAND.match(following):
            return len(word) > 3
        if not word.isalpha() or word.lower() in _KNOWN:
            return False
        if self._nouns_are_capitalised:
            return len(word) > 5 and word.endswith(_GERMAN_ENDINGS)
        return len(word) > 3

    def _ends_after_number(self, word: str, following: str, begins: bool) -> bool:
        next_word = _WORD.match(following)
        if next_word and next_word[0].lower() in MONTHS:
            return False
        if self._nouns_are_capitalised and len(word) <= 2:
            return begins
        return True


def _ends_loudly(text: str, start: int, match: re.Match[str], first: str) -> bool:
    """After "?", "!" and "…": the sentence ends unless it goes on in lower case."""
    if first.islower():
        return False
    alone = text[max(start, match.start() - 1) : match.start()]
    return alone not in ("(", "[") or match["stop"][0] not in ".…"


def _begins_sentence(word: str) -> bool:
    return word[0].isupper() and _ELISION.split(word, maxsplit=1)[0].lower() in _ALL_STARTERS


def _is_label(number: str, earlier: str, stop: re.Match[str]) -> bool:
    """Whether a number inside a sentence begins a clause: "(1.)", "; 9. Liability"."""
    before = earlier.rstrip()
    return (
        before.endswith((";", ":", "(", "“", '"', "«", "["))
        or number.endswith("\\")
        or (number[0] in "*_" and "*" in stop["close"])
    )


def _is_initials(word: str) -> bool:
    """Letters that each had a stop: "J", "U.S", "e.V", "i.d.R"."""
    return all(len(part) <= 1 and (part.isalpha() or not part) for part in word.split("."))
