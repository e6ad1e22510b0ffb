"""What stands in the place of what went, in the part that answers it.

Of an edit whose sides are told apart, as they are no "A → B", what went is not told alone where
what came says what became of it. Knows nothing of which edits are told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.cuts import LONGEST_LONE_QUOTE, begin, split_sentences
from policytrack.report.stems import stems_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.report.in_context import Edit

FEWEST_SHARED = 3  # telling words
LONGEST_SENTENCE = 25  # words; in a longer one the clause is looked for
FARTHEST = 40

_CLAUSES = re.compile(r"(?<=[,;])\s+")


def with_answers(told: Sequence[tuple[Edit, str]], *, longest: int = 0) -> list[str]:
    """The quotes; beside what went what came in its place, from the part that answers it.

    Where there is little room, for `longest` words, what went is left out for other quotes.
    """
    answers = {edit.instead: answer for edit, quote in told if (answer := _answer(edit, quote))}
    went = {edit.instead: edit.bare[0] for edit, _ in told if edit.instead}
    came = {edit.bare[1] for edit, _ in told if not edit.bare[0]}
    alone = {place for place in answers if not any(place in one or one in place for one in came)}
    whole = [(edit, quote) for edit, quote in told if edit.instead not in alone]
    found = []
    for edit, quote in whole if longest and whole else told:
        own = "" if edit.bare[0] else answers.get(edit.bare[1], "")
        hidden = own and not longest and _count_shared(went[edit.bare[1]], quote) < FEWEST_SHARED
        found.append(f"{_shown(own, edit.bare[1])} added" if hidden else quote)
        if edit.instead in alone:
            answer = answers[edit.instead]
            found.append(f"{_shown(answer, edit.instead, longest)} added")
    return found


def _shown(part: str, text: str, longest: int = 0) -> str:
    quote = begin(part, longest or LONGEST_LONE_QUOTE, 0 if longest else FARTHEST)
    return quote if text.startswith(part) or part in _after_sentences(text) else f"“… {quote[1:]}"


def _after_sentences(text: str) -> list[str]:
    sentences = split_sentences(text)
    return [" ".join(sentences[place:]) for place in range(len(sentences))]


def _answer(edit: Edit, quote: str) -> str:
    """What came in the place of what is quoted, from where both share most on; "" for none."""
    if not edit.bare[0] or edit.bare[1] or not edit.instead:
        return ""
    parts = list(_parts(edit.instead))
    shared = [_count_shared(quote, part) for part in parts]
    best = max(shared, default=0)
    return " ".join(parts[shared.index(best) :]) if best >= FEWEST_SHARED else ""


def _count_shared(before: str, part: str) -> int:
    """How many telling words a part has of that sentence that has most of them."""
    telling = stems_in(part)
    return max(len(telling & stems_in(sentence)) for sentence in split_sentences(before))


def _parts(text: str) -> Iterator[str]:
    for sentence in split_sentences(text):
        if len(sentence.split()) <= LONGEST_SENTENCE:
            yield sentence
        else:
            yield from _CLAUSES.split(sentence)
