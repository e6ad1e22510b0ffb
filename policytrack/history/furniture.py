"""Changes that are the page's, not the policy's: buttons, navigation, search boxes, counters.

Owns the judgement of a whole change. It is one of the page only when every line that differs is;
where a single word of a policy changed as well, it is a change of the policy.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from policytrack.history.doubled import find_doubled
from policytrack.history.page_lines import (
    closes_box,
    is_box_title,
    is_day,
    is_link_line,
    is_page_line,
    join,
    squeeze,
    strip_furniture,
)
from policytrack.history.page_names import ENTRY, Names, title_over, titles_of
from policytrack.history.sayings import is_machine_made
from policytrack.history.side_lines import Line, SideLines, read_side, unmatched
from policytrack.history.unread import (
    has_gap,
    is_begun_by,
    is_cut,
    is_less_linked,
    is_less_linked_inside,
    is_masked,
    is_masked_alike,
)
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policytrack.model import Change, SectionChange

PageKind = Literal["date", "furniture", "structure", "cosmetic", "doubled"]
_FEWEST_CUT = 2  # lines that lost their ends; of one alone somebody may have taken it


def read_kind(change: Change) -> PageKind | None:
    """What a change is that changed no word of the policy; None where one changed.

    Judged by whole lines, never by the words that differ within one: "no" on a button is
    furniture, "no" within a sentence is not.
    """
    heavy = [row for row in change.changed if row.weight == "substantive"]
    if _is_told_at_sight(change, heavy):
        return None
    sides = (
        read_side(change.before, {part.index for row in heavy for part in row.before}),
        read_side(change.after, {part.index for row in heavy for part in row.after}),
    )
    rest = _Rest(unmatched(sides[0], sides[1]), unmatched(sides[1], sides[0]))
    titles = titles_of(change.before) & titles_of(
        change.after
    )  # told again elsewhere, or a contents
    rest.drop_glued()
    rest.drop_pairs(is_masked, is_masked_alike)
    rest.drop_lost_links()
    rest.drop_pairs(is_cut, is_begun_by, fewest=_FEWEST_CUT)
    rest.drop_doubled(change)
    rest.drop_title(change)
    rest.drop_page(sides, titles)
    dated = rest.drop_days()
    if rest.before or rest.after:
        return None
    kept = [rest.keep(side, titles, dated=dated) for side in sides]
    in_order = join(one.key for one in kept[0]) == join(one.key for one in kept[1])
    if not in_order and not _are_alike(*kept):
        return None
    if dated:
        return "date"
    if rest.keys or _said_by_page(sides[0]) != _said_by_page(sides[1]):
        return "furniture"
    if rest.doubled:
        return "doubled"
    return "cosmetic" if in_order else "structure"


def _is_told_at_sight(change: Change, rows: list[SectionChange]) -> bool:
    """Whether a sentence differs that nothing below could call the page's, as in most changes."""
    sides = [part for row in rows for part in row.before], [p for row in rows for p in row.after]
    lines = [Counter(line for part in side for line in part.body.splitlines()) for side in sides]
    only = lines[0] - lines[1], lines[1] - lines[0]
    if any(
        is_machine_made(line) or is_masked(line) or has_gap(line) for side in only for line in side
    ):
        return False
    if closes_box(change.before.text) or closes_box(change.after.text):
        return False
    if all("©" in part.body for side in sides for part in side):  # the foot of a site
        return False
    titles = [part.title for side in sides for part in side]
    if any(is_box_title(title) or is_machine_made(title) for title in titles):
        return False
    both = (only[0], only[1], change.after.text), (only[1], only[0], change.before.text)
    return any(_tells_more(*side) for side in sorted(both, key=lambda side: len(side[1])))


def _tells_more(mine: Iterable[str], others: Iterable[str], text: str) -> bool:
    """Whether one of the lines is a sentence that neither the others say nor the text holds."""
    keys = [squeeze(strip_furniture(line)) for line in others]
    said, long = join(keys), [key for key in keys if len(key) > ENTRY]
    return any(
        len(fold_words(line)) > ENTRY
        and (key := squeeze(strip_furniture(line))) not in said
        and not any(part in key for part in long)
        and not is_link_line(line)
        and not is_day(line)
        and not is_page_line(line)
        and line not in text
        for line in mine
    )


