"""Cookie banners and consent managers: known vendors by name, others by what they ask.

Cookie policies speak of the same things, so a generic name counts only where a control to
accept or reject stands inside, or where there is next to no text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.controls import is_button
from policytrack.extract.html.likeness import is_section
from policytrack.extract.html.tree import HEADINGS, INLINE, names
from policytrack.extract.html.vocabulary import CONSENT_CONTROL

if TYPE_CHECKING:
    from policytrack.extract.html.scene import Scene
    from policytrack.extract.html.tree import Box, Page

VENDOR: Final = re.compile(
    r"(?:^| )(?:onetrust-(?:consent-sdk|banner-sdk|pc-sdk|style|banner|pc)|optanon-?(?:alert|popup"
    r"|show|cookie-policy-popup)|otbannersdk|otpcpanel|otflat|otcenter|otrounded"
    r"|cybotcookiebot(?:dialog|underlay)|cookiebot-?(?:dialog|banner|widget)|usercentrics-(?:root|cmp"
    r"|button)|uc-(?:banner|main-banner|btn|overlay|modal)|didomi-(?:host|popup|notice|consent)"
    r"|qc-cmp2?|qcmp|sp_message_container|sp-message|truste(?:$|[ _-])|trustarc|consent_blackbar"
    r"|teconsent"
    r"|iubenda-(?:cs|banner|tp|consent)|cky-|cookie-?yes|cookie-law-info|cli-(?:modal|bar|settings)"
    r"|wt-cli|cmplz-|borlabs|brlbs|klaro|osano-cm|t-consentprompt|termly-consent|cc-(?:window|banner"
    r"|revoke|floating|nb-)|cookieconsent|hs-(?:eu-cookie|banner|en-cookie)|axeptio"
    r"|tarteaucitron|cookiefirst|cookiescript|cookie-script|ccc-(?:module|overlay|notify)|evidon"
    r"|_evidon|ketch-(?:consent|banner|modal)|transcend-consent|ts-consent|securiti(?:$|[ _-])"
    r"|cc-privacy"
    r"|shopify-pc__|fc-(?:consent|dialog|cta|ab)|cmp(?:box|wrapper|-?banner|_?ui)"
    r"|moove[_-]gdpr|gdpr-cookie|eupopup|cookie-?bar|cookie-?banner|cookie-?consent|cookie-?popup"
    r"|cookie-?modal|cookie-?overlay|cookie-?disclaimer|cookie-?alert|cookie-?message"
    r"|cookie-?dialog|cookie-?layer|cookie-?hint|cookie-?warning|gdpr-(?:banner|popup|modal|consent)"
    r"|consent-?(?:banner|manager|modal|popup|dialog|layer|bar|overlay)|orejime|wp-gdpr|real-cookie"
    r"|rcb-|ppms_cm|amgdprcookie|eu-cookie|sliding-popup|js-cookie-consent|cookiehub|ch2-(?:container|dialog|icon)"
    r"|gdprcookie|catapult-cookie|cn-(?:notice|button|accept)|pum-.{0,20}cookie|metomic|secureprivacy"
    r"|ppcookie|cookiealert|sqs-cookie-banner|consent-tracking|privacy-?(?:banner|manager"
    r"|popup)|acceptcookies?|cookies?-?(?:wrapper|wall|settings-?(?:modal|dialog)))"
)
"""Starts of ids and classes. What hosts a policy itself (`otnotice`, `iubenda_policy`,
`CookieDeclaration`, `ot-sdk-cookie-policy`) is not among them."""

GENERIC: Final = re.compile(r"cookie|consent|gdpr|rgpd|dsgvo")
CONTENT: Final = re.compile(
    r"cookie-?(?:policy|declaration|statement|list|table)|otnotice|ot-sdk-cookie-policy"
    r"|iubenda[_-]policy|iub_|cmplz-document|cookie-?details-?table"
)
NEVER_NAMED: Final = INLINE | HEADINGS | names("html body main article p li tr td th dt dd")
LARGE: Final = 0.5  # of the page's prose; a banner with its whole settings can come near it
COOKIE: Final = re.compile(r"cookie|tracking|traceurs", re.IGNORECASE)
ANSWER: Final = re.compile(
    r"(?!.*(?:setting|preferenc|manag|einstellung|param|configur|impostazion))"
    rf"(?:{CONSENT_CONTROL.pattern})",
    re.IGNORECASE,
)
PRESSED: Final = frozenset({"", "button"})  # reasons for which a banner's buttons are left out
SHORT: Final = 1500  # characters of a banner that has no name to be known by


def consent_reason(box: Box, scene: Scene) -> str:
    """Why the box is a consent manager's, "" where it is not."""
    if box.tag in NEVER_NAMED or id(box) in scene.around_title or not box.attrs:
        return ""
    kind = kind_of_name(box.attrs.get("class") or "", box.attrs.get("id") or "")
    if not kind or (is_section(box) and not has_control(box, ANSWER)):
        return ""
    if kind == "vendor" and (box.prose <= LARGE * scene.whole or has_control(box) or scene.title):
        return "consent manager"
    if kind == "generic" and box.chars <= SHORT and has_control(box, ANSWER):
        return "consent"
    return ""


def is_vendor(box: Box) -> bool:
    """Whether the box is named as a known consent manager names its own."""
    return kind_of_name(box.attrs.get("class") or "", box.attrs.get("id") or "") == "vendor"


@lru_cache(maxsize=8192)
def kind_of_name(class_: str, id_: str) -> str:
    """The kind of a name: "vendor", "generic" or "" for others."""
    if not (class_ or id_) or len(class_) + len(id_) > 1000:
        return ""
    name = f"{id_} {class_}".lower()
    if CONTENT.search(name):
        return ""
    if VENDOR.search(name):
        return "vendor"
    return "generic" if GENERIC.search(name) else ""


def is_nameless_banner(box: Box) -> bool:
    """A short box that speaks of cookies and has a control to accept or reject."""
    if not 0 < box.chars <= SHORT or not has_control(box, ANSWER):
        return False
    return bool(COOKIE.search(box.text()))


def mark_nameless_banners(page: Page, scene: Scene) -> None:
    """Mark banners that no name gives away, from their buttons outwards."""
    for box in page.boxes:
        if not 0 < box.chars <= 40 or box.left_out not in PRESSED:
            continue
        if (
            is_button(box)
            and ANSWER.fullmatch(box.text())
            and (banner := banner_around(box, scene))
        ):
            banner.left_out = "consent"


def banner_around(button: Box, scene: Scene) -> Box | None:
    """The largest short box around a button that speaks of cookies and is not the policy."""
    banner: Box | None = None
    above = button.parent
    while above is not None and above.chars <= SHORT and id(above) not in scene.around_title:
        if above.left_out:
            return None
        if above.heads <= 2 and COOKIE.search(above.text()):
            banner = above
        above = above.parent
    return banner


def has_control(box: Box, label: re.Pattern[str] = CONSENT_CONTROL) -> bool:
    """Whether a button or link inside says "accept", "reject" or the like."""
    for inner in box.within():
        if inner.tag in {"button", "a", "input"} or inner.get("role") == "button":
            said = inner.text() or inner.get("value")
            if len(said) <= 60 and label.fullmatch(said):
                return True
    return False
