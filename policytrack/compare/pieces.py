"""Matched words written out as pieces of text.

Owns the order of what stays, leaves and arrives. Must not know how words were matched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.compare.chunks import Chunk, write_chunk
from policytrack.words import is_unseen

if TYPE_CHECKING:
    from policytrack.compare.matching import Gap
    from policytrack.compare.writer import Writer


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
        write_chunk(writer, *chunk, exact=exact)
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
