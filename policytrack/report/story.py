"""A comparison in the order in which it is told: what every form for people is rendered from.

Owns grouping, folding and wording. Knows no form of output: all text in a story is raw, each form
passes it through its own escape function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policytrack.report.excerpt import Line, cut, whole
from policytrack.report.kept import is_kept, kept_rows
from policytrack.report.moments import latest_dates, tell_moment
from policytrack.report.places import guide_of, name_pair
from policytrack.report.signs import say_kinds, say_signals
from policytrack.report.summary import Class, class_of, count, summarise_rows
from policytrack.report.tails import settle_tails

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from policytrack.model import Change, Renumbering, Section, SectionChange
    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.places import Guide

GROUPS = {
    "changed": "Changed",
    "structure": "Moved or renumbered, words unchanged",
    "respelled": "Spelled otherwise",
    "cosmetic": "Cosmetic",
    "unchanged": "Unchanged",
}
REST = frozenset({"cosmetic", "unchanged"})
# A longer run shows its first two pairs and its last, where there is no room for the whole map.
LONGEST_RUN = 6
LONGEST_OWN = 200  # characters of a section's own title, above what became of it

_STRUCTURE: frozenset[Class] = frozenset(
    {"moved", "level", "renamed", "reordered", "renumbered"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to read: one inline diff, or what was there before, or what is there after."""

    kind: str  # "inline", "before", "after"
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A section of which something is to be said, or a run of renumbered ones."""

    place: str
    verdict: str
    signals: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()  # the whole map of a renumbered run
    anchor: str = ""  # names a section within the comparison; "" for a run
    language: str = ""  # ISO 639-1 of the text, "" when unknown


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one weight, in the order of the document."""

    key: str  # of GROUPS
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The heading over the group."""
        return GROUPS[self.key]


@dataclass(frozen=True, slots=True)
class Story:
    """A comparison as it is told: the summary first, then the groups, then what was folded."""

    title: str
    facts: tuple[tuple[str, str], ...]  # ("Before", "2025-03-01, a1b2c3"), …
    summary: str
    remarks: tuple[str, ...]
    note_title: str
    note: str
    groups: tuple[Group, ...]
    rest: str  # "3 sections with cosmetic changes only, 12 unchanged", "" for none
    folded: bool  # whether the rest is left out of the groups


def tell(comparison: Comparison, options: ReportOptions, *, with_rest: bool = False) -> Story:
    """Put a comparison in the order in which people read it.

    Cosmetic and unchanged sections are in it when the options or `with_rest` say so.
    """
    change = settle_tails(comparison.change)
    rows = [row for row in change.sections if _wanted(row, change, options.sections)]
    numbers = {section.number for row in rows for section in row.after}
    runs = [run for run in change.renumberings if any(after in numbers for _, after in run.labels)]
    summary = summarise_rows(rows, runs, kept_rows(change))
    if options.sections and not rows:
        summary = f"No section is called or numbered {' or '.join(options.sections)}"
    return Story(
        title=comparison.name,
        facts=tuple(_facts(comparison, options.timezone)),
        summary=summary,
        remarks=tuple(change.remarks),
        note_title=comparison.note_title,
        note=comparison.note,
        groups=tuple(_groups(rows, runs, change, options, with_rest=with_rest or options.all_rows)),
        rest=_rest(rows),
        folded=not options.all_rows,
    )


def _wanted(row: SectionChange, change: Change, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return True
    sides = ((change.before, row.before), (change.after, row.after))
    return any(
        _matches(step, word)
        for document, sections in sides
        for section in sections
        for step in document.path(section)
        for word in wanted
    )


def _matches(section: Section, word: str) -> bool:
    word = word.casefold().strip().removeprefix("§").strip()
    number = section.number.casefold().removeprefix("§").strip()
    return bool(word) and (word == number or word in section.heading.casefold())


def _facts(comparison: Comparison, timezone: tzinfo) -> list[tuple[str, str]]:
    sides = (
        ("Before", comparison.before_captured, comparison.before_label, comparison.change.before),
        ("After", comparison.after_captured, comparison.after_label, comparison.change.after),
    )
    facts = []
    for name, captured, label, document in sides:
        stated = latest_dates(document)
        said = "; ".join(filter(None, [_moment(captured, timezone), label]))
        dates = ", ".join(f"{kind} {value}" for kind, value in stated.items())
        facts.append((name, f"{said} (says: {dates})" if dates else said))
    last, first = comparison.window
    if last and first and last < first:
        moments = _moment(last, timezone), _moment(first, timezone)
        facts.append(("Changed between", " and ".join(moments)))
    facts.append(("Source", comparison.source))
    return [(name, said) for name, said in facts if said]


def _moment(moment: datetime | None, timezone: tzinfo) -> str:
    return tell_moment(moment, timezone) if moment else ""


def _groups(
    rows: list[SectionChange],
    runs: list[Renumbering],
    change: Change,
    options: ReportOptions,
    *,
    with_rest: bool,
) -> list[Group]:
    in_runs = {label for run in runs for label in run.labels}
    guide, kept = guide_of(change), kept_rows(change)
    groups: dict[str, list[Entry]] = {key: [] for key in GROUPS}
    for row in rows:
        key = _group_of(row)
        if class_of(row) == "renumbered" and _label_of(row) in in_runs:
            continue
        if key in REST and not with_rest:
            continue
        entry = _entry(row, change, guide, options)
        # Facts of an earlier version say nothing of the policy in force.
        groups[key].append(replace(entry, signals=()) if is_kept(row, kept) else entry)
    told = {_label_of(row) for row in rows if _group_of(row) == "changed"}
    for run in runs:
        groups["changed" if told.issuperset(run.labels) else "structure"].append(_run_entry(run))
    return [Group(key, tuple(entries)) for key, entries in groups.items() if entries]


def _group_of(row: SectionChange) -> str:
    name = class_of(row)
    if name in {"respelled", "cosmetic", "unchanged"}:
        return name
    regrouped = row.weight != "substantive" and name in {"split", "merged"}
    return "structure" if name in _STRUCTURE or regrouped else "changed"


def _label_of(row: SectionChange) -> tuple[str, str]:
    return (row.before[0].number, row.after[0].number) if row.before and row.after else ("", "")


def _run_entry(run: Renumbering) -> Entry:
    pairs = [name_pair(*labels) for labels in run.labels]
    shown = ", ".join(pairs if len(pairs) <= LONGEST_RUN else pairs[:2])
    if len(pairs) > LONGEST_RUN:
        shown += f" … {pairs[-1]}"
    cause = f", {run.cause}" if run.cause else ""
    return Entry("Renumbered", shown + cause, labels=run.labels)


def _entry(row: SectionChange, change: Change, guide: Guide, options: ReportOptions) -> Entry:
    document = change.after if row.after else change.before
    return Entry(
        place=guide.name(row, LONGEST_OWN),
        verdict=say_kinds(row, guide),
        signals=() if _only_form(row, options) else say_signals(row, guide),
        blocks=tuple(block for block in _blocks(row, options) if block.lines),
        anchor=anchor_of(row),
        language=document.language,
    )


def anchor_of(row: SectionChange) -> str:
    """The name of a section within the comparison."""
    return f"{'s' if row.after else 'r'}{row.section.index}"


def _only_form(row: SectionChange, options: ReportOptions) -> bool:
    """Whether the words of a section that moved or was renumbered differ in their form alone."""
    return "cosmetic" in row.kinds and _group_of(row) == "structure" and not options.all_rows


def _blocks(row: SectionChange, options: ReportOptions) -> list[Block]:
    if _only_form(row, options):
        return []
    if not (row.before and row.after) and len({piece.kind for piece in row.body}) > 1:
        return [Block("inline", cut(row.body, -1))]
    if not row.after:
        return [Block("before", whole(_bodies(row.before), "removed"))]
    if not row.before:
        return [Block("after", whole(_bodies(row.after), "added"))]
    if row.rewritten:
        return [
            Block("before", whole(_bodies(row.before), "removed")),
            Block("after", whole(_bodies(row.after), "added")),
        ]
    if all(piece.kind == "same" for piece in row.body):
        return []
    return [Block("inline", cut(row.body, options.context, light=options.all_rows))]


def _bodies(sections: tuple[Section, ...]) -> str:
    return "\n\n".join(section.body.strip() for section in sections)


def _rest(rows: list[SectionChange]) -> str:
    classes = [class_of(row) for row in rows]
    parts = []
    if cosmetic := classes.count("cosmetic"):
        parts.append(f"{count(cosmetic, 'section')} with cosmetic changes only")
    if unchanged := classes.count("unchanged"):
        parts.append(
            f"{unchanged} unchanged" if parts else f"{count(unchanged, 'section')} unchanged"
        )
    return ", ".join(parts)
