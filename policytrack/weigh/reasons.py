"""Why a change is cosmetic, in a few words: which differences there are."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from policytrack.model import Signal
from policytrack.negations import ANY_DENIAL
from policytrack.weigh.reading import LINK_TARGET, TAG
from policytrack.weigh.unseen import name_characters, unseen_difference, unseen_in

if TYPE_CHECKING:
    from policytrack.model import Side

_SIGNS = {
    "quotes": re.compile("[\"'“”„‟«»″‘’‚‛‹›′`´]"),
    "dashes": re.compile(r"[-‐‑‒–—―−]"),
    "markup": re.compile(r"[*_#>|~\\\[\]+=]"),
    "punctuation": re.compile(r"[^\w\s\"'“”„‟«»″‘’‚‛‹›′`´‐‑‒–—―−*#>|~\\\[\]+=-]"),
}
_SIGN = re.compile(r"[^\w\s]+|_+")
_NO_LETTER = re.compile(r"[\W_]+")
_LONGEST_TARGET = 80
_BESIDE_NEGATION = re.compile(rf"(?i)([,;:.!?]?)\s+(?:{ANY_DENIAL})\b([,;:.!?]?)")


def cosmetic_reason(before: str, after: str, *, facts: tuple[str, ...] = ()) -> str:
    """What differs between two bodies that say the same.

    `facts` are differences that the caller already knows: "numbering", "the stated date".
    """
    found = [*facts, *_targets(before, after), *_unseen(before, after)]
    if not facts:
        found += _typography(_bare(before), _bare(after))
    parts = list(dict.fromkeys(found)) or ["white space"]
    listing = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"only {listing} changed"


def moved_targets(before: str, after: str) -> tuple[Signal, ...]:
    """A signal "link" for each link target that only one of the bodies has."""
    sides = _spans(before), _spans(after)
    known = [{target for target, _, _ in side} for side in sides]
    names: tuple[Side, Side] = ("before", "after")
    return tuple(
        Signal("link", name, target, start, end)
        for name, side, others in zip(names, sides, known[::-1], strict=True)
        for target, start, end in side
        if target not in others
    )


def _spans(text: str) -> list[tuple[str, int, int]]:
    if "](" not in text:
        return []
    return [(match[1].strip("<>"), *match.span(1)) for match in LINK_TARGET.finditer(text)]


def _targets(before: str, after: str) -> list[str]:
    targets = [[target for target, _, _ in _spans(text)] for text in (before, after)]
    if targets[0] == targets[1]:
        return []
    if len(targets[0]) != len(targets[1]):
        return ["links"]
    moved = [(was, now) for was, now in zip(*targets, strict=True) if was != now]
    if len(moved) > 1:
        return [f"{len(moved)} link targets"]
    was, now = (_short(target) for target in moved[0])
    return [f"a link target ({was} to {now})"]


def _short(target: str) -> str:
    return target if len(target) <= _LONGEST_TARGET else target[: _LONGEST_TARGET - 1] + "…"


def _unseen(before: str, after: str) -> list[str]:
    chars = unseen_difference(before, after)
    return [f"unseen characters ({name_characters(chars)})"] if chars else []


def _bare(text: str) -> str:
    """Without link targets and unseen characters."""
    if "](" in text:
        text = LINK_TARGET.sub("]", text)
    for char in unseen_in(text):
        text = text.replace(char, "")
    return text


def _typography(before: str, after: str) -> list[str]:
    found = ["markup"] if TAG.findall(before) != TAG.findall(after) else []
    before, after = TAG.sub(" ", before), TAG.sub(" ", after)
    composed = [unicodedata.normalize("NFKC", side) for side in (before, after)]
    letters = [_NO_LETTER.sub("", side) for side in composed]
    if letters[0].casefold() == letters[1].casefold():
        if composed != [before, after] and not _same_letters(before, after):
            found.append("Unicode form")
        if letters[0] != letters[1]:
            found.append("case")
    signs = ["".join(_SIGN.findall(side)) for side in composed]
    for name, kind in _SIGNS.items():
        if kind.findall(signs[0]) != kind.findall(signs[1]):
            found.append(name)
    if "punctuation" in found and _beside_negation(before) != _beside_negation(after):
        found[found.index("punctuation")] = "punctuation beside a negation"
    return found


def _same_letters(before: str, after: str) -> bool:
    return _NO_LETTER.sub("", before).casefold() == _NO_LETTER.sub("", after).casefold()


def _beside_negation(text: str) -> list[str]:
    return _BESIDE_NEGATION.findall(text)
