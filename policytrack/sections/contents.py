"""Tables of contents: runs of lines that only repeat the headings that follow.

Owns telling such a run from headings. Must not know what makes a line a heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.sections.candidates import Candidate

_SHORTEST = 3  # lines; two headings in a row that come again are a heading with a subheading
_REPEATED = 0.6  # of a run's lines that come again; some entries are worded shorter than headings
_MARKED = frozenset({"hash", "bold"})
_LEADER = re.compile(r"[\s.…_·]*\d{0,3}$")
_WORD = re.compile(r"[^\W_]+")


def drop_contents(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those that stand in a table of contents.

    Headings by markup and bold lines stay, unless they are links into the page: there are
    policies that open with a run of headings and repeat them with text below.
    """
    names = [_name(candidate.title) for candidate in candidates]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        places[name].append(index)
    kept: list[Candidate] = []
    for first, end in _runs(candidates):
        again = [i for i in range(first, end) if places[names[i]][-1] >= end]
        if len(again) < max(_SHORTEST, _REPEATED * (end - first)):
            kept += candidates[first:end]
            continue
        listed = range(again[0], again[-1] + 1)  # a heading above and the first one below stay
        kept += [
            c for i, c in enumerate(candidates[first:end], first) if i not in listed or _stays(c)
        ]
    return kept


def _stays(c: Candidate) -> bool:
    return c.style in _MARKED and not c.linked


def _runs(candidates: list[Candidate]) -> list[tuple[int, int]]:
    """Stretches of candidates with nothing between them, as index ranges."""
    runs: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(candidates) + 1):
        if index == len(candidates) or candidates[index].block != candidates[index - 1].block + 1:
            runs.append((first, index))
            first = index
    return runs


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their titles
def _name(title: str) -> str:
    """The title's words, without dot leaders and page number."""
    return " ".join(_WORD.findall((_LEADER.sub("", title) or title).casefold()))
