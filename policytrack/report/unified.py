"""The unified form: a diff of the two texts that `patch` and `git apply` understand.

Owns finding equal lines in bounded time and quoting file names. Lines are those of the texts,
unescaped, as a patch must be; only a text that could act on a terminal is shown with marks, and
then a line above says that the patch is for reading.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.report.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.report.comparison import Comparison, ReportOptions

Match = tuple[int, int, int]  # first line before, first line after, how many are equal

# rapidfuzz keeps a bit a cell: 2**28 cells are 32 MB. Larger gaps are replaced as a whole.
MOST_CELLS = 1 << 28
LINES_A_SENTENCE = 3  # `diff -u` and git show three lines of context

_PLAIN_NAME = re.compile(r"[\w.+@=,:%~/-]+", re.ASCII)
_NOTICE = (
    "# Characters that act on a terminal are shown as marks: this patch is for reading, it does"
    " not apply.\n"
)


def render_unified(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """The patches of all comparisons whose texts differ, one after the other."""
    context = options.context * LINES_A_SENTENCE
    return "".join(_patch(comparison, context) for comparison in comparisons)


def _patch(comparison: Comparison, context: int) -> str:
    before, after = comparison.change.before.text, comparison.change.after.text
    if before == after:
        return ""
    path = _path(comparison)
    names = _quote(f"a/{path}"), _quote(f"b/{path}")
    exact = "".join(_hunks(_lines(before), _lines(after), context))
    shown = visible(exact)
    head = f"diff --git {names[0]} {names[1]}\n--- {names[0]}\n+++ {names[1]}\n"
    return ("" if shown == exact else _NOTICE) + head + shown


def _path(comparison: Comparison) -> str:
    """Where the text stands in a workspace; for two files, the name of the one before."""
    if comparison.policy:
        label = f"snapshots/{comparison.policy}.md"
    else:
        label = (comparison.before_label or comparison.after_label).replace("\\", "/")
    steps = [step for step in label.split("/") if step not in {"", ".", ".."}]
    return "/".join(steps) or "policy.md"


def _quote(name: str) -> str:
    """As git quotes a name: plain, or in C's way with everything beyond ASCII in octal."""
    if _PLAIN_NAME.fullmatch(name):
        return name
    escapes = {0x22: '\\"', 0x5C: "\\\\", 0x09: "\\t", 0x0A: "\\n"}
    data = name.encode("utf-8", "surrogatepass")
    quoted = (
        escapes.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
        for byte in data
    )
    return '"' + "".join(quoted) + '"'


def _lines(text: str) -> list[str]:
    """Lines with their line feed, the last one perhaps without; other breaks do not divide."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _hunks(before: list[str], after: list[str], context: int) -> Iterator[str]:
    edits = list(find_edits(before, after))
    start = 0
    for index, edit in enumerate(edits):
        following = edits[index + 1] if index + 1 < len(edits) else None
        if following and following[0] - edit[1] <= 2 * context:
            continue
        yield from _hunk(before, after, edits[start : index + 1], context)
        start = index + 1


def _hunk(
    before: list[str], after: list[str], edits: list[tuple[int, int, int, int]], context: int
) -> Iterator[str]:
    lead = min(context, edits[0][0])
    trail = min(context, len(before) - edits[-1][1])
    spans = (
        (edits[0][0] - lead, edits[-1][1] + trail),
        (edits[0][2] - lead, edits[-1][3] + trail),
    )
    yield f"@@ -{_range(*spans[0])} +{_range(*spans[1])} @@\n"
    at = spans[0][0]
    for start, end, start_after, end_after in edits:
        yield from _marked(" ", before[at:start])
        yield from _marked("-", before[start:end])
        yield from _marked("+", after[start_after:end_after])
        at = end
    yield from _marked(" ", before[at : spans[0][1]])


def _marked(sign: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    size = end - start
    return f"{start + 1 if size else start},{size}" if size != 1 else f"{start + 1}"


def find_edits(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs that differ: (start, end) before and (start, end) after, in order."""
    runs = [(0, 0, 0), *_match(before, after), (len(before), len(after), 0)]
    for (i, j, length), (next_i, next_j, _) in pairwise(runs):
        if i + length < next_i or j + length < next_j:
            yield i + length, next_i, j + length, next_j


def _match(before: list[str], after: list[str]) -> Iterator[Match]:
    size, head, tail = min(len(before), len(after)), 0, 0
    while head < size and before[head] == after[head]:
        head += 1
    while tail < size - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    yield 0, 0, head
    inner = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(inner[0]) * len(inner[1]) <= MOST_CELLS:
        from rapidfuzz.distance import LCSseq

        for step in LCSseq.opcodes(*_numbered(*inner)):
            if step.tag == "equal":
                yield head + step.src_start, head + step.dest_start, step.src_end - step.src_start
    yield len(before) - tail, len(after) - tail, tail


def _numbered(before: list[str], after: list[str]) -> tuple[list[int], list[int]]:
    known: dict[str, int] = {}
    return (
        [known.setdefault(line, len(known)) for line in before],
        [known.setdefault(line, len(known)) for line in after],
    )
