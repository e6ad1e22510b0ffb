"""What changed between texts, as runs of whole words.

Owns the order of the steps from coarse to fine. Must not know sections, kinds or weight.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.compare.edited_moves import find_edited_moves
from policytrack.compare.matching import Gap, find_gaps, keep_units, keep_words
from policytrack.compare.moves import find_moves
from policytrack.compare.passages import find_passages
from policytrack.compare.pieces import write_gap
from policytrack.compare.strays import drop_strays
from policytrack.compare.tidy import tidy
from policytrack.compare.writer import Writer
from policytrack.model import Piece

if TYPE_CHECKING:
    from policytrack.compare.matching import Level

# Words that a sentence must have to be called moved; a block may have fewer within its body, as
# list items are short, and must have more to be followed from one body into another.
MOVED_FAR = 10
PASSAGE = 8  # words that a part of a sentence must have to be called moved
# All that stands between a word and the host of an address.
_OPENING = re.compile(r"(?:[\[*_]|\]\([^()\s]{0,500}\)|https?://|www\.)*(?:https?://|www\.)")
_MOVED = frozenset({"moved_away", "moved_here"})
LEVELS: tuple[tuple[Level, int], ...] = (("blocks", 1), ("sentences", 6))


def diff_text(before: str, after: str) -> tuple[Piece, ...]:
    """An inline diff of one text; see `diff_texts`."""
    if before == after:
        return (Piece("same", after),) if after else ()
    return diff_texts([(before, after)])[0]


def diff_texts(texts: list[tuple[str, str]]) -> list[tuple[Piece, ...]]:
    """Inline diffs of the bodies of a document; what moved from one into another is marked so.

    same + removed + moved_away are the words of a text before, same + added + moved_here those
    after. White space, and punctuation of another form only, is given as after in `same`.
    """
    stretches = [find_gaps(before, after) for before, after in texts]
    found = ([part for part in parts if isinstance(part, Gap)] for parts in stretches)
    bodies = [gaps for gaps in found if gaps]
    name = 0
    for level, fewest in LEVELS:
        for gaps in bodies:
            for gap in gaps:
                keep_units(gap, level, fewest=min(fewest, 2))
            name = find_moves(gaps, level, fewest, name)
        name = find_moves(
            [gap for gaps in bodies for gap in gaps], level, MOVED_FAR, name, far=True
        )
    for gaps in bodies:
        for gap in gaps:
            keep_words(gap)
            drop_strays(gap)
            tidy(gap)
        name = find_edited_moves(gaps, LEVELS[1][1], name)
        name = find_passages(gaps, PASSAGE, name)
    everywhere = [gap for gaps in bodies for gap in gaps]
    name = find_edited_moves(everywhere, MOVED_FAR, name)
    find_passages(everywhere, PASSAGE, name)
    return [_write(parts) for parts in stretches]


def _write(parts: list[str | Gap]) -> tuple[Piece, ...]:
    """Where no word of a body differs, every difference of form is shown."""
    exact = all(part.all_stay for part in parts if isinstance(part, Gap))
    writer = Writer()
    for part in parts:
        if isinstance(part, str):
            writer.add("same", part)
        else:
            write_gap(writer, part, exact=exact)
    return writer.pieces() if exact else _same_pages(writer.pieces())


def _same_pages(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without "https://" for "www." in front of an address that stays, where more is changed."""
    if not any(piece.kind != "same" and _OPENING.fullmatch(piece.text) for piece in pieces):
        return pieces
    writer = Writer()
    groups = [
        list(run) for _, run in groupby(pieces, lambda piece: piece.kind in {"removed", "added"})
    ]
    for before, group, after in zip([[], *groups], groups, [*groups[1:], []], strict=False):
        amid = all(piece.kind == "same" for piece in before[-1:] + after[:1])
        if amid and all(_OPENING.fullmatch(piece.text) for piece in group):
            writer.add("same", "".join(piece.text for piece in group if piece.kind == "added"))
            continue
        for piece in group:
            writer.add(piece.kind, piece.text, id(piece) if piece.kind in _MOVED else -1)
    found = writer.pieces()
    return found if any(piece.kind != "same" for piece in found) else pieces
