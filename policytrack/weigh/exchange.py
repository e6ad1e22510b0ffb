"""One name put for another throughout a text: "Acme" where "Globex" was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policytrack.weigh import names
from policytrack.weigh.candidates import WORD
from policytrack.weigh.quantities import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.weigh.candidates import Body
    from policytrack.weigh.changed import Hunk, Span

_POSSESSIVE = re.compile(r"['’]s?\s*\Z")


class _Pair(NamedTuple):
    """A passage and what was put for it, in the hunk of that index."""

    hunk: int
    was: str
    now: str
    spans: tuple[Span, Span]


def find_exchanges(
    hunks: list[Hunk], bodies: tuple[Body, Body]
) -> dict[int, tuple[list[Found], list[Found]]]:
    """The names that were exchanged, before and after, by the index of their hunk.

    An exchange counts wherever it stands once one place shows that it is one of proper names:
    capitals among words without, and no such word in lower case elsewhere.
    """
    pairs = [pair for pair in _pairs(hunks, bodies) if pair.was.rstrip("s") != pair.now.rstrip("s")]
    sure = {(pair.was, pair.now) for pair in pairs if _is_sure(pair, bodies)}
    found: dict[int, tuple[list[Found], list[Found]]] = {}
    for pair in pairs:
        if (pair.was, pair.now) in sure:
            sides = found.setdefault(pair.hunk, ([], []))
            for side, name, (start, _) in zip(sides, (pair.was, pair.now), pair.spans, strict=True):
                side.append(Found("party", name.casefold(), start, start + len(name)))
    return found


def _pairs(hunks: list[Hunk], bodies: tuple[Body, Body]) -> Iterator[_Pair]:
    for index, hunk in enumerate(hunks):
        if len(hunk.before) != len(hunk.after):
            continue
        for spans in zip(hunk.before, hunk.after, strict=True):
            texts = [body.text[start:end] for body, (start, end) in zip(bodies, spans, strict=True)]
            was, now = (_POSSESSIVE.sub("", text) for text in texts)
            if names.looks_like_name(was) and names.looks_like_name(now):
                yield _Pair(index, was, now, spans)


def _is_sure(pair: _Pair, bodies: tuple[Body, Body]) -> bool:
    if any(names.is_camel(name) for name in (pair.was, pair.now)):
        return True
    return all(
        names.stands_alone(body.text, *span) for body, span in zip(bodies, pair.spans, strict=True)
    ) and not any(_is_ordinary(name, bodies) for name in (pair.was, pair.now))


def _is_ordinary(name: str, bodies: tuple[Body, Body]) -> bool:
    """Whether the words also stand in lower case somewhere."""
    lower = WORD.findall(name.lower())
    return any(body.words.issuperset(lower) for body in bodies)
