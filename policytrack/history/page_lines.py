"""What a line of a page is by itself: a button, a bar of links, a counter, or a policy's words.

Owns the marks by which lines are told; must not know what changed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.dates import find_days
from policytrack.dates.folding import fold
from policytrack.history.sayings import (
    AREAS,
    BOXES,
    COUNTER,
    COUNTERS,
    DATING,
    DOCUMENTS,
    LANGUAGES,
    REGIONS,
    SAYINGS,
    is_hint,
)
from policytrack.history.traces import line_words
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST_LINE = 4000  # characters
_LONGEST_HINT = 30  # words
_LONGEST_CARD = 12  # words of a link that stands alone
_SENTENCE = 8  # words
_MENU = 50  # entries that are glued together
_LONGEST_DAY = 80  # characters of a line that holds a day and nothing else
_TARGET = r"\([^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)"
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]" + _TARGET)
_DRAWN = re.compile(r"!\[[^\[\]]{0,300}\]\(data:image/[\w.+;=-]{0,60},[\w+/=%-]*\)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]" + _TARGET)
_INNER = re.compile(r"\]\(#[^()\s]{0,300}\)")
_CLOSING = re.compile(
    r"(?<!!)\[\]\(#[^()\s]{0,300}?(?:close|dismiss|popup|modal|dialog)[^()\s]{0,300}\)",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\s*(?:[*\-+•▪]|\d{1,3}[.)])\s+")
_BETWEEN_LINKS = re.compile(r"[\s|·•>*/\-–—_]*")
_QUOTES = re.compile(r"[()\[\]{}\"“”„«»]+")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3}|[a-zà-ÿ]{2}[?!])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})\.\s")
_DIGIT = re.compile(r"\d")
_COUNTING = re.compile(r"[\d+]")  # without one a line is no counter, clock, stamp or key to press
_STOP = re.compile(r"[.!?:;。][\"”’)*_\s]*$")


@lru_cache(maxsize=32768)
def squeeze(line: str) -> str:
    """What a line says without its white space: equal where words were glued or broken apart.

    Numbers stay apart from each other.
    """
    tokens = line_words(line)
    if (letters := "".join(tokens)).isalpha():
        return letters.casefold()
    return join(_QUOTES.sub("", token.casefold()) for token in tokens)


def join(parts: Iterable[str]) -> str:
    """Words one behind the other; a mark stands between two digits."""
    joined: list[str] = []
    for part in parts:
        if joined and part and joined[-1][-1].isdigit() and part[0].isdigit():
            joined.append("\x1f")
        if part:
            joined.append(part)
    return "".join(joined)


@lru_cache(maxsize=32768)
def strip_furniture(line: str) -> str:
    """A line without its counters, its pictures and the links that are buttons."""
    line = _DRAWN.sub("", line) if "](data:image/" in line else line
    line = _drop_counters(line)
    if len(line) > _LONGEST_LINE:
        return _drop_menu(line)
    if "](" in line:
        line = _IMAGE.sub("", line)
        line = _LINK.sub(lambda link: "" if _is_saying(link[1]) else link[0], line)
    return line


def _drop_menu(line: str) -> str:
    """A line without a whole menu, its entries glued together, that stands before its text."""
    stop = _SENTENCE_END.search(line)
    glued = [found.start() for found in _GLUED.finditer(line[: stop.start() if stop else None])]
    if len(glued) < _MENU:
        return line
    entries = (line[a:b] for a, b in pairwise([0, *glued]))
    return line[glued[-1] :] if any(map(_is_saying, entries)) else line


def link_texts(line: str) -> list[str]:
    """The words of a line's links."""
    return _LINK.findall(line) if "](" in line else []


def drop_links(line: str) -> str:
    """A line without its links and their words."""
    return _LINK.sub("", line) if "](" in line else line


def _drop_counters(line: str) -> str:
    """Every counter holds a digit, which is soon seen to be missing."""
    return COUNTER.sub("", line) if _DIGIT.search(line) else line


