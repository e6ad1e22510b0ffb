"""Whether a page is a wall (bots, login, consent), an error or a shell, by itself.

A wall is short, and most of what it says is about this page or this request. A policy that
speaks of captchas, logins or error pages says many other things beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from policytrack.gate.candidate import Reason
from policytrack.gate.naming import names_policy
from policytrack.gate.phrases import WALLS, Wall, holds, vocabulary
from policytrack.gate.traits import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policytrack.gate.candidate import Candidate
    from policytrack.gate.traits import Traits

# Of 234 recorded texts of at most 400 words 7 are walls, with shares from 0.39 to 1.00; the share
# of all others is 0.03 or less (docs/gate.md).
MAX_WALL = 400  # words, said once
MOST = 0.5  # of a page's words: it is a wall whatever its title
MUCH = 0.2  # of a page's words: it is a wall unless its title is a policy's
TITLE_WORDS = 5  # a title counts for so many when the wall is named: "Oops!" may be any
SHELL_PROSE = 12  # words
AROUND = " .!…"  # of a title
TOP_LINES, TOP_WORDS = 3, 8  # where a page without a title has one all the same
BANNER_HEADINGS = 3  # a banner has fewer

SEPARATOR = re.compile(r"\s+[|\-–—·:»]\s+|\s*\|\s*")
SAID: Mapping[Wall, str] = {
    "bot_wall": "asks whether a person is looking",
    "login_wall": "asks for a login",
    "consent_wall": "asks for consent first",
    "region_wall": "is withheld from this region",
    "script_wall": "needs a browser to show itself",
    "error_page": "is an error page",
    "soft_404": "says that there is no such page",
    "maintenance": "says that the site is under maintenance",
    "placeholder": "is a placeholder for a site",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What speaks for one kind of wall."""

    wall: Wall
    hits: frozenset[str]  # sentences
    words: int  # in these
    title: bool
    sample: str


def find_wall(candidate: Candidate, traits: Traits, familiar: Traits | None) -> Reason | None:
    """The wall that the page is, if it is one; what the policy in force says, too, is no sign."""
    if traits.words > MAX_WALL:
        return None
    titles = title_parts(candidate, traits)
    found = [weigh(wall, candidate, traits, familiar, titles) for wall in WALLS]
    best = max(found, key=lambda one: one.words + TITLE_WORDS * one.title)
    said = frozenset[str]().union(*(one.hits for one in found))  # several kinds speak at once
    share = sum(traits.sentences[hit] for hit in said) / max(traits.words, 1)
    limit = MOST if names_policy((candidate.title, *candidate.headings)) else MUCH
    if any(one.title for one in found) or share >= limit:
        return Reason(best.wall, f'The page {SAID[best.wall]}: "{shorten(best.sample)}".')
    return None


def weigh(
    wall: Wall,
    candidate: Candidate,
    traits: Traits,
    familiar: Traits | None,
    titles: Sequence[str],
) -> Found:
    """What speaks for one kind of wall; `titles` are the parts of the page's."""
    known = familiar.sentences if familiar else {}
    said = vocabulary(wall)
    if wall == "consent_wall" and not is_banner(candidate, traits):
        return Found(wall, frozenset(), 0, title=False, sample="")
    phrases = [
        one
        for one in said.phrases
        if (not one.word or one.word in traits.vocabulary) and one.parts[0] in traits.joined
    ]
    hits = [
        sentence
        for sentence, words in traits.sentences.items()
        if sentence not in known and any(holds(sentence, words, one) for one in phrases)
    ]
    title = next((part for part in titles if part in said.titles), "")
    words = sum(traits.sentences[hit] for hit in hits)
    return Found(wall, frozenset(hits), words, bool(title), [*hits, title][0])


def title_parts(candidate: Candidate, traits: Traits) -> list[str]:
    """The title and the first short lines, whole and without a site's name."""
    top = islice(traits.sentences.items(), TOP_LINES)
    short = [line for line, words in top if words <= TOP_WORDS]
    whole = [fold(candidate.title), *map(fold, candidate.headings[:1]), *short]
    parts = (part for text in whole for part in (text, *SEPARATOR.split(text)))
    return [stripped for part in parts if (stripped := " ".join(part.split()).strip(AROUND))]


def is_banner(candidate: Candidate, traits: Traits) -> bool:
    """Whether the page has the buttons of a consent banner and next to no structure beside."""
    said = vocabulary("consent_wall")
    lines = traits.sentences.keys()
    return (
        bool(lines & said.accept)
        and bool(lines & said.refuse)
        and len(candidate.headings) < BANNER_HEADINGS
    )


def find_shell(candidate: Candidate, traits: Traits) -> Reason | None:
    """A page whose text is yet to come: a title, navigation, headings without bodies."""
    headings = {fold(heading) for heading in candidate.headings}
    prose = sum(
        words
        for sentence, words in traits.sentences.items()
        if words >= 5 and sentence not in headings
    )
    if prose >= SHELL_PROSE:
        return None
    words = f"{traits.words} words" if traits.words != 1 else "one word"
    return Reason("shell", f"The page holds {words} and hardly a sentence.")


def shorten(text: str) -> str:
    """A sample for a sentence."""
    return text if len(text) <= 80 else text[:79] + "…"
