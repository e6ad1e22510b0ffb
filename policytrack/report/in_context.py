"""An edit with what stands beside it, as far as that is needed to understand it.

Knows nothing of how edits are found, or which of them are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from policytrack.report.asides import OPEN_EXAMPLE
from policytrack.report.leading_words import JOINT_WORDS, LEADING_WORDS, OPEN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Edits of so few words say nothing without the words beside them, nor do replaced ones of some
# more. What came or went alone within a sentence is told with what stands before it.
FEWEST_ALONE = 3
FEWEST_REPLACED = 6
SHORTEST_NAME = 3  # letters
FARTHEST = 300  # characters before an edit that tell of an example

_BULLET = re.compile(r"^[*•+-] ")
LOOSE = " ,;:"
# What stands in a sentence: a full stop does behind a short word, before a small letter or a digit.
_IN_SENTENCE = r"(?:[^\s.!?|]|(?<![^\W\d_]{4})\.(?=\s*[a-z\d(]))"
_LAST_WORDS = re.compile(rf"(?:{_IN_SENTENCE}+\s+){{0,2}}{_IN_SENTENCE}*$")
_CLAUSE_END = re.compile(r"[,;:](?=\s|\Z)")
_JOINT_START = re.compile(r"^(?:and|or|et|ou|und|oder|y|o|e|en) ", re.IGNORECASE)
_FEW_WORDS = re.compile(rf"(?:{_IN_SENTENCE}+\s+){{0,4}}{_IN_SENTENCE}*$")
MOST_TO_START = 10  # words from the beginning of a clause, where fewer would begin behind a joint
_CLAUSE_START = re.compile(
    rf"(?:^(?=\S)|[.!?|]\s+|[,;:]\s+)((?:[^\s.!?|,;:]+\s+){{1,{MOST_TO_START}}}[^\s.!?|,;:]*)$"
)
_WORDS_BEFORE = re.compile(rf"(?:{_IN_SENTENCE}+\s+){{0,3}}{_IN_SENTENCE}*[,;:]?\s*$")
_FIRST_WORDS = re.compile(rf"{_IN_SENTENCE}*(?:\s+{_IN_SENTENCE}+){{0,2}}")
_ONTO = re.compile(rf"(?:\s+{_IN_SENTENCE}+){{1,6}}")
_OPEN_END = re.compile(r",?(?:\s+(?:and|or|et|ou|und|oder|y|o|e|en|of))?\s*[(\[]\w{0,4}$")
_NAME_BEFORE = re.compile(r"\w,?\s+[^\W\d_a-zß-ÿ]\w*[ -]\Z")
_NAME_BEHIND = re.compile(r"[ -][^\W\d_a-zß-ÿ]")
# A name is not cut: so many words more of one are told.
_NAME = r"(?!\w*\W*[.])[^\W\d_a-zß-ÿ][\w'’-]+"
_NAME_BEGINS = re.compile(rf"(?<![\w'’-])(?:{_NAME} ){{1,3}}\Z")
_NAME_GOES_ON = re.compile(rf"(?: {_NAME}(?![\w'’])){{1,3}}")
MOST_POINTED = 6  # words of what a sentence points to
_POINTING = frozenset(
    """
    this these such those it ce cette ces cela dies diese dieser dieses solche este esta estos estas
    esto questo questa questi queste tale tali isto isso estes deze dit dergelijke
    """.split()  # noqa: SIM905
)
# At the end of an edit these are whom something is done to, mostly.
_LEADING = LEADING_WORDS - frozenset(
    ["it", "you", "this", "that", "all", "more", "nous", "vous", "sie", "ihr", "loro"]
)
_LONGEST_CLAUSE = 10  # words behind a joint that tell what it joins
_CLAUSE = re.compile(rf"[^\S\n]*[^\s.,;:!?|]*(?:[^\S\n]+[^\s.,;:!?|]+){{0,{_LONGEST_CLAUSE}}}")
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in the place of what, as whole words; "" on a side that has nothing there.

    Few words come with those beside them: replaced ones in `before` and `after`, lone ones in
    `within`, which is "" for longer ones. `bare` is both sides without. `behind` is what a lone
    part of a sentence stands behind, `leads` whether what came or went leads others that did.
    """

    before: str
    after: str
    within: str = ""
    bare: tuple[str, str] = ("", "")
    behind: str = ""
    leads: bool = False
    open: bool = False  # whether a lone one leads what stands behind it
    example: bool = False  # within brackets that give one
    lead: str = ""  # the end of all that stands before it on its line
    under: str = ""  # what leads the list of which it is an entry: "We do not allow"
    led: int = 0  # words that both sides begin or end with
    held: bool = False  # what stands behind it goes on with its sentence
    beside: bool = False  # a part of an edit of which another part is told before
    ahead: str = ""  # what a lone part stands before that leads on to it: "the Premium or"
    instead: str = ""  # what came in the place of what went, though it is no "A → B"


