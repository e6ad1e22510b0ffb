"""The summary sentence: what became of the sections of a document, counted, in one breath."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from policytrack.report.kept import is_kept, kept_rows, say_kept
from policytrack.report.tails import settle_tails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Change, Renumbering, SectionChange
    from policytrack.report.kept import Kept

Class = Literal[
    "changed", "added", "removed", "split", "merged", "moved", "level", "renamed", "reordered",
    "renumbered", "respelled", "cosmetic", "unchanged",
]  # fmt: skip

_STRUCTURAL: tuple[Class, ...] = ("moved", "level", "renamed", "reordered", "renumbered")
_PHRASES: dict[Class, str] = {
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "split": "split",
    "merged": "merged",
    "moved": "moved unchanged",
    "level": "changed in level",
    "renamed": "retitled",
    "reordered": "reordered inside",
    "renumbered": "renumbered",
    "respelled": "spelled otherwise",
}


def class_of(row: SectionChange) -> Class:
    """The one word under which a row is counted and grouped.

    What is substantive goes by its strongest kind; a row that is only structural or cosmetic by
    what a reader would look for first.
    """
    wordless = row.weight == "cosmetic" and {"added", "removed"} & set(row.kinds)
    for kind in ("added", "removed", "split", "merged"):
        if kind in row.kinds and not wordless:
            return kind
    if row.weight == "substantive" and not row.respelled:
        return "changed"
    for kind in _STRUCTURAL:
        if kind in row.kinds:
            return kind
    if row.respelled:
        return "respelled"
    return "unchanged" if row.kinds in {("unchanged",), ()} else "cosmetic"


_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
OTHER_PAGE = "Another page stands in its place"


def summarise(change: Change) -> str:
    """What became of a document's sections in one sentence, without a full stop.

    As in "3 sections changed, 1 added, 2 moved unchanged, 6 renumbered because § 4 was inserted;
    the rest cosmetic".
    """
    change = settle_tails(change)
    if change.another_page:
        return OTHER_PAGE
    if change.in_another_language:  # of which sections came and went says nothing
        sides = change.after.language, change.before.language
        return "Now in {}, was in {}".format(*(_LANGUAGES.get(side, side) for side in sides))
    return summarise_rows(change.sections, change.renumberings, kept_rows(change))


def summarise_rows(
    rows: Sequence[SectionChange], renumberings: Sequence[Renumbering], kept: Kept
) -> str:
    """As `summarise`, for some of the rows.

    A superseded text that was kept below the policy is told once, its sections are not counted.
    """
    once = say_kept(rows, kept)
    classes = [
        (class_of(row), row)
        for row in rows
        if (row.kinds != ("unchanged",) or row.reason) and not is_kept(row, kept)
    ]
    counts = Counter(name for name, _ in classes)
    joined = sum(len(row.before) for name, row in classes if name == "merged")
    told = [(name, joined if name == "merged" else counts[name]) for name in _PHRASES]
    told = [(name, number) for name, number in told if number]
    if not told and not once:
        if not counts["cosmetic"]:
            return "Nothing changed"
        return f"Only cosmetic changes, in {count(counts['cosmetic'], 'section')}"
    causes = {run.cause for run in renumberings}
    cause = causes.pop() if len(causes) == 1 else ""
    tails = {
        "renumbered": f" {cause}" if cause else "",
        "split": f" into {sum(len(row.after) for name, row in classes if name == 'split')}",
        "merged": f" into {counts['merged']}",
    }
    parts: list[str] = []
    for name, number in told:
        noun = "" if parts else " section" if number == 1 else " sections"
        parts.append(f"{number}{noun} {_PHRASES[name]}{tails.get(name, '')}")
    said = "; ".join(filter(None, [", ".join(parts), *once]))
    return said[:1].upper() + said[1:] + ("; the rest cosmetic" if counts["cosmetic"] else "")


def count(number: int, noun: str) -> str:
    """A number with its noun, as in "1 section", "2 entries"."""
    several = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{number} {noun if number == 1 else several}"
