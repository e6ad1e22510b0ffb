"""The stages of alignment in their order, and their result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.align.features import Features, read_features
from policytrack.align.sequence import heaviest_increasing

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from policytrack.model import Document


@dataclass(frozen=True, slots=True)
class Link:
    """Sections before and after that are one; several on one side for a split or a merge."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


def align(before: Document, after: Document) -> tuple[Link, ...]:
    """Every section of both sides in exactly one link, in the order of the document after."""
    sides = read_features(before), read_features(after)
    pairs: dict[int, int] = {}
    _pair_equal(sides, pairs, lambda section: (section.title, section.words))
    _pair_equal(sides, pairs, lambda section: section.words if len(section.words) >= 12 else None)
    _pair_alike(sides, pairs)
    moved = _find_moved(sides, pairs)
    taken = set(pairs.values())
    links = [Link((i,), (j,), i in moved) for i, j in pairs.items()]
    links += [Link((), (s.index,)) for s in sides[1] if s.index not in taken]
    links += [Link((s.index,), ()) for s in sides[0] if s.index not in pairs]
    return tuple(sorted(links, key=lambda link: _place(link, pairs)))


def _place(link: Link, pairs: dict[int, int]) -> tuple[int, int, int]:
    """Removed sections stand behind the section that they stood behind before."""
    if link.after:
        return link.after[0], 0, 0
    i = link.before[0]
    while i >= 0 and i not in pairs:
        i -= 1
    return pairs.get(i, -1), 1, link.before[0]


def _pair_equal(
    sides: tuple[list[Features], list[Features]],
    pairs: dict[int, int],
    key: Callable[[Features], Hashable],
) -> None:
    taken = set(pairs.values())
    places: dict[Hashable, list[int]] = defaultdict(list)
    for section in reversed(sides[1]):
        if section.index not in taken and key(section) is not None:
            places[key(section)].append(section.index)
    for section in sides[0]:
        if section.index not in pairs and places.get(key(section)):
            pairs[section.index] = places[key(section)].pop()


def _pair_alike(sides: tuple[list[Features], list[Features]], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    rest = [s for s in sides[0] if s.index not in pairs]
    others = [s for s in sides[1] if s.index not in taken]
    scored = sorted(
        (-_likeness(x, y), abs(x.index - y.index), x.index, y.index) for x in rest for y in others
    )
    for likeness, _, i, j in scored:
        if -likeness < 0.3:
            break
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _likeness(before: Features, after: Features) -> float:
    total = len(before.pairs) + len(after.pairs)
    content = 2 * len(before.pairs & after.pairs) / total if total else 0.0
    title = 1.0 if before.title == after.title else 0.0
    return 0.75 * content + (0.25 if total else 0.9) * title


def _find_moved(sides: tuple[list[Features], list[Features]], pairs: dict[int, int]) -> set[int]:
    order = sorted(pairs)
    weights = [float(len(sides[0][i].words) + 5) for i in order]
    kept = heaviest_increasing([pairs[i] for i in order], weights)
    return set(order) - {order[k] for k in kept}
