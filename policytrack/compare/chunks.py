"""What both sides have between two words that stay, written so that it reads well.

Owns where an edit begins and ends among marks, punctuation and units. Must not know how words
were matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.compare.separators import Edges, common_edges, is_mark, split_atoms

if TYPE_CHECKING:
    from policytrack.compare.writer import Writer
    from policytrack.model import PieceKind
    from policytrack.words import Words

_CLOSERS, _STOPS = r"\"'”’»)\]*_", ".!?;:…"
# The end of a sentence or a line, with the white space behind it. Possessive, and tried only where
# a run of these signs begins, so that a million points in a row cost a million steps.
_UNIT_END = re.compile(
    rf"(?<![{_CLOSERS}{_STOPS}])[{_CLOSERS}]*+[{_STOPS}]++[{_CLOSERS}]*+\s++"
    r"|[ \t]{0,8}\|?[ \t]{0,8}\n\s*+"
)
_UNIT_START = re.compile(rf"(?:\n|[{_STOPS}][{_CLOSERS}]*+\s)[\s>*•+#_-]*+\Z")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\Z")
_SEEN = 40  # characters before an edit that are looked at
Span = tuple[int, int]


class Chunk:
    """What one side has between two words that stay: separators, and words that do not stay."""

    def __init__(self, side: Words, moves: dict[int, int], words: Span, place: Span) -> None:
        self.side = side
        self.moves = moves
        self.words = words
        self.start, self.end = place
        self.size = self.end - self.start

    def cut(self) -> tuple[Chunk, Chunk] | None:
        """The chunk in two behind the last line break before its first word."""
        first = self.side.starts[self.words[0]] if self.words[0] < self.words[1] else self.end
        opening = self.side.text[self.start : first]
        place = opening.rfind("\n") + 1
        if not place:
            return None
        middle, none = self.start + place, (self.words[0], self.words[0])
        return (
            Chunk(self.side, self.moves, none, (self.start, middle)),
            Chunk(self.side, self.moves, self.words, (middle, self.end)),
        )

    def opens_line(self) -> bool:
        """Whether it begins a line."""
        return self.side.text.endswith("\n", 0, self.start) or not self.start

    def end_of_lines(self) -> int:
        """Where lines end that follow on a line: before the blank line behind them."""
        if _BLANK_LINE.search(self.side.text, max(0, self.start - _SEEN), self.start):
            return self.size
        line = self.text.find("\n", len(self.text.rstrip()))
        return self.size if line < 0 else line + 1

    @property
    def text(self) -> str:
        """All of it."""
        return self.side.text[self.start : self.end]

    def is_moved(self) -> bool:
        """Whether its first word moved."""
        return self.words[0] < self.words[1] and self.words[0] in self.moves

    def edges(self) -> Edges:
        """What stands before the first word and after the last, in atoms."""
        first, beyond = self.words
        if first == beyond:
            atoms = split_atoms(self.text)
            return atoms, atoms
        return (
            split_atoms(self.side.text[self.start : self.side.starts[first]]),
            split_atoms(self.side.text[self.side.ends[beyond - 1] : self.end]),
        )

    def moves_through(self, end: str, span: Span) -> bool:
        """Whether the first such end within a span lies inside a run that moved as one."""
        at = self.text.find(end, *span)
        return at >= 0 and self.moves_at(at)

    def moves_at(self, at: int) -> bool:
        """Whether a place lies inside a run that moved as one."""
        word = bisect_left(self.side.starts, self.start + at)
        return word in self.moves and self.moves[word] == self.moves.get(word - 1)

    def write(self, writer: Writer, kinds: tuple[PieceKind, PieceKind], span: Span) -> None:
        """The text of a span, from the chunk's start: what moved apart from what did not."""
        start, end = self.start + span[0], self.start + span[1]
        if not self.moves:
            writer.add(kinds[0], self.side.text[start:end])
            return
        words = (bisect_left(self.side.starts, start), bisect_left(self.side.starts, end))
        groups = [
            (move, next(group))
            for move, group in groupby(range(*words), lambda word: self.moves.get(word, -1))
        ]
        for k, (move, _) in enumerate(groups):
            beyond = groups[k + 1][1] if k + 1 < len(groups) else words[1]
            stop = self.side.starts[beyond] if k + 1 < len(groups) else end
            line = self.side.text.rfind("\n", self.side.ends[beyond - 1], stop) + 1
            stop = line or stop  # the mark that opens a line goes with the line
            writer.add(kinds[move >= 0], self.side.text[start:stop], move)
            start = stop
        writer.add(kinds[0], self.side.text[start:end])


