"""Why versions were folded, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.history.returning import is_broken, is_strange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.history.chain import NoteKind, Step

FORM = "no word differs: only markup, link targets or line breaks"
BACK = "went back to the text before"
MARKED = "marked as such: another extractor or other rules"
OTHER_PAGE = "next to nothing in common with the policy, and does not call itself one"
OTHER_PAGE_CHANGED = "the page that stands in its place changed"
OTHER_PAGE_LEFT = "another page stood in its place, then the text came back"
LAYOUT = "passages all over the text came or went as they did before; no sentence was edited"


def say_away(base: Step, away: Sequence[Step]) -> tuple[NoteKind, str]:
    """What it was that went away again."""
    if all(is_broken(base.trace, step.trace) for step in away):
        least = min(step.trace.size for step in away)
        return (
            "held",
            f"of {base.trace.size} words {least} were left, then the whole text came",
        )
    if all(is_strange(base.trace, step.trace) for step in away):
        return "held", OTHER_PAGE_LEFT
    return "flapping", BACK


def say_pages(before: int, after: int) -> str:
    """Of an archive that puts other pages together than before."""
    return f"the archive reads {_pages(after)} where it read {before}"


def _pages(number: int) -> str:
    return f"{number} pages" if number > 1 else "1 page"


def say_back(places: int) -> str:
    """Of passages that came back with a change."""
    return f"at {places} places it says again what it said before"


def say_stood(days: int) -> str:
    """Of another page that stood in the policy's place."""
    return f"it stood there for {days} days; then the policy was there again"


def say_taken_back(days: int) -> str:
    """Of a text that was in force, and is no more."""
    return f"taken back after {days} days"
