"""Tabs: their names stand in a row of controls, apart from the panels that they head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.extract.html.tree import Box, add_text

if TYPE_CHECKING:
    from policytrack.extract.html.tree import Page

LONGEST: Final = 100  # characters of a tab's name


def name_panels(page: Page) -> None:
    """Put the name of a tab that was left out before the text of its panel, as its title."""
    tabs: dict[str, Box] = {}
    for box in page.boxes:
        if box.left_out and 0 < box.chars <= LONGEST and is_tab(box):
            for name in (box.attrs.get("id"), target_of(box)):
                if name:
                    tabs.setdefault(name, box)
    if not tabs:
        return
    for box in page.boxes:
        if box.left_out or not box.prose or not box.attrs:
            continue
        tab = tabs.get(box.attrs.get("aria-labelledby") or "") or tabs.get(
            box.attrs.get("id") or ""
        )
        if tab is not None:
            put_title(box, tab.text())


def is_tab(box: Box) -> bool:
    """Whether the box is a control that shows one of several panels."""
    toggles = box.get("data-toggle") or box.get("data-bs-toggle")
    return box.get("role") == "tab" or toggles in {"tab", "pill"}


def target_of(box: Box) -> str:
    """The id of the panel that a control shows."""
    attrs = box.attrs
    stated = attrs.get("aria-controls") or attrs.get("data-bs-target") or attrs.get("data-target")
    return (stated or attrs.get("href") or "").lstrip("#")


def put_title(panel: Box, title: str) -> None:
    """A title at the start of a panel that does not begin with it anyway."""
    if panel.text(len(title) + 20).lower().startswith(title.lower()):
        return
    box = Box("div", {"class": "tab-title"}, panel)
    add_text(box, title)
    box.clear()
    panel.parts.insert(0, box)
