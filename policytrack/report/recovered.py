"""What a quote leaves away, though the other side's quotes make it seem to be lost.

Where what went is quoted with "you may object", and what came is cut before the sentence that says
so, too, that sentence is quoted as well. Knows nothing of which edits are told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.cuts import begin, find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.report.in_context import Edit
    from policytrack.report.stakes import Stakes

FARTHEST = 30  # words of the sentence
_CUT = " …”"
_QUOTES = re.compile("[“”]")  # within them a title is looked for
_BAR = re.compile(r" \| ")


def recover(told: Sequence[tuple[Edit, str]], stakes: Stakes) -> list[str]:
    """The quotes of edits; of those in part with what the other side's say and they do not."""
    shown: tuple[set[int], set[int]] = (set(), set())
    for edit, quote in told:
        if not all(edit.bare):
            shown[bool(edit.bare[1])].update(stakes.name_acts(_QUOTES.sub("", quote)))
    went, came = shown
    missing = (came - went, went - came)
    return [
        quote
        if all(edit.bare) or _CUT not in quote
        else _with_sentence(edit, quote, stakes, missing[bool(edit.bare[1])])
        for edit, quote in told
    ]


def _with_sentence(edit: Edit, quote: str, stakes: Stakes, missing: set[int]) -> str:
    text = _BAR.sub(" – ", edit.before or edit.after)
    said, _, where = quote.partition(_CUT)
    for near, sentence, more in _rest(text, said.removeprefix("“").removeprefix("… ")):
        if missing & stakes.name_acts(sentence):
            added = begin(sentence, most=FARTHEST).strip("“”")
            end = " …" if more and not added.endswith("…") else ""
            return f"{said}{' ' if near else ' … '}{added}{end}”{where}"
    return quote


def _rest(text: str, said: str) -> Iterator[tuple[bool, str, bool]]:
    """The sentences behind what is said of a text: whether it is the next, and not the last."""
    place = text.find(said)
    behind = place + len(said)
    for start, end in find_sentences(text) if place >= 0 else ():
        if start >= behind:
            yield not text[behind:start].strip(), text[start:end].strip(), end < len(text)
