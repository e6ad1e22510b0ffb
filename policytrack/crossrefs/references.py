"""Finding references to numbered sections, and following one through a renumbering."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policytrack.crossrefs.words import DIVISIONS, LAW_ENDINGS, LAWS, LINKS, OF, OWN, SUBDIVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPACE = r"[\s\u00a0]{1,3}"
_VALUE = (
    r"(?:\d{1,3}(?:\s?\.\d{1,3}){0,6}[a-z]?(?!\w)(?!\.\d)|[IVXLC]{2,7}(?:\s?\.\d{1,3}){0,4}(?!\w)"
    r"|[IVX](?!\w)"
    r"|[A-Z](?:[.-]\d{1,3}){1,4}(?!\w))"
)
_LABEL = re.compile(rf"{_VALUE}(?:\s?\((?:[a-z]{{1,4}}|\d{{1,2}})\)){{0,4}}")
_MARKS = '*_`\\[]“”„"«»'
# A word or sign and the space up to a label; the word is looked up.
_DIVISION = re.compile(
    rf"(?:(?<![\w\u0300-\u036f-])(?P<word>[^\W\d_][\w\u0300-\u036f-]{{1,20}})\.?{_SPACE}"
    rf"(?:(?:n[°ºo]|nr|no)\.?{_SPACE}|number{_SPACE})?"
    rf"|(?P<sign>§{{1,2}})[\s\u00a0]{{0,3}})(?={_VALUE})"
)
_TARGET = re.compile(r"(?<=\])\([^()\s]{0,2000}\)")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*|\d+|[,;:.()]")
_CODE = re.compile(r"[A-Z][A-Za-z-]{1,5}(?:G|GB|VO|StV)|[A-Z]{1,3}(?:G|GB|VO|StV)")
_US_CODE = re.compile(r"(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|Code|Act|Ann)\b\.?,?\s*\Z")
_CODE_REACH = 12  # characters before a division's word in which a code is named: "17 U.S.C. § 512"
_LAW_REACH = 90  # characters after a label within which the law that it is part of is named
_LAW_WORDS = 9  # words of "of the German Federal Data Protection Act" before the last
_MOST_REFERENCES = 20_000  # of one text; a megabyte of terms holds about two thousand
_MOST_LABELS = 40  # of one list


@dataclass(frozen=True, slots=True)
class Crossref:
    """A reference to a section by its number.

    A list ("Sections 3, 4 and 7") is one reference for each number. `external` is true where the
    text names the law that the number belongs to: "Article 6 of the GDPR".
    """

    label: str  # as written, without the word: "4.2", "3(b)", "IV"
    word: str  # as written: "Section", "§", "Ziffer"
    start: int  # offsets of the label in the text
    end: int
    external: bool = False


def find_crossrefs(text: str, language: str = "") -> tuple[Crossref, ...]:  # noqa: ARG001
    """Every reference to a numbered section in a Markdown text, in order.

    The words of all seven languages are known together; `language` may be "".
    """
    plain = _plain(text)
    found: list[Crossref] = []
    for match in _DIVISION.finditer(plain):
        if _is_division(match["word"]) and (not found or match.end() > found[-1].end):
            found += _read_list(plain, match)
        if len(found) >= _MOST_REFERENCES:
            break
    return tuple(found)


def follow(label: str, numbers: Mapping[str, str]) -> str | None:
    """What a reference's label becomes under a renumbering, None when nothing is known of it.

    `numbers` maps the number labels of sections before to those after ("§ 4", "4.2"); a label
    below a mapped one follows with its rest: 4 to 5 takes "4.2(b)" to "5.2(b)".
    """
    known = _normalised(tuple(numbers.items()))
    label = normalise(label)
    head = label
    while head:
        if head in known:
            return known[head] + label[len(head) :]
        head = head[: max(head.rfind("."), head.rfind("("), 0)]
    return None


def normalise(label: str) -> str:
    """A number label without its word, spaces, closing punctuation and case."""
    found = _LABEL.findall(_plain(label))
    value = re.sub(r"[\s\u00a0]", "", found[-1] if found else label)
    return value.rstrip(".)").lstrip("(").casefold() if not found else value.casefold()


@cache
def _normalised(numbers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {normalise(before): normalise(after) for before, after in numbers}


def _plain(text: str) -> str:
    """A copy of equal length without Markdown marks, quotes and link targets."""
    if "](" in text:
        text = _TARGET.sub(lambda target: " " * len(target[0]), text)
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return text


def _is_division(word: str | None) -> bool:
    """Whether a word announces a section's number; None stands for the section sign."""
    if word is None:
        return True
    return unicodedata.normalize("NFC", word).lower() in DIVISIONS


