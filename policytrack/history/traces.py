"""What a text says, in a few numbers: enough to see whether it came back or is nearly another.

Owns when two texts say the same for the sake of folding. Finer questions are for a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from policytrack.weigh.reading import plain_copy, read_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words that are another word in capitals, so that their case is kept.
_ABBREVIATIONS = frozenset({"US", "IT", "WHO", "AIDS", "SA", "EU"})
# Signs that turn the direction of writing change what is read without being a word.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_END = "\x1f"  # of a word: white space, of which no word holds any
# Of a real archive of 243 million characters 69,000 lines are distinct; versions that follow each
# other share nearly all of theirs.
_REMEMBERED = 32768


@dataclass(frozen=True, slots=True)
class Trace:
    """A text's words, in order and by line; no text that says anything else has the same.

    Markup, link targets, case and the division into lines are no part of it.
    """

    key: str  # hash of all words in order
    size: int  # words
    # Hash of a line's words to their number, in order of first appearance; repeats add up.
    lines: Mapping[int, int]


def read_trace(text: str) -> Trace:
    """The trace of a Markdown text, in one pass."""
    read = [line for line in map(_read_line, filter(None, text.splitlines())) if line[1]]
    lines: dict[int, int] = {}
    for key, count, _ in read:
        lines[key] = lines.get(key, 0) + count
    whole = b"".join([said for _, _, said in read])
    return Trace(blake2b(whole, digest_size=16).hexdigest(), sum(lines.values()), lines)


def distance(before: Trace, after: Trace) -> int:
    """Words in lines that only one of the texts has."""
    mine, other = before.lines, after.lines
    return sum(count for key, count in mine.items() if key not in other) + sum(
        count for key, count in other.items() if key not in mine
    )


def likeness(before: Trace, after: Trace) -> float:
    """The share of both texts' words in lines that both have, from 0 to 1."""
    total = before.size + after.size
    return 1 - distance(before, after) / total if total else 1.0


def thin_out(trace: Trace, every: int = 4) -> Trace:
    """About one line in so many, the same ones of every text: likeness stays about the same."""
    lines = {key: count for key, count in trace.lines.items() if key % every == 0}
    return Trace(trace.key, sum(lines.values()), lines)


def is_part(part: Trace, whole: Trace, share: float) -> bool:
    """Whether at least this share of the part's words stands in lines of the whole."""
    kept = sum(count for key, count in part.lines.items() if key in whole.lines)
    return kept >= share * part.size


def line_key(line: str) -> int:
    """The hash of what a line says; 0 when it says nothing."""
    key, words, _ = _read_line(line)
    return key if words else 0


def line_words(line: str) -> list[str]:
    """What a line says, word by word, all but some abbreviations in lower case."""
    said = _read_line(line)[2].decode("utf-8", "surrogatepass")
    return [word for word in said.split(_END) if word and word not in _TURNING]


@lru_cache(maxsize=_REMEMBERED)
def _read_line(line: str) -> tuple[int, int, bytes]:
    """A line's hash, the number of its words, and its words for the hash of the whole."""
    if not line or line.isspace():
        return 0, 0, b""
    words = read_tokens(plain_copy(line))
    if not line.isascii():
        words += [char for char in line if char in _TURNING]
    if _ABBREVIATIONS.isdisjoint(words):
        told = _END.join([*words, ""]).casefold()
    else:
        kept = [word if word in _ABBREVIATIONS else word.casefold() for word in words]
        told = _END.join([*kept, ""])
    said = told.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=7).digest(), "big"), len(words), said
