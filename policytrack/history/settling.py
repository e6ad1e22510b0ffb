"""What an event is, once its texts are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.history.furniture import read_kind

if TYPE_CHECKING:
    from policytrack.history.furniture import PageKind
    from policytrack.history.model import FoldKind
    from policytrack.model import Change

_STRUCTURE = frozenset({"moved", "renumbered", "split", "merged", "level", "reordered"})
_DATES_ALONE = "date changed, text did not"
_REASONS: dict[PageKind, str] = {
    "date": "only a day that stands by itself differs",
    "furniture": "only words of the page differ: buttons, navigation, hints, counters",
    "structure": "the same lines in another order",
    "cosmetic": "the same letters; words were glued together or parted",
    "doubled": "the same lines; some were told twice on end",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of an event after a look at the words, and why."""

    kind: FoldKind
    reason: str = ""


def settle(kind: FoldKind, change: Change, reason: str = "") -> Verdict:
    """A fold's kind and reason after comparison; only "change" can become something else."""
    if kind != "change":
        return Verdict(kind, reason)
    if change.weight == "substantive":
        return _settle_words(change, reason)
    if change.weight == "none":
        return Verdict("form", "no word differs: only white space or the form of headings")
    reasons = list(dict.fromkeys(row.reason for row in change.changed if row.reason))
    if _DATES_ALONE in change.remarks:
        return Verdict("date", _DATES_ALONE)
    if any(_STRUCTURE.intersection(row.kinds) for row in change.changed):
        kinds = dict.fromkeys(k for row in change.changed for k in row.kinds if k in _STRUCTURE)
        return Verdict("structure", f"sections {', '.join(kinds)}; the words are the same")
    return Verdict("cosmetic", "; ".join(reasons[:3]) or "worded the same")


def _settle_words(change: Change, reason: str) -> Verdict:
    """Words differ; whether they are the policy's."""
    kind = read_kind(change)
    if kind is None:
        return Verdict("change", reason)
    return Verdict("cosmetic" if kind == "doubled" else kind, _REASONS[kind])
