"""What stands between two words: punctuation, marks, white space, link targets.

Owns which of it is the same to a reader on both sides. Must not know words or edits.
"""

from __future__ import annotations

import re

from policytrack.words import is_unseen

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
# Behind these a mark that is left out could join two words into one ("1." and "[000").
_JOINTS = frozenset(".,:'’_*")

Edges = tuple[list[str], list[str]]  # atoms before the first word, after the last


def split_atoms(text: str) -> list[str]:
    """The text as runs of white space, link targets and single characters."""
    return _ATOM.findall(text)


def common_edges(
    before: Edges, after: Edges, *, exact: bool, moved: bool
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Lengths in characters (before, after) of the common head and of the common tail.

    What `moved` begins with its first word.
    """
    bare = before[0] is before[1], after[0] is after[1]
    breaks = not moved and _ends_line(before, after, bare)
    heads = _common(before[0], after[0], bare, exact=exact, breaks=breaks)
    rests = [
        side[1][head if alone else 0 :]
        for side, head, alone in zip((before, after), heads, bare, strict=True)
    ]
    tails = _common(rests[0][::-1], rests[1][::-1], bare, exact=exact)
    return (
        (_length(before[0][: heads[0]]), _length(after[0][: heads[1]])),
        (
            _length(rests[0][len(rests[0]) - tails[0] :]),
            _length(rests[1][len(rests[1]) - tails[1] :]),
        ),
    )


def _ends_line(before: Edges, after: Edges, bare: tuple[bool, bool]) -> bool:
    """Whether words came to, or went from, the end of a line: its break is behind them."""
    if bare[0] == bare[1]:
        return False
    alone, (opening, closing) = (before, after) if bare[0] else (after, before)
    return not _has_break(opening) and _has_break(closing) and _has_break(alone[0])


def _has_break(atoms: list[str]) -> bool:
    return any("\n" in atom for atom in atoms)


def _common(
    before: list[str],
    after: list[str],
    bare: tuple[bool, bool],
    *,
    exact: bool,
    breaks: bool = False,
) -> tuple[int, int]:
    """How many atoms at the start of both are the same to a reader.

    A mark that one side lacks is passed over when something that both have stands before it, and
    behind it too, unless the side is `bare`: without words that the mark could belong to. With
    `breaks` a line break is no space.
    """
    i = j = 0
    same = 0, 0
    while True:
        x = before[i] if i < len(before) else ""
        y = after[j] if j < len(after) else ""
        if x and y and (x == y or _alike(x, y, exact=exact, breaks=breaks)):
            i, j = i + 1, j + 1
            same = i, j
        elif not exact and (beyond := _over_marks(before, i)) > i:
            i = beyond
        elif not exact and (beyond := _over_marks(after, j)) > j:
            j = beyond
        else:
            break
    if exact and not all(same):
        return same
    if not all(same):
        return _closing(before, same[0], after), _closing(after, same[1], before)
    ends = (i, len(before), bare[0], same[0]), (j, len(after), bare[1], same[1])
    first, second = (at if alone and at == size else kept for at, size, alone, kept in ends)
    return first, second


def _closing(atoms: list[str], same: int, others: list[str]) -> int:
    """The place behind marks that close the word before, where nothing else is the same."""
    closed = _over_marks(atoms, 0) if others and not same else same
    return closed if closed < len(atoms) else same


def _over_marks(atoms: list[str], start: int) -> int:
    """The place behind a run of marks; the same place where leaving them out would join words."""
    end = start
    while end < len(atoms) and is_mark(atoms[end]):
        end += 1
    before = atoms[start - 1] if start else ""
    behind, beyond = [*atoms[end : end + 2], "", ""][:2]
    joins = before in _JOINTS and not behind.isspace()
    joins = joins or (not before and behind in _JOINTS and not beyond.isspace())
    return start if joins else end


def is_mark(atom: str) -> bool:
    """Whether an atom says how a text looks, not what it says."""
    return (
        atom in _MARKS
        or atom.startswith("](")
        or (len(atom) == 1 and not atom.isascii() and is_unseen(atom))
    )


def _alike(x: str, y: str, *, exact: bool, breaks: bool) -> bool:
    if x.isspace() and y.isspace():
        return not breaks or ("\n" in x) == ("\n" in y)
    return not exact and x.translate(_ALIKE) == y.translate(_ALIKE)


def _length(atoms: list[str]) -> int:
    return sum(map(len, atoms))
