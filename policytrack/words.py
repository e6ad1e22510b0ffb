"""Whole words and the normalised copy that comparison works on.

Owns what a word is, and which differences between two texts are no difference of words: white
space, punctuation, quotes, dashes, case, Markdown marks, link targets, Unicode form, unseen
characters. Must not know what a section is or what a difference means.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress

# Inline link and image targets; bounded so that a hostile line costs linear time.
_TARGET = re.compile(
    r"\]\([ \t]*(?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4})"
    r"(?:\s{1,10}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\)"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->")
# What of an address says how it is read, not what page it is.
ADDRESS_OPENING = re.compile(r"(?<![\w.])(?:https?://(?:www\.(?=\w))?|www\.(?=\w))")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#39|apos|#160|#8203|zwnj|shy);")
_ENTITIES = {
    "&nbsp;": " ", "&#160;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"',
    "&#39;": "'", "&apos;": "'", "&#8203;": "", "&zwnj;": "", "&shy;": "",
}  # fmt: skip

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# A word: letters, digits and what was mapped onto them by `_shape`; a number keeps its inner
# points and commas ("1,000.50", "4.2"), an ISO date its dashes and its time of day, a word its
# English ending ("don't", "Ann's") but not a French or Italian article ("l'usage"), and marks of
# emphasis inside it ("**Y**ou").
# It begins with a letter in each form, so that the search skips to these.
_WORD_FORM = (
    r"LETTER(?:(?<=\d)(?:"
    r"\d{3}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!LETTER)"
    r"|\d*(?:[.,:]\d+)+(?!LETTER))"
    r"|LETTER*+(?:(?=[_*])(?:(?:_|\*{1,3})LETTER+)+|)(?:['’](?i:s|t|d|m|n|re|ve|ll)(?!LETTER)|))"
)
_WORD = re.compile(_WORD_FORM.replace("LETTER", r"[^\W_]"))
_ASCII_WORD = re.compile(_WORD_FORM.replace("LETTER", "[A-Za-z0-9]"), re.ASCII)  # twice as fast
_FOLDED_WORD = re.compile(r"\d+(?:[.,:]\d+)+(?![^\W_])|[^\W_]+")
# Without such a number the words of a text are its runs of letters and digits.
_LONG_NUMBER = re.compile(r"[.,:](?<=\d.)\d")
_RUN = re.compile(r"[^\W_]+")
_PLAIN = bytes([*b"\t\n\v\f\r", *range(32, 127)])
_APART = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_MOST_SIGNS = 60  # different signs that are replaced one by one
_LONGEST_KEPT = 4000  # characters of a text whose words are remembered


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as written: `keys[i]` stands at text[starts[i]:ends[i]].

    Two words are the same for a reader when their keys are equal: NFKC, one form of apostrophe,
    nothing that takes no room on paper; case is kept.
    """

    text: str
    keys: list[str]
    starts: array[int]
    ends: array[int]


def find_words(text: str) -> Words:
    """Every whole word of the text with its place; what a reader does not see holds none."""
    shape = _shape(_blank_unread(text))
    pattern = _ASCII_WORD if shape.isascii() else _WORD
    spans = [match.span() for match in pattern.finditer(shape)]
    words = [text[start:end] for start, end in spans]
    known: dict[str, str] = {}
    keys = list(map(known.setdefault, words, words))
    forms = {word: _key(word) for word in known if "*" in word or not word.isascii()}
    if forms:
        keys = list(map(forms.get, words, keys))
        if "" in forms.values():
            spans = list(compress(spans, keys))
            keys = list(filter(None, keys))
    places = array("q", chain.from_iterable(spans))
    return Words(text, keys, places[::2], places[1::2])


def _blank_unread(text: str) -> str:
    """Link targets, tags and entities as spaces: a copy of equal length."""
    if "](" in text:
        text = _TARGET.sub(_blank, text)
    if "<" in text:
        text = _TAG.sub(_blank, text)
    return _ENTITY.sub(_blank, text) if "&" in text else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def fold_words(text: str) -> tuple[str, ...]:
    """The text's words for the question "is anything worded differently?".

    Link targets, case, Markdown marks, Unicode form and unseen characters are gone.
    """
    return _fold_again(text) if len(text) <= _LONGEST_KEPT else _fold_long_again(text)


def _fold(text: str) -> tuple[str, ...]:
    folded = plain_copy(text).casefold()
    found = _FOLDED_WORD.findall(folded) if _LONG_NUMBER.search(folded) else letter_runs(folded)
    return tuple(found)


# The same titles, lines and bodies are asked for several times in a comparison, and again in the
# next one of the same policy.
_fold_again = lru_cache(maxsize=4096)(_fold)
_fold_long_again = lru_cache(maxsize=32)(_fold)


def letter_runs(text: str) -> list[str]:
    """Every run of letters and digits, in a part of the time that a pattern takes."""
    encoded = text.encode("utf-8", "surrogatepass").translate(_APART)
    apart = encoded.decode("utf-8", "surrogatepass")
    if not apart.isascii():
        signs = [char for char in odd_characters(text) if not (char.isascii() or char.isalnum())]
        if len(signs) > _MOST_SIGNS:
            return _RUN.findall(text)
        for sign in signs:
            apart = apart.replace(sign, " ")
    return apart.split()


def odd_characters(text: str) -> set[str]:
    """What a text holds beside the signs and the white space of ASCII, in no time to speak of."""
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return set(odd.decode("utf-8", "surrogatepass"))


def plain_copy(text: str) -> str:
    """The text as a reader hears it: NFKC, no link targets, tags or unseen characters."""
    if "](" in text:
        text = _TARGET.sub("]", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text)
    if "*" in text:
        text = text.replace("*", "")
    if text.isascii():
        return text
    unseen = {ord(char): None for char in odd_characters(text) if is_unseen(char)}
    return unicodedata.normalize("NFKC", text.translate(unseen) if unseen else text)


def _key(word: str) -> str:
    if word.isascii():
        return word.replace("*", "")
    seen = "".join(char for char in word if char.isascii() or not is_unseen(char))
    return unicodedata.normalize("NFKC", seen).replace("’", "'").replace("*", "")


@lru_cache(maxsize=4096)
def is_unseen(char: str) -> bool:
    """Zero-width space or joiner, soft hyphen, byte order mark: takes no room on paper.

    Signs that turn the direction of writing are not among them: they change what is read.
    """
    return unicodedata.category(char) == "Cf" and char not in _TURNING


@lru_cache(maxsize=4096)
def _stands_for(char: str) -> str:
    """One character that behaves in `_WORD` as `char` should.

    A word pattern knows neither combining marks nor signs that NFKC turns into letters ("™", "½").
    What divides words is one of ASCII, as the pattern for that takes half the time.
    """
    if char.isalnum():
        return "0" if char.isdecimal() else char
    if unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}:
        return "x"
    if any(part.isalnum() for part in unicodedata.normalize("NFKC", char)):
        return "x"
    return "'" if char == "’" else " "


def _shape(text: str) -> str:
    """A copy of equal length in which `_WORD` finds the words of any script."""
    if text.isascii():
        return text
    odd = {
        char: stand_in
        for char in odd_characters(text)
        if not char.isascii() and (stand_in := _stands_for(char)) != char
    }
    if len(odd) > _MOST_SIGNS:
        return text.translate({ord(char): stand_in for char, stand_in in odd.items()})
    for char, stand_in in odd.items():
        text = text.replace(char, stand_in)
    return text
