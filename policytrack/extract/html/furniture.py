"""What a page carries beside its policy, told by tag, role and name; marks it as left out.

A mark is a reason in words, for `--explain`. Names are the weakest evidence: sites write
"sharing", "newsletter", "cookies" or "sidebar" on the sections of the policy itself, so a name
counts on containers only, and only where what is inside does not read like a policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import consent_reason
from policytrack.extract.html.controls import button_reason
from policytrack.extract.html.hidden import hidden_reason
from policytrack.extract.html.likeness import (
    dates_policy,
    has_sentence,
    heads_text,
    holds_text,
    in_article,
    in_prose,
    is_section,
    link_dense,
    reads_like_policy,
    says_what,
    stands_in_text,
)
from policytrack.extract.html.names import read_name
from policytrack.extract.html.tree import HEADINGS, INLINE, Box, names

if TYPE_CHECKING:
    from policytrack.extract.html.scene import Scene
    from policytrack.extract.html.tree import Page

CONTROLS: Final = names("select option optgroup input progress meter menu")
NAMED: Final = names("div section ul ol aside header footer nav form table menu article span") | {
    "center", "td", "p", "a", "details", "fieldset", "small", "button",
}  # fmt: skip
ROLES: Final = {
    "navigation": "navigation",
    "search": "search",
    "banner": "page header",
    "contentinfo": "page footer",
    "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "menu": "menu",
    "menubar": "menu",
    "toolbar": "toolbar",
    "tooltip": "tooltip",
    "progressbar": "control",
    "slider": "control",
    "status": "status line",
    "alert": "alert",
}
TAGS: Final = {
    "nav": "navigation",
    "footer": "page footer",
    "aside": "aside",
    "dialog": "dialog",
    "form": "form",
    "search": "search",
    "header": "page header",
    "noscript": "for browsers without scripts",
}
NEVER_NAMED: Final = names("li body main article tr tbody dt dd")
SIGN_UP: Final = 400  # characters of prose beside a form that asks for an address
FIELD: Final = 200  # characters of prose about each field of a form, with its messages
DEEPEST: Final = 300  # levels; deeper than any real frame, and judging stays linear


def mark_furniture(page: Page, scene: Scene) -> None:
    """Mark what is no part of a policy wherever it stands. The page must have been measured."""
    for box in page.boxes:
        parent = box.parent
        if parent is not None and parent.left_out:
            box.left_out = parent.left_out
        elif (box.chars or box.tag == "input") and box.depth <= DEEPEST and not box.left_out:
            box.left_out = reason_of(box, scene)


def mark_lone_headings(page: Page) -> None:
    """Mark headings over parts that are left out: nothing else stands under them.

    The page must have been measured after furniture was marked.
    """
    heads = [box for box in page.boxes if box.tag in HEADINGS and box.chars and not box.left_out]
    for box in heads[1:]:
        inner, above = box, box.parent
        while above is not None and above.chars == box.chars and above.tag not in {"body", "main"}:
            if box.tag != "h1" and lost_after(inner, above):
                box.left_out = "heading of a part left out"
                break
            inner, above = above, above.parent


def lost_after(box: Box, above: Box) -> bool:
    """Whether something left out follows the box within the one around it."""
    siblings = list(above.boxes())
    at = siblings.index(box)
    return any(sibling.left_out or sibling.lost for sibling in siblings[at + 1 :])


def reason_of(box: Box, scene: Scene) -> str:
    """Why the box is left out, "" where it is not."""
    tag = box.tag
    if tag in CONTROLS:
        return "control"
    if tag == "button":
        return button_reason(box)
    if tag == "textarea":
        return "" if scene.spares(box) and box.chars > 300 else "control"
    attrs = box.attrs
    if tag in TAGS and (reason := by_tag(box, scene)):
        return reason
    if not attrs:
        return ""
    if reason := hidden_reason(box, scene) or consent_reason(box, scene):
        return reason
    if tag in HEADINGS or tag in NEVER_NAMED:
        return ""
    if "role" in attrs and (reason := by_role(box, scene)):
        return reason
    return by_name(box, scene) if tag in NAMED and ("class" in attrs or "id" in attrs) else ""


def by_tag(box: Box, scene: Scene) -> str:
    """Judge a tag of HTML that says by itself what it is for."""
    tag, reason = box.tag, TAGS[box.tag]
    if tag == "noscript":
        return reason
    if scene.spares(box) or (tag == "nav" and holds_text(box)):
        return ""
    if tag == "form":
        return reason if box.fields and box.prose <= max(SIGN_UP, FIELD * box.fields) else ""
    if tag == "header":
        return "" if in_article(box) or keeps_header(box) else reason
    if tag == "aside" and box.prose and in_article(box) and not link_dense(box):
        return ""  # a remark beside the text
    if tag == "footer" and box.prose > SIGN_UP and in_article(box):
        return ""
    return reason


def by_role(box: Box, scene: Scene) -> str:
    """Judge an ARIA role."""
    role = box.get("role")
    reason = ROLES.get(role, "")
    if not reason or scene.spares(box):
        return ""
    if (role == "banner" and keeps_header(box)) or (role == "navigation" and holds_text(box)):
        return ""
    if role in {"complementary", "alert", "status"} and box.prose and in_article(box):
        return ""
    return reason


def by_name(box: Box, scene: Scene) -> str:
    """Judge class and id."""
    name = read_name(box.attrs.get("class") or "", box.attrs.get("id") or "")
    if name is None or name.kind == "hidden" or scene.spares(box) or is_section(box):
        return ""
    reason = f"named {name.word}"
    if box.tag in INLINE or box.tag == "p":
        short = not box.prose and box.chars < 60 and not in_prose(box)
        return reason if short and name.kind != "topic" else ""
    if name.kind == "frame":
        text = reads_like_policy(box) or (box.prose and stands_in_text(box))
        return "" if text or (box.tag == "nav" and holds_text(box)) else reason
    if link_dense(box) or (box.fields and box.prose < SIGN_UP):
        return reason
    if name.kind == "meta":
        return "" if box.prose or dates_policy(box) else reason
    if heads_text(box):
        return ""
    says = has_sentence(box) or box.chars >= 150 or box.heads or says_what(box)
    return "" if says else reason


def keeps_header(box: Box) -> bool:
    """Whether a header holds text rather than the site's frame."""
    return box.prose > 200 and not link_dense(box)
