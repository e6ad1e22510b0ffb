"""Edits of light punctuation, capitals and marks alone: which they are, and a line without them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.markers import are_markers, without_markers
from policytrack.report.runs import both_sides, in_order, join_run, part_runs, sides_differ
from policytrack.report.unmarked import without_markup
from policytrack.report.wording import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.report.runs import Pieces

# An address, and what pages show in its place to programs.
_ADDRESS = re.compile(r"[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,8}")
_HIDDEN = re.compile(r"\\?\[email.protected\\?\]", re.IGNORECASE)
# Punctuation that carries no meaning of its own unless it touches a digit (−5, 1.5, 10:30).
_LIGHT = re.compile(
    r"(?<!\d)[\s.,;:!?'\"`´‘’‚‛“”„‟«»‹›()\[\]{}*_#|\\•●▪◦·‣⁃–—―‐‑‒…-]+(?!\d)"
    rf"|(?<!\S)[{UNSEEN}\u200c\u200d]+(?!\S)"
    r"|(?<=\d)[\s.,;:!?]*$"
)

# A number that counts a line: "1", "1." and "1)" are one.
_LABEL = re.compile(r"^(\W*\d{1,3}(?:\.\d{1,3}){0,4})\\?[.):](?=\s|$)")


def only_light(pieces: Iterable[Piece]) -> bool:
    """Whether both sides of a line have the same words and signs, but for light punctuation."""
    return _only_light(tuple(pieces))


@lru_cache(maxsize=4096)  # each form asks of the same lines
def _only_light(pieces: Pieces) -> bool:
    sides = both_sides(pieces)
    if sides[0] == sides[1]:
        return True
    before, after = (_LABEL.sub(r"\1 ", side) for side in sides)
    if (_HIDDEN.search(before) is None) != (_HIDDEN.search(after) is None):
        before, after = (_HIDDEN.sub("@", _ADDRESS.sub("@", side)) for side in (before, after))
    if _words(before) == _words(after):
        return True
    bare = without_markers(*sides)
    if bare != sides and _words(bare[0]) == _words(bare[1]):
        return True
    return _only_marks(pieces)


def _words(text: str) -> list[str]:
    return _LIGHT.sub(" ", text).casefold().split()


def _only_marks(pieces: Pieces) -> bool:
    """Whether only bold type, escapes and bars differ, as between "**1.** Use" and "1. Use"."""
    edits = [piece for piece in pieces if piece.kind != "same"]
    bare = all(not piece.text.strip("*\\| ") for piece in edits)
    return bare and not (edits and sides_differ(without_markup(pieces)))


def still(pieces: Pieces) -> Pieces:
    """A settled line without marks on edits of light punctuation or capitals; as it is after."""
    if only_light(pieces):
        return without_markup((Piece("same", both_sides(pieces)[1]),))
    shown: list[Piece] = []
    for run, light in part_light(pieces):
        shown += [Piece("same", both_sides(run)[1])] if light else run
    return tuple(piece for piece in shown if piece.text)


def part_light(pieces: Pieces) -> list[tuple[Pieces, bool]]:
    """A settled line in runs, and whether each is an edit of light punctuation or capitals alone.

    Of a line in which but bold type and the like differ only the text after is given.
    """
    if _only_marks(pieces):
        return [(without_markup((Piece("same", both_sides(pieces)[1]),)), False)]
    parted: list[tuple[Pieces, bool]] = []
    runs = part_runs(pieces)
    groups = [join_run(run) for run in runs]
    for place, (run, group) in enumerate(zip(runs, groups, strict=True)):
        edit = in_order(run, group)
        beside = [g.get("same", "") for g in ({}, *groups, {})[place : place + 3]]
        near = f"{beside[0][-1:]}{''.join(piece.text for piece in edit)}{beside[2][:1]}"
        opens = not any("".join(g.values()).strip() for g in groups[:place])
        counts = any(map(str.isdigit, near)) and not (opens and are_markers(*both_sides(edit)))
        light = group.keys() <= {"removed", "added"} and not counts
        parted.append((edit, light and only_light(edit)))
    return parted