LEFT: tuple[PieceKind, PieceKind] = ("removed", "moved_away")
CAME: tuple[PieceKind, PieceKind] = ("added", "moved_here")


def write_chunk(writer: Writer, before: Chunk, after: Chunk, *, exact: bool) -> None:
    """The text between two words that stay: common separators at its edges stay too."""
    texts = before.text, after.text
    if texts[0] == texts[1]:
        writer.add("same", texts[1])
        return
    halves = before.cut(), after.cut()
    if halves[0] and halves[1]:
        _write_joint(writer, halves[0][0], halves[1][0], exact=exact)
        before, after = halves[0][1], halves[1][1]
    opens = before.opens_line() and after.opens_line()
    if opens and not exact and _are_marks(before, after):
        writer.add("same", after.text)
        return
    _write_joint(writer, before, after, exact=exact)


def write_apart(writer: Writer, before: Chunk, after: Chunk) -> None:
    """Whole lines that have nothing to do with each other; a blank line behind a list stays."""
    ends = before.end_of_lines(), after.end_of_lines()
    if before.text[ends[0] :] != after.text[ends[1] :]:
        ends = before.size, after.size
    before.write(writer, LEFT, (0, ends[0]))
    after.write(writer, CAME, (0, ends[1]))
    writer.add("same", after.text[ends[1] :])


def _are_marks(before: Chunk, after: Chunk) -> bool:
    """Whether a line is opened by nothing but marks on both sides."""
    texts = before.text, after.text
    alone = before.words[0] == before.words[1] and after.words[0] == after.words[1]
    return alone and all(all(map(is_mark, split_atoms(text))) for text in texts)


def _write_joint(writer: Writer, before: Chunk, after: Chunk, *, exact: bool) -> None:
    """The same for separators and words without a line break in front of them."""
    texts = before.text, after.text
    moved = before.is_moved() or after.is_moved()
    heads, tails = common_edges(before.edges(), after.edges(), exact=exact, moved=moved)
    inner = (heads[0], len(texts[0]) - tails[0]), (heads[1], len(texts[1]) - tails[1])
    inner = _turn_mark(texts, inner)
    rests = texts[0][slice(*inner[0])], texts[1][slice(*inner[1])]
    writer.add("same", texts[1][: inner[1][0]])
    if not "".join(rests).strip() and not all(rests):
        writer.add("same", rests[0] or rests[1])
        writer.add("same", texts[1][inner[1][1] :])
    elif (
        all(rests)
        and (end := _end_of_unit(texts, inner))
        and not before.moves_through(end, inner[0])
        and not after.moves_through(end, inner[1])
    ):
        _write_apart(writer, (before, after), inner, end)
    else:
        if all(rests) and _runs_into_unit((before, after), inner):
            inner = _write_units(writer, (before, after), inner)
        inner = _write_space(writer, texts, inner)
        before.write(writer, LEFT, inner[0])
        after.write(writer, CAME, inner[1])
        writer.add("same", texts[1][inner[1][1] :])


def _write_space(
    writer: Writer, texts: tuple[str, str], inner: tuple[Span, Span]
) -> tuple[Span, Span]:
    """The space behind a sentence, where others came or went behind it at the end of a line."""
    rests = [text[slice(*span)] for text, span in zip(texts, inner, strict=True)]
    ends = texts[1][: inner[1][0]].rstrip(_CLOSERS)[-1:] in tuple(_STOPS)
    if all(rests) or not ends or not texts[1].startswith("\n", inner[1][1]):
        return inner
    space = 1 if "".join(rests).startswith(" ") else 0
    writer.add("same", " " * space)
    first, second = (
        (start + space if rest else start, stop)
        for rest, (start, stop) in zip(rests, inner, strict=True)
    )
    return first, second


def _runs_into_unit(chunks: tuple[Chunk, Chunk], inner: tuple[Span, Span]) -> bool:
    """Whether an edit ends inside a sentence or line and begins one, or has ends on both sides."""
    pairs = list(zip(chunks, inner, strict=True))
    if any(_UNIT_END.search(chunk.text[stop - 1 :]) for chunk, (_, stop) in pairs):
        return False
    return all(_begins_unit(chunk, start) for chunk, (start, _) in pairs) or all(
        _UNIT_END.search(chunk.text, *span) for chunk, span in pairs
    )


