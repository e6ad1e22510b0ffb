"""What a change is called in one line, as the title of a feed's entry or an e-mail's subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import single_line
from policytrack.report.kept import is_kept, kept_rows
from policytrack.report.notes import tell_sections
from policytrack.report.places import Guide, shorten
from policytrack.report.summary import class_of, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import Change, SectionChange
    from policytrack.report.comparison import Comparison
    from policytrack.report.note_words import Telling
    from policytrack.report.page import Voice

# With more sections than this to name, they are counted.
MOST_NAMED = 2
LONGEST_DIGEST, LONGEST_GIST = 500, 240  # characters
SEVERAL = "In "  # a line that tells of several sections at once
LEAST_WORTH = 1  # at stake in a line that is told where not all fit

_ENDS = (".”", "…”", "!”", "?”")
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
    guide = Guide(change)
    return ", ".join(f"{guide.quote(row)} {_fate(row)}" for row in rows)


def _fate(row: SectionChange) -> str:
    name = class_of(row)
    told = {"renamed": "retitled", "level": "changed", "respelled": "spelled otherwise"}
    return told.get(name, name)


def gist(change: Change) -> list[str]:
    """The lines of its note in which most is at stake, as many as are read at a glance."""
    tellings = sorted(tell_sections(change), key=lambda telling: telling.minor)
    if sum(len(telling.text) for telling in tellings) <= LONGEST_GIST:
        return [telling.text for telling in tellings]
    return _most_telling(tellings, str, LONGEST_GIST, 0)


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
    shown = _most_telling(tellings, say, room, LEAST_WORTH)
    end = [] if len(shown) == len(tellings) else ["…"]
    return shorten(" ".join([join_lines([opening, *shown]), *end]), LONGEST_DIGEST)


def _most_telling(tellings: Sequence[Telling], say: Voice, longest: int, least: float) -> list[str]:
    """Lines that fit, chosen by what is at stake; one at least, what is minor behind the rest."""
    share = max(LONGEST_GIST, longest // len(tellings)) if tellings else 0
    lines = [say(_shorter(one, share)) for one in tellings]
    places = sorted(range(len(lines)), key=lambda place: tellings[place].minor)
    shown: set[int] = set()
    for place in sorted(places, key=lambda place: -tellings[place].worth):
        said = lines[place].partition(": ")[2]
        several = tellings[place].text.startswith(SEVERAL)
        if several and any(said in lines[other] for other in shown):
            continue  # of other sections, too: told again it would be another fact
        fits = len(lines[place]) + len(". ") <= longest and tellings[place].worth >= least
        if fits or not shown:
            shown.add(place)
            longest -= len(lines[place]) + len(". ")
    return [lines[place] for place in places if place in shown]


def _shorter(telling: Telling, longest: int) -> str:
    """As much of a line as may be told: all of it, or less and less."""
    forms = [telling.text, *telling.briefs]
    return next((form for form in forms if len(form) <= longest), min(forms, key=len))


def join_lines(lines: Iterable[str], longest: int | None = None) -> str:
    """Lines as sentences on one line, cut where they are longer."""
    ended = (line if line.endswith(_ENDS) else f"{line.rstrip('.')}." for line in lines)
    joined = single_line(" ".join(ended))
    return shorten(joined, longest) if longest else joined
