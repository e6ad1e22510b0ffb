"""Change notes: a change in plain words, one line a section, in the Keep a Changelog form.

Owns the words of an entry. Knows nothing of the file that the entries go into (`changelog.py`).
Everything that comes from a policy passes `escape_markdown`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING

from policytrack.report.escape import visible
from policytrack.report.markdown import inline
from policytrack.report.note_words import (
    NoteLine,
    Telling,
    Words,
    find_replacement,
    say_words,
)
from policytrack.report.places import STEP, guide_of, name_label, name_pair, name_section, shorten
from policytrack.report.quoting import MORE
from policytrack.report.same import Same
from policytrack.report.signs import say_dates, say_kind, telling_kinds
from policytrack.report.stakes import TO_SOME
from policytrack.report.summary import class_of, summarise
from policytrack.report.tails import settle_tails
from policytrack.report.whole import join_days, tell_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from policytrack.model import Change, Renumbering, SectionChange
    from policytrack.report.comparison import Comparison
    from policytrack.report.places import Guide

# The same edit in so many sections is told once, with the first of them.
FEWEST_ALIKE, MOST_NAMED = 4, 4
FEW_NAMED = 2  # where there is little room
LONGEST_CAUSE = 200
SHORTEST_TITLE = 3  # characters of a title that is left out where lines differ in it
WORTH_ALIKE = 4  # of a name that is another one everywhere, beside what is at stake in edits
_QUIET = {"cosmetic", "unchanged", "renumbered"}
_TIMES = re.compile(r"(”(?: [a-z]+)? \(\d+ times)\)")


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A change as told in a changelog. `date` is ISO or ""; `text` is Markdown."""

    id: str
    date: str
    name: str
    text: str


def render_notes(comparisons: Iterable[Comparison]) -> str:
    """The entries as a text of their own, newest first; "" when there is none."""
    return "\n".join(f"{entry.text}\n" for entry in write_entries(comparisons))


def write_entries(comparisons: Iterable[Comparison]) -> list[NoteEntry]:
    """An entry for each comparison in which anything changed: newest first, then by policy."""
    entries = [_entry(item) for item in comparisons if item.change.changed]
    entries.sort(key=lambda entry: (entry.name.casefold(), entry.id))
    entries.sort(key=lambda entry: entry.date, reverse=True)
    return entries


def _entry(comparison: Comparison) -> NoteEntry:
    moment = comparison.after_captured
    date = moment.astimezone(UTC).date().isoformat() if moment else ""
    text = "\n".join(_lines(comparison, date)).rstrip()
    return NoteEntry(comparison.id, date, comparison.name, text)


def _lines(comparison: Comparison, date: str) -> Iterator[str]:
    change = comparison.change
    title = inline(comparison.name)
    yield f"## {title} - {date}" if date else f"## {title}"
    yield ""
    if comparison.note_title or comparison.note:
        yield from _note(comparison)
        yield ""
    yield f"{inline(summarise(change))}."
    yield from (f"{inline(said)}." for said in say_dates(change))
    yield from (f"{inline(remark[:1].upper() + remark[1:])}." for remark in change.remarks)
    for heading, lines in tell_lines(change).items():
        yield f"\n### {heading}\n"
        yield from (f"- {inline(line)}" for line in lines)


def tell_lines(change: Change) -> dict[str, list[str]]:
    """A line for each section of which something is to be said, raw, by heading."""
    lines: dict[str, list[str]] = {}
    for telling in tell_sections(change):
        lines.setdefault(telling.heading, []).append(telling.text)
    return lines


def tell_sections(change: Change) -> list[Telling]:
    """What is to be said of each section, in the order in which notes say it.

    Of a text in another language nothing: its sections are none of those before.
    """
    if change.in_another_language:
        return []
    return list(_tell_sections(Same(change)))


@lru_cache(maxsize=2)  # each form asks for the same
def _tell_sections(same: Same) -> tuple[Telling, ...]:
    change = settle_tails(same.change)
    guide = guide_of(change)
    in_runs = {pair for run in change.renumberings for pair in run.labels}
    alone = sum(class_of(row) not in _QUIET for row in change.sections) == 1
    read = [Words(row, guide, alone=alone) for row in change.sections]
    alike = _alike(change, read)
    rows = zip(change.sections, read, strict=True)
    told = [
        (row, _place(row, guide), said)
        for place, (row, words) in enumerate(rows)
        if place not in alike and (said := _tell(row, words, guide, in_runs)).text
    ]
    shared = dict.fromkeys(alike.values())
    runs = map(_renumbering, change.renumberings)
    return (
        *(Telling("Changed", line, worth=WORTH_ALIKE) for line in shared),
        *_joined([one for one in told if one[0].weight == "substantive" and not one[0].respelled]),
        *_joined([one for one in told if one[0].weight != "substantive"]),
        *(Telling("Changed", line, minor=True) for line in runs),
        *_joined([one for one in told if one[0].respelled]),
        *join_days(tell_whole(change, guide, "added")),
        *join_days(tell_whole(change, guide, "removed")),
    )


