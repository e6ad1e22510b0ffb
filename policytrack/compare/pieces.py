"""Matched words written out as pieces of text, with what stands between the words.

Owns punctuation, marks and white space at the edges of an edit. Must not know how words were
matched.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.model import Piece, PieceKind
from policytrack.words import is_unseen

if TYPE_CHECKING:
    from policytrack.compare.matching import Gap
    from policytrack.words import Words

_ATOM = re.compile(r"\s+|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"\n]*\")?\)|.", re.DOTALL)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)
# Marks of Markdown that say how a text looks, not what it says.
_MARKS = frozenset("*_`\\#>|~[]")


class Writer:
    """Collects pieces, joining neighbours of one kind; a move stays a piece of its own."""

    def __init__(self) -> None:
        self.runs: list[tuple[PieceKind, int, list[str]]] = []

    def add(self, kind: PieceKind, text: str, move: int = -1) -> None:
        """Append text; `move` tells one moved run from the next."""
        if not text:
            return
        if self.runs and self.runs[-1][:2] == (kind, move):
            self.runs[-1][2].append(text)
        else:
            self.runs.append((kind, move, [text]))

    def pieces(self) -> tuple[Piece, ...]:
        """What was collected."""
        return tuple(
            Piece(kind, parts[0] if len(parts) == 1 else "".join(parts))
            for kind, _, parts in self.runs
        )


def write_gap(writer: Writer, gap: Gap, *, exact: bool) -> None:
    """Both sides of a gap as pieces; if exact, differences of form are shown too."""
    before, after = gap.before, gap.after
    size = len(before.keys), len(after.keys)
    words, ends = (0, 0), (0, 0)
    for i, j, length in [*gap.runs, (*size, 0)]:
        chunk = (
            Chunk(before, gap.away, (words[0], i), ends[0]),
            Chunk(after, gap.here, (words[1], j), ends[1]),
        )
        _write_chunk(writer, *chunk, exact=exact)
        if length:
            _write_run(writer, gap, (i, j, length), exact=exact)
            words = i + length, j + length
            ends = before.ends[words[0] - 1], after.ends[words[1] - 1]


def _write_run(writer: Writer, gap: Gap, run: tuple[int, int, int], *, exact: bool) -> None:
    """Words that stay, and what stands between them."""
    i, j, length = run
    before, after = gap.before, gap.after
    kept = after.text[after.starts[j] : after.ends[j + length - 1]]
    if before.text[before.starts[i] : before.ends[i + length - 1]] == kept:
        writer.add("same", kept)
        return
    ends = before.starts[i], after.starts[j]
    for x, y in zip(range(i, i + length), range(j, j + length), strict=True):
        kept = after.text[ends[1] : after.ends[y]]
        if before.text[ends[0] : before.ends[x]] == kept:
            writer.add("same", kept)
        else:
            chunks = Chunk(before, {}, (x, x), ends[0]), Chunk(after, {}, (y, y), ends[1])
            _write_chunk(writer, *chunks, exact=exact)
            words = before.text[before.starts[x] : before.ends[x]], kept[chunks[1].size :]
            _write_word(writer, *words, exact=exact)
        ends = before.ends[x], after.ends[y]


def _write_word(writer: Writer, before: str, after: str, *, exact: bool) -> None:
    """One word of two forms; if exact, unseen characters in it are shown."""
    unseen = [[char for char in word if is_unseen(char)] for word in (before, after) if exact]
    if exact and unseen[0] != unseen[1]:
        writer.add("removed", before)
        writer.add("added", after)
    else:
        writer.add("same", after)


class Chunk:
    """What one side has between two words that stay: separators, and words that do not stay."""

    def __init__(self, side: Words, moves: dict[int, int], words: tuple[int, int], at: int) -> None:
        self.side = side
        self.moves = moves
        self.words = words
        self.start = at
        self.end = side.starts[words[1]] if words[1] < len(side.starts) else len(side.text)
        self.size = self.end - at

    def edges(self) -> tuple[list[str], list[str]]:
        """What stands before the first word and after the last, in atoms."""
        first, beyond = self.words
        if first == beyond:
            atoms = _ATOM.findall(self.side.text[self.start : self.end])
            return atoms, atoms
        return (
            _ATOM.findall(self.side.text[self.start : self.side.starts[first]]),
            _ATOM.findall(self.side.text[self.side.ends[beyond - 1] : self.end]),
        )

    def write(
        self, writer: Writer, plain: PieceKind, moved: PieceKind, inner: tuple[int, int]
    ) -> None:
        """The text between two offsets: words that moved apart from words that did not."""
        start, end = inner
        groups = [
            (move, list(group))
            for move, group in groupby(range(*self.words), lambda word: self.moves.get(word, -1))
        ]
        for k, (move, _) in enumerate(groups):
            stop = self.side.starts[groups[k + 1][1][0]] if k + 1 < len(groups) else end
            writer.add(plain if move < 0 else moved, self.side.text[start:stop], move)
            start = stop
        writer.add(plain, self.side.text[start:end])


def _write_chunk(writer: Writer, before: Chunk, after: Chunk, *, exact: bool) -> None:
    """The text between two words that stay: common separators at its edges stay too."""
    texts = before.side.text[before.start : before.end], after.side.text[after.start : after.end]
    if texts[0] == texts[1]:
        writer.add("same", texts[1])
        return
    heads, tails = _common_edges(before.edges(), after.edges(), exact=exact)
    writer.add("same", texts[1][: heads[1]])
    rests = [
        text[head : len(text) - tail] for text, head, tail in zip(texts, heads, tails, strict=True)
    ]
    if not "".join(rests).strip() and not all(rests):
        writer.add("same", rests[0] or rests[1])
        writer.add("same", texts[1][len(texts[1]) - tails[1] :])
        return
    inner = before.start + heads[0], before.end - tails[0]
    before.write(writer, "removed", "moved_away", inner)
    inner = after.start + heads[1], after.end - tails[1]
    after.write(writer, "added", "moved_here", inner)
    writer.add("same", texts[1][len(texts[1]) - tails[1] :])


Edges = tuple[list[str], list[str]]


def _common_edges(
    before: Edges, after: Edges, *, exact: bool
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Lengths in characters (before, after) of the common head and of the common tail."""
    heads = _common(before[0], after[0], exact=exact)
    rests = [
        side[1][head if side[0] is side[1] else 0 :]
        for side, head in zip((before, after), heads, strict=True)
    ]
    tails = _common(rests[0][::-1], rests[1][::-1], exact=exact)
    return (
        (_length(before[0][: heads[0]]), _length(after[0][: heads[1]])),
        (
            _length(rests[0][len(rests[0]) - tails[0] :]),
            _length(rests[1][len(rests[1]) - tails[1] :]),
        ),
    )


def _common(before: list[str], after: list[str], *, exact: bool) -> tuple[int, int]:
    """How many atoms at the start of both are the same to a reader.

    A mark that one side lacks is passed over when something that both have stands around it.
    """
    i = j = 0
    same = 0, 0
    while True:
        x = before[i] if i < len(before) else ""
        y = after[j] if j < len(after) else ""
        if x and y and (x == y or _alike(x, y, exact=exact)):
            i, j = i + 1, j + 1
            same = i, j
        elif not exact and _is_mark(x):
            i += 1
        elif not exact and _is_mark(y):
            j += 1
        else:
            break
    whole = i == len(before) and j == len(after) and all(same)
    return (i, j) if whole else same


def _is_mark(atom: str) -> bool:
    return (
        atom in _MARKS
        or atom.startswith("](")
        or (len(atom) == 1 and not atom.isascii() and is_unseen(atom))
    )


def _alike(x: str, y: str, *, exact: bool) -> bool:
    if x.isspace() and y.isspace():
        return True
    return not exact and x.translate(_ALIKE) == y.translate(_ALIKE)


def _length(atoms: list[str]) -> int:
    return sum(map(len, atoms))