@dataclass(slots=True)
class _Rest:
    """The lines that differ and are not explained yet; the places of those that are."""

    before: list[Line]
    after: list[Line]
    keys: set[str] = field(default_factory=set)  # of those that are the page's
    doubled: set[str] = field(default_factory=set)  # of those that one side tells twice on end

    def drop_glued(self) -> None:
        """Blocks that say the same in other lines, or with the words otherwise parted."""
        blocks = {_said(block): block for block in _blocks(self.after)}
        for block in _blocks(self.before):
            same = blocks.pop(_said(block), None)
            if same:
                self.before = [line for line in self.before if line not in block]
                self.after = [line for line in self.after if line not in same]

    def drop_lost_links(self) -> None:
        """Lines without the words of links, which leave a gap there in one of them at least."""
        for mine, other in ((self.before, self.after), (self.after, self.before)):
            if self._drop_hidden(mine, other, has_gap, is_less_linked):
                self._drop_hidden(mine, other, bool, is_less_linked_inside)

    def drop_pairs(
        self,
        hides: Callable[[str], bool],
        fits: Callable[[str, str], bool],
        fewest: int = 1,
    ) -> None:
        """Lines in which one side hides words, and says else what a line of the other says."""
        for mine, other in ((self.before, self.after), (self.after, self.before)):
            self._drop_hidden(mine, other, hides, fits, fewest)

    def _drop_hidden(
        self,
        mine: list[Line],
        other: list[Line],
        hides: Callable[[str], bool],
        fits: Callable[[str, str], bool],
        fewest: int = 1,
    ) -> bool:
        pairs: list[tuple[Line, Line]] = []
        for line in [one for one in mine if hides(one.text)]:
            free = (one for one in other if all(one is not same for _, same in pairs))
            same = next((one for one in free if fits(line.text, one.text)), None)
            pairs += [(line, same)] if same else []
        if len(pairs) < fewest:
            return False
        for line, same in pairs:
            mine.remove(line)
            other.remove(same)
            self.keys |= {line.key, same.key}
        return bool(pairs)

    def drop_doubled(self, change: Change) -> None:
        """Lines that are told twice on end, and by the other side once."""
        for document, rest in ((change.before, self.before), (change.after, self.after)):
            doubled = find_doubled(document, rest)
            self.doubled.update(line.key for line in doubled)
            rest[:] = [line for line in rest if line not in doubled]

    def drop_title(self, change: Change) -> None:
        """The name of the document over its text, where one side alone has it."""
        if self.before and not self.after:
            self._drop(self.before, title_over(self.before[0], change.before))
        elif self.after and not self.before:
            self._drop(self.after, title_over(self.after[0], change.after))

    def drop_page(self, sides: tuple[SideLines, SideLines], titles: set[tuple[str, ...]]) -> None:
        """Lines that are the page's because of what stands around them."""
        heads = [any(one.place < side.head for one in rest)
                 for side, rest in zip(sides, (self.before, self.after), strict=True)]  # fmt: skip
        for side, rest in zip(sides, (self.before, self.after), strict=True):
            names = Names(side, rest, titles, one_sided=not all(heads))
            self._drop(rest, [line for block in _blocks(rest) for line in names.of_page(block)])

    def keep(self, side: SideLines, titles: set[tuple[str, ...]], *, dated: bool) -> list[Line]:
        """The lines of a side that say what the policy says."""
        return [
            line
            for line in side.lines
            if not line.page
            and line.key not in self.keys
            and line.key not in self.doubled
            and not (dated and is_day(line.text))
            and fold_words(line.text) not in titles
        ]

    def drop_days(self) -> bool:
        """Lines that hold a day and no other word."""
        days = [[line for line in rest if is_day(line.text)] for rest in (self.before, self.after)]
        for rest, out in zip((self.before, self.after), days, strict=True):
            self._drop(rest, out)
        return any(days)

    def _drop(self, rest: list[Line], out: list[Line]) -> None:
        places = {line.place for line in out}
        self.keys.update(line.key for line in out)
        rest[:] = [line for line in rest if line.place not in places]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand one after the other."""
    if not lines:
        return []
    blocks = [[lines[0]]]
    for was, line in pairwise(lines):
        if line.place == was.place + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _said(lines: Iterable[Line]) -> str:
    return join(line.key for line in lines)


def _are_alike(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether the same lines are said under the same words, in another order."""
    mine, other = (Counter((one.lead, one.key) for one in side) for side in (before, after))
    return mine == other


def _said_by_page(side: SideLines) -> Counter[str]:
    """What only a page says: lines of it, and counters and buttons inside other lines."""
    return Counter(line.raw for line in side.lines if line.page or line.raw != line.key)
