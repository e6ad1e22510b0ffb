"""Do two texts say the same? The one place where a difference is found to be no change of words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policytrack.weigh.leads import ENTRY, find_leads
from policytrack.weigh.reading import plain_copy, read_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Piece

# Words that are another word in capitals: "tell us" and "tell US". A change of case alone is
# cosmetic; one that makes an abbreviation of a word, or a word of it, is not.
_ABBREVIATIONS = frozenset({"us", "it", "who", "aids", "sa", "eu"})
# Words that decide what is allowed. Where white space makes or breaks one ("may be", "maybe"),
# the words differ; elsewhere ("web site", "website") they do not.
_DECISIVE = frozenset(
    """
    not no nor non never may can must shall will should might
    ne pas ni sans peut doit nul aucun
    nicht kein keine ohne nie kann darf muss soll
    nunca ni sin puede debe
    não nem sem pode deve
    mai né senza può
    niet geen nooit zonder kan mag moet zal
    """.split()  # noqa: SIM905
)
_LEAST_MOVED = 4  # words; a shorter run that moves is an edit


def say_the_same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two lists of tokens differ in case and word division at most."""
    if before == after:
        return True
    if "\n".join(before).casefold() == "\n".join(after).casefold():
        return not _is_abbreviated(before, after) and not _differ_in_sharp_s(before, after)
    if "".join(before).casefold() != "".join(after).casefold():
        return False
    return _differ_in_division(_fold(before), _fold(after))


def is_reordered(before: str, after: str, pieces: tuple[Piece, ...]) -> bool:
    """Whether the same lines, or the same moved passages, stand in another order."""
    lines = _lines(before), _lines(after)
    if lines[0] != lines[1] and Counter(lines[0]) == Counter(lines[1]):
        return True
    return _only_moves(pieces)


def are_led_alike(before: str, after: str) -> bool:
    """Whether every line of both sides stands under the words that it stood under before.

    An entry that went from "we allow:" to "we do not allow:" does not.
    """
    led = [_led_lines(text) for text in (before, after)]
    both = {key for key, _ in led[0]} & {key for key, _ in led[1]}
    counts = [Counter(line for line in side if line[0] in both) for side in led]
    return counts[0] == counts[1]


def _fold(tokens: Sequence[str]) -> list[str]:
    folded = [token.casefold() for token in tokens]
    if "cannot" not in folded:
        return folded
    divided = [["can", "not"] if word == "cannot" else [word] for word in folded]
    return [word for words in divided for word in words]


def _is_abbreviated(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a word became its double in capitals, or the other way round, amid other case."""
    for place, (was, now) in enumerate(zip(before, after, strict=True)):
        if was != now and was.lower() in _ABBREVIATIONS and was.isupper() != now.isupper():
            side = before if was.isupper() else after
            around = [*side[max(0, place - 2) : place], *side[place + 1 : place + 3]]
            if not any(len(word) > 1 and word.isupper() for word in around):
                return True
    return False


def _differ_in_sharp_s(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether "ß" stands for "ss": "Maße" and "Masse" are two words, "STRASSE" is capitals."""
    return any(
        was != now
        and ("ß" in was) != ("ß" in now)
        and was.lower() != now.lower()
        and not (was.isupper() or now.isupper())
        for was, now in zip(before, after, strict=True)
    )


def _differ_in_division(before: list[str], after: list[str]) -> bool:
    """Whether the same letters, in the same order, are only divided otherwise into words."""
    i = j = 0
    while i < len(before):
        if before[i] == after[j]:
            i, j = i + 1, j + 1
            continue
        starts, lengths = (i, j), [len(before[i]), len(after[j])]
        while lengths[0] != lengths[1]:
            if lengths[0] < lengths[1]:
                i += 1
                lengths[0] += len(before[i])
            else:
                j += 1
                lengths[1] += len(after[j])
        i, j = i + 1, j + 1
        if not _same_words(before[starts[0] : i], after[starts[1] : j]):
            return False
    return True


def _same_words(before: list[str], after: list[str]) -> bool:
    return all(token.isalpha() for token in (*before, *after)) and (
        _DECISIVE.intersection(before) == _DECISIVE.intersection(after)
    )


def _lines(text: str) -> list[tuple[str, ...]]:
    lines = (tuple(_fold(read_tokens(line))) for line in text.splitlines())
    return [line for line in lines if line]


def _led_lines(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The lines that say something, each with the one that leads it in; bullets left out."""
    lines = text.splitlines()
    keys = [tuple(_fold(read_tokens(plain_copy(ENTRY.sub("", line, count=1))))) for line in lines]
    leads = [keys[place] if place >= 0 else () for place in find_leads(lines)]
    return [(key, lead) for key, lead in zip(keys, leads, strict=True) if key]


def _only_moves(pieces: tuple[Piece, ...]) -> bool:
    moved: dict[str, list[tuple[str, ...]]] = {"moved_away": [], "moved_here": []}
    stays: dict[str, list[str]] = {"removed": [], "added": []}
    for piece in pieces:
        words = _fold(read_tokens(piece.text))
        if piece.kind in moved:
            moved[piece.kind].append(tuple(words))
        elif piece.kind in stays:
            stays[piece.kind] += words
    return (
        bool(moved["moved_away"])
        and Counter(moved["moved_away"]) == Counter(moved["moved_here"])
        and not stays["removed"]
        and not stays["added"]
        and all(len(words) >= _LEAST_MOVED for words in moved["moved_away"])
    )
