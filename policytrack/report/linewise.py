"""An inline diff cut at its line breaks, so that what took the place of what stands on one line.

Owns where an edit over several lines is cut. Knows nothing of how a line is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from policytrack.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.model import PieceKind

Pieces = tuple[Piece, ...]

# Where fewer words stand beside a part that moved, they are read with it.
FEWEST_APART = 4
# A sentence moved of which one word moved for so many that went, or came, beside it: what still
# stands is not told as gone.
MOVED_OF: dict[PieceKind, int] = {"moved_away": 4, "moved_here": 1}
FEWEST_STAY = 3  # words of a sentence that stays though a part of it moved

_BREAK = re.compile(r"\n|<br[ \t]*/?(?:>|$)", re.IGNORECASE)
_CUT_TAG = re.compile(r"<br[ \t]*/?$", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"^[ \t]*/?>")
_LINES = re.compile(r"\n+")
_KINDS: tuple[PieceKind, PieceKind] = ("removed", "added")
_EDITS: dict[PieceKind, PieceKind] = {"moved_away": "removed", "moved_here": "added"}
MOST_LINES = 20  # of a row of a table
_LONE = ({"removed"}, {"added"})
_MOVED = frozenset(_EDITS)
_ENDS = ".!?:;"
_ENDING = re.compile(r"[.!?:;|][\s\"'”’»)\]*_]*\Z|\A\W*\Z")
_STOP = re.compile(r"[.!?;][\"”’»)]*\s")
_OPENING_BULLET = re.compile(r"^[*•+-] ")
_LEFT = frozenset({"removed", "moved_away"})
_LINE_END = re.compile(r"[.!?;:,]?[ \t]*(?:\n|\Z)")
# What a line may begin with before its words: indentation, a bullet, a number.
_OPENING = re.compile(r"(?:^|(?<=\n))[ \t]*(?:(?:[*+•-]|\d{1,3}[.)])[ \t]+)?\Z")


def split_lines(pieces: Iterable[Piece]) -> Iterator[Pieces]:
    """The pieces of each line; a line break of any kind, or `<br>` in a table cell, ends it.

    Where an edit cuts the tag in two, it is a break of the first piece.
    """
    current: list[Piece] = []
    cut = False
    for piece in _beside(_from_line_starts(pieces)):
        first, *others = _BREAK.split(_REST_OF_TAG.sub("", piece.text) if cut else piece.text)
        cut = _CUT_TAG.search(piece.text) is not None
        if first:
            current.append(Piece(piece.kind, first))
        for text in others:
            yield tuple(current)
            current = [Piece(piece.kind, text)] if text else []
    yield tuple(current)


def part_moves(pieces: Iterable[Piece]) -> Iterator[Pieces]:
    """The lines, and whole sentences that moved apart from what else became of their line."""
    for run in split_lines(pieces):
        yield from part_line(run)


def part_line(run: Pieces) -> Iterator[Pieces]:
    """The line; or what moved of it as whole sentences, and what else became of it."""
    whole = [piece.kind in _MOVED and _is_whole(run, place) for place, piece in enumerate(run)]
    parts_of_moves = sum(piece.kind in _MOVED for piece in run) - sum(whole)
    if not any(whole) or parts_of_moves > 1:
        yield run
        return
    yield tuple(piece for piece, moved in zip(run, whole, strict=True) if moved)
    for moved, rest in groupby(zip(run, whole, strict=True), lambda pair: pair[1]):
        parts = tuple(piece for piece, _ in rest)
        if not moved and any(piece.kind != "same" for piece in parts):
            yield parts


def at_rest(sentence: Pieces) -> Pieces:
    """A sentence of which a part moved, as if none had; () where all of it moved, or most.

    Where the sentence stays, so does the part; where it came or went, the part did with it.
    """
    words: Counter[PieceKind] = Counter()
    for piece in sentence:
        words[piece.kind] += len(piece.text.split())
    if not words["same"]:
        sides = ((MOVED_OF[kind] * words[kind], words[edit]) for kind, edit in _EDITS.items())
        if any(0 < moved >= edited for moved, edited in sides):
            return ()
        return tuple(Piece(_EDITS.get(piece.kind, piece.kind), piece.text) for piece in sentence)
    parts = [piece.kind for piece in sentence if piece.kind in _MOVED]
    edits = (piece.text for piece in sentence if piece.kind in _KINDS)
    if words["same"] < FEWEST_STAY or len(parts) > len({*parts}) or any(map(_STOP.search, edits)):
        return ()
    return tuple(_after_moves(sentence))


def _after_moves(sentence: Pieces) -> Iterator[Piece]:
    """What moved here as if it had stood here, without what moved away."""
    parted = False
    for place, piece in enumerate(sentence):
        if piece.kind == "moved_away":
            parted = any(p.kind != "added" and p.text.strip() for p in sentence[:place])
            continue
        if parted and piece.kind == "removed":
            yield Piece("removed", "… ")
        parted = False
        yield Piece("same", piece.text) if piece.kind == "moved_here" else piece


def in_rows(runs: Iterable[Pieces]) -> Iterator[Pieces]:
    """The lines; those of one row of a table that came, or went, as one: it says what it is of."""
    row: list[Pieces] = []
    for run in runs:
        kinds = {piece.kind for piece in run if piece.text.strip()}
        text = "".join(piece.text for piece in run).strip()
        if row and (kinds - {row[0][0].kind} or len(row) == MOST_LINES):
            yield from row
            row = []
        if row or (kinds in _LONE and text.startswith("|") and not text.endswith("|")):
            row.append(run)
            if text.endswith("|"):
                space = Piece(row[0][0].kind, " ")
                yield tuple(piece for line in row if line for piece in (*line, space))
                row = []
        else:
            yield run
    yield from row


def _is_whole(run: Pieces, place: int) -> bool:
    """Whether a piece that moved begins and ends as a sentence does."""
    text = run[place].text.strip().rstrip("[*_ ")
    side = {"same", *(("removed",) if run[place].kind == "moved_away" else ("added",))}
    behind = "".join(piece.text for piece in run[place + 1 :] if piece.kind in side).lstrip()
    ends = text[-1:] in _ENDS or not behind or behind[0] in _ENDS
    side.add(run[place].kind)
    lead = [piece for piece in run[:place] if piece.kind in side and piece.text.strip()]
    opens = not lead or lead[-1].kind == "same" or _ENDING.search(lead[-1].text) is not None
    return opens and ends and not _OPENING_BULLET.sub("", text, count=1)[:1].islower()


def _from_line_starts(pieces: Iterable[Piece]) -> list[Piece]:
    """Lines that only came or only went, each with its own bullet instead of the next one's."""
    found = list(pieces)
    for i in range(1, len(found)):
        before, edit = found[i - 1], found[i]
        paired = i + 1 < len(found) and found[i + 1].kind != "same"
        if before.kind != "same" or edit.kind not in {"removed", "added"} or paired:
            continue
        opening = _OPENING.search(edit.text) if "\n" in edit.text else None
        if opening and opening[0] and _starts_line(before.text, opening[0], first=i == 1):
            size = len(opening[0])
            found[i - 1] = Piece("same", before.text[:-size])
            found[i] = Piece(edit.kind, opening[0] + edit.text[:-size])
            after = found[i + 1].text if i + 1 < len(found) else ""
            found[i + 1 : i + 2] = [Piece("same", opening[0] + after)]
    return [piece for piece in found if piece.text]


