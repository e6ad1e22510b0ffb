"""A change as the key of what was found of it: what several forms ask for is found once.

Knows nothing of what is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.model import Change


class Same:
    """A change that is known by being the same one, since to compare two takes long."""

    def __init__(self, change: Change) -> None:
        self.change = change

    def __hash__(self) -> int:
        return id(self.change)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.change is self.change
