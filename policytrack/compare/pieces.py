"""Matched words written out as pieces of text.

Owns the order of what stays, leaves and arrives. Must not know how words were matched.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.compare.chunks import Chunk, write_apart, write_chunk
from policytrack.compare.entries import uncrossed
from policytrack.words import is_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.align.sequence import Match
    from policytrack.compare.matching import Gap
    from policytrack.compare.writer import Writer
    from policytrack.words import Words


def write_gap(writer: Writer, gap: Gap, *, exact: bool) -> None:
    """Both sides of a gap as pieces; if exact, differences of form are shown too."""
    before, after = gap.before, gap.after
    words = ends = (0, 0)
    apart = False
    for (i, j, length), is_apart in _steps(gap):
        if length:
            stops = before.starts[i], after.starts[j]
        else:
            stops = _line_start(before, i), _line_start(after, j)
        chunks = (
            Chunk(before, gap.away, (words[0], i), (ends[0], stops[0])),
            Chunk(after, gap.here, (words[1], j), (ends[1], stops[1])),
        )
        if apart:
            write_apart(writer, *chunks)
        else:
            write_chunk(writer, *chunks, exact=exact)
        words, ends, apart = (i + length, j + length), stops, is_apart
        if length:
            _write_run(writer, gap, (i, j, length), exact=exact)
            ends = before.ends[words[0] - 1], after.ends[words[1] - 1]


def _steps(gap: Gap) -> Iterator[tuple[Match, bool]]:
    """The runs that stay, the seams at which both sides begin a line, and the end, in order.

    Seams and the end are runs without words. With each goes whether what follows is apart.
    """
    lines = [
        (i, j, 0)
        for i, j in uncrossed(gap.seams, gap.runs)
        if _line_start(gap.before, i) >= 0 and _line_start(gap.after, j) >= 0
    ]
    end = len(gap.before.keys), len(gap.after.keys), 0
    was_apart = False
    for step, beyond in pairwise([*sorted([*gap.runs, *lines]), end, end]):
        one_sided = step[0] == beyond[0] or step[1] == beyond[1]
        loose = one_sided or gap.seams.get(step[:2], "together") != "together"
        is_apart = loose and step != end and not step[2] and not beyond[2]
        if not (was_apart and is_apart):
            yield step, is_apart
        was_apart = is_apart


def _line_start(side: Words, word: int) -> int:
    """Where the line begins that a word opens, -1 if it opens none; the end for no more words."""
    if word == len(side.starts):
        return len(side.text)
    start = side.ends[word - 1] if word else 0
    line = side.text.rfind("\n", start, side.starts[word]) + 1
    return line if line or not word else -1


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
            stops = before.starts[x], after.starts[y]
            chunks = (
                Chunk(before, {}, (x, x), (ends[0], stops[0])),
                Chunk(after, {}, (y, y), (ends[1], stops[1])),
            )
            write_chunk(writer, *chunks, exact=exact)
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
