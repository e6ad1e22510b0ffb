"""A ban that stands before an edit goes with it: "do not sell … to third parties".

Owns how far before an edit what turns it round may stand. Knows nothing of which edits are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from policytrack.negations import NEGATIONS, NEUTRAL, any_of

if TYPE_CHECKING:
    from policytrack.report.in_context import Edit

FARTHEST_BAN = 10  # words between a ban and the edit
_PARTS_OF_ONE = 4  # words between "ne" and "pas"
_LONGEST_ENTRY = 3  # words between two commas of a list; between more of them a clause may begin
# Begin an exception, which to who is told of it is as good as a ban.
_EXCEPTIONS = {
    "en": "other than, excluding",
    "fr": "hormis, à moins, à l'exception",
    "de": "außer, mit ausnahme, es sei denn",
    "es": "con excepción, a excepción, a menos",
    "it": "ad eccezione, a meno",
    "pt": "com exceção, à exceção, a menos",
    "nl": "met uitzondering",
}
# Of these the word before tells more.
_BEHIND_VERBS = frozenset(
    "not never cannot prohibited forbidden don't don’t nicht nie verboten niet nooit".split()  # noqa: SIM905
)
# Words that decide what one may, must or will.
DECISIVE = frozenset(
    """
    may can must will shall should might could only all any
    peut doit doivent peuvent kann darf muss soll können dürfen müssen sollen
    puede debe pueden deben pode deve podem devem può deve kan mag moet zal
    """.split()  # noqa: SIM905
)
_SHORTEST_IN_CAPITALS = 4  # letters of a word of a title
_LOOSE = " ,;:"
_SENTENCE = re.compile(r"[.!?;:|•](?=\s|\Z)|\n")


def with_ban(edit: Edit, language: str) -> Edit:
    """The edit from the negation, or what makes an exception, before it in its sentence."""
    both = all(edit.bare)
    ban = find_ban(edit.lead, language) if both or edit.within or edit.behind else []
    if not ban:
        return edit
    lead, names = edit.lead.split(), ("before", "after") if both else ("within", "behind")
    texts = {name: getattr(edit, name).split() for name in names if getattr(edit, name)}
    shared = {name: _count_shared(lead, words) for name, words in texts.items()}
    if any(size >= len(ban) for size in shared.values()) or not (both or all(shared.values())):
        return edit
    led = {name: " ".join([*ban, *words[shared[name] :]]) for name, words in texts.items()}
    if both:
        return replace(edit, before=led["before"], after=led["after"], led=len(ban))
    return replace(
        edit, within=led.get("within", edit.within), behind=led.get("behind", edit.behind)
    )


def find_ban(lead: str, language: str) -> list[str]:
    """The words from a ban to the end of what stands before an edit; none where none governs it."""
    sentence = _SENTENCE.split(lead)[-1]
    starts = [found.start() for found in _find_bans(sentence, language)]
    if not starts:
        return []
    start = starts.pop()
    while starts and len(sentence[starts[-1] : start].split()) <= _PARTS_OF_ONE:
        start = starts.pop()
    words = sentence[start:].split()
    if not _governs(sentence[start:]):
        return []
    verb = sentence[:start].split()[-1:] if words[0].casefold() in _BEHIND_VERBS else []
    return [word for word in verb if any(map(str.isalnum, word))] + words


def read_bans(text: str, language: str) -> set[str]:
    """The words of a text that negate or make an exception, in small letters."""
    return {found[0].casefold().replace("’", "'") for found in _find_bans(text, language)}


def _find_bans(text: str, language: str) -> list[re.Match[str]]:
    bans, neutral = _patterns(language if language in NEGATIONS else "en")
    spared = [found.span() for found in neutral.finditer(text)]
    return [
        found
        for found in bans.finditer(text)
        if not any(start <= found.start() < end for start, end in spared)
    ]


def _governs(words: str) -> bool:
    """Whether an edit behind the words is neither a clause of its own nor the end of a title."""
    parts = words.split(",")[1:]
    near = len(words.split()) <= FARTHEST_BAN
    long = [word for word in words.split() if len(word) >= _SHORTEST_IN_CAPITALS]
    title = bool(long) and all(map(str.istitle, long))
    return near and not title and all(len(part.split()) <= _LONGEST_ENTRY for part in parts)


def _count_shared(lead: list[str], words: list[str]) -> int:
    """How many words an edit begins with that end what stands before it."""
    for size in range(min(len(lead), len(words)), 0, -1):
        ends = [[word.strip(_LOOSE) for word in side] for side in (lead[-size:], words[:size])]
        if ends[0] == ends[1]:
            return size
    return 0


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    bans, neutral = (
        re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)", re.IGNORECASE)
        for phrases in (f"{NEGATIONS[language]}, {_EXCEPTIONS[language]}", NEUTRAL[language])
    )
    return bans, neutral