def in_common(text: str, around: Iterable[str]) -> str:
    """A text with the words that stand beside it in all the places given; "" for none such."""
    alone = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    found = [(alone.search(place), place) for place in around]
    if not all(match for match, _ in found):
        return ""
    sides = [(place[: m.start()].split()[::-1], place[m.end() :]) for m, place in found if m]
    left = _alike([before for before, _ in sides])[::-1]
    right = _alike([_CLAUSE_END.split(behind)[0].split() for _, behind in sides])
    return " ".join([*left, text, *right]) if left or right else ""


def _alike(places: Iterable[Sequence[str]]) -> list[str]:
    """The words with which all begin."""
    words = zip(*places, strict=False)
    return [same[0] for same in takewhile(lambda same: len({*same}) == 1, words)]


def in_context(before: str, after: str, lead: str, tail: str) -> Edit:
    """What took the place of what, given all that stands before and behind it on its line."""
    sides = [_BULLET.sub("", " ".join(side.split()), count=1) for side in (before, after)]
    bare = [side.strip(LOOSE).lstrip(".") for side in sides]
    bare = [_closed(side) if any(map(str.isalnum, side)) else "" for side in bare]
    leads = not all(bare) and max(before, after).rstrip().endswith(":")
    example = OPEN_EXAMPLE.search(lead[-FARTHEST:]) is not None
    near = lead[-FARTHEST:]
    longest = max(len(side.split()) for side in sides)
    edit = Edit(
        before=bare[0],
        after=bare[1],
        bare=(bare[0], bare[1]),
        leads=leads,
        open=leads and longest > FEWEST_ALONE and not tail.strip(),
        example=example,
        lead=near,
    )
    joint = all(bare) and any(_is_joint(side) for side in bare)
    if joint and longest > FEWEST_ALONE:
        ends = _CLAUSE.match(tail)
        said = [f"{_last(lead)}{side}{ends[0] if ends else ''}" for side in (before, after)]
        whole = [" ".join(one.split()).strip(LOOSE) for one in said]
        return replace(edit, before=whole[0], after=whole[1])
    if all(bare) and longest > FEWEST_REPLACED:
        apart = " " if all(side[-1:].isspace() for side in (before, after)) else ""
        return _led(_led_on(edit, sides, apart + tail), lead)
    if all(bare) and _are_names(bare, longest, lead, tail):
        return edit
    if not all(bare) and longest > FEWEST_ALONE:
        text = max(bare)
        return replace(edit, behind=_behind(text, lead), ahead=_ahead(text, tail))
    whole = [
        _balanced(
            _BULLET.sub("", " ".join(f"{_last(lead)}{side}{_first(tail)}".split()), count=1),
            own,
        )
        .strip(LOOSE)
        .rstrip(".")
        for side, own in zip((before, after), bare, strict=True)
    ]
    if all(bare):
        kept = [side.rstrip(".") for side in bare] == whole
        return edit if kept else replace(edit, before=whole[0], after=whole[1])
    within = whole[not bare[0]]
    alone = within.strip(".") == max(bare).strip(".")
    return replace(edit, within="" if alone else within)


def _led_on(edit: Edit, sides: Sequence[str], tail: str) -> Edit:
    """The edit with what the last words of a side lead to."""
    last = {side.rsplit(maxsplit=1)[-1].casefold() for side in edit.bare}
    onto = " ".join(_first(tail).split()).strip(LOOSE + ".")
    ended = any(side.endswith((".", "!", "?")) for side in sides)
    if ended or not (last & _LEADING and onto and tail[0].isspace()):
        return edit
    before, after = (f"{side.lstrip(LOOSE + '.')} {onto}" for side in sides)
    return replace(edit, before=before, after=after, led=len(onto.split()))


def _led(edit: Edit, lead: str) -> Edit:
    """The edit with the beginning of its sentence, or the last words of that, where it has none."""
    if all(side[0].isupper() for side in edit.bare):
        return edit
    few = _FEW_WORDS.search(lead[-FARTHEST:])
    whole = few is not None and lead[-FARTHEST:][: few.start()].rstrip()[-1:] in {"", *".!?"}
    said = _CLAUSE_END.split(few[0] if few and whole else _last(lead))[-1]
    led = _JOINT_START.sub("", " ".join(said.split()).lstrip("*•+-" + LOOSE))
    if not any(map(str.isalnum, led)):
        return edit
    sides = [f"{led} {side}" for side in (edit.before, edit.after)]
    return replace(edit, before=sides[0], after=sides[1], led=edit.led + len(led.split()))


def _ahead(text: str, tail: str) -> str:
    """The words behind a part of a sentence that came or went, where it leads on to them."""
    if text.rsplit(maxsplit=1)[-1].casefold() not in OPEN_WORDS:
        return ""
    return " ".join(_first(tail).split()).strip(LOOSE + ".")


def _is_joint(side: str) -> bool:
    """Whether it is a word or two that say nothing alone."""
    return all(word in JOINT_WORDS for word in side.casefold().split())


