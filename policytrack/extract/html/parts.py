"""The parts of a page with what became of them, in the words of `extract.explained`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.extract.explained import Part

if TYPE_CHECKING:
    from policytrack.extract.html.blocks import Block
    from policytrack.extract.html.tree import Box

LONGEST_NAME: Final = 40  # characters of an element's id or class in its place


def part_of(block: Block) -> Part:
    """A block as a part of an explanation."""
    if block.kind == "row":
        cells = (" ".join(inner.text for inner in cell) for cell in block.cells)
        return Part("row", " | ".join(cells), block.left_out)
    kind = "item" if block.kind == "text" and block.markers else block.kind
    return Part(kind, block.text, block.left_out, block.level)


def place_of(blocks: list[Block]) -> str:
    """The path to the innermost element around all blocks, as selectors."""
    paths = [path_to(block.box) for block in blocks if block.box is not None]
    if not paths:
        return ""
    shared = paths[0]
    for path in paths[1:]:
        length = 0
        while length < min(len(shared), len(path)) and shared[length] is path[length]:
            length += 1
        shared = shared[:length]
    return " > ".join(name_of(box) for box in shared[1:])


def path_to(box: Box | None) -> list[Box]:
    """The boxes around a box and itself, from the root."""
    path: list[Box] = []
    while box is not None:
        path.append(box)
        box = box.parent
    return path[::-1]


def name_of(box: Box) -> str:
    """An element as a selector: `main#content`, `div.entry`."""
    if identity := (box.attrs.get("id") or "").strip():
        return f"{box.tag}#{identity[:LONGEST_NAME]}"
    classes = (box.attrs.get("class") or "").split()
    return f"{box.tag}.{classes[0][:LONGEST_NAME]}" if classes else box.tag
