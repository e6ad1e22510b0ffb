"""How many sentences of a section changed, came, went and moved.

Knows nothing of how any of them is quoted or shown.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.blocks import SENTENCE, are_others, is_block, is_new, read_line
from policytrack.report.ends import find_ends
from policytrack.report.light import only_light
from policytrack.report.linewise import at_rest, part_line, split_lines
from policytrack.report.matched import match_sentences
from policytrack.report.runs import both_sides
from policytrack.report.wording import ONE_SIDED, in_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import PieceKind
    from policytrack.report.linewise import Pieces
    from policytrack.report.matched import Apart, Sentence

    Quiet = Callable[[str, str], bool]

Fate = tuple[str, bool]  # what became of a sentence, and whether it is a full one

_MOVED = ("moved_here", "moved_away")

_ENTRY = re.compile(r"\s*[*+•-]\s")
_FEWEST_ENTRIES = 2
_ENTRY_SHARE = 0.75  # of the lines in which something was done
_LONGEST_ENTRY = 3  # sentences; a longer one is a paragraph with a bullet


def tally(
    pieces: Sequence[Piece], quiet: Quiet | None = None, apart: Apart | None = None
) -> tuple[dict[str, int], str]:
    """How many sentences were changed, added, removed and moved, and what to call them.

    "entry" where most stand in lists, whose entries count as one each then, with their examples;
    "line" where most are too short for sentences: the cells of a table, an address, which count as
    one each, too. What moved from one place of these pieces to another counts once, where it is
    now. Sentences count for nothing of which `quiet` says so, given what went and what came in
    them, and for one that went and one that came of which `apart` does.
    """
    pieces = tuple(pieces)
    moved = {piece.kind for piece in pieces if piece.text.strip()}.intersection(_MOVED)
    both = len(moved) == len(_MOVED)
    told = [(line, fates) for line, fates in _read(pieces, quiet, apart, both=both) if fates]
    whole = (fate for line, fates in told for fate in _fates_of_line(line, fates))
    entries = sum(_is_entry(line) for line, _ in told)
    if entries >= max(_FEWEST_ENTRIES, _ENTRY_SHARE * len(told)):
        return _count(whole), "entry"
    counts = _count(fate for _, fates in told for fate in _bare(fates))
    if 2 * sum(full for _, fates in told for _, full in fates) >= sum(counts.values()):
        return counts, "sentence"
    return _count(whole), "line"


def _read(
    pieces: Pieces, quiet: Quiet | None, apart: Apart | None, *, both: bool
) -> Iterator[tuple[Pieces, list[Fate]]]:
    """The lines, and what became of their sentences."""
    for new, group in groupby(split_lines(pieces), is_new):
        block = list(group)
        unlike = _in_block(apart) if new and is_block(block) else apart
        for line in block:
            parts = part_line(line)
            yield (
                line,
                [fate for part in parts for fate in _fates(part, quiet, unlike, both=both)],
            )


def _in_block(apart: Apart | None) -> Apart:
    """What is told apart in lines that took the place of lines."""
    return lambda before, after: are_others(before, after) or bool(apart and apart(before, after))


def _fates(part: Pieces, quiet: Quiet | None, apart: Apart | None, *, both: bool) -> Iterator[Fate]:
    """What became of each sentence, and whether it is a full one; nothing for those that stay."""
    kinds = _kinds(part)
    if kinds.intersection(_MOVED):
        edited = kinds & {"added", "removed"} and not only_light(part)
        for run in in_sentences(part) if len(kinds) == 1 or edited else (part,):
            fate, text = _fate(run, _kinds(run), both=both), _text(run)
            if fate and _counts(text, _joined(run, "removed"), _joined(run, "added"), quiet):
                yield fate, SENTENCE.search(text) is not None
    elif kinds & {"added", "removed"} and not only_light(part):
        for before, after in match_sentences(read_line(part), apart):
            yield from _fate_of_pair(before, after, quiet)


def _fate_of_pair(
    before: Sentence | None, after: Sentence | None, quiet: Quiet | None
) -> Iterator[Fate]:
    was, now = (one.text if one else "" for one in (before, after))
    went, came = (one.edited if one else "" for one in (before, after))
    if (
        before
        and after
        and (was == now or only_light((Piece("removed", was), Piece("added", now))))
    ):
        return
    text = max(was, now, key=len)
    if _counts(text, went, came, quiet):
        yield (
            "changed" if before and after else "added" if after else "removed",
            (SENTENCE.search(text) is not None),
        )


def _counts(text: str, went: str, came: str, quiet: Quiet | None) -> bool:
    return any(map(str.isalnum, text)) and not (quiet and quiet(went, came))


def _is_entry(line: Pieces) -> bool:
    if not _ENTRY.match(_text(line)):
        return False
    return all(len([*find_ends(f"{side} ")]) <= _LONGEST_ENTRY for side in both_sides(line))


def _fates_of_line(line: Pieces, fates: Sequence[Fate]) -> list[str]:
    """What became of a line as a whole, by what became of its sentences.

    One that only came or went moved where its first words did.
    """
    found = _bare(fates)
    stays = "same" in _kinds(line)
    if not stays and {*found} == {"removed", "added"}:
        return ["removed", "added"]
    if len({*found}) == 1 and not stays:
        return found[:1]
    if all(fate.startswith("moved") for fate in found):
        return found[:1]
    if not any(side.issuperset(_kinds(line)) for side in ONE_SIDED):
        return ["changed"]
    first = next(piece.kind for piece in line if any(map(str.isalnum, piece.text)))
    moved = next((fate for fate in found if fate.startswith("moved")), "")
    if first in {"added", "removed"} or not moved:
        return [first if first in found else found[0]]
    return [f"{moved.partition(' and')[0]} and changed"]


def _bare(fates: Iterable[Fate]) -> list[str]:
    return [fate for fate, _ in fates]


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
