"""Where on the page the policy stands: down from the body, losing only what is no policy.

At each step the child with most prose is followed; beside it may be lost only what is textless,
a list of links, consent, a footer's lines or a call to buy or sign up. What else stands beside
it stays. So a wrong guess costs a leftover line, never a clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import is_nameless_banner
from policytrack.extract.html.controls import is_button
from policytrack.extract.html.likeness import link_dense, says_what
from policytrack.extract.html.tables import read_table
from policytrack.extract.html.tree import FLOW, INLINE, Box, names
from policytrack.extract.html.vocabulary import COPYRIGHT_MARK, POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.scene import Scene
    from policytrack.extract.html.tree import Page

MAIN_SHARE: Final = 0.5  # of the prose; a main element with more holds the policy
TITLED_SHARE: Final = 0.15  # the same where the policy's title stands in it
FOLLOWED: Final = 0.7  # of a box's prose; a child with less is a section, not a wrapper
TITLE_WORTH: Final = 300  # characters of prose that the title counts for; decides short pages only
BEFORE_TITLE: Final = 200  # characters of a notice above the title, at most
TINY: Final = 60  # characters of a label that says nothing by itself
CALL: Final = 500  # characters of a call to buy or sign up, at most
FOOTER: Final = 600  # characters of a footer without a name, at most

SMALL_PRINT: Final = 250  # characters of prose in it

CONTENT: Final = INLINE | names("p ul ol dl li blockquote pre")
WRAPPERS: Final = names(
    "div span section header nav ul ol button label a aside footer form center table tbody tr td"
    " font article main"
)
LISTS: Final = names("ul ol")

OUTSIDE: Final = "outside the main part"
LINKS: Final = "list of links beside the text"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands beside the heaviest one."""

    heavy: Box
    before: bool  # it stands before the heavy one
    edge: bool  # no prose stands before it, or none after it
    scene: Scene


def mark_outside(page: Page, scene: Scene) -> None:
    """Mark what stands beside the policy. To be measured after furniture was marked."""
    box: Box | None = find_main(page, scene) or page.root
    if box is not None and box is not page.root:
        mark_all_but(box)
    while box is not None:
        kept = [child for child in box.boxes() if child.chars and not child.left_out]
        heavy = followed(kept, scene)
        if heavy is None:
            mark_endings(kept)
            return
        at = kept.index(heavy)
        prose = [index for index, child in enumerate(kept) if child.prose or index == at]
        for index, child in enumerate(kept):
            if child is not heavy:
                place = Place(heavy, index < at, not prose[0] < index < prose[-1], scene)
                child.left_out = reason_to_lose(child, place)
        box = heavy


def followed(kept: list[Box], scene: Scene) -> Box | None:
    """The child that holds nearly all of the text, None where the text itself begins."""
    heavy = max(kept, key=lambda child: worth_of(child, scene), default=None)
    if heavy is None or not is_wrapper(heavy):
        return None
    others = sum(child.prose for child in kept if child is not heavy)
    worth = worth_of(heavy, scene)
    return heavy if worth and worth >= FOLLOWED * (worth + others) else None


def mark_endings(kept: list[Box]) -> None:
    """Mark footers and calls to act after the last part of a text made of sections."""
    if any(child.tag in FLOW for child in kept):
        return
    for at in range(len(kept) - 1, 0, -1):
        child, above = kept[at], kept[at - 1]
        if is_footer(child):
            child.left_out = "page footer"
        elif is_call(child, sum(other.prose for other in kept[:at])) and not alike(child, above):
            child.left_out = "call to act"
        else:
            return


def worth_of(box: Box, scene: Scene) -> int:
    """A box's prose, and a bonus for the title."""
    return box.prose + TITLE_WORTH * (id(box) in scene.around_title)


def is_wrapper(box: Box) -> bool:
    """Whether a box holds parts of a page rather than text."""
    if box.tag in {"font", "span", "a", "b"}:
        return box.heads > 0 and box.own < 40
    return box.tag not in CONTENT and (box.tag != "table" or read_table(box) is None)


def find_main(page: Page, scene: Scene) -> Box | None:
    """The one main element (or the one article) that holds most of the prose, if there is one."""
    least = MAIN_SHARE * page.root.prose
    less = TITLED_SHARE * page.root.prose
    for name in ("main", "article"):
        found = [
            box
            for box in page.boxes
            if (box.tag == name or (box.attrs and box.attrs.get("role") == name))
            and not box.left_out
        ]
        outer = [
            box
            for box in found
            if box.parent not in found
            and (box.prose > least or (id(box) in scene.around_title and box.prose > less))
        ]
        if len(outer) == 1:
            return outer[0]
    return None


def mark_all_but(box: Box) -> None:
    """Leave out everything that is not inside the box nor around it."""
    inner: Box = box
    while (above := inner.parent) is not None:
        for sibling in above.boxes():
            if sibling is not inner and not sibling.left_out and sibling.chars:
                sibling.left_out = OUTSIDE
        inner = above


def reason_to_lose(box: Box, place: Place) -> str:
    """Why a box beside the heaviest one is no policy, "" where it may be."""
    if box.tag not in WRAPPERS or alike(box, place.heavy):
        return ""
    if is_nameless_banner(box):
        return "consent"
    if not place.before and is_footer(box):
        return "page footer"
    if box.prose:
        if place.before:
            return "before the title" if precedes_title(box, place) else ""
        return "call to act" if is_call(box, place.heavy.prose) else ""
    if link_dense(box) or (place.edge and is_menu(box, before=place.before)):
        return "" if box.tag in LISTS and is_contents(box) else LINKS
    if not place.before or box.chars > TINY or box.heads:
        return ""
    return "" if says_what(box) else "label before the text"


def precedes_title(box: Box, place: Place) -> bool:
    """Whether a few words stand before the part that holds the policy's title."""
    titled = id(place.heavy) in place.scene.around_title
    return titled and box.chars <= BEFORE_TITLE and not box.heads and not says_what(box)


def alike(box: Box, heavy: Box) -> bool:
    """Whether two boxes are of one kind by tag and class: sections of one text are."""
    class_ = box.attrs.get("class")
    return bool(class_) and box.tag == heavy.tag and class_ == heavy.attrs.get("class")


def is_contents(box: Box) -> bool:
    """Whether most links lead to other parts of the page."""
    hrefs = [inner.attrs.get("href") or "" for inner in box.within() if inner.tag == "a"]
    return 2 * sum("#" in href for href in hrefs) > len(hrefs)


def is_menu(box: Box, *, before: bool) -> bool:
    """Columns of links under headings: fewer than half of the words may be links.

    A part with headings before the text is rather the start of it.
    """
    if before and box.heads:
        return False
    links = sum(inner.tag == "a" for inner in box.within())
    return links >= 3 and 3 * box.linked >= box.chars


def is_footer(box: Box) -> bool:
    """Whether a copyright line stands in a short part."""
    short = box.chars <= FOOTER and box.prose <= SMALL_PRINT
    return short and bool(COPYRIGHT_MARK.search(box.text()))


def is_call(box: Box, beside: int) -> bool:
    """A few words and a button that leads elsewhere: what shops put under a text.

    `beside` is the prose that stands before it.
    """
    if box.chars > CALL or box.heads > 1 or 2 * box.prose > beside + TITLE_WORTH:
        return False
    if POLICY_WORD.search(box.text()):
        return False
    return any(is_button(inner) for inner in box.within())