def _begins_unit(chunk: Chunk, start: int) -> bool:
    at = chunk.start + start
    return at == 0 or bool(_UNIT_START.search(chunk.side.text[max(0, at - _SEEN) : at]))


def _common_signs(one: str, other: str) -> int:
    """How many characters both begin with that are part of no word."""
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size] and not one[size].isalnum():
        size += 1
    return size


def _write_units(
    writer: Writer, chunks: tuple[Chunk, Chunk], inner: tuple[Span, Span]
) -> tuple[Span, Span]:
    """The whole units that an edit begins with, then what is left of it, inside the next one.

    "[-These-][+It costs nothing. If you ask, these+] terms" is the same as
    "[+It costs nothing. +][-These-][+If you ask, these+] terms".
    """
    cuts = []
    for chunk, (start, stop) in zip(chunks, inner, strict=True):
        ends = [found.end() for found in _UNIT_END.finditer(chunk.text, start, stop)]
        cut = ends[-1] if ends and ends[-1] < stop and not chunk.moves_at(ends[-1]) else start
        cuts.append(cut)
    units = [
        chunk.text[start:cut] for chunk, (start, _), cut in zip(chunks, inner, cuts, strict=True)
    ]
    rests = [
        chunk.text[cut:stop] for chunk, (_, stop), cut in zip(chunks, inner, cuts, strict=True)
    ]
    closing = _common_signs(units[0][::-1], units[1][::-1])
    opening = _common_signs(*rests)
    for chunk, kinds, (start, _), cut in zip(chunks, (LEFT, CAME), inner, cuts, strict=True):
        chunk.write(writer, kinds, (start, cut - closing))
    writer.add("same", chunks[1].text[cuts[1] - closing : cuts[1] + opening])
    rest = [(cut + opening, stop) for cut, (_, stop) in zip(cuts, inner, strict=True)]
    return rest[0], rest[1]


def _turn_mark(texts: tuple[str, str], inner: tuple[Span, Span]) -> tuple[Span, Span]:
    r"""Let the bullet or mark that opens a line go with the line.

    "- [x\n- ]y" is the same as "[- x\n]- y".
    """
    opened = [text[:start].rpartition("\n") for text, (start, _) in zip(texts, inner, strict=True)]
    mark = opened[1][2]
    rests = [text[start:end] for text, (start, end) in zip(texts, inner, strict=True)]
    turns = (
        mark == opened[0][2]
        and all(line_end for _, line_end, _ in opened)
        and not all(rests)
        and "".join(rests).endswith("\n" + mark)
    )
    size = len(mark) if turns else 0
    (start, end), (other, stop) = inner
    return (start - size, end - size), (other - size, stop - size)


def _end_of_unit(texts: tuple[str, str], inner: tuple[Span, Span]) -> str:
    """The end of a sentence or line right behind an edit that began inside it; "" elsewhere.

    "[-safe-][+secure. It costs nothing+]. You" is the same as
    "[-safe-][+secure+]. [+It costs nothing. +]You".
    """
    if any(_UNIT_END.search(text[:start]) for text, (start, _) in zip(texts, inner, strict=True)):
        return ""
    found = _UNIT_END.match(texts[1], inner[1][1])
    if not found or not texts[0].startswith(found[0], inner[0][1]):
        return ""
    inside = [found[0] in text[start:end] for text, (start, end) in zip(texts, inner, strict=True)]
    return found[0] if any(inside) and not all(inside) else ""


def _write_apart(
    writer: Writer, chunks: tuple[Chunk, Chunk], inner: tuple[Span, Span], end: str
) -> None:
    """An edit inside a unit, the unit's end, then the units that only one side has behind it."""
    rest: list[Span] = []
    for chunk, kinds, (start, stop) in zip(chunks, (LEFT, CAME), inner, strict=True):
        cut = chunk.text.find(end, start, stop)
        chunk.write(writer, kinds, (start, stop if cut < 0 else cut))
        rest.append((stop if cut < 0 else cut, stop))
    writer.add("same", end)
    for chunk, kinds, (start, stop) in zip(chunks, (LEFT, CAME), rest, strict=True):
        if start < stop:
            chunk.write(writer, kinds, (start + len(end), stop + len(end)))
    writer.add("same", chunks[1].text[inner[1][1] + len(end) :])
