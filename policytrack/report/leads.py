"""What the entries of lists stand under: "We do not allow:".

Owns when a line that leads a list decides what its entries mean. Knows nothing of edits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.bans import DECISIVE, read_bans
from policytrack.report.excerpt import Line, find_leads
from policytrack.report.leading_words import OPEN_WORDS
from policytrack.report.wording import drop_loose, plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LEAD = 20  # words of it that are told
_MOST_BARE = 4  # words of a lead without a colon
_OPENING = 40  # characters by which an entry is known
_MARKER = re.compile(r"^\s*(?:[*•+-]|\d{1,3}[.)])\s+")
_LABEL = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*")  # bold, over a part of a list
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_ACTS = re.compile(
    r"\b(?:allow|permit|restrict|agree|refrain|autoris|permis|accept|engag|erlaub|zulässig"
    r"|unterlass|verpflicht|zustimm|stimm|permit|compromet|consent|permess|accett|impegn|aceit"
    r"|concord|toegestaan|verbied|akkoord|forbid|prohib|interdi|untersag|viet|proib"
    r"|remov|supprim|entfern|elimin|rimuov|verwijder)",
    re.IGNORECASE,
)


def find_entries(text: str, above: str = "") -> Iterator[tuple[str, str]]:
    """The entries of the lists of a text and what leads each, in plain words.

    "" for an entry that nothing leads in. `above` is the text that the whole stands under.
    """
    lines = ["" if _LABEL.fullmatch(line) else line.rstrip() for line in text.splitlines()]
    leads = find_leads([Line((Piece("same", line),)) for line in lines])
    leads = _bare_leads(lines) | leads
    over = above.rstrip().rpartition("\n")[2] if above.rstrip().endswith(":") else ""
    for place, line in enumerate(lines):
        if _MARKER.match(line):
            yield _plain(line), _plain(lines[leads[place]] if place in leads else over)


def _bare_leads(lines: Sequence[str]) -> dict[int, int]:
    """Where a few words right above a list lead it without a colon: "We remove"."""
    leads: dict[int, int] = {}
    above = 0
    for place, line in enumerate(lines):
        if _MARKER.match(line):
            words = lines[above].split()
            if 2 <= len(words) <= _MOST_BARE and words[0][0] != "#" and words[-1][-1].isalpha():
                leads[place] = above
        elif line.strip():
            above = place
    return leads


def opening_of(text: str) -> str:
    """By what an entry is known."""
    return _MARKER.sub("", text)[:_OPENING].rstrip(" .,;:").casefold()


def decides(lead: str, language: str) -> bool:
    """Whether it says that what follows is forbidden, allowed, or due."""
    words = set(_WORD.findall(lead.casefold()))
    return bool(read_bans(lead, language) or words & DECISIVE or _ACTS.search(lead))


def goes_on(lead: str) -> bool:
    """Whether its entries end a sentence that it begins: "A guest is one that"."""
    return lead.rpartition(" ")[2].casefold() in OPEN_WORDS


def end_of(lead: str) -> str:
    """Of a lead the sentence that ends in the colon, without it; of a long one its end."""
    words = _SENTENCE.split(lead)[-1].strip(" :").split()
    return " ".join(words if len(words) <= LONGEST_LEAD else ["…", *words[-LONGEST_LEAD:]])


def _plain(line: str) -> str:
    return _MARKER.sub("", drop_loose(plain_line(line)))
