"""Numbers and bullets that a body's own paragraphs and list items bear.

Owns which figures at the start of a line are labels and no content ("2." but not "2. May 2021").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policytrack.crossrefs import DIVISIONS, follow, normalise
from policytrack.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE_LABEL = re.compile(
    r"(?m)^[ \t>]{0,40}(?:#{1,6}[ \t]{1,4})?(?:[-+•·◦▪‣–—][ \t]{1,8})?\[?"  # a link's
    r"(?P<label>"
    r"\(?(?P<single>\d{1,3})[.)\]:]{1,2}(?=\s|$)"
    r"|\d{1,3}(?:\.\d{1,3}){1,6}[a-z]?[.)\]:]{0,2}"
    r"(?=\s{1,8}[^\Wa-z\d_]|\s{0,8}$|[ \t]{0,8}[(\[“\"])"
    r"|\d{1,3}(?:\.\d{1,3}){1,6}[.)\]:](?=\s|$)"
    r"|\((?:[A-Za-z]|[ivxlcIVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){1,4})\)(?=\s|$)"
    r"|(?:[A-Za-z]|[ivxlcIVXLC]{2,7})[.)](?=\s|$)"
    r"|(?P<word>[^\W\d_]{3,12}|§)[ ](?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,7})"
    r"(?:[.:)]|[ ][-–—])(?=\s|$))"
)
_INLINE_LABEL = re.compile(r"\((?<!\S\()(?P<mark>[a-zA-Z]|[ivx]{2,5}|\d{1,2})\)(?=\s)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[.]?\s{1,3}\Z")
_NEXT_WORD = re.compile(r"\s*([^\W\d_]+)")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Labelled(NamedTuple):
    """A text without its labels, and these."""

    text: str
    labels: tuple[str, ...]


def split_labels(plain: str, numbers: Mapping[str, str]) -> Labelled:
    """Takes the labels off the lines of a plain copy.

    A single figure ("4.") counts as a label when a neighbour of the same text counts on from it,
    when it is 1, or when `numbers` knows it; else it may be the start of a sentence.
    """
    matches = [match for match in _LINE_LABEL.finditer(plain) if _is_label(match)]
    singles = {int(match["single"]) for match in matches if match["single"]}
    spans = [
        match.span("label")
        for match in matches
        if not match["single"] or _is_counted(match["single"], singles, numbers)
    ]
    spans = sorted({*spans, *_inline_labels(plain)})
    labels, parts, place = [], [], 0
    for start, end in spans:
        labels.append(plain[start:end])
        parts.append(plain[place:start])
        place = end
    return Labelled(" ".join([*parts, plain[place:]]), tuple(labels))


def _is_label(match: re.Match[str]) -> bool:
    if match["word"]:
        return match["word"] == "§" or match["word"].lower() in DIVISIONS
    if match["single"]:
        next_word = _NEXT_WORD.match(match.string, match.end())
        return next_word is None or next_word[1].casefold() not in MONTHS
    return True


def _is_counted(figure: str, singles: set[int], numbers: Mapping[str, str]) -> bool:
    value = int(figure)
    if value == 1 or {value - 1, value + 1} & singles:
        return True
    return follow(figure, numbers) is not None or figure in map(normalise, numbers.values())


def _inline_labels(plain: str) -> list[tuple[int, int]]:
    """Marks like (a) and (b) inside running text, where they count up from the first."""
    runs: dict[str, list[re.Match[str]]] = {}
    for match in _INLINE_LABEL.finditer(plain):
        before = _WORD_BEFORE.search(plain, max(0, match.start() - 20), match.start())
        if before is None or before[1].lower() not in DIVISIONS:
            runs.setdefault(_style(match["mark"]), []).append(match)
    return [
        match.span()
        for style, run in runs.items()
        if len(run) > 1
        and [_value(match["mark"], style) for match in run] == [*range(1, len(run) + 1)]
        for match in run
    ]


def _style(mark: str) -> str:
    if mark.isdigit():
        return "digit"
    return "roman" if mark in _ROMAN and mark != "c" else "letter"


def _value(mark: str, style: str) -> int:
    if style == "digit":
        return int(mark)
    if style == "roman":
        return _ROMAN.index(mark)
    return ord(mark.lower()) - 96 if len(mark) == 1 else 0
