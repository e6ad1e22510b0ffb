"""What class names and ids say of a part of a page; the weakest evidence there is, by kinds.

A name is looked at as words: `mainNav`, `main-nav` and `main_nav` are the same. The lists hold
what content management systems and frameworks in wide use call the parts around a text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Kind = Literal["frame", "meta", "soft", "topic", "hidden"]

FRAME: Final = re.compile(
    r"(?:^|[ _-])(?:(?:main|site|page|top|global|primary|secondary|mobile|sub|side|mega|drop|user"
    r"|header|footer|left|right|ms-core|uk|w|wp|local|desktop|burger|hamburger|bottom)?[_-]?"
    r"(?:nav(?:bar|igation|s)?|menus?|breadcrumbs?|crumbs?|sidenav|side-?bar|masthead|topbar"
    r"|pagination|pager|offcanvas)|(?:site|page|global|main)?[_-]?footer|foot(?![_-]?notes?)"
    r"|skip[_-]?(?:links?|to[_-]?\w+|nav\w*)|mw-jump-link|lang(?:uage)?[_-]?(?:switch\w*|select\w*"
    r"|picker|chooser|list|menu|nav|bar)|(?:country|locale|region)[_-]?(?:switch\w*|select\w*|picker)"
    r"|wpml-ls\w*|back[_-]?to[_-]?top|scroll[_-]?(?:to[_-]?)?(?:top|bottom)|modal|lightbox|popup"
    r"|popover|toast|snackbar|(?:smart|app|announcement|promo|alert|notification|utility)[_-]?"
    r"(?:banner|bar)|hello[_-]?bar|cart[_-]?drawer|mini[_-]?cart|catlinks|printfooter|publish-banner"
    r"|interval-banner|title-banner|site[_-]?notice|site[_-]?header|list-group|fr-share|fr-skiplinks"
    r"|fr-header|fr-footer|fr-sidemenu|collapsible-sidebar|comments|comments?[_-]?(?:area|list|form|section|wrapper"
    r"|respond|overview)|respond|disqus\w*|fb-comments|article-comments)(?=$|[ _-])",
)
"""The frame of a page: left out unless it holds a good part of the text."""

META: Final = re.compile(
    r"(?:^|[ _-])(?:edit[_-]?(?:this[_-]?)?page|mw-editsection"
    r"|(?:post|entry|article|page|node)?[_-]?meta|submitted|posted-on|article[_-]?author|byline|author[_-]?(?:box|bio|info)|print[_-]?(?:button"
    r"|link|version|page)|no-?print|d-print-none|mw-portlet\w*|edit-?link|copyrights?|colophon"
    r"|ms-srch\w*|reading[_-]?time|view[_-]?count)(?=$|[ _-])",
)
"""What the site says about the page: left out where no sentence stands in it."""

SOFT: Final = re.compile(
    r"(?:^|[ _-])(?:dropdown|flyout|overlay|toolbar|loader|loading|spinner|preloader|banners?"
    r"|tabs?-?(?:list|nav)|steps|badge|tooltip|eyebrow|kicker|back-?link|go-?back|icons?)"
    r"(?=$|[ _-])",
)
"""Parts that say nothing by themselves: left out where neither a sentence, nor a heading, a date
or a policy's name stands in them."""

TOPIC: Final = re.compile(
    r"(?:^|[ _-])(?:share|sharing|share[_-]?(?:buttons?|links?|bar|icons?)|socials?"
    r"|social[_-]?(?:\w+)|sharedaddy|addtoany\w*|a2a_kit|addthis\w*|sharethis\w*|jp-relatedposts"
    r"|related|related[_-]?\w+|recommended|recommendations|read[_-]?(?:next|more)|recently-viewed"
    r"|newsletter|newsletter[_-]?\w+|subscribe|subscription[_-]?form|sign[_-]?up|optin|mc4wp\w*"
    r"|mc_embed\w*|hs-form|hbspt\w*|search|search[_-]?(?:form|box|bar)|login|log-in"
    r"|ads?"
    r"|adverts?|advertisement|advertising|sponsor(?:ed)?|promo|promotion|cta|call-to-action"
    r"|feedback|helpful|article-votes|votes?|ratings?|was-this\w*|survey|chat|live-?chat"
    r"|intercom\w*|drift\w*|zopim|tags?|tag-list|app[_-]?(?:store|download)s?|download[_-]?app"
    r"|contact-form|wpcf7|recaptcha|grecaptcha|more-questions)(?=$|[ _-])",
)
"""Topics that policies have sections on: left out only where it is a form, a row of links, or
too short to say anything."""

HIDDEN: Final = re.compile(
    r"(?:^| )(?:hidden|hide|d-none|is-hidden|u-hidden|invisible|ng-hide|js-hidden|display-none"
    r"|ms-hide|w-condition-invisible|element-invisible|visually-?hidden\S*|sr-only|screen-?reader\S*"
    r"|u-hidden-visually|assistive-text|a11y-hidden|hidden-accessible|show-for-sr|is-vishidden"
    r"|govuk-visually-hidden|offscreen|elementor-screen-only)(?=$| )"
)
RESPONSIVE: Final = re.compile(
    r"(?:^| )(?:(?:sm|md|lg|xl|2xl|tablet|desktop|print|motion|group)\S*:"
    r"|d-(?:sm|md|lg|xl|print)-|visible-|show-for-(?:medium|large)|hidden-(?:xs|sm|md|lg))"
)
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST: Final = 1000  # characters; longer names are written by machines


class Name(NamedTuple):
    """What a name says, and the word that says it."""

    kind: Kind
    word: str


@lru_cache(maxsize=8192)
def read_name(class_: str, id_: str) -> Name | None:
    """What class and id say of their element, None where they say nothing."""
    if len(class_) + len(id_) > LONGEST:
        return None
    if (found := HIDDEN.search(class_)) and not RESPONSIVE.search(class_):
        return Name("hidden", found[0].strip())
    words = CAMEL.sub("-", f"{class_} {id_}").lower()
    if found := FRAME.search(words):
        return Name("frame", found[0].strip(" _-"))
    if found := META.search(words):
        return Name("meta", found[0].strip(" _-"))
    if found := TOPIC.search(words):
        return Name("topic", found[0].strip(" _-"))
    if found := SOFT.search(words):
        return Name("soft", found[0].strip(" _-"))
    return None
