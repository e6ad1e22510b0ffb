"""The steps from a page's boxes to the blocks of its policy, in their order, with their remarks.

Owns the order and what happens when a step took too much: a page must never come out as next
to nothing because one rule was wrong about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import mark_nameless_banners
from policytrack.extract.html.container import mark_outside
from policytrack.extract.html.edges import trim
from policytrack.extract.html.furniture import mark_furniture, mark_lone_headings
from policytrack.extract.html.headings import recognise_headings
from policytrack.extract.html.panels import name_panels
from policytrack.extract.html.repeats import mark_repeats
from policytrack.extract.html.scene import look_at
from policytrack.extract.html.title import rescue_title
from policytrack.extract.html.tree import measure
from policytrack.extract.html.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.extract.html.blocks import Block
    from policytrack.extract.html.scene import Scene
    from policytrack.extract.html.tree import Page
    from policytrack.extract.html.walker import Reach

ENOUGH: Final = 0.35  # of the page's prose; what was taken is more, or the marks were wrong
WEAK_REASONS: Final = ("named ", "hidden")


@dataclass(frozen=True, slots=True)
class Policy:
    """The blocks of the page in order, those left out too; `remarks` tell of fallbacks."""

    blocks: list[Block]
    remarks: tuple[str, ...] = ()

    @property
    def taken(self) -> list[Block]:
        """The blocks of the policy."""
        return [block for block in self.blocks if not block.left_out]

    @property
    def length(self) -> int:
        """Characters of text in the blocks of the policy."""
        return sum(len(block.text) for block in self.taken)


def find_policy(
    page: Page, resolve: Callable[[str], str], title: str = "", reach: Reach = "taken"
) -> Policy:
    """Find the policy on a page: mark what is none, walk the rest into blocks, trim the ends.

    With `reach` "all", the blocks of what is left out stand among the others.
    """
    remarks: tuple[str, ...] = ()
    measure(page)
    mark_nameless_banners(page, look_at(page, ("h1",)))
    page.spread_marks()
    scene = look_at(page)
    mark_furniture(page, scene)
    measure(page)
    if too_little(page, scene):
        forgive(page)
        measure(page)
        remarks = ("names of parts were not believed: they would have left out most of the text",)
    mark_lone_headings(page)
    mark_repeats(page)
    name_panels(page)
    mark_outside(page, scene)
    page.spread_marks()
    rescue_title(page, title)
    blocks = Walker(resolve, reach).walk(page.root)
    trim([block for block in blocks if not block.left_out])
    recognise_headings(blocks)
    return Policy(blocks, remarks)


def too_little(page: Page, scene: Scene) -> bool:
    """Whether the marks left next to nothing; a title with prose under it vouches for them."""
    left = page.root.prose
    return left < ENOUGH * scene.whole and (scene.title is None or not left)


def forgive(page: Page) -> None:
    """Take back the marks that rest on names alone."""
    for box in page.boxes:
        if box.left_out.startswith(WEAK_REASONS):
            box.left_out = ""