def _starts_line(text: str, opening: str, *, first: bool) -> bool:
    rest = text.removesuffix(opening)
    return rest != text and (rest.endswith("\n") or (first and not rest))


def _beside(pieces: list[Piece]) -> Iterator[Piece]:
    """Edits over several lines on both sides: their first lines together, and their last.

    Whole lines that took the place of whole lines stand apart.
    """
    groups = [
        part
        for _, run in groupby(pieces, lambda piece: piece.kind != "same")
        for part in _parted(list(run))
    ]
    for place, group in enumerate(groups):
        sides = [_side(group, kind) for kind in _KINDS]
        if _has_moved_lines(groups, place) or _are_whole_lines(groups, place, sides):
            yield from _sides_apart(group)
        elif {piece.kind for piece in group} != {*_KINDS} or any(
            "\n" not in text.strip() for text in sides
        ):
            yield from group
        elif _is_between_breaks(groups, place):
            yield from (Piece("removed", sides[0]), Piece("same", "\n"), Piece("added", sides[1]))
        else:
            yield from _line_by_line(*sides)


def _parted(group: list[Piece]) -> Iterator[list[Piece]]:
    """Edits that follow on each other: what goes behind whole lines that came is another one."""
    first = 0
    for place in range(1, len(group)):
        came, goes = group[place - 1], group[place]
        if came.kind == "added" and came.text.endswith("\n") and goes.kind == "removed":
            yield group[first:place]
            first = place
    yield group[first:]


