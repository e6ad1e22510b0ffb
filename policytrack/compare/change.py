"""Two documents to one Change: rows, kinds, weight and what is to be said of the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from policytrack.align import Link, align
from policytrack.compare.headings import Headings, are_one, read_headings, stands_elsewhere
from policytrack.compare.inline import diff_text, diff_texts
from policytrack.compare.kinds import body_kinds, find_levels, heading_kinds, in_order
from policytrack.compare.numbering import find_renumberings, number_map
from policytrack.compare.remarks import find_remarks
from policytrack.compare.tails import cut_tails
from policytrack.compare.texts import are_labels, row_texts
from policytrack.model import Change, Kind, Piece, PieceKind, Section, SectionChange, Weight
from policytrack.weigh import Judgement, judge
from policytrack.weigh.pages import find_page_numbers
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.model import Document

# Beyond this share of words removed or added, before and after read better as two blocks; unless
# the shorter of them stands, to this share, in the longer: that lost or gained a passage.
REWRITTEN = 0.6
# Fewer words than this are read at a glance in any form.
REWRITTEN_WORDS = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row needs to know of the whole documents."""

    before: Document
    after: Document
    levels: Mapping[int, int]
    numbers: Mapping[str, str]
    headings: tuple[Headings, Headings]  # before and after
    pages: tuple[frozenset[str], frozenset[str]]  # lines that are page numbers


def compare(before: Document, after: Document) -> Change:
    """What differs between two documents; every section of both sides is in exactly one row."""
    links = align(before, after)
    mains = [
        (before.sections[link.main[0]], after.sections[link.main[1]])
        for link in links
        if link.main is not None
    ]
    levels, numbers = find_levels(links, before, after), number_map(mains)
    facts = Facts(
        before,
        after,
        levels,
        numbers,
        (read_headings(before), read_headings(after)),
        (find_page_numbers(before.text), find_page_numbers(after.text)),
    )
    texts = [row_texts(link, before, after) for link in links]
    tails = cut_tails(links, texts)
    rows = tuple(
        _row(link, facts, pair, body)
        for link, pair, body in zip(links, texts, diff_texts(texts), strict=True)
    )
    rows = tuple(_with_tail(row, tails.get(place, ())) for place, row in enumerate(rows))
    return Change(
        before=before,
        after=after,
        sections=rows,
        weight=_heaviest(before, after, rows),
        renumberings=find_renumberings(rows),
        remarks=find_remarks(before, after, rows),
    )


def _row(
    link: Link, facts: Facts, texts: tuple[str, str], body: tuple[Piece, ...]
) -> SectionChange:
    sides = (
        tuple(facts.before.sections[i] for i in link.before),
        tuple(facts.after.sections[j] for j in link.after),
    )
    if link.main is None:
        return _one_sided(sides, facts, texts, body)
    was, now = facts.before.sections[link.main[0]], facts.after.sections[link.main[1]]
    same = texts[0] == texts[1] and (was.heading, was.number) == (now.heading, now.number)
    if same and not _place_kinds(link, facts, was, now):  # as nearly all rows are
        return SectionChange(*sides, ("unchanged",), "none", _heading(was, now), body)
    verdict = _judge(texts, body, facts)
    title = _judge((was.title, now.title), diff_text(was.title, now.title), facts)
    joined = was.heading != now.heading and are_one(was, now, facts.headings)
    kinds = (
        heading_kinds(was, now, dated=title.date_line_only, joined=joined)
        | body_kinds(body, verdict.weight, texts)
        | _place_kinds(link, facts, was, now)
    )
    if "modified" in kinds:
        kinds.discard("cosmetic")
    found, alone = in_order(kinds), len(link.before) == len(link.after) == 1
    return SectionChange(
        before=sides[0],
        after=sides[1],
        kinds=found,
        weight=_weight(found, verdict, title, alone=alone),
        heading=_heading(was, now),
        body=body,
        signals=verdict.signals,
        rewritten=_is_rewritten(body),
        reason=_reason(found, verdict, title),
    )


def _with_tail(row: SectionChange, tail: tuple[Piece, ...]) -> SectionChange:
    """The row with the lines that it ended with on one side, which are behind another section."""
    if not tail:
        return row
    row = replace(row, body=(*row.body, *(piece for piece in tail if piece.text)))
    if row.kinds != ("unchanged",):
        return row
    reason = "its last lines stand behind a section that came or went"
    return replace(row, kinds=("cosmetic",), weight="cosmetic", reason=reason)


