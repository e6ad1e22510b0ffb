"""What kinds of change a pair of sections bears.

Owns what each kind means. Must not know how sections were paired or how words are matched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, get_args

from policytrack.model import Kind
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policytrack.align import Link
    from policytrack.model import Document, Piece, Section, Weight

# Shares of the sections of a level: so many stayed on it, or shifted to one other, for the rest to
# stand out.
STAYED, SHIFTED = 0.3, 0.6

_ORDER: tuple[Kind, ...] = get_args(Kind)


def in_order(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """The kinds as a row holds them; ("unchanged",) when there are none."""
    found = set(kinds)
    return tuple([kind for kind in _ORDER if kind in found]) if found else ("unchanged",)


def heading_kinds(
    before: Section, after: Section, *, dated: bool = False, joined: bool = False
) -> set[Kind]:
    """What became of a heading: its words, its number label, its look.

    `dated` says that nothing but a stated date differs in its words, `joined` that it is one with
    the heading in front of it on one side.
    """
    if before.heading == after.heading and before.number == after.number:
        return set()
    if joined:
        return {"cosmetic"}
    kinds: set[Kind] = set()
    if label(before) != label(after):
        kinds.add("renumbered")
    if dated:
        kinds.add("cosmetic")
    elif not _same_title(before, after):
        kinds.add("renamed")
    elif before.title != after.title and fold_words(before.title) == fold_words(after.title):
        kinds.add("cosmetic")
    return kinds


def _same_title(before: Section, after: Section) -> bool:
    """Whether the titles' words are the same; "1A. Scope" may become "2.1 1A. Scope"."""
    titles = fold_words(before.title), fold_words(after.title)
    if titles[0] == titles[1]:
        return True
    return fold_words(before.heading) == titles[1] or titles[0] == fold_words(after.heading)


def label(section: Section) -> tuple[str, ...]:
    """A number label without its punctuation: ("article", "4"), ("§", "4"), ("4.2",)."""
    return (*(["§"] if "§" in section.number else []), *fold_words(section.number))


def body_kinds(pieces: tuple[Piece, ...], weight: Weight, texts: tuple[str, str]) -> set[Kind]:
    """What became of a body whose verdict is known."""
    if weight == "none" or texts[0].strip() == texts[1].strip():
        return set()
    if _is_reordered(pieces):
        return {"reordered"}
    return {"modified"} if weight == "substantive" else {"cosmetic"}


def _is_reordered(pieces: tuple[Piece, ...]) -> bool:
    """Blocks or sentences changed places and no word came or went."""
    if not any(piece.kind == "moved_away" for piece in pieces):
        return False
    changed = Counter(piece.kind for piece in pieces if fold_words(piece.text))
    if changed["removed"] or changed["added"]:
        return False
    away, here = (
        sorted(fold_words(piece.text) for piece in pieces if piece.kind == kind)
        for kind in ("moved_away", "moved_here")
    )
    return away == here


def find_levels(links: Iterable[Link], before: Document, after: Document) -> Mapping[int, int]:
    """For each level before, the level after that its sections mostly have, where there is one.

    Where a document is written in another style, or gets one more heading at its top, its levels
    shift all together: that is no change of any section.
    """
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for link in links:
        if link.main is not None:
            was, now = before.sections[link.main[0]], after.sections[link.main[1]]
            counts[was.level][now.level] += 1
    found = {}
    for level, levels in counts.items():
        if levels[level] >= STAYED * levels.total():
            found[level] = level
        elif levels.most_common(1)[0][1] >= SHIFTED * levels.total():
            found[level] = levels.most_common(1)[0][0]
    return found
