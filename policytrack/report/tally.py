"""How many sentences of a section changed, came, went and moved.

Knows nothing of how any of them is quoted or shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.light import only_light
from policytrack.report.linewise import at_rest, part_moves
from policytrack.report.wording import in_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import Piece, PieceKind
    from policytrack.report.linewise import Pieces

    Quiet = Callable[[str, str], bool]

_MOVED = ("moved_here", "moved_away")
# A full stop or the like at the end, or so many words that it is one without.
SENTENCE = re.compile(r"[.!?;:…][\W_]*$|(?:\w+\W+){7}")

_ENTRY = re.compile(r"\s*[*+•-]\s")
_FEWEST_ENTRIES = 2
_ENTRY_SHARE = 0.75  # of the lines in which something was done
_LONGEST_ENTRY = 3  # sentences; a longer one is a paragraph with a bullet


def tally(pieces: Sequence[Piece], quiet: Quiet | None = None) -> tuple[dict[str, int], str]:
    """How many sentences were changed, added, removed and moved, and what to call them.

    "entry" where most stand in lists, whose entries count as one each then, with their examples;
    "line" where most are too short for sentences: the cells of a table, an address. What moved
    from one place of these pieces to another counts once, where it is now. Sentences count for
    nothing of which `quiet` says so, given what went and what came in them.
    """
    lines = [(line, list(_runs(line))) for line in part_moves(pieces)]
    kinds = [_kinds(run) for _, runs in lines for run in runs]
    both = all(any(kind in each for each in kinds) for kind in _MOVED)
    told = [
        (_fate_of_entry(line, fates) if _is_entry(line, runs) else "", fates)
        for line, runs in lines
        if (fates := [one for run in runs for one in _fates(run, quiet, both=both)])
    ]
    entries = [entry for entry, _ in told if entry]
    if len(entries) >= max(_FEWEST_ENTRIES, _ENTRY_SHARE * len(told)):
        return _count(
            fate
            for entry, fates in told
            for fate in ([entry] if entry else (fate for fate, _ in fates))
        ), "entry"
    sentences = sum(full for _, fates in told for _, full in fates)
    counts = _count(fate for _, fates in told for fate, _ in fates)
    return counts, "sentence" if 2 * sentences >= sum(counts.values()) else "line"


def _runs(line: Pieces) -> Iterable[Pieces]:
    """A line, one in which something was edited, or that moved whole, by its sentences."""
    kinds = _kinds(line)
    edited = kinds & {"added", "removed"} and not only_light(line)
    return in_sentences(line) if len(kinds) == 1 or edited else (line,)


def _fates(run: Sequence[Piece], quiet: Quiet | None, *, both: bool) -> Iterator[tuple[str, bool]]:
    """What became of a sentence, and whether it is a full one; nothing for one without words."""
    fate = _fate(run, _kinds(run), both=both)
    text = _text(run)
    said = bool(fate) and any(map(str.isalnum, text))
    if said and not (quiet and quiet(_joined(run, "removed"), _joined(run, "added"))):
        yield fate, SENTENCE.search(text) is not None


def _is_entry(line: Pieces, runs: Sequence[Pieces]) -> bool:
    return len(runs) <= _LONGEST_ENTRY and _ENTRY.match(_text(line)) is not None


def _fate_of_entry(line: Sequence[Piece], fates: Sequence[tuple[str, bool]]) -> str:
    """What became of an entry as a whole, by what became of its sentences."""
    found = {fate for fate, _ in fates}
    whole = len(found) == 1 and "same" not in _kinds(line)
    moved = all(fate.startswith("moved") for fate in found)
    return fates[0][0] if whole or moved else "changed"


def _count(fates: Iterable[str]) -> dict[str, int]:
    counts = {"changed": 0, "added": 0, "removed": 0}
    for fate in fates:
        counts[fate] = counts.get(fate, 0) + 1
    return counts


def _text(run: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in run)


def _joined(run: Iterable[Piece], kind: PieceKind) -> str:
    return "".join(piece.text for piece in run if piece.kind == kind)


def _kinds(run: Iterable[Piece]) -> set[PieceKind]:
    return {piece.kind for piece in run if piece.text.strip()}


def _fate(run: Sequence[Piece], kinds: set[PieceKind], *, both: bool) -> str:
    """What became of a sentence; "" for nothing, or for what is told elsewhere."""
    edited = bool(kinds & {"added", "removed"}) and not only_light(run)
    moved = [kind for kind in _MOVED if kind in kinds]
    if moved and edited and (rest := at_rest(tuple(run))):
        return _fate(rest, _kinds(rest), both=both)
    if moved == ["moved_away"] and both:
        return ""
    if moved:
        where = "" if both else " here" if "moved_here" in moved else " away"
        return f"moved{where}{' and changed' if edited else ''}"
    if not edited:
        return ""
    return next(iter(kinds)) if len(kinds) == 1 else "changed"
