"""What a change is called in one line, as the title of a feed's entry or an e-mail's subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import single_line
from policytrack.report.notes import tell_sections
from policytrack.report.places import quote_section, shorten
from policytrack.report.summary import class_of, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Change, SectionChange
    from policytrack.report.comparison import Comparison
    from policytrack.report.page import Voice

# With more sections than this to name, they are counted.
MOST_NAMED = 2
LONGEST_DIGEST, LONGEST_GIST = 500, 240  # characters

_ENDS = (".”", "…”", "!”", "?”")
_QUIET = {"cosmetic", "unchanged", "renumbered"}


def name_change(comparison: Comparison, say: Voice = str) -> str:
    """The policy, and a person's title, the sections that changed, or how many did."""
    return f"{comparison.name}: {comparison.note_title or say(_what(comparison.change))}"


def _what(change: Change) -> str:
    rows = [row for row in change.sections if class_of(row) not in _QUIET]
    if not 0 < len(rows) <= MOST_NAMED or any(class_of(row) in {"split", "merged"} for row in rows):
        return summarise(change)
    return ", ".join(f"{quote_section(row.section)} {_fate(row)}" for row in rows)


def _fate(row: SectionChange) -> str:
    name = class_of(row)
    told = {"renamed": "retitled", "level": "changed", "respelled": "spelled otherwise"}
    return told.get(name, name)


def gist(change: Change) -> list[str]:
    """The first lines of its note, those that matter first, as many as are read at a glance."""
    lines: list[str] = []
    length = 0
    for telling in sorted(tell_sections(change), key=lambda telling: telling.minor):
        length += len(telling.text)
        if lines and length > LONGEST_GIST:
            break
        lines.append(telling.text)
    return lines


def digest(comparison: Comparison, say: Voice = str) -> str:
    """The summary sentence and what the change notes say, as far as they are short."""
    tellings = sorted(tell_sections(comparison.change), key=lambda telling: telling.minor)
    told = [summarise(comparison.change), *(telling.text for telling in tellings)]
    return join_lines(map(say, told), LONGEST_DIGEST)


def join_lines(lines: Iterable[str], longest: int) -> str:
    """Lines as sentences on one line, cut where they are longer."""
    ended = (line if line.endswith(_ENDS) else f"{line.rstrip('.')}." for line in lines)
    return shorten(single_line(" ".join(ended)), longest)
