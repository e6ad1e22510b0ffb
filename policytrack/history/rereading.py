"""Which versions an archive read anew without marking them: evident from what came and went.

Sees the lines of texts alone. Says yes only where an edit of the policy would look otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.history import limits, reasons

if TYPE_CHECKING:
    from collections.abc import Collection

    from policytrack.history.model import Version
    from policytrack.history.traces import Trace


def reads_other_pages(before: Version, after: Version) -> str:
    """Why only the number of pages changed that an archive puts together; "" where more did."""
    if not tell_pages(before, after):
        return ""
    less, more = sorted((before, after), key=lambda version: version.pages)
    if not less.trace.lines.keys() <= more.trace.lines.keys():
        return ""
    if _count_added(more.trace, less.trace) > more.pages - less.pages:
        return ""
    return f"{tell_pages(before, after)}; nothing else differs"


def tell_pages(before: Version, after: Version) -> str:
    """That an archive puts another number of pages together; "" where it does not, or is silent."""
    if not (before.pages and after.pages and before.pages != after.pages):
        return ""
    return reasons.say_pages(before.pages, after.pages)


@dataclass(slots=True)
class Layouts:
    """The lines that a policy's texts had so far, and those that went and came back."""

    known: set[int] = field(default_factory=set)
    swinging: set[int] = field(default_factory=set)

    def learn(self, before: Trace | None, after: Trace) -> None:
        """A text came into force."""
        passages = _passages(after, before.lines) if before else []
        back = [passage for passage in passages if not self.known.isdisjoint(passage)]
        for passage in back:  # what comes along with many of them goes with them, too
            known = self.known.intersection(passage)
            self.swinging.update(known if len(back) < limits.SCATTERED else passage)
        self.known |= after.lines.keys()

    def explain(self, before: Trace, after: Trace) -> str:
        """Why a text is the one before in a layout that was there already; "" where it is not.

        Passages all over the text come back word for word, or those that came and went before go
        again, and no sentence is edited.
        """
        more = after.lines.keys() - before.lines.keys()
        less = before.lines.keys() - after.lines.keys()
        if more <= self.known and _says_nothing(before, less):
            places = len(_passages(after, before.lines))
        elif less <= self.swinging and _says_nothing(after, more):
            places = len(_passages(before, after.lines))
        else:
            return ""
        return reasons.LAYOUT if places >= limits.SCATTERED else ""

    def tell(self, before: Trace, after: Trace) -> str:
        """That passages came back with a change; "" where there are not many."""
        back = [one for one in _passages(after, before.lines) if self.known.issuperset(one)]
        return reasons.say_back(len(back)) if len(back) >= limits.SCATTERED else ""


def _says_nothing(trace: Trace, lines: Collection[int]) -> bool:
    """Whether lines are of one word, such as the numbers of notes."""
    return all(trace.lines[line] <= 1 for line in lines)


def _count_added(more: Trace, less: Trace) -> int:
    """How many passages a text has that the other has not, but for a title over all.

    A line in a passage that the other has, too, but less often, such as a heading that pages have
    in common, does not part it.
    """
    found, inside = 0, False
    for number, (line, words) in enumerate(more.lines.items()):
        strange = line not in less.lines
        found += strange and not inside and number > 0
        inside = number > 0 and (strange or (inside and words > less.lines[line]))
    return found


def _passages(trace: Trace, other: Collection[int]) -> list[list[int]]:
    """The passages of a text that the other has not, as lines."""
    found: list[list[int]] = []
    inside = False
    for line in trace.lines:
        strange = line not in other
        if strange and inside:
            found[-1].append(line)
        elif strange:
            found.append([line])
        inside = strange
    return found
