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
        elif not exact and _is_mark(x) and before[i - 1] not in _JOINTS:
            i += 1
        elif not exact and _is_mark(y) and after[j - 1] not in _JOINTS:
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
