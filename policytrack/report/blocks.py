"""Lines that took the place of lines: which are such, and when two of them belong together.

Owns how a line is read before its edits are looked for. Knows nothing of these.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.report.in_context import FEWEST_ALONE
from policytrack.report.light import still
from policytrack.report.replacing import UNEVEN, share
from policytrack.report.wording import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Piece

    Pieces = tuple[Piece, ...]

# Of lines that took the place of lines, two belong together that share so much of their words.
FEWEST_SHARED = 0.4
# A full stop or the like at the end, or so many words that it is one without.
SENTENCE = re.compile(r"[.!?;:…][\W_]*$|(?:\w+\W+){7}")


@lru_cache(maxsize=4096)  # who counts reads the same lines as who quotes
def read_line(line: Pieces) -> Pieces:
    """The line as it is read, without marks on light edits."""
    return still(settle(line))


def is_new(line: Sequence[Piece]) -> bool:
    """Whether no word of a line stayed."""
    words = [piece for piece in line if piece.text.strip()]
    return bool(words) and all(piece.kind in {"removed", "added"} for piece in words)


def is_block(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether new lines took the place of several, or one that of something else."""
    several = len(lines) > 1 and len({piece.kind for line in lines for piece in line}) > 1
    return several or _is_uneven(lines[0])


def are_others(before: str, after: str) -> bool:
    """Whether of two sentences in such lines neither says what the other says."""
    if not (SENTENCE.search(before) or SENTENCE.search(after)):
        return False
    return are_other_rows(before, after) or share(before, after) < FEWEST_SHARED


def are_other_rows(before: str, after: str) -> bool:
    """Whether two rows of a table have other first cells."""
    first = before.partition("|")[0], after.partition("|")[0]
    return "|" in before and "|" in after and share(*first) < FEWEST_SHARED


def _is_uneven(line: Sequence[Piece]) -> bool:
    """Whether a label stood where a paragraph stands: neither replaced the other."""
    sizes = [
        sum(len(piece.text.split()) for piece in line if piece.kind == kind)
        for kind in ("removed", "added")
    ]
    return 0 < UNEVEN * min(sizes) <= max(sizes) and min(sizes) > FEWEST_ALONE
