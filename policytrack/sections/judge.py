"""Which candidates are headings: what each shows, weighed with its kin in the document.

Owns the decision. Markup and bold labels decide by themselves, so an edit elsewhere cannot turn
them; what is weaker needs its kin: a series of numbers that are mostly labels, a document whose
only headings are short plain lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.sections.contents import drop_contents
from policytrack.sections.following import Following
from policytrack.sections.gaps import fill_gaps, settle_numbers
from policytrack.sections.numbered import choose_numbered
from policytrack.sections.possible import MOST_WORDS
from policytrack.sections.shape import is_label
from policytrack.sections.superseded import choose_superseded
from policytrack.sections.unmarked import MOST_MARKED, choose_plain

if TYPE_CHECKING:
    from policytrack.markdown import Block
    from policytrack.sections.candidates import Candidate


def choose_headings(candidates: list[Candidate], blocks: list[Block]) -> list[Candidate]:
    """The candidates that are headings, in document order."""
    following = Following(blocks, candidates)
    possible = [c for c in candidates if c.possible]
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
    for candidate in choose_superseded(candidates, chosen.values()):
        chosen[candidate.block] = candidate
    leads = [c for c in candidates if c.lead and is_label(c.title, MOST_WORDS["number"])]
    return settle_numbers(fill_gaps([chosen[block] for block in sorted(chosen)], leads))


def is_marked(candidates: list[Candidate]) -> bool:
    """Whether the document has more than a title or two that markup or bold show."""
    return sum(c.style in {"hash", "bold"} and not c.nested for c in candidates) > MOST_MARKED


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
