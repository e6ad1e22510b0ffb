"""What a change is called in one line, as the title of a feed's entry or an e-mail's subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.choice import choose_lines
from policytrack.report.escape import single_line
from policytrack.report.kept import is_kept, kept_rows
from policytrack.report.notes import tell_sections
from policytrack.report.places import guide_of, shorten
from policytrack.report.summary import class_of, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Change, SectionChange
    from policytrack.report.comparison import Comparison
    from policytrack.report.page import Voice

# With more sections than this to name, they are counted.
MOST_NAMED = 2
LONGEST_DIGEST, LONGEST_GIST = 500, 240  # characters
LEAST_WORTH = 1  # at stake in a line that is told where not all fit

_ENDS = (".”", "…”", "!”", "?”", "…")
_QUIET = {"cosmetic", "unchanged", "renumbered"}


def name_change(comparison: Comparison, say: Voice = str) -> str:
    """The policy, and a person's title, the sections that changed, or how many did."""
    return f"{comparison.name}: {comparison.note_title or say(_what(comparison.change))}"


def _what(change: Change) -> str:
    rows = [row for row in change.sections if class_of(row) not in _QUIET]
    if change.in_another_language:
        return summarise(change)
    kept = kept_rows(change)
    if any(is_kept(row, kept) for row in rows):
        return summarise(change)
    if not 0 < len(rows) <= MOST_NAMED or any(class_of(row) in {"split", "merged"} for row in rows):
        return summarise(change)
    guide = guide_of(change)
    told = [f"{guide.quote(row)} {_fate(row)}" for row in rows]
    if len({*told}) < len(told):
        return f"{len(told)} sections {told[0]}"
    return ", ".join(told)


def _fate(row: SectionChange) -> str:
    name = class_of(row)
    told = {"renamed": "retitled", "level": "changed", "respelled": "spelled otherwise"}
    return told.get(name, name)


def gist(change: Change) -> list[str]:
    """The lines of its note in which most is at stake, as many as are read at a glance."""
    tellings = sorted(tell_sections(change), key=lambda telling: telling.minor)
    if sum(len(telling.text) for telling in tellings) <= LONGEST_GIST:
        return [telling.text for telling in tellings]
    return choose_lines(tellings, str, LONGEST_GIST, 0)


def digest(comparison: Comparison, say: Voice = str) -> str:
    """The summary sentence, and those lines of the change notes with most at stake that fit.

    In the order of the notes; where not all fit, each with no more than the most telling of it.
    """
    tellings = sorted(tell_sections(comparison.change), key=lambda telling: telling.minor)
    opening = say(summarise(comparison.change))
    whole = join_lines([opening, *(say(telling.text) for telling in tellings)])
    if len(whole) <= LONGEST_DIGEST:
        return whole
    room = LONGEST_DIGEST - len(opening) - len(". …")
    shown = choose_lines(tellings, say, room, LEAST_WORTH)
    said = join_lines([opening, *shown])
    return shorten(said if said.endswith("…") else f"{said} …", LONGEST_DIGEST)


def join_lines(lines: Iterable[str], longest: int | None = None) -> str:
    """Lines as sentences on one line, cut where they are longer."""
    ended = (line if line.endswith(_ENDS) else f"{line.rstrip('.')}." for line in lines)
    joined = single_line(" ".join(ended))
    return shorten(joined, longest) if longest else joined
