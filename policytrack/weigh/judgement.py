"""The verdict on one section's change: substantive, cosmetic or nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policytrack.dates import is_date_line
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.model import Piece, Signal, Weight

_NO_NUMBERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a change weighs, the signals in it, and the reason in a few words."""

    weight: Weight
    signals: tuple[Signal, ...] = ()
    reason: str = ""
    date_line_only: bool = False  # nothing but a "last updated" line differs in words


def judge(
    before: str,
    after: str,
    pieces: tuple[Piece, ...],  # noqa: ARG001
    language: str,
    numbers: Mapping[str, str] = _NO_NUMBERS,  # noqa: ARG001
) -> Judgement:
    """Weigh what differs between two bodies of a section, in Markdown.

    `pieces` is their inline diff, `numbers` maps the section numbers of the text before to those
    of the text after.
    """
    if before.strip() == after.strip():
        return Judgement("none")
    if fold_words(before) == fold_words(after):
        return Judgement("cosmetic", reason="the words are the same")
    if _without_date_lines(before, language) == _without_date_lines(after, language):
        return Judgement("cosmetic", reason="only the stated date changed", date_line_only=True)
    return Judgement("substantive", reason="words changed")


def _without_date_lines(text: str, language: str) -> list[str]:
    lines = (line for line in text.splitlines() if not is_date_line(line, language))
    return fold_words("\n".join(lines))
