"""The policy's title, where the page keeps it apart from the text: in a banner or a hero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.vocabulary import POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box, Page

LONGEST: Final = 150  # characters of a title
RESCUABLE: Final = ("page header", "outside the main part", "named ", "list of links", "label")


def rescue_title(page: Page, title: str = "") -> None:
    """Take back a level-one heading that was lost before the text, where the text has none.

    It has to be the page's: alike to the document's title, or saying what kind of policy it is.
    """
    headings: list[Box] = []
    for box in page.boxes:
        if box.tag == "h1" and box.chars:
            headings.append(box)
        if box.prose and box.tag in {"p", "li", "h1"} and not box.left_out:
            break  # the text begins
    if any(not box.left_out for box in headings):
        return
    for box in headings:
        text = box.text()
        if text and len(text) <= LONGEST and is_title(text, title) and may_return(box):
            take_back(box)
            return


def may_return(box: Box) -> bool:
    """Whether the box was lost for its place only: dialogs, menus and consent keep theirs."""
    above: Box | None = box
    while above is not None:
        if above.left_out and not above.left_out.startswith(RESCUABLE):
            return False
        above = above.parent
    return not box.linked


def is_title(text: str, title: str) -> bool:
    """Whether a heading names the policy."""
    words = set(re.findall(r"\w+", text.lower()))
    stated = set(re.findall(r"\w+", title.lower()))
    return bool(POLICY_WORD.search(text)) or bool(words and len(words & stated) >= 0.6 * len(words))


def take_back(box: Box) -> None:
    """Leave out, instead of what holds the box, everything else in it."""
    path = [box]
    while (above := path[-1].parent) is not None:
        path.append(above)
    reason = ""
    for outer, inner in zip(reversed(path), reversed(path[:-1]), strict=False):
        reason = outer.left_out or reason
        outer.left_out = ""
        if reason:
            for sibling in outer.boxes():
                if sibling is not inner:
                    sibling.left_out = sibling.left_out or reason
    box.left_out = ""
