"""What rules say, as frozen data, and applying them to a page or a text.

Owns the order: removals, then the fragment or what is selected, then (on the text) start and end
and the filters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError
from policytrack.extract.rules.bounds import cut, fragment_range
from policytrack.extract.rules.index import build_index
from policytrack.extract.rules.selectors import find_all, parse_selector

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from policytrack.extract.rules.index import Index


@dataclass(frozen=True, slots=True)
class Range:
    """From one element to another, by the first match of each selector.

    The start element is in the range where `with_start`, the end element where `with_end`; an
    empty selector means the start or the end of the page.
    """

    start: str = ""
    end: str = ""
    with_start: bool = True
    with_end: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Text to replace within lines; in `match` a `*` stands for anything, `[*]` for itself."""

    match: str
    replace: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A user's rules for one policy. Without any of them, everything is found by itself."""

    select: tuple[str | Range, ...] = ()
    remove: tuple[str | Range, ...] = ()
    filters: tuple[Filter, ...] = ()
    start: str = ""
    end: str = ""
    fragment: str = ""

    def narrow(self, tree: LexborHTMLParser, base_url: str) -> list[LexborNode] | None:  # noqa: ARG002 - rules of other makes may ask where they are
        """Take out what is to be removed; the nodes selected, None where nothing is to be."""
        if self.remove:
            self._remove(tree)
        if not (self.select or self.fragment):
            return None
        index = build_index(tree)
        if self.fragment:
            return [index.nodes[at] for at in index.maximal(*fragment_range(index, self.fragment))]
        found = [at for part in self.select for at in _find(tree, index, part)]
        return [index.nodes[at] for at in index.outermost(found)]

    def check_format(self, name: str) -> None:
        """Raise ExtractError where the rules speak of a page but the text came as another form."""
        asked = [key for key in ("select", "remove", "fragment") if getattr(self, key)]
        if asked:
            raise ExtractError(
                f"the rule {asked[0]!r} is for pages of HTML, but this is {name}",
                hint="Use start, end and filters, which work on every form.",
            )

    def filter_text(self, markdown: str) -> str:
        """The text between start and end, after the filters."""
        if self.start or self.end:
            markdown = cut(markdown, self.start, self.end)
        for filter_ in self.filters:
            markdown = apply_filter(markdown, filter_)
        return markdown

    def _remove(self, tree: LexborHTMLParser) -> None:
        index = build_index(tree)
        found: list[int] = []
        for part in self.remove:
            if isinstance(part, Range):
                found += _find(tree, index, part)
            else:  # what is not there needs no removing
                found += find_all(tree, index, parse_selector(part))
        for at in index.outermost(found):
            index.nodes[at].decompose()


def _find(tree: LexborHTMLParser, index: Index, part: str | Range) -> list[int]:
    if isinstance(part, str):
        if found := find_all(tree, index, parse_selector(part)):
            return found
        raise _nothing(part)
    start, end = 0, len(index.nodes)
    if part.start:
        at = _first(tree, index, part.start)
        start = at if part.with_start else index.last[at] + 1
    if part.end:
        at = _first(tree, index, part.end)
        end = index.last[at] + 1 if part.with_end else at
    if start >= end:
        raise ExtractError(
            f"the range from {part.start!r} to {part.end!r} ends before it starts",
            hint="Give selectors whose first matches stand in this order.",
        )
    return index.maximal(start, end)


def _first(tree: LexborHTMLParser, index: Index, selector: str) -> int:
    found = find_all(tree, index, parse_selector(selector))
    if not found:
        raise _nothing(selector)
    return found[0]


def _nothing(selector: str) -> ExtractError:
    return ExtractError(
        f"the selector {selector!r} matches nothing on the page",
        hint="The page may have changed: see `policytrack extract --explain`.",
    )


def apply_filter(markdown: str, filter_: Filter) -> str:
    """Replace in every line; a line of which no word is left goes."""
    pieces = [piece.replace("\0", "*") for piece in filter_.match.replace("[*]", "\0").split("*")]
    lines: list[str] = []
    for line in markdown.split("\n"):
        changed = _replace(line, pieces, filter_.replace)
        if changed == line or any(letter.isalnum() for letter in changed):
            lines.append(changed)
    return "\n".join(lines)


def _replace(line: str, pieces: list[str], by: str) -> str:
    """Replace the shortest matches, from the left. Each piece is looked for once a match."""
    done, at = "", 0
    while (found := _match(line, pieces, at)) is not None:
        start, end = found
        done += line[at:start] + by
        at = end
        if end == len(line) or start == end:
            break
    return done + line[at:]


def _match(line: str, pieces: list[str], at: int) -> tuple[int, int] | None:
    start = line.find(pieces[0], at)
    if start < 0:
        return None
    end = start + len(pieces[0])
    for piece in pieces[1:-1]:
        found = line.find(piece, end)
        if found < 0:
            return None
        end = found + len(piece)
    if len(pieces) == 1:
        return start, end
    if not pieces[-1]:
        return start, len(line)
    found = line.find(pieces[-1], end)
    return None if found < 0 else (start, found + len(pieces[-1]))