def _one_sided(
    sides: tuple[tuple[Section, ...], tuple[Section, ...]],
    facts: Facts,
    texts: tuple[str, str],
    body: tuple[Piece, ...],
) -> SectionChange:
    """A section that was added or removed."""
    verdict = _judge(texts, body, facts)
    kind: Literal["removed", "added"] = "removed" if sides[0] else "added"
    section = (sides[0] or sides[1])[0]
    words = fold_words(section.heading) or fold_words(section.body)
    own, other = facts.headings if sides[0] else facts.headings[::-1]
    elsewhere = stands_elsewhere(section, own, other)
    return SectionChange(
        before=sides[0],
        after=sides[1],
        kinds=(kind,),
        weight="substantive" if words and not elsewhere else "cosmetic",
        heading=(Piece(kind, section.heading),) if section.heading else (),
        body=body,
        signals=verdict.signals,
        reason="a heading alone, which stands elsewhere on the other side" if elsewhere else "",
    )


def _judge(texts: tuple[str, str], body: tuple[Piece, ...], facts: Facts) -> Judgement:
    if texts[0] == texts[1]:
        return Judgement("none")
    whole = facts.before.text, facts.after.text
    return judge(*texts, body, facts.after.language, facts.numbers, facts.pages, whole)


def _place_kinds(link: Link, facts: Facts, was: Section, now: Section) -> set[Kind]:
    kinds: set[Kind] = set()
    befores = [facts.before.sections[i] for i in link.before]
    afters = [facts.after.sections[j] for j in link.after]
    if len(afters) > 1:
        parts = [part for part in afters if part is not now]
        kinds.add("cosmetic" if are_labels(parts, befores) else "split")
    if len(befores) > 1:
        parts = [part for part in befores if part is not was]
        kinds.add("cosmetic" if are_labels(parts, afters) else "merged")
    if link.moved:
        kinds.add("moved")
    if now.level != facts.levels.get(was.level, now.level) and not _stay_on_top(was, now):
        kinds.add("level")
    return kinds


def _stay_on_top(was: Section, now: Section) -> bool:
    """Whether a section stands in no other, as it did, where others went in or out beside it."""
    return was.level == now.level and was.parent is None and now.parent is None


def _weight(
    kinds: tuple[Kind, ...], verdict: Judgement, title: Judgement, *, alone: bool
) -> Weight:
    """The body's weight or, where it has none, the title's; splits and merges bring headings."""
    if kinds == ("unchanged",):
        return "none"
    if verdict.weight == "substantive":
        return "substantive"
    if "renamed" not in kinds or not alone:
        return "cosmetic"
    return "substantive" if title.weight == "substantive" else "cosmetic"


def _reason(kinds: tuple[Kind, ...], verdict: Judgement, title: Judgement) -> str:
    if "reordered" in kinds and verdict.weight == "substantive":
        return "an entry went under other words"
    if verdict.reason:
        return verdict.reason
    if "cosmetic" in kinds and title.date_line_only:
        return title.reason
    if "renamed" in kinds:
        return "the title changed"
    return "only the form of the title changed" if "cosmetic" in kinds else ""


def _heading(was: Section, now: Section) -> tuple[Piece, ...]:
    if was.heading == now.heading:
        return (Piece("same", now.heading),) if now.heading else ()
    return diff_text(was.heading, now.heading)


def _heaviest(before: Document, after: Document, rows: tuple[SectionChange, ...]) -> Weight:
    """The whole change's weight; marks of headings belong to no section's words."""
    found = {row.weight for row in rows}
    if "substantive" in found:
        return "substantive"
    return "none" if before.text.strip() == after.text.strip() else "cosmetic"


def _is_rewritten(body: tuple[Piece, ...]) -> bool:
    if len(body) < 2:
        return False
    counts: Counter[PieceKind] = Counter()
    for piece in body:
        counts[piece.kind] += len(piece.text.split())
    changed = counts["removed"] + counts["added"]
    total = counts.total() + counts["same"]
    shorter = counts["same"] + min(
        counts["removed"] + counts["moved_away"], counts["added"] + counts["moved_here"]
    )
    few_stay = counts["same"] < REWRITTEN * shorter
    return total >= REWRITTEN_WORDS and changed > REWRITTEN * total and few_stay
