"""Which candidates are headings: what each shows, weighed with its kin in the document.

Owns the decision. Markup and bold labels decide by themselves, so an edit elsewhere cannot turn
them; what is weaker needs its kin: a series of numbers that are mostly labels, a document whose
only headings are short plain lines.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policytrack.dates import is_date_line
from policytrack.sections.contents import drop_contents
from policytrack.sections.series import find_series
from policytrack.sections.shape import is_contact, is_label, is_sentence, starts_high

if TYPE_CHECKING:
    from policytrack.markdown import Block
    from policytrack.sections.candidates import Candidate

# Words of a title, by how the line is marked. The longest bold heading met in policies has 24,
# the longest numbered one 19; short plain lines beyond ten words are sentences.
_MOST_WORDS = {"bold": 25, "caps": 15, "number": 20, "plain": 10}
_STOPPED_WORDS = {"bold": 12, "caps": 8, "number": 8, "plain": 0}  # when it ends like a sentence
_LABELLED_SHARE = 0.5  # of a series that are labels with a text below: else it is a list
_POOLED = 2  # members that a series' kind of number counts for beside its own
_PROSE = 60  # characters: shorter lines are labels, addresses, entries of a list
_FEWEST_PLAIN = 3
_MOST_MARKED = 2  # headings by markup or bold in a document whose headings are plain lines


def choose_headings(candidates: list[Candidate], blocks: list[Block]) -> list[Candidate]:
    """The candidates that are headings, in document order."""
    possible = [c for c in candidates if c.style == "hash" or _could_be(c)]
    real = drop_contents([c for c in possible if c.style not in {"plain", "clause"}])
    follows = _Following(blocks, candidates)
    sure = [c for c in real if c.style == "hash" or (c.style in {"bold", "caps"} and not c.nested)]
    chosen = {c.block: c for c in [*sure, *(c for c in real if follows.heads_rows(c))]}
    weak = [c for c in real if c.block not in chosen]
    clauses = [c for c in candidates if c.style == "clause"]
    for candidate in _choose_numbered(weak, clauses, list(chosen.values()), follows):
        chosen[candidate.block] = candidate
    for candidate in _choose_plain(possible, chosen, follows):
        chosen[candidate.block] = candidate
    return [chosen[block] for block in sorted(chosen)]


def _could_be(c: Candidate) -> bool:
    """Whether the line by itself could be a heading of its style."""
    if c.style == "clause":
        return True
    title = c.title
    words = len(title.split())
    if not is_label(title, _MOST_WORDS[c.style]):
        return False
    if is_sentence(title) and words > _STOPPED_WORDS[c.style]:
        return False
    if c.style != "bold" and not starts_high(title):
        return False
    return not (any(char.isdigit() for char in c.text) and is_date_line(c.text))


class _Following:
    """What stands after a candidate."""

    def __init__(self, blocks: list[Block], candidates: list[Candidate]) -> None:
        self.blocks = blocks
        self.by_block = {c.block: c for c in candidates}

    def block(self, c: Candidate) -> Block | None:
        after = c.block + 1
        while after < len(self.blocks) and self.blocks[after].kind == "rule":
            after += 1
        return self.blocks[after] if after < len(self.blocks) else None

    def has_body(self, c: Candidate) -> bool:
        """Whether what follows belongs below the candidate instead of beside it."""
        after = self.block(c)
        if after is None:
            return False
        here = self.blocks[c.block]
        if c.nested and after.marker and after.indent <= here.indent:
            return False
        other = self.by_block.get(c.block + 1)
        return not (other and other.label and c.label and _alike(other, c))

    def heads_rows(self, c: Candidate) -> bool:
        """Whether a bold table row stands above a row of running text, both with one cell."""
        after = self.block(c)
        return (
            c.style == "bold"
            and self.blocks[c.block].kind == "row"
            and after is not None
            and after.kind == "row"
            and len(after.text) > _PROSE
            and c.block + 1 not in self.by_block
        )

    def has_prose(self, c: Candidate) -> bool:
        """Whether a paragraph or a list follows, rather than another short line."""
        after = self.block(c)
        if after is None or after.kind != "text":
            return after is not None and after.kind in {"row", "code"}
        return (
            bool(after.marker)
            or after.count > 1
            or len(after.text) > _PROSE
            or after.text[-1] in ".:;"
        )


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two numbered lines have the same kind of number."""
    if one.label is None or other.label is None:
        return False
    return (
        one.label.depth == other.label.depth
        and one.label.scheme == other.label.scheme
        and one.label.form == other.label.form
        and one.label.word == other.label.word
    )


def _choose_numbered(
    weak: list[Candidate], clauses: list[Candidate], chosen: list[Candidate], follows: _Following
) -> list[Candidate]:
    """The members of those series that are headings with a text below."""
    kin = sorted([*weak, *clauses], key=lambda c: c.block)
    strong: set[tuple[str, tuple[int, ...]]] = {
        (c.label.scheme, c.label.values) for c in chosen if c.label
    }
    runs = find_series([c for c in kin if c.label])
    pools: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    counted = []
    for run in runs:
        good = [c for c in run if c.style != "clause" and follows.has_body(c)]
        counted.append(good)
        pool = pools[run[0].label.depth if run[0].label else 0]
        pool[0] += len(good)
        pool[1] += len(run)
    found: list[Candidate] = []
    for run, good in zip(runs, counted, strict=True):
        label = run[0].label
        if label is None or not good:
            continue
        pool = pools[label.depth]
        pooled = pool[0] / pool[1] if label.depth > 1 else len(good) / len(run)
        share = (len(good) + _POOLED * pooled) / (len(run) + _POOLED)
        alone = len(run) == 1 and (run[0].nested or not (label.word or _has_kin(run[0], strong)))
        if share >= _LABELLED_SHARE and not (alone and label.depth == 1):
            found += [
                c for c in run if c.style != "clause" and (not c.nested or follows.has_body(c))
            ]
    return [c for c in found if c.label and (c.label.sure or len(found) > 1)]


def _has_kin(c: Candidate, strong: set[tuple[str, tuple[int, ...]]]) -> bool:
    label = c.label
    if label is None:
        return False
    *above, last = label.values
    return any((label.scheme, (*above, last + step)) in strong for step in (-1, 1))


def _choose_plain(
    possible: list[Candidate], chosen: dict[int, Candidate], follows: _Following
) -> list[Candidate]:
    """Short plain lines: all of them where hardly anything else is a heading, or the title."""
    plain = [c for c in possible if c.style == "plain" and not is_contact(c.title)]
    headed = [c for c in plain if follows.has_prose(c)]
    styles = [c.style for c in chosen.values()]
    marked = styles.count("hash") + styles.count("bold")
    if marked <= _MOST_MARKED and len(headed) >= max(_FEWEST_PLAIN, 3 * len(chosen)):
        return headed
    if chosen and marked <= max(_MOST_MARKED, 0.2 * len(chosen)):
        first = min(chosen)
        return [c for c in plain if c.block < first and (c.block == 0 or follows.has_prose(c))][:1]
    return []
