"""What a line of a change note says: the edit itself where it is small, else what it is about.

Raw text, not escaped. Nothing is said that is not so: "a → b" where one edit put b in the place
of a, "now mentions" what the section did not have before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from policytrack.report.asides import PLACES
from policytrack.report.bans import with_ban
from policytrack.report.cuts import LONGEST_QUOTE, begin
from policytrack.report.quotes import find_edits
from policytrack.report.quoting import MORE, Quotes
from policytrack.report.rewritten import quote_rewritten
from policytrack.report.signs import (
    SIGNAL_WORDS,
    enumerate_terms,
    find_terms,
    say_pairs,
)
from policytrack.report.stakes import Stakes
from policytrack.report.standing import Standing
from policytrack.report.summary import count
from policytrack.report.tally import tally
from policytrack.report.unlike import are_unlike
from policytrack.report.wording import plain_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import SectionChange
    from policytrack.report.edits import Terms
    from policytrack.report.places import Guide

MOST_QUOTED_EDITS = 4  # in a line; of more those with most at stake
MOST_MOVED = 2
WORTH_REWRITTEN, MOST_WORTH = 4, 10  # beside what is at stake in what is quoted, up to so much
WORTH_PAIRS, WORTH_PAIR = {"money": 9, "duration": 9, "number": 0}, 4
LONGEST_REPLACEMENT = 5  # words of a name that is another one everywhere
FEWEST_NAMED, LONGEST_NAMED = 3, 8  # words of a passage that moved
_BETWEEN = "” and “"  # in "added between “A” and “B”"
_MOVED = frozenset({"moved_here", "moved_away"})


class Words:
    """What became of the words of a section: the edits, and sentences by what was done to them.

    Nothing where none were modified, or all were. Sentences in which but dates of the text itself
    changed are told elsewhere. `alone` where nothing else of the policy changed.
    """

    def __init__(self, row: SectionChange, guide: Guide, *, alone: bool = False) -> None:
        self._body = row.body if "modified" in row.kinds and not row.rewritten else ()
        edits = find_edits(self._body)
        others = [edit for edit in edits if not guide.states(*edit.bare)]
        self.edits = tuple(with_ban(edit, guide.language) for edit in others or edits)
        self.standing = Standing(self._body, guide.above(row), guide.language)
        self.stakes = Stakes(row.signals, guide.language, row.section.title)
        self.alone = alone
        self._quiet = guide.states if others else None

    @property
    def tallied(self) -> dict[str, int]:
        """How many sentences were changed, added, removed, moved."""
        return self._counts[0]

    @property
    def unit(self) -> str:
        """What they are called: "sentence", "line" or "entry"."""
        return self._counts[1]

    @cached_property
    def _counts(self) -> tuple[dict[str, int], str]:
        unlike = partial(are_unlike, stakes=self.stakes, alone=self.alone)
        return tally(self._body, self._quiet, unlike)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a change note, raw; how much is at stake in it, and what is most telling of it.

    Of `briefs` each says less than the one before.
    """

    text: str
    worth: float = 0
    briefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What a change note says of one section, raw; of several alike or renumbered, `row` is None.

    `place` is how the section is called within `text`. By what is `minor` nothing else is said.
    """

    heading: str  # "Changed", "Added", "Removed"
    text: str
    place: str = ""
    row: SectionChange | None = None
    minor: bool = False
    worth: float = 0  # how much is at stake in it
    briefs: tuple[str, ...] = ()  # the most telling of it, less and less


def find_replacement(row: SectionChange, words: Words) -> str:
    """The one thing that every edit of the row puts in the place of one other; "" for none such."""
    bare = {edit.bare for edit in words.edits}
    if row.kinds != ("modified",) or len(bare) != 1:
        return ""
    ((before, after),) = bare
    few = max(len(before.split()), len(after.split())) <= LONGEST_REPLACEMENT
    if not (before and after and few):
        return ""
    others = any(number for fate, number in words.tallied.items() if fate != "changed")
    return "" if others else f"“{before}” → “{after}”"


def say_words(row: SectionChange, words: Words, guide: Guide) -> NoteLine:
    """What became of a changed section's words, in parts of one line."""
    if "reordered" in row.kinds:
        return NoteLine("; ".join(_moved(row)))
    if "modified" not in row.kinds:
        return NoteLine("")
    if row.respelled and words.edits:
        return NoteLine("; ".join(_respelled(words)))
    told = words.standing.without(words.edits, words.stakes)
    certainty = words.standing.certainty
    quotes = Quotes(told, words.stakes, alone=words.alone, beside=words.edits, certainty=certainty)
    pairs = _pairs(terms := find_terms(row, guide))
    if row.rewritten:
        quote, weight = quote_rewritten(row, guide, Stakes(row.signals, guide.language))
        head = f"rewritten: {quote}" if quote else "rewritten"
        said = "; ".join([head, *(said for _, _, said in pairs), *_mentions(terms)])
        return NoteLine(said, WORTH_REWRITTEN + min(MOST_WORTH, weight), (said, head))
    said = "; ".join(_say_edits(row, words, terms, pairs, quotes))
    worth = max([quotes.worth, *(WORTH_PAIRS.get(name, WORTH_PAIR) for name, _, _ in pairs)])
    others = len(_mentions(terms)) + len(_moved_sentences(row, words))
    return NoteLine(said, worth, tuple(_briefs(pairs, quotes, others)))


