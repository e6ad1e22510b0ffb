"""The signals in changed words: what makes a change matter, with its place.

Signals explain and rank. They never decide whether words changed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policytrack.crossrefs import find_crossrefs, follow, normalise
from policytrack.model import Signal
from policytrack.weigh import names, quantities
from policytrack.weigh.changed import Hunk, Span, find_hunks
from policytrack.weigh.phrases import Lexicon, Phrase, find_phrases, lexicon_of, split_words
from policytrack.weigh.quantities import Found
from policytrack.weigh.window import Window, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policytrack.model import Piece, Side

_LONGEST_MARK = 2  # digits of a mark in brackets
_MOST_READ = 200_000  # characters of changed text on a side in which signals are looked for
# Where several are found at one place, the first of these counts.
_RANK = (
    "date", "contact", "link", "money", "duration", "law", "party", "right", "data_type",
    "recipient", "jurisdiction", "modality", "negation", "number",
)  # fmt: skip
_ONE_MEANING = frozenset({"negation"})  # whatever the word: "no" for "not" is no change
_NO_SIGNALS = frozenset({"duration_unit", "money_word", "age_unit", "per_cent", "neutral"})
_WORD = re.compile(r"[^\W_]+")
_LABEL_BEFORE = re.compile(r"(?:^|\n|[.;:]\s)[\s>#(\[-]{0,12}\Z")
_LABEL_AFTER = re.compile(r"\\?[.)\]:]|\s{1,6}[A-ZÀ-Þ\"“„«]")


@dataclass(frozen=True)
class _Body:
    """One side of a change."""

    name: Side
    text: str
    defined: frozenset[str]  # short names of parties

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the body, as it is written."""
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def folded_words(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.words)


def find_signals(
    before: str,
    after: str,
    pieces: tuple[Piece, ...],
    language: str,
    numbers: Mapping[str, str],
) -> tuple[Signal, ...]:
    """The signals that differ between the two bodies, those before ahead of those after."""
    defined = names.defined_names(before) | names.defined_names(after)
    bodies = (
        _Body("before", before, defined),
        _Body("after", after, defined),
    )
    lexicon = lexicon_of(language)
    found: list[list[Found]] = [[], []]
    room = _MOST_READ
    for hunk in find_hunks(before, after, pieces):
        room -= max(map(_size, (hunk.before, hunk.after)))
        if room < 0:
            break
        for side, hits in enumerate(_in_hunk(hunk, bodies, lexicon, numbers)):
            found[side] += hits
    return tuple(
        Signal(hit.name, body.name, body.text[hit.start : hit.end], hit.start, hit.end)
        for body, hits in zip(bodies, found, strict=True)
        for hit in dict.fromkeys(hits)
    )


def _size(spans: list[Span]) -> int:
    return spans[-1][1] - spans[0][0] if spans else 0


def _in_hunk(
    hunk: Hunk, bodies: tuple[_Body, _Body], lexicon: Lexicon, numbers: Mapping[str, str]
) -> tuple[list[Found], list[Found]]:
    before, after = (
        list(_touched(body, spans, lexicon))
        for body, spans in zip(bodies, (hunk.before, hunk.after), strict=True)
    )
    if numbers:
        before, after = _without_followers(before, after, bodies, numbers)
    before, after = _surplus(before, after), _surplus(after, before)
    both = {hit.name for hit in before} & {hit.name for hit in after}
    if "party" not in both:
        before, after = _strangers(before, bodies[1]), _strangers(after, bodies[0])
    if "number" not in both:
        before = _without_references(before, bodies[0])
        after = _without_references(after, bodies[1])
    if not (before or after):
        before, after = _exchanged_names(hunk, bodies)
    return before, after


def _touched(body: _Body, spans: list[Span], lexicon: Lexicon) -> Iterator[Found]:
    """The candidates that share a character with an edit, one at each place."""
    if not spans:
        return
    window = open_window(body.text, spans[0][0], spans[-1][1])
    taken: list[Span] = []
    for hit in sorted(_candidates(window, lexicon, body.defined), key=_by_rank):
        start, end = window.origin(hit.start), window.origin(hit.end - 1) + 1
        if _overlaps((start, end), taken):
            continue
        taken.append((start, end))
        if hit.name not in _NO_SIGNALS and _overlaps((start, end), spans):
            yield Found(hit.name, hit.key, start, end)


