"""The inline parts of Markdown that a line must not be broken in.

Owns the scan for code spans, links, autolinks and inline tags of one paragraph; knows nothing of
blocks. Linear: every search is bounded, possessive, or remembers what it found missing.
"""

from __future__ import annotations

import re
from collections import defaultdict

# Characters of an address, a title, a link's text, a tag. What is longer is broken as text.
_ADDRESS, _TITLE, _TEXT = 4000, 300, 2000
_TARGET = (
    rf"\]\(\s*+(?:<[^<>\n]{{0,{_ADDRESS}}}+>"
    rf"|(?:[^()\s\\]|\\.|\([^()\s]{{0,300}}+\)){{0,{_ADDRESS}}}+)"
    rf"(?:\s++(?:\"[^\"]{{0,{_TITLE}}}+\"|'[^']{{0,{_TITLE}}}+'))?+\s*+\)"
)
_UNIT = re.compile(
    r"(?P<escape>\\[^\n])"
    r"|(?P<ticks>`++)"
    rf"|(?P<tag><(?:/?[a-zA-Z]|!--)[^<>]{{0,{_ADDRESS}}}+>)"
    rf"|(?P<link>!?\[(?:[^\[\]\\`<]|\\.){{0,{_TEXT}}}+(?P<address>{_TARGET}))"
    rf"|(?P<target>{_TARGET})",
    re.DOTALL,
)
_MARK = re.compile(r"[\\`<\[\]]")  # without one there is no unit


def find_units(text: str, *, whole_links: bool = True) -> list[tuple[int, int]]:
    """Spans of `text` within which no line may be broken, in order and apart.

    Without `whole_links` a link counts from its address on: its words may hold a line's end.
    """
    if not _MARK.search(text):
        return []
    runs = _runs_of_ticks(text)
    units: list[tuple[int, int]] = []
    position = 0
    while match := _UNIT.search(text, position):
        position = match.end()
        if ticks := match["ticks"]:
            starts = runs[len(ticks)]
            while starts and starts[-1] < position:
                starts.pop()
            if not starts:
                continue
            position = starts[-1] + len(ticks)
        if not match["escape"]:
            link = "link" if whole_links else "address"
            units.append((match.start(link if match["link"] else 0), position))
    return units


def _runs_of_ticks(text: str) -> defaultdict[int, list[int]]:
    """Where the runs of backticks of each length start, last first."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    if "`" in text:
        for run in re.finditer(r"`++", text):
            runs[len(run[0])].append(run.start())
    for starts in runs.values():
        starts.reverse()
    return runs
