"""The stages of alignment in their order, and their result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.align.alike import pair_alike, pair_namesakes, pair_rewritten
from policytrack.align.equal import pair_equal
from policytrack.align.features import read_features
from policytrack.align.order import find_moved
from policytrack.align.pairing import Pairing
from policytrack.align.parts import find_parts

if TYPE_CHECKING:
    from policytrack.model import Document


@dataclass(frozen=True, slots=True)
class Link:
    """Sections before and after that are one; several on one side for a split or a merge.

    `main` is the pair that carries the section on: the whole and its first partner. `moved`: it
    changed its place among the sections that are on both sides.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    main: tuple[int, int] | None = None
    moved: bool = False


def align(before: Document, after: Document) -> tuple[Link, ...]:
    """Every section of both sides in exactly one link, in the order of the document after."""
    pairing = Pairing(*read_features(before, after))
    pair_equal(pairing)
    pair_alike(pairing)
    splits, merges = _find_parts(pairing)
    taken = {part for parts in splits.values() for part in parts}
    gone = {part for parts in merges.values() for part in parts}
    _hide(pairing, gone, taken)
    pair_rewritten(pairing)
    pair_namesakes(pairing)
    moved = find_moved(pairing.before, pairing.after, pairing.forth)
    links = [
        _linked(pairing, (i, *merges.get(j, ())), (j, *splits.get(i, ())), moved=i in moved)
        for i, j in pairing.forth.items()
    ]
    used_before = {i for link in links for i in link.before}
    used_after = {j for link in links for j in link.after}
    links += [Link((), (j,)) for j in range(len(after.sections)) if j not in used_after]
    links += [Link((i,), ()) for i in range(len(before.sections)) if i not in used_before]
    return _in_order(links)


def _linked(
    pairing: Pairing, befores: tuple[int, ...], afters: tuple[int, ...], *, moved: bool
) -> Link:
    """A pair and its parts; of several, what keeps the title carries the section on."""
    main = max(
        ((i, j) for i in befores for j in afters),
        key=lambda pair: pairing.before[pair[0]].title == pairing.after[pair[1]].title,
    )
    return Link(tuple(sorted(befores)), tuple(sorted(afters)), main, moved)


def _find_parts(pairing: Pairing) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Parts by the whole's index before (splits) and by the whole's index after (merges)."""
    splits = find_parts(pairing.before, pairing.after, pairing.forth, pairing.free_after())
    merges = find_parts(pairing.after, pairing.before, pairing.back, pairing.free_before())
    whole = {j: parts for j, parts in merges.items() if pairing.back[j] not in splits}
    return splits, whole


def _hide(pairing: Pairing, gone: set[int], taken: set[int]) -> None:
    """Parts are no longer free."""
    pairing.taken_before |= gone
    pairing.taken_after |= taken


def _in_order(links: list[Link]) -> tuple[Link, ...]:
    """In the order after; a removed section behind the one that it stood behind before."""
    places = {i: link.after[0] for link in links if link.after for i in link.before}

    def place(link: Link) -> tuple[int, int, int]:
        if link.after:
            return link.after[0], 0, 0
        i = link.before[0]
        while i >= 0 and i not in places:
            i -= 1
        return places.get(i, -1), 1, link.before[0]

    return tuple(sorted(links, key=place))
