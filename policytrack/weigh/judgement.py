"""The verdict on one section's change: substantive, cosmetic or nothing, and why."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policytrack.crossrefs import find_crossrefs, follow, normalise
from policytrack.dates import mask_dates
from policytrack.model import SPELLING
from policytrack.weigh import unseen
from policytrack.weigh.masks import is_masked, mask_alike
from policytrack.weigh.numbering import Labelled, split_labels
from policytrack.weigh.pages import without_pages
from policytrack.weigh.reading import plain_copy, read_tokens
from policytrack.weigh.reasons import cosmetic_reason, moved_targets
from policytrack.weigh.region import differing_lines, lone_lines
from policytrack.weigh.sameness import are_led_alike, is_reordered, say_the_same
from policytrack.weigh.sight import count_at_sight
from policytrack.weigh.signals import find_signals
from policytrack.weigh.spelling import respelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.model import Piece, Signal, Weight
    from policytrack.weigh.region import Region

_NO_NUMBERS: Mapping[str, str] = MappingProxyType({})
Pages = tuple[frozenset[str], frozenset[str]]
_NO_PAGES: Pages = (frozenset(), frozenset())


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
    pieces: tuple[Piece, ...],
    language: str,
    numbers: Mapping[str, str] = _NO_NUMBERS,
    pages: Pages = _NO_PAGES,
    whole: tuple[str, str] = ("", ""),
) -> Judgement:
    """Weigh what differs between two bodies of a section, in Markdown.

    `pieces` is their inline diff, `numbers` maps the section numbers of the text before to those
    of the text after, `pages` has the lines of both documents that are page numbers, `whole` the
    documents' texts; `language` is "" when unknown.
    """
    if before.strip() == after.strip():
        return Judgement("none")
    texts = without_pages(before, pages[0]), without_pages(after, pages[1])
    region, numbers = differing_lines(*texts), _shifts(numbers)
    facts = _cosmetic_facts(region, pieces, language, numbers)
    if facts is not None:
        facts += (_PAGES,) if texts != (before, after) else ()
        reason = cosmetic_reason(*region.sides, facts=facts)
        dates = _DATE in facts
        return Judgement("cosmetic", moved_targets(before, after), reason, date_line_only=dates)
    if spelling := respelled(pieces, language):
        return Judgement("substantive", (), f"{SPELLING} ({' to '.join(spelling)})")
    signals = find_signals(before, after, pieces, language, numbers)
    signals = tuple(
        signal
        for signal in signals
        if not is_masked(signal, *region.sides)
        and not (signal.name == "number" and signal.text in pages[signal.side == "after"])
    )
    signals = _without_known(signals, whole)
    return Judgement("substantive", signals, _reason(*region.sides, signals))


def _without_known(signals: tuple[Signal, ...], whole: tuple[str, str]) -> tuple[Signal, ...]:
    """Without parties that came or went in this section alone, where the other text has them."""
    sides = {signal.side for signal in signals if signal.name == "party"}
    if len(sides) != 1:
        return signals
    other = whole["before" in sides]
    return tuple(one for one in signals if one.name != "party" or not _names(other, one.text))


def _names(text: str, party: str) -> bool:
    """Whether a text has the name in whole words: "Metadata" names no Meta."""
    name = re.escape(party)
    return party in text and bool(re.search(rf"{name}(?<!\w{name})(?!\w)", text))


_MOST_DATE_WORDS = 80  # words that date lines change at most: some lines, come or gone
_DIGIT = re.compile(r"\d")
_DATE = "the stated date"
_REFERENCES = "references that follow the renumbering"
_NUMBERING = "numbering"
_MASKS = "a hidden address"
_ORDER = "the order of lines"
_PAGES = "page numbers"


def _shifts(numbers: Mapping[str, str]) -> Mapping[str, str]:
    """The map when anything in it shifted, else an empty one."""
    return numbers if any(was != now for was, now in numbers.items()) else _NO_NUMBERS


def _cosmetic_facts(
    region: Region, pieces: tuple[Piece, ...], language: str, numbers: Mapping[str, str]
) -> tuple[str, ...] | None:
    """What makes the change cosmetic beside typography, None when words changed."""
    before, after = region.sides
    words = count_at_sight(before, after, pieces)
    if words > _MOST_DATE_WORDS or (words and not _states_dates(region, language)):
        return None
    if unseen.changes_what_is_read(unseen.unseen_difference(before, after)):
        return None
    facts: tuple[str, ...] = ()
    if numbers:
        followed = _follow_references(before, after, numbers)
        facts += (_REFERENCES,) if followed != before else ()
        before = followed
    sides = _labelled(before, numbers), _labelled(after, numbers)
    facts += (_NUMBERING,) if sides[0].labels != sides[1].labels else ()
    texts = mask_alike(sides[0].text, sides[1].text)
    facts += (_MASKS,) if texts != (sides[0].text, sides[1].text) else ()
    tokens = read_tokens(texts[0]), read_tokens(texts[1])
    if say_the_same(*tokens):
        return facts
    differing = _count_differing(*tokens)
    if not differing and is_reordered(sides[0].text, sides[1].text, pieces):
        return (*facts, _ORDER) if are_led_alike(*region.sides) else None
    if differing > _MOST_DATE_WORDS:
        return None
    dated = tuple(mask_dates(text, language, opens=region.opens) for text in (before, after))
    if dated == (before, after):
        return None
    return (*facts, _DATE) if _same_but_dates(dated[0], dated[1], numbers) else None


def _states_dates(region: Region, language: str) -> bool:
    """Whether a side may say dates of itself in the lines that differ."""
    lone = lone_lines(region.before, region.after), lone_lines(region.after, region.before)
    return any(_DIGIT.search(text) and mask_dates(text, language) != text for text in lone)


def _count_differing(before: list[str], after: list[str]) -> int:
    """How many words one of the sides has more of."""
    counts = Counter(map(str.casefold, before))
    counts.subtract(Counter(map(str.casefold, after)))
    return sum(map(abs, counts.values()))


def _same_but_dates(before: str, after: str, numbers: Mapping[str, str]) -> bool:
    sides = _labelled(before, numbers), _labelled(after, numbers)
    return say_the_same(read_tokens(sides[0].text), read_tokens(sides[1].text))


def _labelled(text: str, numbers: Mapping[str, str]) -> Labelled:
    return split_labels(plain_copy(text), numbers)


def _follow_references(before: str, after: str, numbers: Mapping[str, str]) -> str:
    """The text before with the numbers of its references as they are after, where they follow."""
    refs = find_crossrefs(before), find_crossrefs(after)
    if len(refs[0]) != len(refs[1]):
        return before
    parts, place = [], 0
    for was, now in zip(*refs, strict=True):
        moved = was.label != now.label and not was.external and not now.external
        if moved and follow(was.label, numbers) == normalise(now.label):
            parts += [before[place : was.start], after[now.start : now.end]]
            place = was.end
    return "".join([*parts, before[place:]])


def _reason(before: str, after: str, signals: tuple[Signal, ...]) -> str:
    return _strange_letters(before, after) or _hidden(before, after) or _named(signals)


def _strange_letters(before: str, after: str) -> str:
    """Words that look the same and are spelt with letters of another script."""
    if not unseen.may_look_alike(before + after):
        return ""
    tokens = read_tokens(plain_copy(before)), read_tokens(plain_copy(after))
    letters = [
        letter
        for side, other in (tokens, tokens[::-1])
        for word in set(side).difference(other)
        for letter in unseen.look_alikes(word)
    ]
    if not letters:
        return ""
    return f"letters that look like others: {unseen.name_characters(letters)}"


def _hidden(before: str, after: str) -> str:
    chars = unseen.unseen_difference(before, after)
    if not unseen.changes_what_is_read(chars):
        return ""
    return f"characters that change what is shown: {unseen.name_characters(chars)}"


def _named(signals: tuple[Signal, ...]) -> str:
    kinds = list(dict.fromkeys(signal.name.replace("_", " ") for signal in signals))
    return f"{', '.join(kinds)} changed" if kinds else "words changed"
