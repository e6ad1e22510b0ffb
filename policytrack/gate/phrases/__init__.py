"""What pages say that are no policy, in seven languages: one file of phrases for each wall.

A phrase speaks to the reader about this page or this request ("please verify that you are
human"), so that a policy that speaks about such things ("we may show a captcha") seldom holds
one. The form of a file: `[phrases]` are looked for in sentences, at word boundaries, "..." stands
for up to GAP characters in between, and "= " marks what counts only in a line of at most LABEL
words, as of a button. `[titles]` are whole titles. `[accept]` and `[refuse]`, of the consent
wall, are whole lines: the buttons of a banner. Everything is in lower case with plain quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from policytrack.gate.traits import WORD

Wall = Literal[
    "bot_wall",
    "login_wall",
    "consent_wall",
    "region_wall",
    "script_wall",
    "error_page",
    "soft_404",
    "maintenance",
    "placeholder",
]
WALLS: tuple[Wall, ...] = get_args(Wall)

GAP = 40  # characters; longer than "that you are a" and shorter than a clause
LABEL = 10  # words; buttons and headlines, not sentences of a policy


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its parts, which follow each other within GAP characters."""

    parts: tuple[str, ...]
    label: bool  # counts in short lines only
    word: str  # a whole word of every sentence that holds it; "" where there is none


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one kind of wall says."""

    phrases: tuple[Phrase, ...]
    titles: frozenset[str]
    accept: frozenset[str]
    refuse: frozenset[str]


@cache
def vocabulary(wall: Wall) -> Vocabulary:
    """The phrases of one wall, read once."""
    found: dict[str, list[str]] = {}
    text = files(__name__).joinpath(f"{wall}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return Vocabulary(
        phrases=tuple(map(parse_phrase, found["phrases"])),
        titles=frozenset(title.strip(" .!…") for title in found["titles"]),
        accept=frozenset(found.get("accept", ())),
        refuse=frozenset(found.get("refuse", ())),
    )


def parse_phrase(line: str) -> Phrase:
    """Read one line of `[phrases]`."""
    text = line.removeprefix("= ")
    parts = tuple(part.strip() for part in text.split("... "))
    words = WORD.findall(parts[0])
    whole = bool(words) and (len(words) > 1 or len(parts) == 1)  # an end in between may be any
    return Phrase(parts, text != line, words[0] if whole else "")


def holds(sentence: str, words: int, phrase: Phrase) -> bool:
    """Whether a sentence (in lower case, of so many words) holds a phrase."""
    if phrase.label and words > LABEL:
        return False
    start = sentence.find(phrase.parts[0])
    while start >= 0:
        if stands_alone(sentence, start, phrase):
            return True
        start = sentence.find(phrase.parts[0], start + 1)
    return False


def stands_alone(sentence: str, start: int, phrase: Phrase) -> bool:
    """Whether the phrase stands here, its ends at word boundaries."""
    end = start
    for part in phrase.parts:
        at = sentence.find(part, end, end + GAP + len(part))
        if at < 0:
            return False
        end = at + len(part)
    before, after = sentence[start - 1 : start], sentence[end : end + 1]
    return not (before.isalnum() and sentence[start].isalnum()) and not (
        after.isalnum() and sentence[end - 1].isalnum()
    )
