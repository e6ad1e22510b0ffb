"""Text that a page holds twice, for wide and for narrow screens: told once.

What a page shows twice to everybody stays twice: that is what it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.hidden import is_hidden

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box, Page

LONG: Final = 400  # characters of prose
SHARE: Final = 0.3  # of the page's prose; a shorter part may well be said twice on purpose
AROUND: Final = 4  # levels
RE_SCREEN: Final = re.compile(
    r"(?:^|[ _:-])(?:mobile|desktop|tablet|phone|hidden|hide|visible|d-none|screen"
    r"|(?:xs|sm|md|lg|xl)(?:$|[ :-]))"
)
REPEAT: Final = "said before on the page"


def mark_repeats(page: Page) -> None:
    """Mark a long part whose text is the same as that of a part before it.

    To be measured after furniture was marked. Parts are told apart by what was counted in them,
    and read only where the counts are the same; of a wrapper and its only child the outer is taken.
    """
    least = max(LONG, SHARE * page.root.prose)
    seen: dict[tuple[int, ...], Box] = {}
    for box in page.boxes:
        above = box.parent
        if above is not None and above.left_out == REPEAT:
            box.left_out = REPEAT
        if box.left_out or box.prose < least:
            continue
        key = (box.chars, box.prose, box.linked, box.heads)
        if above is not None and key == (above.chars, above.prose, above.linked, above.heads):
            continue
        before = seen.setdefault(key, box)
        if before is box or not (for_a_screen(box) or for_a_screen(before)):
            continue
        if before.text(2 * box.chars) == box.text(2 * box.chars):
            box.left_out = REPEAT


def for_a_screen(box: Box) -> bool:
    """Whether the box, or what is right around it, is meant for some screens only, or hidden."""
    above: Box | None = box
    for _ in range(AROUND):
        if above is None:
            return False
        if RE_SCREEN.search(above.get("class")) or is_hidden(above):
            return True
        above = above.parent
    return False
