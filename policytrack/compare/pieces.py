"""Matched words written out as pieces of text, with what stands between the words.

Owns punctuation, marks and white space at the edges of an edit. Must not know how words were
matched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.model import Piece, PieceKind

if TYPE_CHECKING:
    from policytrack.align.sequence import Match
    from policytrack.words import Words

_ATOM = re.compile(r"\s+|.", re.DOTALL)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)


class _Writer:
    """Collects pieces, joining neighbours of one kind."""

    def __init__(self) -> None:
        self.runs: list[tuple[PieceKind, list[str]]] = []

    def add(self, kind: PieceKind, text: str) -> None:
        if not text:
            return
        if self.runs and self.runs[-1][0] == kind:
            self.runs[-1][1].append(text)
        else:
            self.runs.append((kind, [text]))

    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Piece(kind, "".join(parts)) for kind, parts in self.runs)


def write_pieces(before: Words, after: Words, runs: list[Match]) -> tuple[Piece, ...]:
    """The two texts as pieces, given which words stay."""
    writer = _Writer()
    ends = 0, 0
    words = 0, 0
    for i, j, length in [*runs, (len(before.keys), len(after.keys), 0)]:
        starts = _start(before, i), _start(after, j)
        _write_between(
            writer,
            before.text[ends[0] : starts[0]],
            after.text[ends[1] : starts[1]],
            _edges(before, words[0], i, ends[0]),
            _edges(after, words[1], j, ends[1]),
        )
        for k in range(length):
            if k:
                gap = (
                    before.text[before.ends[i + k - 1] : before.starts[i + k]],
                    after.text[after.ends[j + k - 1] : after.starts[j + k]],
                )
                if gap[0] == gap[1]:
                    writer.add("same", gap[1])
                else:
                    _write_between(writer, *gap, None, None)
            writer.add("same", after.text[after.starts[j + k] : after.ends[j + k]])
        words = i + length, j + length
        if length:
            ends = before.ends[words[0] - 1], after.ends[words[1] - 1]
    return writer.pieces()


def _start(side: Words, word: int) -> int:
    return side.starts[word] if word < len(side.starts) else len(side.text)


def _edges(side: Words, first: int, beyond: int, offset: int) -> tuple[int, int] | None:
    """Where the words of a gap begin and end, from its start; None when it has none."""
    if first == beyond:
        return None
    return side.starts[first] - offset, side.ends[beyond - 1] - offset


def _write_between(
    writer: _Writer,
    before: str,
    after: str,
    words_before: tuple[int, int] | None,
    words_after: tuple[int, int] | None,
) -> None:
    """The text between two words that stay: common marks at its edges stay too."""
    head, tail = _common_edges(_atoms(before, words_before), _atoms(after, words_after))
    writer.add("same", after[: head[1]])
    writer.add("removed", before[head[0] : len(before) - tail[0]])
    writer.add("added", after[head[1] : len(after) - tail[1]])
    writer.add("same", after[len(after) - tail[1] :])


Atoms = tuple[list[str], list[str]]  # before the first word, after the last word


def _atoms(text: str, words: tuple[int, int] | None) -> Atoms:
    if words is None:
        atoms = _ATOM.findall(text)
        return atoms, atoms
    return _ATOM.findall(text[: words[0]]), _ATOM.findall(text[words[1] :])


def _common_edges(before: Atoms, after: Atoms) -> tuple[tuple[int, int], tuple[int, int]]:
    """Lengths (before, after) of the common head and of the common tail."""
    head = _common(before[0], after[0])
    taken = tuple(head if side[0] is side[1] else 0 for side in (before, after))
    rests = tuple(side[1][cut:] for side, cut in zip((before, after), taken, strict=True))
    tail = _common(rests[0][::-1], rests[1][::-1])
    return (
        (_length(before[0][:head]), _length(after[0][:head])),
        (
            _length(rests[0][len(rests[0]) - tail :]),
            _length(rests[1][len(rests[1]) - tail :]),
        ),
    )


def _common(before: list[str], after: list[str]) -> int:
    count = 0
    for x, y in zip(before, after, strict=False):
        if (
            x != y
            and not (x.isspace() and y.isspace())
            and x.translate(_ALIKE) != y.translate(_ALIKE)
        ):
            break
        count += 1
    return count


def _length(atoms: list[str]) -> int:
    return sum(map(len, atoms))
