"""The number that a line begins with, in whatever form a policy writes it.

Owns number labels: decimals, roman numerals, letters, ordinals, with or without a structural
word. Must not know whether a line is a heading.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from policytrack.dates import MONTHS
from policytrack.languages import ORDINALS, STRUCTURE_WORDS
from policytrack.sections.shape import is_street

Scheme = Literal["decimal", "roman", "letter", "ordinal"]


@dataclass(frozen=True, slots=True)
class Label:
    """A number as written and as counted.

    `values` is empty only for a structural word that stands without a number. `sure` is false
    where the digits may be no number of the line: "3 ways to pay", "1General".
    """

    text: str  # without closing punctuation: "4.2", "§ 3", "(a)", "Article 5"
    end: int  # where the title begins
    scheme: Scheme
    values: tuple[int, ...]
    word: str = ""  # the kind of division: a key of STRUCTURE_WORDS, or ""
    form: str = ""  # what tells series of one scheme apart: "(a)", "a", "A"
    sure: bool = True
    other: int = 0  # the last value read the other way, as a letter: "i" is 1 or 9
    inserted: bool = False  # "§ 3a": put between two numbers, and of their rank

    @property
    def depth(self) -> int:
        """How many levels the number has: 2 for "4.2"."""
        return len(self.values)


def _plain(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _alternatives(words: list[str]) -> str:
    """A pattern part for words with or without their accents, the longest first."""
    every = {form for word in words for form in (word, _plain(word))}
    return "|".join(re.escape(word) for word in sorted(every, key=lambda w: (-len(w), w)))


_KIND_OF = {_plain(word): kind for kind, words in STRUCTURE_WORDS.items() for word in words}
_VALUE_OF = {_plain(word): i for i, words in enumerate(ORDINALS, 1) for word in words}
_MONTHS = frozenset(map(_plain, MONTHS))
_CARDINALS = frozenset(words[0] for words in ORDINALS[:12])  # "Chapter One", never "One part"
_CLOSING = frozenset(".:)]-–—")
_MOSTLY_LETTERS = frozenset("lLcC")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"(?:x{0,3}|xl|lx{0,3}|xc|c{1,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)

_CLOSE = r"[ ]?(?:\.[-–—)]|[.)\]:]|(?:[ ]?[-–—|](?=[ ]|$)))?[ ]*(?:[-–—:|](?=[ ]|$)[ ]*)?"
# The three patterns of words take long to compile and few documents need them: what a line must
# begin with for one of them to match is looked at first.
_KINDS, _ORDINALS = tuple(_KIND_OF), tuple(_VALUE_OF)
_LONGEST = max(map(len, (*_KINDS, *_ORDINALS)))


@cache
def _kinds() -> str:
    return _alternatives([word for words in STRUCTURE_WORDS.values() for word in words])


@cache
def _ordinals() -> str:
    return _alternatives([word for words in ORDINALS for word in words])


@cache
def _worded() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<word>{_kinds()})"
        r"(?P<gap>[ ]?(?:n[°ºo][ ]?|no\.[ ]?|nr\.[ ]?)?)"
        r"(?P<value>\d{1,4}(?:[.-]\d{1,3})*"
        r"(?:[ ]?(?:bis|ter|quater|er\b|\.?[ºª°])|(?:[a-z]|[ ](?-i:[a-z]))(?!\w))?"
        r"|[ivxlc]{1,7}(?:er|ère|(?:[.-]\d{1,3})*)"
        rf"|(?:{_ordinals()})"
        r"|[A-Za-z](?:[.-]?\d{1,3})?)(?![\w])" + _CLOSE,
        re.IGNORECASE,
    )


@cache
def _ordinal_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<value>{_ordinals()})[ ](?P<word>{_kinds()})(?!\w)" + _CLOSE, re.IGNORECASE
    )


@cache
def _ordinal_alone() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<value>{_ordinals()})(?:\.-|\.–|\.|:|[ ]?[-–—](?=[ ]))[ ]*(?=\S)", re.IGNORECASE
    )


_DECIMALS = re.compile(
    r"(?P<value>\d{1,3}(?:\.(?!0\d)\d{1,3}){1,7})(?![\d%€$£]|\.\d|,\d|/)(?P<tail>[a-z](?=[.)]))?"
    r"(?:\.?[)\]:.-]?[ ]*(?:[-–—](?=[ ])[ ]*)?)(?=[^\W_]|[¿¡«“„\"'‘(\[]|$)"
)
_DECIMAL = re.compile(
    r"(?P<value>\d{1,3})(?P<tail>[A-Za-z]?)"
    r"(?:[ ]?(?P<close>\.\)|\.-|[.)\]:]|[º°]\.?|[ ][-–—](?=[ ]))[ ]*(?:[-–—](?=[ ])[ ]*)?)"
    r"(?=[^\W\d_]|[¿¡«“„\"'‘(\[]|(?<=[ ])\d|$)"
)
_BARE = re.compile(r"(?P<value>\d{1,3})(?:(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|[ ]+(?=[A-ZÀ-ÖØ-Þ¿¡«“„\"]))")
_LETTERED = re.compile(
    r"(?P<value>[A-Z])(?P<rest>(?:[.-]?\d{1,3})(?:[.-]\d{1,3})*)(?P<close>[.):]|(?=[ ]))[ ]*"
    r"(?:[-–—](?=[ ])[ ]*)?"
)
_ROMANS = re.compile(
    r"(?P<value>[IVXLC]{1,7}|[ivxlc]{1,7})(?P<rest>(?:\.\d{1,3})+)?"
    r"(?P<close>\.\)|\.-|[.):]|(?(rest)(?=[ ])|(?!))|[ ][-–—](?=[ ]))(?!\w\.)"
    r"[ ]*(?:[-–—](?=[ ])[ ]*)?"
)
_LETTER = re.compile(r"(?P<value>[A-Za-z])(?P<close>\.\)|[.)]|[ ][-–—](?=[ ]))(?!\w\.)[ ]+(?=\S)")
_DAY = re.compile(r"\d{1,2}\.? (?P<month>[^\W\d_]{3,12})\.?,? \d{4}(?=\W*$|[ ]?[:–—-])")
_INSERTED = re.compile(r"\d+[ ]?[a-z]", re.IGNORECASE)
_BRACKETED = re.compile(
    r"[(\[](?P<value>\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,7}|[A-Za-z]|[IVXLC]{1,7})[)\]][.:]?[ ]*"
)


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def find_label(text: str) -> Label | None:
    """The number label at the start of a line's plain text, or None."""
    if not text:
        return None
    lead = text[0]
    if lead.isdigit():
        return _read_digits(text)
    if lead in "([":
        return _read_bracketed(text)
    if lead.isalpha() or lead == "§":
        return _read_worded(text) or _read_letters(text)
    return None


