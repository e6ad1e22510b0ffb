"""Signals and kinds in plain words: "duration: 30 days → 90 days"; raw text, not escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policytrack.report.asides import Asides
from policytrack.report.edits import Sides, Terms, read_edits, weigh_terms
from policytrack.report.moments import latest_dates
from policytrack.report.places import is_said, name_day, name_label, quote_name, quote_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import Change, Kind, Section, SectionChange
    from policytrack.report.places import Guide

# In the order in which they are told: what a reader can check first, the least certain last.
SIGNAL_WORDS = {
    "money": "amount",
    "duration": "duration",
    "date": "date",
    "law": "law",
    "jurisdiction": "jurisdiction",
    "party": "named party",
    "place": "place",
    "recipient": "recipient",
    "data_type": "kind of data",
    "right": "right",
    "contact": "contact",
    "number": "number",
    "link": "link to",
    "modality": "obligation",
    "negation": "negation",
}
# Single words and bare numbers that are right about half of the time: alone they say nothing.
UNCERTAIN = frozenset({"modality", "negation", "number"})
# Terms of lists: what stands where another stood does not take its place.
UNPAIRED = frozenset({"recipient", "data_type", "right", "negation"})
_PLAIN: dict[Kind, str] = {
    "added": "new",
    "removed": "removed",
    "modified": "changed",
    "reordered": "its paragraphs in another order",
    "cosmetic": "cosmetic",
    "unchanged": "unchanged",
}
# More pairs than this of one sort in one section explain nothing any more.
MOST_PAIRS = 4
MOST_NAMES = 5  # of sections that one was split into, or merged from

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_COURTS = re.compile(
    r"\b(?:courts?|jurisdiction|venue|gericht\w*|gerichtsstand|tribuna\w*|juridiction|jurisdicción"
    r"|juzgados?|foro|giurisdizione|jurisdição|rechtbank\w*|rechter)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")


def say_signals(row: SectionChange, guide: Guide) -> tuple[str, ...]:
    """Each sort of signal of a row on a line of its own: "before → after", gone, new."""
    return tuple(
        f"{SIGNAL_WORDS.get(name, name.replace('_', ' '))}: {'; '.join(parts)}"
        for name, terms in _without_addresses(row, find_terms(row, guide))
        if (parts := [*say_pairs(terms), *_fates(terms)])
    )


def _without_addresses(
    row: SectionChange, told: Iterable[tuple[str, Terms]]
) -> Iterator[tuple[str, Terms]]:
    """The terms; bare numbers only where an edit put nothing but numbers in the place of others."""
    for name, terms in told:
        if name != "number" or not terms.pairs:
            yield name, terms
            continue
        sides, spans = read_edits(row.body)
        edits = [[side[slice(*at)] for side, at in zip(sides, edit, strict=True)] for edit in spans]
        told_alone = " ".join(
            f"{before} {after}"
            for before, after in edits
            if _NUMBER.sub("#", before).split() == _NUMBER.sub("#", after).split()
        )
        numbers = set(_NUMBER.findall(told_alone))
        yield name, replace(terms, pairs=tuple(x for x in terms.pairs if numbers.issuperset(x)))


def find_terms(row: SectionChange, guide: Guide) -> list[tuple[str, Terms]]:
    """What the signals of a row come to, by sort, in the order in which they are told.

    Bare numbers and uncertain words are told only where an edit put one in the place of another,
    numbers only where nothing else was replaced. What stands in a whole section that came is not
    gone, what stood in one that went is not new; nor is a date that the text states of itself.
    """
    return guide.once(_find_terms, row) if row.signals else []


def _find_terms(row: SectionChange, guide: Guide) -> list[tuple[str, Terms]]:
    found = {signal.name for signal in row.signals}
    names = [*filter(found.__contains__, SIGNAL_WORDS), *sorted(found - SIGNAL_WORDS.keys())]
    sides = Sides(row, guide)
    bodies = [
        "\n\n".join(section.body for section in sections) for sections in (row.before, row.after)
    ]
    asides = {"before": Asides(bodies[0]), "after": Asides(bodies[1])}
    told = []
    for name in names:
        signals = [
            signal
            for signal in row.signals
            if signal.name == name
            and not (name == "link" and signal.text.startswith("#"))
            and not asides[signal.side].hold(signal)
        ]
        terms = weigh_terms(
            sides,
            name,
            signals,
            pair=name not in UNPAIRED and (name == "date" or not row.rewritten),
        )
        if name in UNCERTAIN:
            terms = replace(terms, gone=(), new=())
        if name == "contact":
            terms = _without_towns(terms)
        if name == "jurisdiction":
            terms = _without_courts(terms, bodies)
        told.append((name, _other_days(terms, guide) if name == "date" else terms))
    if any(terms.pairs for name, terms in told if name not in UNCERTAIN):
        told = [(name, terms) for name, terms in told if name != "number"]  # of an address, mostly
    return told


def _without_towns(terms: Terms) -> Terms:
    """Contacts; the town of an address only where it left another one, or came for it."""
    if terms.gone and terms.new:
        return terms
    gone, new = (
        tuple(text for text in texts if "@" in text or not _LETTERS.search(text))
        for texts in (terms.gone, terms.new)
    )
    return replace(terms, gone=gone, new=new)


def _without_courts(terms: Terms, bodies: Sequence[str]) -> Terms:
    """Jurisdictions; no "exclusive jurisdiction" where the other side speaks of courts, too."""
    gone, new = (
        tuple(text for text in texts if not (_COURTS.search(text) and _COURTS.search(other)))
        for texts, other in ((terms.gone, bodies[1]), (terms.new, bodies[0]))
    )
    return replace(terms, gone=gone, new=new)


def _other_days(terms: Terms, guide: Guide) -> Terms:
    """Dates without those that the other side has in another form, or states of itself."""
    before = {name_day(text) for text in [*terms.gone, *(pair[0] for pair in terms.pairs)]}
    after = {name_day(text) for text in [*terms.new, *(pair[1] for pair in terms.pairs)]}
    said = guide.stated_dates
    return replace(
        terms,
        pairs=tuple(pair for pair in terms.pairs if not guide.states(*pair)),
        gone=tuple(x for x in terms.gone if name_day(x) not in after and not is_said(x, said[0])),
        new=tuple(x for x in terms.new if name_day(x) not in before and not is_said(x, said[1])),
    )


def say_pairs(terms: Terms) -> list[str]:
    """The pairs, unless they are so many that they explain nothing any more."""
    if len(terms.pairs) > MOST_PAIRS:
        return []
    return [f"{before} → {after}" for before, after in terms.pairs]


def _fates(terms: Terms) -> list[str]:
    new = tuple(term for term in terms.new if term not in terms.here)
    here = tuple(term for term in terms.new if term in terms.here)
    sides = ((terms.gone, "gone"), (new, "new"), (here, "new here"))
    return [f"{enumerate_terms(texts)} ({fate})" for texts, fate in sides if texts]


def enumerate_terms(texts: Sequence[str]) -> str:
    """The first few of them, and how many more there are."""
    shown = ", ".join(texts[:MOST_PAIRS])
    return shown if len(texts) <= MOST_PAIRS else f"{shown} and {len(texts) - MOST_PAIRS} more"


def say_dates(change: Change) -> list[str]:
    """What the text states of itself, where that changed: "Says of itself: updated 2025-03"."""
    before, after = (latest_dates(document) for document in (change.before, change.after))
    told = [
        f"{kind} {value}" + (f" (before: {before[kind]})" if kind in before else "")
        for kind, value in after.items()
        if value != before.get(kind)
    ]
    return [f"Says of itself: {', '.join(told)}"] if told else []


def say_kinds(row: SectionChange, guide: Guide) -> str:
    """What became of a section, as in "changed, moved from after § 3 Cookies"."""
    return ", ".join(say_kind(kind, row, guide) for kind in telling_kinds(row)) or "changed"


def telling_kinds(row: SectionChange) -> list[Kind]:
    """The kinds that tell something: numbers of split sections are told by naming them."""
    silent: set[Kind] = set()
    if {"split", "merged"} & set(row.kinds):
        silent = {"renamed", "renumbered", "level"}
    if len(row.kinds) > 1:
        silent.add("cosmetic")
    return [kind for kind in row.kinds if kind not in silent]


def say_kind(kind: Kind, row: SectionChange, guide: Guide) -> str:
    """One kind of change in plain words."""
    match kind:
        case "moved":
            return f"moved from {guide.origin(row)}"
        case "split":
            return f"split into {_names(row.after)}"
        case "merged":
            return f"merged from {_names(row.before)}"
        case "renamed":
            return _say_renamed(row)
        case "renumbered":
            return _say_renumbered(row)
        case "level":
            down = row.after[0].level > row.before[0].level
            return "one level down" if down else "one level up"
        case "modified" if row.rewritten:
            return "rewritten"
        case "modified" if row.respelled:
            return "spelled otherwise"
        case "reordered" if row.weight == "substantive":
            return "an entry moved to another list"
        case "cosmetic" if row.reason:
            return f"cosmetic ({row.reason})"
    return _PLAIN[kind]


def _say_renamed(row: SectionChange) -> str:
    title = " ".join(row.before[0].title.split())
    return f"was titled {quote_name(title)}" if title else "had no title"


def _say_renumbered(row: SectionChange) -> str:
    before, after = row.before[0].number, row.after[0].number
    if not after:
        return f"was {name_label(before)}, now without number"
    return f"was {name_label(before)}" if before else f"now numbered {name_label(after)}"


def _names(sections: Sequence[Section]) -> str:
    first = sections[0].number, sections[0].title
    if any(first) and {(section.number, section.title) for section in sections[1:]} == {first}:
        return f"{len(sections)} sections {quote_section(sections[0])}"
    names = [quote_section(section) for section in sections[:MOST_NAMES]]
    if len(sections) > MOST_NAMES:
        names.append(f"{len(sections) - MOST_NAMES} more")
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
