"""The signals in changed words: what makes a change matter, with its place.

Signals explain and rank. They never decide whether words changed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policytrack.crossrefs import find_crossrefs, follow, normalise
from policytrack.model import Signal
from policytrack.weigh.candidates import WORD, Body, find_touched
from policytrack.weigh.changed import Hunk, Span, find_hunks
from policytrack.weigh.exchange import find_exchanges
from policytrack.weigh.names import defined_names
from policytrack.weigh.phrases import lexicon_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.model import Piece
    from policytrack.weigh.phrases import Lexicon
    from policytrack.weigh.quantities import Found

    Hits = tuple[list[Found], list[Found]]  # before, after

# What is written in several forms, or named twice, and how many characters off that may be.
_REACH = {"link": 1, "duration": 1, "money": 1, "date": 1, "jurisdiction": 40}
_MOST_READ = 200_000  # characters of changed text on a side in which signals are looked for


def find_signals(
    before: str,
    after: str,
    pieces: tuple[Piece, ...],
    language: str,
    numbers: Mapping[str, str],
) -> tuple[Signal, ...]:
    """The signals that differ between the two bodies, those before ahead of those after."""
    defined = defined_names(before) | defined_names(after)
    bodies = Body("before", before, defined), Body("after", after, defined)
    hunks = _first(find_hunks(before, after, pieces))
    lexicon = lexicon_of(language)
    exchanges = find_exchanges(hunks, bodies, lexicon)
    found: list[list[Found]] = [[], []]
    for index, hunk in enumerate(hunks):
        hits = _in_hunk(hunk, bodies, lexicon, numbers)
        for side, new in enumerate(_with_names(hits, exchanges.get(index), bodies)):
            found[side] += new
    return tuple(
        Signal(hit.name, body.name, body.text[hit.start : hit.end], hit.start, hit.end)
        for body, hits in zip(bodies, found, strict=True)
        for hit in dict.fromkeys(hits)
    )


def _first(hunks: list[Hunk]) -> list[Hunk]:
    """As many of the hunks as are read."""
    room = _MOST_READ
    for index, hunk in enumerate(hunks):
        room -= max(map(_size, (hunk.before, hunk.after)))
        if room < 0:
            return hunks[:index]
    return hunks


def _size(spans: list[Span]) -> int:
    return spans[-1][1] - spans[0][0] if spans else 0


def _in_hunk(
    hunk: Hunk, bodies: tuple[Body, Body], lexicon: Lexicon, numbers: Mapping[str, str]
) -> Hits:
    before, after = (
        list(find_touched(body, spans, lexicon))
        for body, spans in zip(bodies, (hunk.before, hunk.after), strict=True)
    )
    if numbers:
        before, after = _without_followers(before, after, bodies, numbers)
    if not hunk.before or not hunk.after:
        before, after = _with_other_form(hunk, before, after, bodies, lexicon)
    before, after = _surplus(before, after), _surplus(after, before)
    if not _has(before, "number") or not _has(after, "number"):
        before = _without_references(before, bodies[0])
        after = _without_references(after, bodies[1])
    return before, after


def _with_other_form(
    hunk: Hunk,
    before: list[Found],
    after: list[Found],
    bodies: tuple[Body, Body],
    lexicon: Lexicon,
) -> tuple[list[Found], list[Found]]:
    """The hits without what the other side has there: "14 days" became "fourteen (14) days".

    A town that stood twice in a line ("Oldtown 2, Oldtown, Utopia") is still there, too.
    """
    side, hits = (0, after) if not hunk.before else (1, before)
    if not any(hit.name in _REACH for hit in hits):
        return before, after
    place, reach = hunk.place[side], max(_REACH.get(hit.name, 0) for hit in hits)
    there = find_touched(bodies[side], [(max(0, place - reach), place + reach)], lexicon)
    forms = {
        (hit.name, hit.key)
        for hit in there
        if hit.start - place <= (near := _REACH.get(hit.name, 0)) and place - hit.end <= near
    }
    rest = [hit for hit in hits if (hit.name, hit.key) not in forms]
    return (before, rest) if side == 0 else (rest, after)


def _has(hits: list[Found], name: str) -> bool:
    return any(hit.name == name for hit in hits)


def _with_names(hits: Hits, exchanged: Hits | None, bodies: tuple[Body, Body]) -> Hits:
    before, after = hits
    if exchanged:
        return before + _apart(exchanged[0], before), after + _apart(exchanged[1], after)
    if _has(before, "party") and _has(after, "party"):
        return before, after
    return _strangers(before, bodies[1]), _strangers(after, bodies[0])


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


def _apart(names: list[Found], hits: list[Found]) -> list[Found]:
    """The names at whose place nothing else was found: "Ireland" is no party."""
    return [
        name for name in names if not any(name.start < h.end and h.start < name.end for h in hits)
    ]


def _strangers(hits: list[Found], other: Body) -> list[Found]:
    """Without the parties that the other side names as well: a sentence came, no party did.

    Nothing tells the service's own name in a section that came or went whole, so that of the
    parties there only those with a legal form count.
    """
    if not other.text.strip():
        return [hit for hit in hits if hit.name != "party" or " " in hit.key]
    return [
        hit
        for hit in hits
        if hit.name != "party" or not other.folded_words.issuperset(WORD.findall(hit.key))
    ]


def _without_references(hits: list[Found], body: Body) -> list[Found]:
    """Without the numbers of references that came or went with their sentence."""
    return [hit for hit in hits if hit.name != "number" or not _is_reference(body.text, hit)]


def _without_followers(
    before: list[Found], after: list[Found], bodies: tuple[Body, Body], numbers: Mapping[str, str]
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
