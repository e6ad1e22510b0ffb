"""CSS selectors, matched in time that grows with the page and not with its depth's powers.

Owns the reading of selectors and of their combinators. The parser's own matcher takes time
exponential in the number of combinators ("a b b b b" on a deep page), so it is asked about the
compounds between them only, and the combinators are followed here in one pass each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from policytrack.errors import ExtractError

if TYPE_CHECKING:
    from policytrack.extract.rules.index import Index

LONGEST: Final = 2000  # characters of a selector
MOST_COMPOUNDS: Final = 60  # of all alternatives of a selector
MOST_SIBLINGS: Final = 5000  # beyond, the parser's `:nth-child` takes seconds

RE_TOKEN: Final = re.compile(
    r"(?P<space>\s*(?P<combinator>[>+~])\s*|\s+)|(?P<comma>\s*,\s*)|(?P<open>[(\[])"
    r"|(?P<close>[)\]])|(?P<string>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|(?P<other>\\.|[^\s,>+~()\[\]\"'\\]+)",
    re.DOTALL,
)
RE_COUNTING: Final = re.compile(r":(?:nth|only|last)-", re.IGNORECASE)
RE_WITHIN: Final = re.compile(r":(?:has|not|is|where)\(", re.IGNORECASE)
RE_ARGUMENT_COMBINATOR: Final = re.compile(r"[^\s(,>+~]\s*(?:\s|[>+~])\s*[^\s),>+~]")


@dataclass(frozen=True, slots=True)
class Selector:
    """Alternatives; each a row of (combinator to the one before, compound), "" for the first."""

    text: str
    alternatives: tuple[tuple[tuple[str, str], ...], ...]


@lru_cache(maxsize=512)
def parse_selector(text: str) -> Selector:
    """Read a selector. Raises ValueError, saying what is wrong with it."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise ValueError(f"a selector has 1 to {LONGEST} characters")
    alternatives = tuple(tuple(row) for row in _rows(text))
    if sum(map(len, alternatives)) > MOST_COMPOUNDS:
        raise ValueError(f"more than {MOST_COMPOUNDS} parts in {text!r}")
    empty = LexborHTMLParser("")
    for row in alternatives:
        for _, compound in row:
            _check_compound(compound, text, empty)
    return Selector(text, alternatives)


def find_all(tree: LexborHTMLParser, index: Index, selector: Selector) -> list[int]:
    """Positions of the elements that match, in the order of the document."""
    if index.most_children > MOST_SIBLINGS and RE_COUNTING.search(selector.text):
        raise ExtractError(
            f"{selector.text!r} counts among more than {MOST_SIBLINGS} siblings",
            hint="Select by class or id instead.",
        )
    found: set[int] = set()
    for row in selector.alternatives:
        found |= _match_row(tree, index, row)
    return sorted(found)


def _rows(text: str) -> list[list[tuple[str, str]]]:
    """Split at the commas and combinators that stand outside brackets and strings."""
    rows: list[list[tuple[str, str]]] = [[]]
    combinator, compound, depth, position = "", "", 0, 0
    for token in RE_TOKEN.finditer(text):
        if token.start() != position:
            break
        position = token.end()
        depth += bool(token["open"]) - bool(token["close"])
        if depth or token["close"] or not (token["space"] or token["comma"]):
            compound += token[0]
            continue
        rows[-1].append((combinator, compound))
        combinator, compound = token["combinator"] or " ", ""
        if token["comma"]:
            rows.append([])
            combinator = ""
    if position != len(text) or depth:
        raise ValueError(f"not a CSS selector: {text!r}")
    rows[-1].append((combinator, compound))
    return rows


def _check_compound(compound: str, text: str, empty: LexborHTMLParser) -> None:
    within = RE_WITHIN.findall(compound)
    if len(within) > 4 or (within and len(RE_ARGUMENT_COMBINATOR.findall(compound)) > len(within)):
        raise ValueError(f"too much inside the brackets of {text!r}")
    if re.search(r":has\([^)]*:has\(", compound, re.IGNORECASE):
        raise ValueError(f":has() within :has() in {text!r}")
    try:
        empty.css(compound)
    except SelectolaxError:
        raise ValueError(f"not a CSS selector: {text!r}") from None


def _match_row(tree: LexborHTMLParser, index: Index, row: tuple[tuple[str, str], ...]) -> set[int]:
    matching: set[int] = set()
    for combinator, compound in row:
        ids = (node.mem_id for node in tree.css(compound))
        found = {index.position[id_] for id_ in ids if id_ in index.position}
        matching = _follow(index, combinator, matching, found) if combinator else found
        if not matching:
            break
    return matching


def _follow(index: Index, combinator: str, before: set[int], found: set[int]) -> set[int]:
    """Those of `found` that stand to one of `before` as the combinator says."""
    if combinator == ">":
        return {at for at in found if index.parent[at] in before}
    if combinator == "+":
        return {at for at in found if index.before[at] in before}
    if combinator == "~":
        return _after_sibling(index, before, found)
    inside, end = set[int](), -1
    ordered = sorted(before)
    outer = iter(ordered)
    following = next(outer, None)
    for at in sorted(found):
        while following is not None and following < at:
            end = max(end, index.last[following])
            following = next(outer, None)
        if at <= end:
            inside.add(at)
    return inside


def _after_sibling(index: Index, before: set[int], found: set[int]) -> set[int]:
    first: dict[int, int] = {}  # of `before` below each parent
    for at in before:
        above = index.parent[at]
        first[above] = min(first.get(above, at), at)
    return {at for at in found if first.get(index.parent[at], at) < at}