def _briefs(pairs: Sequence[tuple[str, str, str]], quotes: Quotes, others: int) -> Iterator[str]:
    """All edits where they are few, then two at most, then the one with most at stake.

    Where that is not all that there is to tell, with `others` that are no edits, they end in "…".
    """
    told = [*dict.fromkeys(said for name, _, said in pairs if name != "number")]
    but = [pair for _, pair, _ in pairs]
    all_ = len(told) + quotes.count_others(but) + others
    if 0 < len(quotes) <= MOST_QUOTED_EDITS and not told:
        yield "; ".join(quotes.all())
    for most, short in quotes.sizes(but):
        parts = [*told[:most], *quotes.telling(but, most, short=short)]
        yield "; ".join([*parts, *([MORE] if len(parts) < all_ else [])])
    if told:
        yield "; ".join([told[0], *([MORE] if all_ > 1 else [])])


def _pairs(terms: Sequence[tuple[str, Terms]]) -> list[tuple[str, str, str]]:
    """What replaced what: of which sort, "30 days → 90 days", and how it is said."""
    return [
        (name, pair, f"{SIGNAL_WORDS.get(name, name.replace('_', ' '))} {pair}")
        for name, found in terms
        if name != "modality"
        for pair in say_pairs(found)
    ]


def _say_edits(
    row: SectionChange,
    words: Words,
    terms: Sequence[tuple[str, Terms]],
    pairs: Sequence[tuple[str, str, str]],
    quotes: Quotes,
) -> list[str]:
    if pairs and sum(words.tallied.values()) == 1 and pairs[0][0] != "number":
        return [said for _, _, said in pairs]
    replacement = find_replacement(row, words)
    if replacement and sum(words.tallied.values()) > 1:
        return [f"{replacement} ({len(words.edits)} times)"]
    if all(name == "number" for name, _, _ in pairs) and 0 < len(quotes) <= MOST_QUOTED_EDITS:
        return [*quotes.all(far=True), *_moved_sentences(row, words)]
    said = [said for name, _, said in pairs if name != "number"]
    numbers = [_of_number(pair, quotes) for name, pair, _ in pairs if name == "number"]
    counted = _counted(words.tallied, words.unit)
    told = quotes.telling([pair for _, pair, _ in pairs], far=True)
    if told and counted:
        which = "with" if sum(words.tallied.values()) <= len(told) else "among them"
        counted[0] += f", {which} {_joined(told)}"
    return [*dict.fromkeys(said), *_mentions(terms), *counted, *dict.fromkeys(numbers)]


def _joined(told: Sequence[str]) -> str:
    """Facts joined so that they can be parted, though one is "between … and …"."""
    return ("; " if any(_BETWEEN in said for said in told) else " and ").join(told)


def _moved_sentences(row: SectionChange, words: Words) -> list[str]:
    if not any(piece.kind in _MOVED for piece in row.body):
        return []
    moved = {fate: n for fate, n in words.tallied.items() if fate.startswith("moved")}
    counted = _counted(moved, words.unit)
    texts = (plain_body(piece.text) for piece in row.body if piece.kind in _MOVED)
    first = next((text for text in texts if _can_be_named(text)), "")
    return [f"{counted[0]} ({begin(first, LONGEST_NAMED)})"] if counted and first else counted


def _can_be_named(text: str) -> bool:
    """Whether a passage begins as a sentence does."""
    return len(text.split()) > FEWEST_NAMED and not text[0].islower()


def _of_number(pair: str, quotes: Quotes) -> str:
    """A bare number with the words of the edit that it stands in: "30/32 → 59" of an address."""
    return quotes.of(*pair.split(" → ")) or f"{SIGNAL_WORDS['number']} {pair}"


def _moved(row: SectionChange) -> list[str]:
    """The first passages that moved within a section, by their beginnings."""
    moved = [plain_body(piece.text) for piece in row.body if piece.kind == "moved_here"]
    quotes = [begin(text, LONGEST_QUOTE) for text in moved[:MOST_MOVED]]
    more = [f"{len(moved) - MOST_MOVED} more"] if len(moved) > MOST_MOVED else []
    return [f"{' and '.join([*quotes, *more])} moved"] if quotes else []


def _respelled(words: Words) -> list[str]:
    pairs = list(dict.fromkeys(edit.bare for edit in words.edits))
    told = [f"“{before}” → “{after}”" for before, after in pairs[:MOST_QUOTED_EDITS]]
    more = len(pairs) - MOST_QUOTED_EDITS
    return [f"spelled otherwise: {', '.join(told)}{f' and {more} more' if more > 0 else ''}"]


def _mentions(terms: Sequence[tuple[str, Terms]]) -> list[str]:
    parts = []
    least = sorted(terms, key=lambda term: term[0] in PLACES)  # most are but examples
    for said, side in (("now mentions", "new"), ("no longer mentions", "gone")):
        texts = [
            text
            for known in (False, True)  # what the document had elsewhere last
            for _, found in least
            for text in getattr(found, side)
            if (text in found.here) == known
        ]
        if texts:
            parts.append(f"{said} {enumerate_terms(list(dict.fromkeys(texts)))}")
    return parts


def _counted(tallied: dict[str, int], unit: str) -> list[str]:
    """As in "2 sentences changed, 1 added"."""
    told = [(verb, number) for verb, number in tallied.items() if number]
    parts = [f"{number} {verb}" for verb, number in told]
    if told:
        parts[0] = f"{count(told[0][1], unit)} {told[0][0]}"
    return [", ".join(parts)] if parts else []