def _closed(text: str) -> str:
    """The text without a bracket at its end that holds a few letters and is left open: "(iv"."""
    return _OPEN_END.sub("", text) or text


def _are_names(sides: Sequence[str], longest: int, lead: str, tail: str) -> bool:
    """Whether two names, or longer ones that begin as names do, are clear without words beside.

    Not one that is a part of another: of "New York Law" a name beside it would be cut away.
    """
    if longest > FEWEST_ALONE:
        return bool(_last(lead).strip()) and all(not side[0].islower() for side in sides)
    if _NAME_BEFORE.search(lead) or _NAME_BEHIND.match(tail):
        return False
    words = [word for side in sides for word in side.split()]
    named = all(word[0].isupper() and len(word) >= SHORTEST_NAME for word in words)
    return named and bool(_last(lead).strip() or lead.rstrip().endswith(","))


def _behind(text: str, lead: str) -> str:
    """The words before a part of a sentence that came or went, "" for a whole sentence."""
    if text.endswith((".", "!", "?")):
        words = text.split()
        points = any(word.strip(LOOSE).casefold() in _POINTING for word in words[:2])
        if points or len(words) <= MOST_POINTED:
            return _pointed_to(lead)
    found = _WORDS_BEFORE.search(lead[-200:])
    if found is None or (not text[:1].islower() and text.endswith((".", "!", "?"))):
        return ""
    said = _BULLET.sub("", " ".join(found[0].split()), count=1).strip(LOOSE)
    return _balanced(said, "") if any(map(str.isalnum, said)) else ""


def _pointed_to(lead: str) -> str:
    """The end of the sentence before one that begins with "This", with what its row is of."""
    row, _, cell = lead.rstrip(" |").rpartition("|")
    said = " ".join(cell.split()[-MOST_POINTED:]).strip(LOOSE + ".")
    if not any(map(str.isalnum, said)):
        return ""
    label = row.strip(" |").partition("|")[0].split()
    labelled = 0 < len(label) <= MOST_POINTED
    return f"{' '.join(label)} – … {said}" if labelled else said


def _balanced(text: str, edit: str) -> str:
    """The text without the beginning or end of brackets that the cut left open."""
    open_: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in "([":
            open_.append(bracket.start())
        elif open_:
            open_.pop()
        elif bracket.start() == len(text.rstrip(LOOSE + ".")) - 1:
            return text[: bracket.start()]
    if open_ and edit not in text[open_[0] :]:
        return text[: open_[0]]
    return text[1:] if open_ and not open_[0] else text


@lru_cache(maxsize=64)  # asked for both sides of an edit
def _last(lead: str) -> str:
    """The last words before an edit, within its sentence."""
    found = _LAST_WORDS.search(lead[-200:])
    return _from_start(lead, _with_name(lead[-200:], found.start())) if found else ""


def _from_start(lead: str, last: str) -> str:
    """The end of what stands before an edit, from the beginning of its clause, if that is near.

    Words behind an "and" or a preposition seem to be the subject of what follows them.
    """
    cut = lead[: len(lead) - len(last)].split()[-1:]
    joint = last.strip() and cut and cut[0].casefold() in JOINT_WORDS
    clause = _CLAUSE_START.search(lead[-FARTHEST:]) if joint else None
    return _JOINT_START.sub("", clause[1]) if clause else last


def _with_name(lead: str, start: int) -> str:
    """The end of what stands before an edit, from where a name begins that the start cuts."""
    cuts = lead[start : start + 1].isupper() and not lead[start:].isupper()
    begins = _NAME_BEGINS.search(lead[:start]) if cuts else None
    return lead[begins.start() if begins else start :]


def _first(tail: str) -> str:
    """The first words behind an edit, within its sentence."""
    found = _FIRST_WORDS.match(tail)
    if found is None:
        return ""
    last = found[0].split()[-1:]
    cuts = any(word[0].isupper() and word[-1].isalnum() for word in last) and not found[0].isupper()
    goes_on = _NAME_GOES_ON.match(tail, found.end()) if cuts else None
    said = _closed_end(tail[: goes_on.end() if goes_on else found.end()])
    if said or not found[0].strip():
        return said
    onto = _ONTO.match(tail)
    return f" {_end_onto(onto[0].split())}" if onto else ""


def _end_onto(words: Sequence[str]) -> str:
    """The words up to the first that says something, and a noun behind that; "" for none."""
    leads = [word.strip(LOOSE).casefold() in LEADING_WORDS for word in words]
    if all(leads):
        return ""
    end = leads.index(False) + 1
    goes_on = end < len(words) and words[end - 1][-1] not in LOOSE and not leads[end]
    return " ".join(words[: end + goes_on])


def _closed_end(text: str) -> str:
    """The text without the words at its end that only lead to what follows them."""
    words = text.rstrip().split(" ")
    while words and words[-1].casefold() in OPEN_WORDS:
        words.pop()
    return " ".join(words).rstrip(",")
