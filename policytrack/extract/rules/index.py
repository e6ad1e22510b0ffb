"""A parsed tree numbered in the order of the document, so that parts of it can be compared.

Owns positions; knows nothing of selectors. Iterative, for trees of any depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES: Final = 1_000_000


@dataclass(slots=True)
class Index:
    """Nodes by position; `last` is the position of a node's last descendant, itself without any.

    `parent` and `before` (the element before among its siblings) are positions, -1 for none.
    """

    nodes: list[LexborNode] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)  # by `mem_id`
    most_children: int = 0

    def maximal(self, start: int, end: int) -> list[int]:
        """The largest subtrees that lie wholly in the positions from `start` to before `end`."""
        found: list[int] = []
        at = start
        while at < end:
            if self.last[at] < end:
                found.append(at)
                at = self.last[at] + 1
            else:
                at += 1
        return found

    def outermost(self, positions: list[int]) -> list[int]:
        """Without those that lie in another, and without repeats; in the order given."""
        ordered, outer, end = sorted(set(positions)), set(), -1
        for at in ordered:
            if at > end:
                outer.add(at)
                end = self.last[at]
        return [at for at in dict.fromkeys(positions) if at in outer]


def build_index(tree: LexborHTMLParser) -> Index:
    """Number every node below the root. Raises ExtractError for a page of no use."""
    index = Index()
    node, parent = tree.root, -1
    before = [-1]  # the last element so far, for each open level
    children = [0]
    while node is not None:
        at = _add(index, node, parent, before, children)
        if (child := node.first_child) is not None:
            node, parent = child, at
            before.append(-1)
            children.append(0)
            continue
        while node is not None and node.next is None:
            before.pop()
            children.pop()
            if parent < 0 or not before:
                return _close(index)
            node, parent = index.nodes[parent], index.parent[parent]
            if parent < 0:
                return _close(index)
        node = node.next if node is not None else None
    return _close(index)


def _add(
    index: Index, node: LexborNode, parent: int, before: list[int], children: list[int]
) -> int:
    at = len(index.nodes)
    if at >= MOST_NODES:
        raise ExtractError(
            f"more than {MOST_NODES:,} nodes", hint="No policy's page is so large: see its source."
        )
    index.nodes.append(node)
    index.parent.append(parent)
    index.before.append(before[-1])
    index.position[node.mem_id] = at
    if node.is_element_node:
        before[-1] = at
        children[-1] += 1
        index.most_children = max(index.most_children, children[-1])
    return at


def _close(index: Index) -> Index:
    """Fill in the last descendants, from the end to the start."""
    index.last = list(range(len(index.nodes)))
    for at in range(len(index.nodes) - 1, 0, -1):
        above = index.parent[at]
        if above >= 0 and index.last[above] < index.last[at]:
            index.last[above] = index.last[at]
    return index
