"""What a page carries beside its policy, told by tag, role and name; marks it as left out.

A mark is a reason in words, for `--explain`. Names are the weakest evidence: sites write
"sharing", "newsletter", "cookies" or "sidebar" on the sections of the policy itself, so a name
counts on containers only, and only where what is inside does not read like a policy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.consent import consent_reason
from policytrack.extract.html.hidden import hidden_reason
from policytrack.extract.html.tree import HEADINGS, INLINE, Box, names
from policytrack.extract.html.vocabulary import POLICY_WORD

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Page

CONTROLS: Final = names("select option optgroup input progress meter menu")
NAMED: Final = names("div section ul ol aside header footer nav form table menu article span") | {
    "center", "td", "p", "a", "details", "fieldset",
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
STRUCTURE: Final = re.compile(
    r"(?:^|[ _-])(?:(?:main|site|page|top|global|primary|secondary|mobile|sub|side|mega|drop|user"
    r"|header|footer|left|right)?[_-]?(?:nav(?:bar|igation|s)?|menus?|breadcrumbs?|crumbs?|sidenav"
    r"|sidebar|masthead|topbar|pagination|pager|toolbar|offcanvas|flyout|dropdown)"
    r"|(?:site|page|global|main)?[_-]?footer|foot|skip[_-]?(?:links?|to[_-]?\w+|nav\w*)"
    r"|lang(?:uage)?[_-]?(?:switch\w*|select\w*|picker|chooser|list|menu|nav)|(?:country|locale|region)"
    r"[_-]?(?:switch\w*|select\w*|picker)|wpml-ls\w*|back[_-]?to[_-]?top|scroll[_-]?(?:to[_-]?)?top"
    r"|modal|lightbox|popup|popover|overlay|toast|snackbar|(?:smart|app|announcement|promo|alert"
    r"|notification)[_-]?(?:banner|bar)|hello[_-]?bar|edit[_-]?(?:this[_-]?)?page|mw-editsection"
    r"|site[_-]?header|page[_-]?header__\w+|post[_-]?meta|entry[_-]?meta|article[_-]?meta|byline"
    r"|author[_-]?(?:box|bio|info)|loader|loading|spinner|preloader|print[_-]?(?:button|link)"
    r"|copyright(?:s)?|colophon|noprint|no-print|d-print-none)(?=$|[ _-])",
)
"""Names of a page's frame: what has them is left out unless it holds a good part of the text."""

TOPIC: Final = re.compile(
    r"(?:^|[ _-])(?:share|sharing|share[_-]?(?:buttons?|links?|bar|icons?)|socials?"
    r"|social[_-]?(?:\w+)|sharedaddy|addtoany\w*|a2a_kit|addthis\w*|sharethis\w*|jp-relatedposts"
    r"|related|related[_-]?\w+|recommended|recommendations|read[_-]?(?:next|more)"
    r"|newsletter|newsletter[_-]?\w+|subscribe|subscription[_-]?form|sign[_-]?up|optin|mc4wp\w*"
    r"|mc_embed\w*|hs-form|hbspt\w*|search|search[_-]?(?:form|box|bar)|login|log-in"
    r"|comments?|comment[_-]?(?:list|form|respond)|respond|disqus\w*|fb-comments|ads?|adverts?"
    r"|advertisement|advertising|sponsor(?:ed)?|promo|promotion|cta|call-to-action|feedback"
    r"|helpful|article-votes|vote|votes|rating|ratings|was-this\w*|survey|chat|live-?chat|intercom\w*"
    r"|drift\w*|zopim|widget|tags?|tag-list|hero-cta|app[_-]?(?:store|download)s?|download[_-]?app"
    r"|contact-form|wpcf7|recaptcha|grecaptcha)(?=$|[ _-])",
)
"""Names that policies use for their own sections too: what has them is left out only where it
is a form, a row of links, or too short to say anything."""

LARGE: Final = 0.25  # of the page's prose; a frame part with more may be the policy's own wrapper
ASIDE: Final = 0.12
DEEPEST: Final = 300  # levels; deeper than any real frame, and judging stays linear
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def mark_furniture(page: Page) -> None:
    """Mark what is no part of a policy wherever it stands. The page must have been measured."""
    whole = page.root.prose
    for box in page.boxes:
        parent = box.parent
        if parent is not None and parent.left_out:
            box.left_out = parent.left_out
        elif (box.chars or box.tag == "input") and box.depth <= DEEPEST:
            box.left_out = reason_of(box, whole)


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


def reason_of(box: Box, whole: int) -> str:
    """Why the box is left out, "" where it is not. `whole` is the prose of the page."""
    tag = box.tag
    if tag in CONTROLS:
        return "control"
    if tag == "button":
        return button_reason(box)
    if tag == "textarea":
        return "" if box.chars > LARGE * whole and box.chars > 300 else "control"
    attrs = box.attrs
    if tag in TAGS and (reason := by_tag(box, whole)):
        return reason
    if not attrs:
        return ""
    if reason := hidden_reason(box, whole) or consent_reason(box, whole):
        return reason
    if tag in HEADINGS or tag in {"li", "body", "main", "article", "tr", "tbody"}:
        return ""
    if "role" in attrs and (reason := by_role(box, whole)):
        return reason
    return by_name(box, whole) if tag in NAMED and ("class" in attrs or "id" in attrs) else ""


