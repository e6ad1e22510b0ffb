"""Text that the page does not show at first: kept where it may be the policy, else left out.

Accordions and tabs hide their panels, a dialog in front hides the whole page from screen
readers, and a script shows what the sheet hides: hidden text is often the policy itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policytrack.extract.html.likeness import stands_in_text
from policytrack.extract.html.names import read_name
from policytrack.extract.html.tree import HEADINGS, INLINE

if TYPE_CHECKING:
    from policytrack.extract.html.scene import Scene
    from policytrack.extract.html.tree import Box

RE_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
RE_PANEL: Final = re.compile(
    r"accordion|collaps|tab|panel|toggle|expand|faq|answer|content|body|drawer|details|section"
    r"|more|hidden-text|show-hide|spoiler|readmore|w-dropdown-list"
)
RE_ICON: Final = re.compile(
    r"material-(?:icons|symbols)|(?:^| )(?:fa|fas|far|fab|icon|icons|glyphicon)(?:$|[ _-])"
    r"|(?:^| )(?:headerlink|permalink|header-anchor|hash-link|anchorjs-link|heading-anchor"
    r"|anchor-link|octicon-link)(?:$| )"
)
SHOWN: Final = HEADINGS | {"html", "body", "main"}
SAID: Final = 300  # characters of prose; a message or label kept ready for a script is shorter


def hidden_reason(box: Box, scene: Scene) -> str:
    """Why the box is left out as not shown, "" where it is shown or may be the policy."""
    class_ = box.get("class")
    if box.tag == "a" and is_permalink(box):
        return "link to the heading itself"
    if class_ and box.tag not in SHOWN:
        name = read_name(box.attrs.get("class") or "", "")
        if box.chars < 120 and name is not None and name.kind == "hidden":
            return "hidden by its class"
        if box.chars < 40 and not box.prose and RE_ICON.search(class_) and is_sign(box):
            return "icon"
    if not is_hidden(box):
        return ""
    if box.tag in INLINE and box.prose < 80:
        return "hidden"
    if (
        RE_PANEL.search(f"{class_} {box.get('id')} {box.get('role')}")
        or "aria-labelledby" in box.attrs
    ):
        return ""
    if box.prose and stands_in_text(box):
        return ""
    return "" if box.prose >= min(SAID, 0.5 * scene.whole) else "hidden"


def is_hidden(box: Box) -> bool:
    """By attribute or inline style. `aria-hidden` does not hide from the eye."""
    if "hidden" in box.attrs and box.get("hidden") != "until-found":
        return True
    style = box.attrs.get("style")
    return bool(style and RE_HIDING.search(style.lower()))


def is_permalink(box: Box) -> bool:
    """Whether a link is a sign beside a heading that leads to the heading."""
    if not (box.attrs.get("href") or "").startswith("#") or box.chars > 3:
        return False
    return not any(character.isalnum() for character in box.text())


def is_sign(box: Box) -> bool:
    """Whether the text is a sign or the name of an icon rather than words of a sentence."""
    text = box.text()
    return " " not in text and (text.islower() or not text.isalpha())