@lru_cache(maxsize=32768)
def is_page_line(line: str) -> bool:
    """Whether a line is the page's and no word of a policy, whatever stands around it."""
    bare = _LIST_MARK.sub("", strip_furniture(line), count=1).strip()
    if len(bare) > _LONGEST_LINE:
        return False
    words = fold_words(bare)
    if len("".join(words)) < 2 and not any(word.isdigit() for word in words):
        return True
    return (
        tuple(words) in SAYINGS
        or (_is_language(words) and ("](" in line or not is_entry(line)))
        or (_COUNTING.search(bare) is not None and COUNTERS.fullmatch(bare) is not None)
        or (len(words) <= _LONGEST_HINT and is_hint(bare))
        or _is_navigation(line, words)
    )


def is_language(line: str) -> bool:
    """Whether a line names a language and says no other word."""
    return _is_language(fold_words(line))


def is_area_tab(line: str) -> bool:
    """Whether a line names parts of the world by their letters, and says no other word."""
    words = fold_words(line) if len(line) <= _LONGEST_DAY else ()
    return len(words) > 1 and AREAS.issuperset(words)


def _is_language(words: Sequence[str]) -> bool:
    """Whether words name a language, or a language and where it is spoken."""
    return not LANGUAGES.isdisjoint(words) and set(words) <= LANGUAGES | REGIONS


def _is_saying(text: str) -> bool:
    return fold_words(text) in SAYINGS


def _is_navigation(line: str, words: Sequence[str]) -> bool:
    """Links and nothing else: several side by side, into the page itself, or one like a card."""
    if not is_link_line(line):
        return False
    if is_bar(line) or _INNER.search(line):
        return True
    return (
        _LIST_MARK.match(line) is None
        and len(words) <= _LONGEST_CARD
        and not has_digit(words)
        and _STOP.search(line.partition("](")[0]) is None
    )


def is_bar(line: str) -> bool:
    """Whether a line of links holds several."""
    return is_link_line(line) and len(_LINK.findall(_IMAGE.sub("", line))) > 1


def is_link_line(line: str) -> bool:
    """Whether a line holds links and no other word."""
    if "](" not in line or len(line) > _LONGEST_LINE:
        return False
    rest = _LIST_MARK.sub("", _LINK.sub("", _IMAGE.sub("", line)), count=1)
    return _BETWEEN_LINKS.fullmatch(rest) is not None


def closes_box(text: str) -> bool:
    """Whether a text holds a button without words that closes what opened over the page."""
    return "[](#" in text and _CLOSING.search(text) is not None


@lru_cache(maxsize=32768)
def is_box_title(line: str) -> bool:
    """Whether a line stands over a box that holds nothing of the policy."""
    return fold_words(line) in BOXES


def is_entry(line: str) -> bool:
    """Whether a line is an entry of a list."""
    return _LIST_MARK.match(line) is not None


def names_document(words: Iterable[str]) -> bool:
    """Whether words hold one for what a document of rules is called."""
    return not DOCUMENTS.isdisjoint(words)


def has_digit(words: Sequence[str]) -> bool:
    """Whether any of the words holds a digit."""
    return any(char.isdigit() for word in words for char in word)


def is_sentence(line: str) -> bool:
    """Whether a line says something, rather than naming it."""
    return not is_link_line(line) and len(fold_words(line)) >= _SENTENCE


@lru_cache(maxsize=4096)
def is_day(line: str) -> bool:
    """Whether a line holds a day, and says at most that the text is of that day."""
    line = _drop_counters(line)
    if len(line) > _LONGEST_DAY:
        return False
    folded = fold(line, 0, len(line)).text
    days = find_days(folded)
    if len(days) != 1:
        return False
    rest = folded[: days[0].start] + " " + folded[days[0].end :]
    return all(word in DATING for word in fold_words(rest))
