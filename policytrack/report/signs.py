"""Signals and kinds in plain words: "duration: 30 days → 90 days"; raw text, not escaped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policytrack.report.places import name_label, name_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import Kind, Section, SectionChange, Signal
    from policytrack.report.places import Guide

# In the order in which they are told: what a reader can check first, the least certain last.
SIGNAL_WORDS = {
    "money": "amount",
    "duration": "duration",
    "date": "date",
    "law": "law",
    "jurisdiction": "jurisdiction",
    "party": "named party",
    "recipient": "recipient",
    "data_type": "kind of data",
    "right": "right",
    "contact": "contact",
    "number": "number",
    "link": "link to",
    "modality": "obligation",
    "negation": "negation",
}
# Single words that are right about half of the time: worth a look where the sentence stands below,
# not worth a line of their own.
UNCERTAIN = frozenset({"modality", "negation"})
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


def say_signals(row: SectionChange, *, certain: bool = False) -> tuple[str, ...]:
    """Each sort of signal of a row on a line of its own, before → after where they pair up.

    When `certain`, uncertain ones are told only where they pair up.
    """
    found = {signal.name for signal in row.signals}
    names = [*filter(found.__contains__, SIGNAL_WORDS), *sorted(found - SIGNAL_WORDS.keys())]
    said = [(name, _say(name, [s for s in row.signals if s.name == name])) for name in names]
    return tuple(
        line for name, line in said if line and ("→" in line or not (certain and name in UNCERTAIN))
    )


def pair_signals(signals: Sequence[Signal]) -> tuple[list[str], list[str]]:
    """What signals of one sort say on one side and not on the other, in order of the text."""
    texts: dict[str, list[str]] = {"before": [], "after": []}
    for signal in sorted(signals, key=lambda signal: signal.start):
        texts[signal.side].append(" ".join(signal.text.split()))
    before = _without(texts["before"], texts["after"])
    after = _without(texts["after"], texts["before"])
    return before, after


def _without(texts: Iterable[str], others: Iterable[str]) -> list[str]:
    rest = Counter(text.casefold() for text in others)
    kept: list[str] = []
    for text in texts:
        if rest[text.casefold()]:
            rest[text.casefold()] -= 1
        elif text not in kept:
            kept.append(text)
    return kept


def _say(name: str, signals: list[Signal]) -> str:
    before, after = pair_signals(signals)
    word = SIGNAL_WORDS.get(name, name.replace("_", " "))
    if not before and not after:
        return ""
    if len(before) == len(after) <= MOST_PAIRS:
        return f"{word}: " + "; ".join(f"{x} → {y}" for x, y in zip(before, after, strict=True))
    sides = ((before, "gone"), (after, "new"))
    parts = [f"{_enumerate(texts)} ({fate})" for texts, fate in sides if texts]
    return f"{word}: " + "; ".join(parts)


def _enumerate(texts: list[str]) -> str:
    shown = ", ".join(texts[:MOST_PAIRS])
    return shown if len(texts) <= MOST_PAIRS else f"{shown} and {len(texts) - MOST_PAIRS} more"


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
        case "cosmetic" if row.reason:
            return f"cosmetic ({row.reason})"
    return _PLAIN[kind]


def _say_renamed(row: SectionChange) -> str:
    title = " ".join(row.before[0].title.split())
    return f"was titled “{title}”" if title else "had no title"


def _say_renumbered(row: SectionChange) -> str:
    before, after = row.before[0].number, row.after[0].number
    if not after:
        return f"was {name_label(before)}, now without number"
    return f"was {name_label(before)}" if before else f"now numbered {name_label(after)}"


def _names(sections: Iterable[Section]) -> str:
    return ", ".join(name_section(section) for section in sections)
