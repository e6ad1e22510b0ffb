"""What a change is called in one line, as the title of a feed's entry or an e-mail's subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import single_line
from policytrack.report.notes import tell_lines
from policytrack.report.places import quote_section, shorten
from policytrack.report.summary import class_of, summarise

if TYPE_CHECKING:
    from policytrack.model import Change, SectionChange
    from policytrack.report.comparison import Comparison
    from policytrack.report.page import Voice

# With more sections than this to name, they are counted.
MOST_NAMED = 2
LONGEST_DIGEST = 500  # characters

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


def digest(comparison: Comparison, say: Voice = str) -> str:
    """The summary sentence and what the change notes say, as far as they are short."""
    lines = [line for told in tell_lines(comparison.change).values() for line in told]
    told = [say(line) for line in [summarise(comparison.change), *lines]]
    text = single_line(" ".join(f"{line.rstrip('.')}." for line in told))
    return shorten(text, LONGEST_DIGEST)