def _joined(lines: Sequence[tuple[SectionChange, str, NoteLine]]) -> Iterator[Telling]:
    """The lines behind their places; where the same is told of several at length, once for all.

    The same is also what differs in the titles of their sections alone; of several of one name
    it is told once however short.
    """
    places: dict[str, list[str]] = {}
    for row, place, said in lines:
        places.setdefault(_without_title(said.text, row), []).append(place)
    for row, place, line in lines:
        said, untitled = line, _without_title(line.text, row)
        left = places.pop(untitled, [])
        among = [one for one in left if one == place or _is_long(untitled)]
        places[untitled] = [one for one in left if one not in among]
        lead, names = f"{place}: ", ""
        if len(among) > 1:
            said = _of_each(replace(line, text=untitled))
            lead = f"In {len(among)} sections: "
            names = f" ({'; '.join(dict.fromkeys(among))})"
        if among:
            briefs = tuple(f"{lead}{brief}{_few(among)}" for brief in said.briefs)
            text, minor = f"{lead}{said.text}{names}", row.weight != "substantive"
            yield Telling("Changed", text, place, row, minor, said.worth, briefs)


def _of_each(line: NoteLine) -> NoteLine:
    """What is told of each of several sections."""
    text, *briefs = (_TIMES.sub(r"\1 each)", said) for said in (line.text, *line.briefs))
    return replace(line, text=text, briefs=tuple(briefs))


def _few(places: Sequence[str]) -> str:
    """Some of them, where they are several, by their last steps."""
    names = [place.rpartition(STEP)[2] for place in places[:FEW_NAMED]]
    more = [MORE] if len(places) > FEW_NAMED else []
    return f" ({'; '.join([*dict.fromkeys(names), *more])})" if len(places) > 1 else ""


def _without_title(said: str, row: SectionChange) -> str:
    title = row.section.title
    return said.replace(title, "…") if len(title) >= SHORTEST_TITLE and "“" in said else said


def _is_long(said: str) -> bool:
    """Whether several edits are told."""
    return said.count("; ") > 0 and said.count("“") > 1


def _alike(change: Change, read: Sequence[Words]) -> dict[int, str]:
    """Rows, by their places, of which no more is to be said than that others had the same edit."""
    found: dict[str, list[int]] = {}
    for place, (row, words) in enumerate(zip(change.sections, read, strict=True)):
        if replacement := find_replacement(row, words):
            found.setdefault(replacement, []).append(place)
    told: dict[int, str] = {}
    for replacement, places in found.items():
        if len(places) >= FEWEST_ALIKE:
            first = [change.sections[place].section for place in places[:MOST_NAMED]]
            names = [*map(name_section, first), *["…"][: len(places) - len(first)]]
            line = f"In {len(places)} sections: {replacement} ({', '.join(names)})"
            told |= dict.fromkeys(places, line)
    return told


def _note(comparison: Comparison) -> Iterator[str]:
    """A person's words: their Markdown stays, raw HTML does not."""
    if comparison.note_title:
        yield f"> **{inline(comparison.note_title)}**"
        if comparison.note:
            yield ">"
    for line in visible(comparison.note).strip().splitlines():
        yield f"> {line.replace('<', '&lt;')}".rstrip()


def _tell(
    row: SectionChange,
    words: Words,
    guide: Guide,
    told: Collection[tuple[str, str]],
) -> NoteLine:
    """What is said of a section that is on both sides; "" for what is not told, or otherwise."""
    name = class_of(row)
    if name in {"cosmetic", "unchanged", "added", "removed"}:
        return NoteLine("")
    if name == "level" and guide.opens(row):
        return NoteLine("")
    if name == "renumbered" and (row.before[0].number, row.after[0].number) in told:
        return NoteLine("")
    said = say_words(row, words, guide)
    parts = [*_structure(row, guide), *([said.text] if said.text else [])]
    worth = said.worth * (TO_SOME if guide.concerns_some(row) else 1)
    return replace(said, text="; ".join(parts) or "changed", worth=worth)


def _place(row: SectionChange, guide: Guide) -> str:
    if "merged" in row.kinds:
        return name_section(row.after[0])
    if "split" in row.kinds:
        return name_section(row.before[0])
    return guide.name(row)


def _structure(row: SectionChange, guide: Guide) -> list[str]:
    silent = {"modified", "cosmetic", *(("level",) if guide.opens(row) else ())}
    if class_of(row) != "renumbered":
        silent.add("renumbered")
    return [say_kind(kind, row, guide) for kind in telling_kinds(row) if kind not in silent]


def _renumbering(run: Renumbering) -> str:
    """A run in one line: "Sections 5-9 renumbered to 6-10 because …"; pairs where it has gaps."""
    pairs = run.labels
    if not any(before for before, _ in pairs):
        return f"Now numbered: {', '.join(name_label(after) for _, after in pairs)}"
    cause = f" {shorten(run.cause, LONGEST_CAUSE)}" if run.cause else ""
    if len(pairs) == 1 and all(pairs[0]):
        return f"{name_label(pairs[0][0])} renumbered to {name_label(pairs[0][1])}{cause}"
    if _is_plain_run(pairs):
        sides = (f"{pairs[0][side]}–{pairs[-1][side]}" for side in (0, 1))
        return f"Sections {' renumbered to '.join(sides)}{cause}"
    return f"Sections renumbered{cause}: {', '.join(name_pair(*pair) for pair in pairs)}"


def _is_plain_run(pairs: tuple[tuple[str, str], ...]) -> bool:
    """Whether both sides count up one by one."""
    if not all(label.isdecimal() for pair in pairs for label in pair):
        return False
    return all(
        int(label) == int(pairs[0][side]) + step
        for step, pair in enumerate(pairs)
        for side, label in enumerate(pair)
    )
