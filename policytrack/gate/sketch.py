"""A text's sketch: a few numbers that texts with the same lines share.

Picks out which of thousands of texts may be another's twin, without reading them; whether one
is, the texts themselves must say.
"""

from __future__ import annotations

from heapq import nsmallest
from zlib import crc32

SIZE = 8  # numbers; of texts with two thirds of their lines in common five are shared, on average
ALIKE = 2  # shared numbers: one in 2,000 such pairs shares fewer
LONG = 40  # characters; shorter lines are headings and labels that many policies have


def sketch(text: str) -> str:
    """The smallest hashes of a text's long lines, as hex (bottom-k sampling, Broder 1997)."""
    lines = {line for line in text.splitlines() if len(line) >= LONG}
    least = nsmallest(SIZE, {crc32(line.encode("utf-8", "surrogatepass")) for line in lines})
    return "".join(f"{number:08x}" for number in least)


def shared(one: str, other: str) -> int:
    """How many numbers two sketches have in common."""
    return len(numbers(one) & numbers(other))


def numbers(text: str) -> set[str]:
    """The numbers of a sketch."""
    return {text[at : at + 8] for at in range(0, len(text), 8)}
