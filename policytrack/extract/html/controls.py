"""Buttons and the like: what a visitor presses, and when that is text of the policy after all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.tree import HEADINGS, INLINE

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Box

RE_BUTTON: Final = re.compile(r"(?:^|[ _-])(?:btn|button|cta)(?:$|[ _-])", re.IGNORECASE)
LABEL: Final = 300  # characters; no button says more


def is_button(box: Box) -> bool:
    """Whether the box is to be pressed, by tag, role or what its class calls it."""
    if box.tag == "button" or box.get("role") == "button":
        return True
    return box.tag in {"a", "input"} and bool(RE_BUTTON.search(box.get("class")))


def button_reason(box: Box) -> str:
    """Buttons are controls, but for those that open a part of the text and those within prose."""
    parent = box.parent
    if parent is not None and parent.run >= 40 and parent.own:
        return ""
    if opens_panel(box) or box.heads or box.chars > LABEL:
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
    if box.tag == "a" and not (attrs.get("href") or "#").startswith("#"):
        return False
    return (
        "aria-controls" in attrs
        or ("aria-expanded" in attrs and "aria-haspopup" not in attrs)
        or "collapse" in (box.get("data-toggle") or box.get("data-bs-toggle"))
        or "accordion" in box.get("class")
    )