def by_tag(box: Box, whole: int) -> str:
    """Judge a tag of HTML that says by itself what it is for."""
    tag, reason = box.tag, TAGS[box.tag]
    if tag == "noscript":
        return reason
    if tag == "nav":
        return reason if box.prose <= 0.5 * whole else ""
    if tag == "form":
        return reason if box.prose <= ASIDE * whole and box.fields else ""
    inside = in_article(box)
    if tag == "header":
        return "" if inside or keeps_header(box) else reason
    if tag == "aside" and inside and box.prose and not link_dense(box):
        return ""  # a remark beside the text
    if tag == "footer" and inside and box.prose > ASIDE * whole:
        return ""
    return reason if box.prose <= LARGE * whole else ""


def by_role(box: Box, whole: int) -> str:
    """Judge an ARIA role."""
    role = box.get("role")
    reason = ROLES.get(role, "")
    if not reason or (role == "banner" and keeps_header(box)):
        return ""
    if role in {"complementary", "alert", "status"} and in_article(box) and box.prose:
        return ""
    return (
        reason if box.prose <= LARGE * whole or (role == "navigation" and link_dense(box)) else ""
    )


def by_name(box: Box, whole: int) -> str:
    """Judge class and id."""
    kind = kind_of_name(box.attrs.get("class") or "", box.attrs.get("id") or "")
    if not kind or box.prose > LARGE * whole:
        return ""
    if box.tag in INLINE or box.tag == "p":
        return f"named {kind[1]}" if not box.prose and box.chars < 60 and kind[0] == "s" else ""
    if kind[0] == "s":
        return "" if reads_like_policy(box) else f"named {kind[1]}"
    bare = not has_sentence(box)
    if link_dense(box) or (bare and box.chars < 150) or (box.fields and box.prose < 400):
        return f"named {kind[1]}"
    return ""


@lru_cache(maxsize=8192)
def kind_of_name(class_: str, id_: str) -> tuple[str, str] | None:
    """("s", name) for names of a page's frame, ("t", name) for topics, None for others."""
    if len(class_) + len(id_) > 1000:
        return None
    name = CAMEL.sub("-", f"{class_} {id_}").lower()
    if found := STRUCTURE.search(name):
        return "s", found[0].strip(" _-")
    if found := TOPIC.search(name):
        return "t", found[0].strip(" _-")
    return None


def button_reason(box: Box) -> str:
    """Buttons are controls, but for those that open a part of the text and those within prose."""
    parent = box.parent
    if parent is not None and parent.run >= 40 and parent.own:
        return ""
    if opens_panel(box) or box.heads:
        return ""
    while parent is not None:
        if parent.tag in HEADINGS or parent.tag == "summary":
            return ""
        if parent.tag not in INLINE:
            break
        parent = parent.parent
    return "button"


def opens_panel(box: Box) -> bool:
    """Whether the box is the handle of an accordion, a tab or the like."""
    attrs = box.attrs
    return (
        "aria-controls" in attrs
        or ("aria-expanded" in attrs and "aria-haspopup" not in attrs)
        or "collapse" in (box.get("data-toggle") or box.get("data-bs-toggle"))
        or "accordion" in box.get("class")
    )


def keeps_header(box: Box) -> bool:
    """Whether a header holds the policy's title or text rather than the site's frame."""
    if box.prose > 200 and not link_dense(box):
        return True
    if any(inner.tag == "nav" for inner in box.within()):
        return False
    titles = [inner for inner in box.within() if inner.tag in {"h1", "h2"} and not inner.linked]
    return any(POLICY_WORD.search(title.text()) for title in titles)


def in_article(box: Box) -> bool:
    """Whether the box stands within what HTML calls the main part or an article."""
    above = box.parent
    while above is not None:
        if above.tag in {"article", "main"} or above.get("role") == "main":
            return True
        above = above.parent
    return False


def link_dense(box: Box) -> bool:
    """Whether most of the text is links."""
    return box.linked > 0.5 * box.chars


def has_sentence(box: Box) -> bool:
    """Whether anything inside reads as a sentence."""
    return box.prose > 0 or bool(re.search(r"\w+(?:\s+\w+){5,}[.!?:]", box.text()[:2000]))


def reads_like_policy(box: Box) -> bool:
    """Prose under headings, several paragraphs of it: no frame of a page looks so."""
    if box.prose < 600 or link_dense(box):
        return False
    paragraphs = sum(inner.prose > 0 and inner.tag in {"p", "li"} for inner in box.within())
    return paragraphs >= 4 and box.heads > 0
