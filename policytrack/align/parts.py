"""Sections that were split or merged: parts whose text came out of, or went into, a whole.

Owns the measure of containment. Must not know titles' meaning or what is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.align.features import Features, Side

# Of a part's runs of three words, so many must stand in the whole and not in its first partner.
CONTAINED, CONTAINED_NEAR = 0.55, 0.35
FEWEST_RUNS, FEWEST_RUNS_AFAR = 4, 12
# A short part beside the whole's partner: a line of the whole that became a heading.
CONTAINED_LINE = 0.9
FEWEST_RUNS_LINE = 2
# A part that stands apart from the whole's partner must be this much of the whole, or all but
# word for word.
SHARE_AFAR, CONTAINED_AFAR = 0.2, 0.8
BESIDE = 3  # sections apart that still count as beside each other
SHORT, HARDLY = 12, 4  # words of a body that is little, or hardly, more than its heading
REACH = 30  # sections away that a whole's partner is looked for
MOST_LOSERS = 8  # a run of words that more sections lost says nothing


class Loss:
    """What the sections of one side have that their partners on the other side do not.

    `partners` leads from a section of `wholes` to its partner in `others`.
    """

    def __init__(self, wholes: Side, others: Side, partners: dict[int, int]) -> None:
        self.wholes = wholes
        self.others = others
        self.partners = partners
        self.back = {j: i for i, j in partners.items()}
        self.lost: dict[int, Counter[int]] = {}
        self.losers: dict[int, list[int]] = defaultdict(list)

    def look_for(self, wanted: set[int]) -> None:
        """Note which sections lost any of these runs of words, and how often."""
        for i, j in self.partners.items() if wanted else ():
            if wanted.isdisjoint(self.wholes[i].runs):
                continue
            runs, kept = (
                Counter(filter(wanted.__contains__, section.runs))
                for section in (self.wholes[i], self.others[j])
            )
            self.lost[i] = runs - kept
            for run in self.lost[i]:
                self.losers[run].append(i)

    def found_in(self, whole: int, runs: Counter[int]) -> int:
        """How many of the runs one section lost."""
        lost = self.lost.get(whole, Counter())
        return sum(min(count, lost[run]) for run, count in runs.items() if run in lost)

    def shares(self, runs: Counter[int]) -> dict[int, float]:
        """How many of the runs each section lost; what several lost says less of each."""
        found: dict[int, float] = defaultdict(float)
        for run in filter(self.losers.__contains__, runs):
            count = runs[run]
            losers = [whole for whole in self.losers[run] if self.lost[whole][run]]
            for whole in losers[:MOST_LOSERS]:
                found[whole] += min(count, self.lost[whole][run]) / len(losers)
        return found

    def take(self, whole: int, part: Features) -> None:
        """What went into one part went into no other."""
        self.back[part.index] = whole
        if whole in self.lost:
            self.lost[whole] -= part.all_triples

    def around(self, section: Features) -> list[int]:
        """The wholes whose partners or parts stand around a section, the nearest first."""
        steps = [
            step for far in range(1, REACH) for step in (section.index - far, section.index + far)
        ]
        found = (self.back[j] for j in (section.parent, *steps) if j is not None and j in self.back)
        return list(dict.fromkeys(found))


def find_parts(
    wholes: Side, others: Side, partners: dict[int, int], free: Side
) -> dict[int, list[int]]:
    """For each whole the free sections of `others` whose text was in it, in order."""
    changed = {i: j for i, j in partners.items() if wholes[i].raw != others[j].raw}
    if not changed:
        return {}
    loss = Loss(wholes, others, changed)
    loss.look_for({run for section in free for run in (*section.triples, *section.all_triples)})
    parts: dict[int, list[int]] = {}
    taken: set[int] = set()
    size = -1
    while size < len(taken):
        size = len(taken)
        for section in free:
            if section.index in taken:
                continue
            whole = _whole_of(section, loss, parts)
            if whole is not None:
                parts.setdefault(whole, []).append(section.index)
                taken.add(section.index)
                loss.take(whole, section)
    return {whole: sorted(indexes) for whole, indexes in parts.items()}


def _whole_of(section: Features, loss: Loss, parts: dict[int, list[int]]) -> int | None:
    """The section that this one is a part of."""
    near = [whole for whole in loss.around(section) if _is_near(section, loss, whole, parts)]
    for whole in near:
        if _is_namesake(section, loss, whole, parts) or _was_line(section, loss, whole):
            return whole
    for runs in (section.triples, section.all_triples):
        shares = loss.shares(runs)
        if not shares:
            continue
        whole = min(
            shares, key=lambda index: (-shares[index], abs(loss.partners[index] - section.index))
        )
        if whole in near:
            enough = max(FEWEST_RUNS, CONTAINED_NEAR * runs.total())
        else:
            share = SHARE_AFAR * len(loss.wholes[whole].runs)
            share = min(share, CONTAINED_AFAR * runs.total())
            enough = max(FEWEST_RUNS_AFAR, CONTAINED * runs.total(), share)
        if shares[whole] >= enough and not _has_tail_alone(section, loss, whole):
            return whole
    return None


def _has_tail_alone(section: Features, loss: Loss, whole: int) -> bool:
    """Whether all that a section behind the partner has of a whole are the last lines of both.

    It came between these lines and the rest, and is no part of it.
    """
    if section.index < loss.partners[whole]:
        return False
    tail: list[tuple[int, ...]] = []
    for was, now in zip(loss.wholes[whole].ends, section.ends, strict=False):
        if was != now:
            break
        tail.append(now)
    rest = len(section.words) - sum(map(len, tail))
    if not tail or rest <= 0:
        return False
    behind = sum(max(0, len(line) - 2) for line in tail) + 2 * (len(tail) - 1)
    shared = loss.found_in(whole, section.triples)
    return shared - behind < max(FEWEST_RUNS, CONTAINED_NEAR * rest)


def _was_line(section: Features, loss: Loss, whole: int) -> bool:
    """Whether a section, title and all, stood in the whole's text before."""
    if 0 < len(section.title) + len(section.words) <= SHORT:
        lines = Counter([section.title]) + section.lines
        lost = loss.wholes[whole].lines - loss.others[loss.partners[whole]].lines
        return lines <= lost
    common = loss.found_in(whole, section.all_triples)
    return common >= max(FEWEST_RUNS_LINE, CONTAINED_LINE * section.all_triples.total())


def _is_namesake(section: Features, loss: Loss, whole: int, parts: dict[int, list[int]]) -> bool:
    """Whether a section kept the title of a whole whose text went elsewhere, and little else."""
    if not section.title or section.title != loss.wholes[whole].title:
        return False
    if whole in parts:
        return len(section.words) < SHORT
    partner = loss.others[loss.partners[whole]]
    beside = abs(partner.index - section.index) == 1
    return beside and partner.title != section.title and len(section.words) < HARDLY


def _is_near(section: Features, loss: Loss, whole: int, parts: dict[int, list[int]]) -> bool:
    """Beside the whole's partner or one of its parts, or inside it, or around it."""
    partner = loss.others[loss.partners[whole]]
    if section.index == partner.parent or section.parent == partner.index:
        return True
    return any(
        abs(place - section.index) <= BESIDE for place in (partner.index, *parts.get(whole, ()))
    )
