"""Which candidates are headings: what each shows, weighed with its kin in the document.

Owns the decision. Markup and bold labels decide by themselves, so an edit elsewhere cannot turn
them; what is weaker needs its kin: a series of numbers that are mostly labels, a document whose
only headings are short plain lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.dates import is_date_line
from policytrack.sections.contents import drop_contents
from policytrack.sections.following import Following
from policytrack.sections.gaps import fill_gaps, settle_numbers
from policytrack.sections.numbered import choose_numbered
from policytrack.sections.shape import is_label, is_stopped, starts_high
from policytrack.sections.unmarked import MOST_MARKED, choose_plain

if TYPE_CHECKING:
    from policytrack.markdown import Block
    from policytrack.sections.candidates import Candidate

_DAY = re.compile(r"\b(?:29|3\d)\b")  # a slip like "31 June" still makes a line that gives a date

# Words of a title, by how the line is marked. The longest bold heading met in policies has 28,
# the longest numbered one 19; short plain lines beyond ten words are sentences.
_MOST_WORDS = {"bold": 28, "caps": 15, "number": 20, "plain": 10}
# The same where it ends with a colon, and where it ends with another stop.
_LEAD_IN_WORDS = {"bold": 18, "caps": 14, "number": 14, "plain": 0}
_STOPPED_WORDS = {"bold": 5, "caps": 6, "number": 5, "plain": 0}
_STOPPED_NUMBERED = {"bold": 20, "caps": 10, "number": 5}  # and it has a number


def choose_headings(candidates: list[Candidate], blocks: list[Block]) -> list[Candidate]:
    """The candidates that are headings, in document order."""
    following = Following(blocks, candidates)
    possible = [c for c in candidates if _could_be(c)]
    real = drop_contents([c for c in possible if c.style not in {"plain", "clause"}])
    marked = is_marked(real)
    chosen = {c.block: c for c in real if _shows(c, following, marked=marked)}
    labels = {c.block for c in real}
    contents = {c.block for c in possible} - labels
    weak = [c for c in candidates if c.block not in chosen and c.block not in contents]
    for candidate in choose_numbered(weak, labels, list(chosen.values()), following):
        chosen[candidate.block] = candidate
    for candidate in choose_plain(possible, chosen, following):
        chosen[candidate.block] = candidate
    leads = [c for c in candidates if c.lead and is_label(c.title, _MOST_WORDS["number"])]
    return settle_numbers(fill_gaps([chosen[block] for block in sorted(chosen)], leads))


def is_marked(candidates: list[Candidate]) -> bool:
    """Whether the document has more than a title or two that markup or bold show."""
    return sum(c.style in {"hash", "bold"} and not c.nested for c in candidates) > MOST_MARKED


def _could_be(c: Candidate) -> bool:
    """Whether the line by itself could be a heading of its style."""
    if c.style == "hash":
        return True
    title = c.title
    if c.style == "clause":
        return False
    if not title:
        return c.label is not None and bool(c.label.word)
    if not is_label(title, _MOST_WORDS[c.style]):
        return False
    if is_stopped(title) and len(title.split()) > _most_stopped(c):
        return False
    if c.style != "bold" and not starts_high(title):
        return False
    return not (any(map(str.isdigit, c.text)) and is_date_line(_DAY.sub("28", c.text)))


def _most_stopped(c: Candidate) -> int:
    """Words that a title may have that ends like a sentence or a lead-in."""
    if c.label and not c.title.endswith(":"):
        return _STOPPED_NUMBERED[c.style]
    return (_LEAD_IN_WORDS if c.title.endswith(":") else _STOPPED_WORDS)[c.style]


def _shows(c: Candidate, following: Following, *, marked: bool) -> bool:
    """Whether its style alone makes the candidate a heading.

    Capitals between headings that are marked otherwise are as often labels of a page's controls.
    """
    if c.style == "hash":
        return True
    if c.nested:
        return c.style == "bold" and following.heads_rows(c)
    if c.style == "caps" and not c.label and c.block:
        return following.is_headed(c) if marked else not following.is_crowded(c)
    return c.style in {"bold", "caps"}