def _read_digits(text: str) -> Label | None:
    if (day := _DAY.match(text)) and _plain(day["month"]) in _MONTHS:
        return None
    if found := _DECIMALS.match(text):
        values = tuple(int(value) for value in found["value"].split("."))
        if found["tail"]:
            values += (ord(found["tail"]) - 96,)
        sure = not text[found.end() : found.end() + 1].islower()
        text = found["value"] + (found["tail"] or "")
        return Label(text, found.end(), "decimal", values, sure=sure)
    if found := _DECIMAL.match(text):
        values = (int(found["value"]),)
        if found["tail"]:
            values += (ord(found["tail"].lower()) - 96,)
        form = ")" if found["close"] == ")" else ""
        return Label(found["value"] + found["tail"], found.end(), "decimal", values, form=form)
    if (found := _BARE.match(text)) and not is_street(text):
        value = (int(found["value"]),)
        return Label(found["value"], found.end(), "decimal", value, form="bare", sure=False)
    return None


def _read_bracketed(text: str) -> Label | None:
    found = _BRACKETED.match(text)
    if found is None:
        return None
    value, scheme = found["value"], "decimal"
    label = f"({value})"
    if value[0].isdigit():
        values = tuple(int(part) for part in value.split("."))
        return Label(label, found.end(), "decimal", values, form="(1)")
    number, scheme = _count_letters(value)
    form = "(A)" if value.isupper() else "(a)"
    other = ord(value.lower()) - 96 if len(value) == 1 else 0
    return Label(label, found.end(), scheme, (number,), form=form, other=other) if number else None


