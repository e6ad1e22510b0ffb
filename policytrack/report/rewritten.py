"""What is quoted of a section that was rewritten: what was not there before.

Knows nothing of what else its line says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.cuts import LONGEST_LONE_QUOTE, begin, split_sentences
from policytrack.report.notices import without_notices
from policytrack.report.standing import Standing
from policytrack.report.stems import spaced
from policytrack.report.wording import plain_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Section, SectionChange
    from policytrack.report.places import Guide
    from policytrack.report.stakes import Stakes

FEWEST_WORDS = 6  # that tell what is new
FEWEST_ALONE = 12  # of a sentence; a shorter one is looked for with the next
OF_NOTICE = -3  # at stake where but a notice of the update is quoted
MOST_PASSED = 12  # sentences at its beginning that may stand on the other side


def quote_rewritten(row: SectionChange, guide: Guide, stakes: Stakes) -> tuple[str, int]:
    """The first of it that is new, in quotes, or its beginning; how much is at stake in that.

    A date that the text states of itself is told above.
    """
    after = _words_of(row.after)
    before = (Piece("removed", _words_of(row.before)),)
    standing = Standing(before, ("", ""), guide.language)
    text = _from_news(after, spaced(before[0].text), standing, guide, stakes) or after
    shown = without_notices(" ".join(text.split()[:LONGEST_LONE_QUOTE]), stakes)
    return (begin(text) if after else ""), stakes.weigh("", shown) if shown else OF_NOTICE


def _from_news(text: str, before: str, standing: Standing, guide: Guide, stakes: Stakes) -> str:
    """The text from its first sentence that was not there before, nor is but a date; or ""."""
    sentences = split_sentences(text)
    for place, sentence in enumerate(sentences[:MOST_PASSED]):
        size = 1 if len(sentence.split()) >= FEWEST_ALONE else 2
        passage = begin(" ".join(sentences[place : place + size]))
        if guide.tells_date(sentence) or spaced(sentence) in before:
            continue
        if standing.stands(passage, stakes, went=False):
            continue
        rest = " ".join(sentences[place:])
        if place and len(rest.split()) < FEWEST_WORDS:
            return ""
        return f"… {rest}" if place and not guide.tells_date(sentences[place - 1]) else rest
    return ""


def _words_of(sections: Sequence[Section]) -> str:
    return plain_body("\n".join(section.body for section in sections))
