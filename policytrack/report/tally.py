"""How many sentences of a section changed, came, went and moved.

Knows nothing of how any of them is quoted or shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.linewise import part_moves
from policytrack.report.wording import in_sentences, only_light

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import Piece, PieceKind

    Quiet = Callable[[str, str], bool]

_MOVED = ("moved_here", "moved_away")
# A full stop or the like at the end, or so many words that it is one without.
SENTENCE = re.compile(r"[.!?;:…][\W_]*$|(?:\w+\W+){7}")


def tally(pieces: Sequence[Piece], quiet: Quiet | None = None) -> tuple[dict[str, int], str]:
    """How many sentences were changed, added, removed and moved, and what to call them.

    "line" where most are too short for sentences: the cells of a table, an address. What moved
    from one place of these pieces to another counts once, where it is now. Sentences count for
    nothing of which `quiet` says so, given what went and what came in them.
    """
    counts = {"changed": 0, "added": 0, "removed": 0}
    runs = [(run, _kinds(run)) for run in _runs(pieces)]
    both = all(any(kind in kinds for _, kinds in runs) for kind in _MOVED)
    sentences = 0
    for run, kinds in runs:
        fate = _fate(run, kinds, both=both)
        if fate and not (quiet and quiet(_joined(run, "removed"), _joined(run, "added"))):
            counts[fate] = counts.get(fate, 0) + 1
            sentences += SENTENCE.search("".join(piece.text for piece in run)) is not None
    return counts, "sentence" if 2 * sentences >= sum(counts.values()) else "line"


def _runs(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    """The lines, those in which something was edited, or that moved whole, by their sentences."""
    for run in part_moves(pieces):
        kinds = _kinds(run)
        edited = kinds & {"added", "removed"} and not only_light(run)
        if len(kinds) == 1 or edited:
            yield from in_sentences(run)
        else:
            yield run


def _joined(run: Iterable[Piece], kind: PieceKind) -> str:
    return "".join(piece.text for piece in run if piece.kind == kind)


def _kinds(run: Iterable[Piece]) -> set[PieceKind]:
    return {piece.kind for piece in run if piece.text.strip()}


def _fate(run: Sequence[Piece], kinds: set[PieceKind], *, both: bool) -> str:
    """What became of a sentence; "" for nothing, or for what is told elsewhere."""
    edited = bool(kinds & {"added", "removed"}) and not only_light(run)
    moved = [kind for kind in _MOVED if kind in kinds]
    if moved == ["moved_away"] and both:
        return ""
    if moved:
        where = "" if both else " here" if "moved_here" in moved else " away"
        return f"moved{where}{' and changed' if edited else ''}"
    if not edited:
        return ""
    return next(iter(kinds)) if len(kinds) == 1 else "changed"
