"""Which edits of a section are quoted, and how: a quote in its own words, a long one in part.

Knows what is at stake in an edit (`stakes.py`), and nothing of where a long text is cut (`cuts.py`)
or of what else a line says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from policytrack.report.answered import with_answers
from policytrack.report.cuts import (
    FEW,
    LONGEST_LONE_QUOTE,
    MOST_WEIGHED,
    begin_alike,
    cut_alike,
    longest_side,
    quote_part,
    where_they_part,
    whole_or,
)
from policytrack.report.in_context import Edit, in_common
from policytrack.report.recovered import recover
from policytrack.report.replacing import share
from policytrack.report.unlike import as_shown
from policytrack.report.worth import RENAMED, find_renamed, is_title, renames, weigh_edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policytrack.report.stakes import Stakes

SHORT_QUOTE, SHORT_LONE_QUOTE, SHORT_LEAD = 9, 12, 7  # where there is little room
LONGEST_ALONE = 60  # where nothing else of the policy changed
# A second edit is quoted where at least so much is at stake, and half of what is in the first;
# less is enough for what went beside what came.
FEWEST_SECOND, FEWEST_OPPOSITE, ENOUGH = 3, 2.5, 5
MOST_PARTS = 6  # of edits that are counted whole
MORE = "…"  # behind what is told of a line of which there is more
# Few words for which nothing is at stake come last, or not at all for many others'.
# Where few are told a long one is quoted by so many words if its sentence ends there.
FARTHEST_END, FARTHEST_LONE_END, FEW_TOLD = 30, 40, 3
# Beyond this share of common words two edits say the same, if they have so many.
SAME, FEWEST_MOVED = 0.7, 8
# What went says how new that is which came where they share so much.
ANSWERS = 0.3

# Words that say nothing where they came or went alone, beside others that did.
_JOINTS = frozenset({"and", "or", "the", "et", "ou", "und", "oder", "y", "o", "e", "en", "of"})
# Words that say nothing of their own, but for those that join or deny.
_LIGHT = frozenset(
    """
    a an the that this these those of to also such
    le la les l' un une des du de ce cette ces que aussi der die das den dem des ein eine einen
    einem einer dass auch diese dieser el los las lo una unos unas que también este esta il gli i
    uno che anche questo questa o os as um uma também esse essa het een dat deze dit ook
    """.split()  # noqa: SIM905
)
_NO_LETTERS = re.compile(r"[\s_-]")


class Quotes:
    """The edits of a section in order, each once, as they may be quoted; `beside` are all."""

    def __init__(
        self,
        edits: Sequence[Edit],
        stakes: Stakes,
        *,
        alone: bool = False,
        beside: Sequence[Edit] = (),
        certainty: Callable[[Edit], float] = lambda _: 1,
    ) -> None:
        told = [edit for edit in edits if not _says_nothing(edit)] or edits
        self._beside = list(dict.fromkeys(edit.bare for edit in beside or told))[:MOST_WEIGHED]
        stakes.read(self._beside)
        told = [part for edit in told for part in as_shown(edit, stakes, alone=alone)]
        self._times = Counter(edit.bare for edit in told)
        self._within: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for edit in told:
            self._within[edit.bare].add(edit.within)
        self._edits = list({edit.bare: edit for edit in told}.values())
        self._stakes = stakes
        self._certainty = certainty
        self._alone = alone
        self._chosen: dict[tuple[str, ...], list[Edit]] = {}

    def __len__(self) -> int:
        """How many edits there are, the parts of one counted once where all of them are few."""
        whole = sum(not edit.beside for edit in self._edits)
        return whole if len(self._edits) <= MOST_PARTS else len(self._edits)

    @cached_property
    def _worths(self) -> dict[Edit, float]:
        worths = {
            edit: weigh_edit(edit, self._stakes, self._times[edit.bare])
            for edit in self._edits[:MOST_WEIGHED]
        }
        names = find_renamed(self._beside)
        if renaming := next((edit for edit in worths if renames(edit, names)), None):
            worths[renaming] += RENAMED
        return worths

    @property
    def worth(self) -> float:
        """How much the edit has at stake that has most."""
        return max(self._worths.values(), default=0)

    def all(self, *, far: bool = False) -> list[str]:
        """Every one, those of a few words for which nothing is at stake behind the others.

        With `far` a long one is quoted to the end of its sentence, where they are few. Those that
        only say something in other words are not told beside one that matters.
        """
        told = [edit for edit in self._edits if not _is_restyling(edit)]
        if not told or self.worth < FEWEST_SECOND:
            told = self._edits
        few = len(told) <= FEW_TOLD
        order = sorted(told, key=self._is_small)
        quotes = [(edit, self._quote(edit, far=far and few)) for edit in order]
        more = [MORE] if len(told) < len(self._edits) else []
        return [*(self._recovered(quotes) if far else (said for _, said in quotes)), *more]

    def sizes(self, but: Sequence[str]) -> list[tuple[int, bool]]:
        """How many are told where there is less and less room, and whether in fewer words.

        What came beside what went is not told alone.
        """
        chosen = self._choose(but)
        if len(chosen) > 1 and _are_opposite(*chosen):
            return [(2, False), (2, True)]
        return [(n, short) for short in (False, True) for n in range(len(chosen), 0, -1)]

    def count_others(self, but: Sequence[str]) -> int:
        """How many edits there are but for those with a pair told."""
        return len(self._edits) - sum(_has_pair(edit, but) for edit in self._edits)

    def telling(
        self, but: Sequence[str] = (), most: int = 2, *, short: bool = False, far: bool = False
    ) -> list[str]:
        """The edit with most at stake, and another one where much is; none with a pair told."""
        chosen = self._choose(but)
        kept = sorted(chosen, key=lambda edit: -self._worths[edit])[:most]
        quotes = [
            (edit, _quote(edit, self._stakes, short=short, far=far))
            for edit in chosen
            if edit in kept
        ]
        if far:
            return self._recovered(quotes)
        return with_answers(quotes, longest=SHORT_LONE_QUOTE if short else LONGEST_LONE_QUOTE)

    def _recovered(self, quotes: Sequence[tuple[Edit, str]]) -> list[str]:
        said = recover(quotes, self._stakes)
        return with_answers([(edit, one) for (edit, _), one in zip(quotes, said, strict=True)])

    def _choose(self, but: Sequence[str]) -> list[Edit]:
        """As `telling`, in the order of the text."""
        if (key := tuple(but)) not in self._chosen:
            self._chosen[key] = self._choose_anew(but)
        return self._chosen[key]

    def _choose_anew(self, but: Iterable[str]) -> list[Edit]:
        worth = {edit: n for edit, n in self._worths.items() if not _has_pair(edit, but)}
        if not worth:
            return []
        worth = {edit: n for edit, n in worth.items() if not self._stands_elsewhere(edit)} or worth
        sure = {edit: n * share for edit, n in worth.items() if (share := self._certainty(edit))}
        if not sure:
            return []
        first = max(sure, key=lambda edit: (sure[edit], len(_quote(edit, self._stakes))))
        worth = {
            edit: sure.get(edit, n)
            for edit, n in worth.items()
            if edit in sure or _answers(edit, first)
        }
        others = [edit for edit in worth if not _say_the_same(first, edit) and not is_title(edit)]
        opposite = [
            edit
            for edit in others
            if _are_opposite(first, edit) and len(max(edit.bare).split()) > FEW
        ]
        least = max(FEWEST_SECOND, min(worth[first] / 2, ENOUGH))
        seconds = [edit for edit in opposite if worth[edit] >= FEWEST_OPPOSITE] or [
            edit for edit in others if worth[edit] >= least
        ]
        whole = [
            edit for edit in seconds if not (edit.within or edit.behind) or edit not in opposite
        ]
        best = sorted(whole or seconds, key=lambda edit: -worth[edit])
        chosen = [first, *best][:2]
        return [edit for edit in worth if edit in chosen]

    def _stands_elsewhere(self, edit: Edit) -> bool:
        """Whether most words of what went alone came in another place, or the other way round."""
        if all(edit.bare) or len(max(edit.bare).split()) < FEWEST_MOVED:
            return False
        side = not edit.bare[0]
        others = (bare[not side] for bare in self._beside)
        return any(
            share(edit.bare[side], other, whole=True) >= SAME
            for other in others
            if len(other.split()) >= FEWEST_MOVED
        )

    def of(self, before: str, after: str) -> str:
        """The edit that put one word in the place of another, or has one of them; "" for none."""
        has = [(before in one.before.split(), after in one.after.split()) for one in self._edits]
        best = max(range(len(has)), key=lambda place: sum(has[place]), default=-1)
        told = best >= 0 and any(has[best])
        return _quote(self._edits[best], self._stakes) if told else ""

    def _quote(self, edit: Edit, *, far: bool) -> str:
        times = self._times[edit.bare]
        if times == 1:
            return _quote(edit, self._stakes, alone=self._alone, far=far)
        said = Edit(*edit.bare)
        if not all(edit.bare):
            said = replace(said, within=in_common(max(edit.bare), self._within[edit.bare]))
        return f"{_quote(said, self._stakes, alone=self._alone, far=far)} ({times} times)"

    def _is_small(self, edit: Edit) -> bool:
        words = max(len(side.split()) for side in edit.bare)
        return words <= FEW and not self._stakes.weigh(*edit.bare)


def _says_nothing(edit: Edit) -> bool:
    """Whether an "and" came or went alone, beside what is told, or a word is written as one."""
    before, after = edit.bare
    if before and after:
        return _NO_LETTERS.sub("", before).casefold() == _NO_LETTERS.sub("", after).casefold()
    return (before or after).casefold() in _JOINTS


def _is_restyling(edit: Edit) -> bool:
    """Whether but articles and the like came, went or were others."""
    before, after = (
        [word for word in side.casefold().split() if word not in _LIGHT] for side in edit.bare
    )
    return before == after


def _has_pair(edit: Edit, pairs: Iterable[str]) -> bool:
    sides = (pair.split(" → ") for pair in pairs)
    return any(was in edit.before and now in edit.after for was, now in sides)


def _are_opposite(one: Edit, other: Edit) -> bool:
    """Whether one went alone and the other came alone."""
    return not (one.bare[0] and one.bare[1]) and not any(
        was and now for was, now in zip(one.bare, other.bare, strict=True)
    )


def _answers(one: Edit, other: Edit) -> bool:
    """Whether one went and the other came of which each tells what the other one means."""
    return _are_opposite(one, other) and share(max(one.bare), max(other.bare)) >= ANSWERS


def _say_the_same(one: Edit, other: Edit) -> bool:
    return one is other or any(
        was and now and share(was, now) >= SAME
        for was, now in zip(one.bare, other.bare, strict=True)
    )


def _quote(
    edit: Edit, stakes: Stakes, *, alone: bool = False, short: bool = False, far: bool = False
) -> str:
    """An edit in its own words, long ones in part, short ones with those beside.

    With `short` in fewer words, with `far` a long one up to the end of its sentence, if that is
    not near, too.
    """
    before, after = edit.before, edit.after
    if before and after:
        shown = [
            quote_part(
                side,
                stakes,
                SHORT_QUOTE + edit.led
                if short
                else longest_side(side, other, edit.led, alone=alone),
                most=FARTHEST_END + edit.led if far else 0,
            )
            for side, other in ((before, after), (after, before))
        ]
        if shown[0] == shown[1] or begin_alike(before, after):
            shown = where_they_part(before.split(), after.split())
        elif any(text.endswith(" …”") for text in shown):
            shown = cut_alike((before, after), shown)
        return f"{shown[0]} → {shown[1]}"
    longest = SHORT_LONE_QUOTE if short else LONGEST_ALONE if alone else LONGEST_LONE_QUOTE
    size, most = whole_or(longest, before or after), FARTHEST_LONE_END if far else 0
    text = quote_part(before or after, stakes, size, most=most)
    if edit.open and not text.endswith("…”"):
        text = f"{text[:-1]}: …”"
    if edit.within:
        return f"{text} {'added in' if after else 'removed from'} “{edit.within}”"
    where = f" after “{edit.behind}”" if edit.behind else ""
    if edit.ahead:
        between = f"between “{edit.behind}” and" if edit.behind else "before"
        where = f" {'' if after else 'from '}{between} “{edit.ahead}”"
    if edit.under:
        lead = _end_of(edit.under) if short else edit.under
        where = f" {'under' if after else 'from under'} “{lead}”"
    return f"{text} {'added' if after else 'removed'}{where}"


def _end_of(lead: str) -> str:
    words = lead.split()
    return lead if len(words) <= SHORT_LEAD else " ".join(["…", *words[-SHORT_LEAD:]])