def _is_between_breaks(groups: list[list[Piece]], place: int) -> bool:
    before = groups[place - 1][-1].text if place else "\n"
    after = groups[place + 1][0].text if place + 1 < len(groups) else "\n"
    return before.endswith("\n") and after.startswith("\n")


def _are_whole_lines(groups: list[list[Piece]], place: int, sides: list[str]) -> bool:
    """Whether whole lines went and others came that have nothing to do with them."""
    before = groups[place - 1][-1].text if place else "\n"
    if not all(sides) or not before.endswith("\n"):
        return False
    if all(text.endswith("\n") for text in sides):
        return True
    return place + 1 == len(groups) and all(map(_OPENING_BULLET.match, sides))


def _has_moved_lines(groups: list[list[Piece]], place: int) -> bool:
    """Whether whole lines went and others came, of which some moved."""
    group = groups[place]
    if not any(piece.kind in {"moved_away", "moved_here"} for piece in group):
        return False
    before = groups[place - 1][-1].text if place else "\n"
    after = groups[place + 1][0].text if place + 1 < len(groups) else "\n"
    sides = [[piece.text for piece in group if (piece.kind in _LEFT) == left] for left in (1, 0)]
    both = all(len("".join(side).split()) >= FEWEST_APART for side in sides)
    return both and _OPENING.search(before) is not None and _LINE_END.match(after) is not None


def _sides_apart(group: list[Piece]) -> Iterator[Piece]:
    for piece, following in zip_longest(group, group[1:]):
        yield piece
        goes = following is not None and (piece.kind in _LEFT) != (following.kind in _LEFT)
        if goes and not piece.text.endswith("\n"):
            yield Piece("same", "\n")


def _side(group: Iterable[Piece], kind: PieceKind) -> str:
    return "".join(piece.text for piece in group if piece.kind == kind)


def _line_by_line(before: str, after: str) -> Iterator[Piece]:
    """Lines of as many on both sides each beside its own, else only the first and the last."""
    sides = [_LINES.split(before), _LINES.split(after)]
    breaks = max(_LINES.findall(before), _LINES.findall(after), key=len)
    first, *middle, last = zip_longest(*sides, fillvalue="")
    if len(sides[0]) != len(sides[1]):
        middle = [
            *((line, "") for line in sides[0][1:-1]),
            *(("", line) for line in sides[1][1:-1]),
        ]
        last = (sides[0][-1], sides[1][-1])
    for place, pair in enumerate([first, *middle, last]):
        if place:
            yield Piece("same", breaks[min(place, len(breaks)) - 1])
        yield from (Piece(kind, text) for kind, text in zip(_KINDS, pair, strict=True) if text)