def _read_worded(text: str) -> Label | None:
    lead = _plain(text[: 2 * _LONGEST])
    found = _worded().match(text) if lead.startswith(_KINDS) else None
    if found is None and lead.startswith(_ORDINALS):
        found = _ordinal_first().match(text)
        if found is None:
            return _read_ordinal(text)
    if found is None:
        return None
    word, value = str(found["word"]), str(found["value"])
    kind = _KIND_OF[_plain(word)]
    counted = _count_worded(value)
    led = found.start("value") < found.start("word")
    if counted is None or (led and (kind == "clause" or _plain(value) in _CARDINALS)):
        return None
    text_end = max(found.end("word"), found.end("value"))
    # "Section 2 of the Act": a reference that begins a line
    sure = (
        text[: found.end()].rstrip()[-1] in _CLOSING
        or not text[found.end() : found.end() + 1].islower()
    )
    label, inserted = text[:text_end].strip(), bool(_INSERTED.fullmatch(value))
    return Label(
        label, found.end(), counted[1], counted[0], word=kind, sure=sure, inserted=inserted
    )


def _read_ordinal(text: str) -> Label | None:
    found = _ordinal_alone().match(text)
    if found is None or not found["value"][0].isupper() or _plain(found["value"]) in _CARDINALS:
        return None
    return Label(found["value"], found.end(), "ordinal", (_VALUE_OF[_plain(found["value"])],))


def _count_worded(value: str) -> tuple[tuple[int, ...], Scheme] | None:
    """The values of what stands after a structural word; None for a mere word ("Part a")."""
    if _plain(value) in _VALUE_OF:
        return (_VALUE_OF[_plain(value)],), "ordinal"
    if value[0].isdigit():
        tail = re.search(r"\d[ ]?([a-z])$", value)
        below = (ord(tail[1]) - 96,) if tail else ()
        return (*(int(n) for n in re.findall(r"\d+", value)), *below), "decimal"
    first, *rest = re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=[Ii])(?:er|ère)$", "", value))
    number, scheme = _count_letters(first)
    if not number or (len(first) == 1 and first.islower()):
        return None
    return (number, *(int(n) for n in rest)), scheme


def _read_letters(text: str) -> Label | None:
    if found := _ROMANS.match(text):
        value = found["value"]
        number, scheme = _count_letters(value)
        other = ord(value.lower()) - 96 if len(value) == 1 else 0
        if number and (len(value) > 1 or found["rest"] or scheme == "roman"):
            below = found["rest"] or ""
            rest = tuple(int(n) for n in re.findall(r"\d+", below))
            form = ("A" if value.isupper() else "a") + (")" if found["close"] == ")" else "")
            other = 0 if rest else other
            return Label(
                value + below, found.end(), scheme, (number, *rest), form=form, other=other
            )
    if found := _LETTER.match(text):
        value = found["value"]
        form = ("A" if value.isupper() else "a") + (")" if found["close"] == ")" else "")
        number = ord(value.lower()) - 96
        return Label(value, found.end(), "letter", (number,), form=form, other=number)
    if (found := _LETTERED.match(text)) and (found["close"] or "." in found["rest"]):
        rest = tuple(int(n) for n in re.findall(r"\d+", found["rest"]))
        values = (ord(found["value"]) - 64, *rest)
        return Label(found["value"] + found["rest"], found.end(), "letter", values, form="A")
    return None


def _count_letters(value: str) -> tuple[int, Scheme]:
    """A roman numeral's or a letter's value, 0 for neither. "L" and "C" alone are letters."""
    if _ROMAN.match(value) and value not in _MOSTLY_LETTERS:
        total, before = 0, 0
        for char in reversed(value.lower()):
            number = _ROMAN_VALUES[char]
            total += number if number >= before else -number
            before = max(before, number)
        return total, "roman"
    if len(value) == 1:
        return ord(value.lower()) - 96, "letter"
    return 0, "letter"
