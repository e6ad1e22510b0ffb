"""What stands after a candidate: a text of its own, another label, nothing.

Owns looking at the neighbouring blocks. Must not know which candidates are headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.sections.shape import (
    ends_address,
    has_postal_code,
    may_be_country,
    starts_high,
)

if TYPE_CHECKING:
    from policytrack.markdown import Block
    from policytrack.sections.candidates import Candidate

_PROSE = 60  # characters: shorter lines are labels, addresses, entries of a list


class Following:
    """The neighbours of one document's candidates."""

    def __init__(self, blocks: list[Block], candidates: list[Candidate]) -> None:
        self.blocks = blocks
        self.by_block = {c.block: c for c in candidates}

    def place(self, c: Candidate) -> int:
        """The index of the next block, rules passed over; it may be past the last."""
        after = c.block + 1
        while after < len(self.blocks) and self.blocks[after].kind == "rule":
            after += 1
        return after

    def block(self, c: Candidate) -> Block | None:
        """The next block, rules passed over."""
        after = self.place(c)
        return self.blocks[after] if after < len(self.blocks) else None

    def has_body(self, c: Candidate) -> bool:
        """Whether what follows belongs below the candidate instead of beside it.

        The end of the text counts as a text that is missing.
        """
        after = self.block(c)
        if after is None:
            return not c.nested
        if c.nested:
            here = self.blocks[c.block]
            like = after.marker[:1].isdigit() == here.marker[:1].isdigit()
            starts = after.marker.rstrip(".)") == "1"
            beside = bool(after.marker) and like and after.indent <= here.indent and not starts
            inside = c.style not in {"bold", "caps"} and after.indent > 1
            return not beside and not inside
        other = self.by_block.get(c.block + 1)
        return not (other and _alike(c, other))

    def has_prose(self, c: Candidate) -> bool:
        """Whether a paragraph, a list or a table follows, rather than another short line.

        One that begins with a small letter goes on with the line, as in text cut at its margin.
        """
        after = self.block(c)
        if after is None or after.kind != "text":
            return after is not None
        return bool(after.marker) or (_is_prose(after) and starts_high(after.text))

    def is_headed(self, c: Candidate) -> bool:
        """Whether prose follows or another line that might be a heading of a marked style."""
        other = self.by_block.get(c.block + 1)
        return self.has_prose(c) or (other is not None and other.style not in {"plain", "clause"})

    def heads_rows(self, c: Candidate) -> bool:
        """Whether a table row stands above a row of running text, both with one cell."""
        after = self.block(c)
        return (
            self.blocks[c.block].kind == "row"
            and after is not None
            and after.kind == "row"
            and len(after.text) > _PROSE
            and c.block + 1 not in self.by_block
        )

    def is_crowded(self, c: Candidate) -> bool:
        """Whether two short lines stand before it: the end of a list or of an address.

        Behind the last line of an address a heading may stand, unless it may be the country.
        """
        before = self.blocks[max(0, c.block - 2) : c.block]
        if len(before) < 2 or any(b.kind != "text" or _is_prose(b) for b in before):
            return False
        last = before[-1].text
        return not (ends_address(last) or (has_postal_code(last) and not may_be_country(c.title)))


def _is_prose(block: Block) -> bool:
    return (
        bool(block.marker)
        or block.size > 1
        or len(block.text) > _PROSE
        or block.text.endswith((".", ":", ";"))
    )


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether the second line goes on with the first one's numbers, and starts no new list."""
    a, b = one.label, other.label
    if a is None or b is None or b.values[-1:] == (1,):
        return False
    return (a.depth, a.scheme, a.form, a.word) == (b.depth, b.scheme, b.form, b.word)
