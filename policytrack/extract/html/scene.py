"""What is known of a page as a whole before its parts are judged: its prose, its title.

The title guards the text: whatever stands around it is not left out for a name, and what does
not may be left out even where a short policy makes it look large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import is_vendor
from policytrack.extract.html.vocabulary import BANNER_TITLE, POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box, Page

LARGE: Final = 0.25  # of the prose; a part with more may be the policy's own wrapper
MOST: Final = 0.65  # of the prose; with more it is the policy, whatever its title is
LONGEST_TITLE: Final = 150  # characters
ELSEWHERE: Final = frozenset({"nav", "footer", "dialog", "aside", "form", "noscript"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The page's prose in characters, and what stands around its title."""

    whole: int
    title: Box | None = None
    around_title: frozenset[int] = frozenset()  # id() of the title's box and all around it

    def spares(self, box: Box) -> bool:
        """Whether the box holds too much to be left out for its tag, role or name."""
        if id(box) in self.around_title:
            return True
        most = LARGE if self.title is None else MOST
        return box.prose > most * self.whole


def look_at(page: Page, tags: tuple[str, ...] = ("h1", "h2")) -> Scene:
    """The scene of a page that has been measured; the title is looked for among `tags` in turn."""
    title = find_title_box(page, tags)
    around = []
    above = title
    while above is not None:
        around.append(id(above))
        above = above.parent
    return Scene(page.root.prose, title, frozenset(around))


def find_title_box(page: Page, tags: tuple[str, ...]) -> Box | None:
    """The first heading that names a kind of policy, of the first of the tags that has one."""
    for tag in tags:
        headings = (box for box in page.boxes if box.tag == tag and not box.linked)
        for box in headings:
            if not 0 < box.chars <= LONGEST_TITLE or box.left_out:
                continue
            if names_policy(box.text()) and not stands_elsewhere(box):
                return box
    return None


def names_policy(text: str) -> bool:
    """Whether a heading is a policy's title rather than that of a question about cookies."""
    return bool(POLICY_WORD.search(text)) and not BANNER_TITLE.match(text)


def stands_elsewhere(box: Box) -> bool:
    """Whether a heading belongs to a menu, a dialog, a footer or a consent manager."""
    above: Box | None = box
    while above is not None:
        if above.tag in ELSEWHERE and above.depth > 3 and not holds_most(above):
            return True
        if above.attrs and (above.get("role") in {"dialog", "navigation"} or is_vendor(above)):
            return True
        above = above.parent
    return False


def holds_most(box: Box) -> bool:
    """Whether an element is a wrapper of the text rather than a part beside it."""
    return box.prose > 1000