@cache
def _joint() -> re.Pattern[str]:
    """What stands between two labels of one reference."""
    words = _alternatives(LINKS)
    sign = r"(?:§{1,2}[\s\u00a0]{0,3})?"
    return re.compile(
        rf"(?:(?P<comma>[\s\u00a0]?[,;/][\s\u00a0]{{0,3}})(?:(?:{words}){_SPACE})?"
        rf"|[\s\u00a0]?[-–][\s\u00a0]?|{_SPACE}(?:{words}){_SPACE}){sign}(?={_VALUE})"
    )


def _alternatives(words: frozenset[str]) -> str:
    """A pattern part for words in composed or decomposed Unicode, the longest first."""
    forms = {unicodedata.normalize(form, word) for word in words for form in ("NFC", "NFD")}
    return "|".join(re.escape(word) for word in sorted(forms, key=lambda word: (-len(word), word)))


@cache
def _list_goes_on() -> re.Pattern[str]:
    """What may stand after a label that follows a comma: no further word of a sentence."""
    words = _alternatives(LINKS)
    return re.compile(rf"[\s\u00a0]{{0,2}}(?:[,.;:)\]/–-]|$|\n|(?:{words}|of|du|des|der|del)\b)")


def _read_list(plain: str, division: re.Match[str]) -> Iterator[Crossref]:
    word = division["word"] or division["sign"]
    spans: list[tuple[int, int]] = []
    label = _LABEL.match(plain, division.end())
    if label and len(label[0]) == 1 and label[0].isalpha() and not word[0].isupper():
        return  # "the part I like"
    while label is not None and len(spans) < _MOST_LABELS:
        spans.append(label.span())
        joint = _joint().match(plain, label.end())
        label = _LABEL.match(plain, joint.end()) if joint else None
        if label and joint and joint["comma"] and not _list_goes_on().match(plain, label.end()):
            break
    external = bool(spans) and (
        bool(_US_CODE.search(plain, max(0, division.start() - _CODE_REACH), division.start()))
        or _names_law(plain[spans[-1][1] : spans[-1][1] + _LAW_REACH])
    )
    for start, end in spans:
        yield Crossref(re.sub(r"\s", "", plain[start:end]), word, start, end, external)


def _names_law(tail: str) -> bool:
    """Whether a law is named right after a label: "(1)(f) GDPR", "of the Civil Code"."""
    belongs = 0  # words since "of"; 0 as long as none was read
    for match in _TOKEN.finditer(tail):
        word = match[0].casefold()
        if word in LAWS or word.endswith(LAW_ENDINGS) or _is_code(match[0]):
            return True
        if word in OWN or (belongs and (word in ".;:," or belongs > _LAW_WORDS)):
            return False
        if belongs or word in OF:
            belongs += 1
        elif not (word in SUBDIVISIONS or word.isdigit() or len(word) == 1):
            return False
    return False


def _is_code(word: str) -> bool:
    """A German code's short name: "TKG", "SGB", "DS-GVO", "MStV"."""
    return bool(_CODE.fullmatch(word))
