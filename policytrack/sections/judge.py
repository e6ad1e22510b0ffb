"""Which candidates are headings: what each shows, weighed with its kin in the document.

Owns the decision. Markup and bold labels decide by themselves, so an edit elsewhere cannot turn
them; what is weaker needs its kin: a series of numbers that are mostly labels, a document whose
only headings are short plain lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.sections.shape import is_label, is_sentence, starts_high

if TYPE_CHECKING:
    from policytrack.markdown import Block
    from policytrack.sections.candidates import Candidate


def choose_headings(candidates: list[Candidate], blocks: list[Block]) -> list[Candidate]:
    """The candidates that are headings, in document order."""
    return [c for c in candidates if _accept(c, blocks)]


def _accept(c: Candidate, blocks: list[Block]) -> bool:
    title = c.title
    words = len(title.split())
    if c.style == "hash":
        return True
    body = _has_body(c, blocks)
    if c.style == "bold":
        return (
            is_label(title, 25)
            and not (is_sentence(title) and words > 12)
            and (body or not c.nested)
        )
    if c.style == "caps":
        return is_label(title, 15) and not (title.endswith(".") and words > 6)
    if c.style == "number" and c.label:
        if not c.label.sure or not title:
            return False
        return (
            is_label(title, 20)
            and starts_high(title)
            and not is_sentence(title)
            and (body or not c.nested)
        )
    return False


def _has_body(c: Candidate, blocks: list[Block]) -> bool:
    """Whether what follows in a list belongs to this item."""
    after = next((b for b in blocks[c.block + 1 : c.block + 2]), None)
    if after is None:
        return False
    here = blocks[c.block]
    return not after.marker or after.indent > here.indent
