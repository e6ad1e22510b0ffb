"""Where on the page the policy stands: down from the body, losing only what is no policy.

At each step the child with most prose is followed; beside it may be lost only what is textless,
a list of links, or consent. What else stands beside it stays. So a wrong guess costs a leftover
line, never a clause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import is_nameless_banner
from policytrack.extract.html.furniture import link_dense
from policytrack.extract.html.tree import INLINE, Box, names
from policytrack.extract.html.vocabulary import DATE_WORD, POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Page

MAIN_SHARE: Final = 0.5  # of the prose; a main element with more holds the policy
FOLLOWED: Final = 0.7  # of a box's prose; a child with less is a section, not a wrapper
WRAPPERS: Final = names("div span section header nav ul ol button label a aside footer form center")
LISTS: Final = names("ul ol")
CONTENT: Final = INLINE | names("p ul ol dl li blockquote pre table tbody tr")
TINY: Final = 60  # characters of a label that says nothing by itself

OUTSIDE: Final = "outside the main part"
LINKS: Final = "list of links beside the text"


def mark_outside(page: Page) -> Box:
    """Mark what stands beside the policy and return the innermost box that holds all of it.

    The page must have been measured after furniture was marked.
    """
    box = find_main(page) or page.root
    if box is not page.root:
        mark_all_but(box)
    while True:
        kept = [part for part in box.parts if not isinstance(part, str) and not part.left_out]
        heavy = max(kept, key=lambda child: child.prose, default=None)
        if heavy is None or heavy.prose < FOLLOWED * max(box.prose, 1) or heavy.tag in CONTENT:
            return box
        before = True
        for child in kept:
            if child is heavy:
                before = False
            elif reason := reason_to_lose(child, before=before):
                child.left_out = reason
        box = heavy


def find_main(page: Page) -> Box | None:
    """The one main element (or the one article) that holds most of the prose, if there is one."""
    whole = page.root.prose
    for wanted in (is_main, is_article):
        found = [
            b for b in page.boxes if wanted(b) and not b.left_out and b.prose > MAIN_SHARE * whole
        ]
        outer = [b for b in found if b.parent not in found]
        if len(outer) == 1:
            return outer[0]
    return None


def is_main(box: Box) -> bool:
    """What HTML or ARIA calls the main part."""
    return box.tag == "main" or box.get("role") == "main"


def is_article(box: Box) -> bool:
    """What HTML or ARIA calls an article."""
    return box.tag == "article" or box.get("role") == "article"


def mark_all_but(box: Box) -> None:
    """Leave out everything that is not inside the box nor around it."""
    inner: Box = box
    while (above := inner.parent) is not None:
        for sibling in above.boxes():
            if sibling is not inner and not sibling.left_out and sibling.chars:
                sibling.left_out = OUTSIDE
        inner = above


def is_contents(box: Box) -> bool:
    """Whether most links lead to other parts of the page."""
    hrefs = [inner.attrs.get("href") or "" for inner in box.within() if inner.tag == "a"]
    return 2 * sum("#" in href for href in hrefs) > len(hrefs)


def reason_to_lose(box: Box, *, before: bool) -> str:
    """Why a box beside the heaviest one is no policy, "" where it may be."""
    if not box.chars:
        return ""
    if is_nameless_banner(box):
        return "consent"
    if box.prose or box.tag not in WRAPPERS:
        return ""
    if link_dense(box):
        return "" if box.tag in LISTS and is_contents(box) else LINKS
    if not before or box.chars > TINY or box.heads:
        return ""
    text = box.text()
    if DATE_WORD.search(text) or POLICY_WORD.search(text) or re.search(r"\d", text):
        return ""
    return "label before the text"