def _by_rank(hit: Found) -> tuple[int, int]:
    return (-1 if hit.name == "neutral" else _RANK.index(hit.name), hit.start)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _candidates(window: Window, lexicon: Lexicon, defined: frozenset[str]) -> Iterator[Found]:
    text = window.text
    words = split_words(text)
    phrases = list(find_phrases(text, words, lexicon))
    for phrase, start, end in phrases:
        if phrase.name not in _NO_SIGNALS or phrase.name == "neutral":
            yield Found(phrase.name, _key(phrase), start, end)
    yield from quantities.find_addresses(text)
    yield from names.find_companies(text)
    yield from names.find_defined(text, defined)
    if any(char.isdigit() for char in text):
        yield from quantities.find_laws(text)
        yield from quantities.find_dates(text)
    for hit in quantities.find_figures(text, words, phrases, lexicon):
        if hit.name != "number" or not _is_label(text, hit):
            yield hit


def _key(phrase: Phrase) -> str:
    if phrase.name in _ONE_MEANING:
        return ""
    return phrase.key or " ".join(word.removesuffix("s") for word in phrase.words)


def _is_label(text: str, hit: Found) -> bool:
    """Whether a number counts a paragraph, at its start or after a sentence: "3.5 The badges"."""
    if text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")":
        return len(hit.key) <= _LONGEST_MARK  # "(2)"
    after = _LABEL_AFTER.match(text, hit.end)
    if after is None or not _LABEL_BEFORE.search(text, max(0, hit.start - 15), hit.start):
        return False
    return "." in hit.key or not after[0][:1].isspace()


def _surplus(hits: list[Found], others: list[Found]) -> list[Found]:
    """The hits that the other side does not have as well."""
    spare = Counter((hit.name, hit.key) for hit in others)
    left = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        if spare[hit.name, hit.key] > 0:
            spare[hit.name, hit.key] -= 1
        else:
            left.append(hit)
    return left


def _strangers(hits: list[Found], other: _Body) -> list[Found]:
    """Without the parties that the other side names as well: a sentence came, no party did."""
    return [
        hit
        for hit in hits
        if hit.name != "party" or not other.folded_words.issuperset(_WORD.findall(hit.key))
    ]


def _without_references(hits: list[Found], body: _Body) -> list[Found]:
    """Without the numbers of references that came or went with their sentence."""
    return [hit for hit in hits if hit.name != "number" or not _is_reference(body.text, hit)]


def _without_followers(
    before: list[Found], after: list[Found], bodies: tuple[_Body, _Body], numbers: Mapping[str, str]
) -> tuple[list[Found], list[Found]]:
    """Leaves out the numbers of references that follow a renumbering."""
    refs = tuple(
        [hit for hit in hits if hit.name == "number" and _is_reference(body.text, hit)]
        for body, hits in zip(bodies, (before, after), strict=True)
    )
    following = {
        hit
        for was, now in zip(*refs, strict=False)
        if follow(was.key, numbers) == normalise(now.key)
        for hit in (was, now)
    }
    return [h for h in before if h not in following], [h for h in after if h not in following]


def _is_reference(text: str, hit: Found) -> bool:
    start = max(0, hit.start - 40)
    return any(
        start + ref.start <= hit.start < start + ref.end
        for ref in find_crossrefs(text[start : hit.end + 10])
    )


def _exchanged_names(hunk: Hunk, bodies: tuple[_Body, _Body]) -> tuple[list[Found], list[Found]]:
    """One proper name put for another: words in capitals that are no ordinary words of the text."""
    spans = hunk.before, hunk.after
    if not all(len(side) == 1 for side in spans):
        return [], []
    pairs = [(body, side[0]) for body, side in zip(bodies, spans, strict=True)]
    if not all(names.is_name(body.text, *span) for body, span in pairs):
        return [], []
    was, now = (body.text[slice(*span)].strip() for body, span in pairs)
    if was.rstrip("s") == now.rstrip("s") or any(_is_ordinary(name, bodies) for name in (was, now)):
        return [], []
    hits = [[Found("party", body.text[slice(*span)].casefold(), *span)] for body, span in pairs]
    return hits[0], hits[1]


def _is_ordinary(passage: str, bodies: tuple[_Body, _Body]) -> bool:
    """Whether the words also stand in lower case somewhere."""
    lower = _WORD.findall(passage.lower())
    return any(body.words.issuperset(lower) for body in bodies)
