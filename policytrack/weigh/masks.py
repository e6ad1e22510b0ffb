"""E-mail addresses that a page hides from programs: `[email protected]` in the place of an address.

Owns when an address and a mask are one. A mask for each address: which one it hides nobody can say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.model import Signal

_ADDRESS = re.compile(r"[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,8}")
_MASK = re.compile(r"\\?\[email.protected\\?\]", re.IGNORECASE)
_EITHER = re.compile(rf"{_MASK.pattern}|{_ADDRESS.pattern}", re.IGNORECASE)


def mask_alike(before: str, after: str) -> tuple[str, str]:
    """Both texts with a mask wherever one side has one in the place of the other's address."""
    if not _may_hold_mask(before) and not _may_hold_mask(after):
        return before, after
    found = [_EITHER.findall(text) for text in (before, after)]
    if len(found[0]) != len(found[1]):
        return before, after
    masks = iter([any(map(_MASK.fullmatch, pair)) for pair in zip(*found, strict=True)] * 2)
    return tuple(  # type: ignore[return-value]
        _EITHER.sub(lambda match: "[email protected]" if next(masks) else match[0], text)
        for text in (before, after)
    )


def is_masked(signal: Signal, before: str, after: str) -> bool:
    """Whether an address seems gone, or new, where the other side has more masks."""
    if signal.name != "contact" or "@" not in signal.text:
        return False
    mine, other = (before, after) if signal.side == "before" else (after, before)
    return _may_hold_mask(other) and len(_MASK.findall(other)) > len(_MASK.findall(mine))


def _may_hold_mask(text: str) -> bool:
    """Seen in a tenth of the time that a pattern takes."""
    lower = text.lower()
    return "protected]" in lower or "protected\\]" in lower
