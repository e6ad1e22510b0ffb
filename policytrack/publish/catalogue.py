"""The words of the interface, by language. Another language is another `Tongue` in `TONGUES`.

What a policy says stays in its own language; for the accounts of changes see `accounts`.
"""

from __future__ import annotations

from dataclasses import dataclass

from policytrack.publish.french import FRENCH
from policytrack.publish.tongue import Tongue

_EN = {
    "site": "Policy changes",
    "skip": "Skip to the content",
    "policies": "Policies",
    "latest": "Latest changes",
    "search": "Search policies and changes",
    "weight": "Show",
    "all_weights": "All changes",
    "substantive": "Substantive",
    "cosmetic": "Cosmetic",
    "none": "No words changed",
    "nothing_found": "Nothing found.",
    "no_changes": "No change is recorded yet.",
    "more_changes": "Earlier changes",
    "older": "{n} older changes are listed on the pages of their policies; the search here does "
    "not reach them.",
    "since_visit": "{n} new since your last visit",
    "new": "new",
    "updated": "Last changed",
    "tracked_since": "Tracked since",
    "last_seen": "Text in force since",
    "changes": "Changes",
    "changes_n": "{n} changes",
    "changes_1": "1 change",
    "policy": "Policy",
    "text": "Text in force",
    "contents": "Sections",
    "timeline": "Timeline",
    "timeline_alt": "The lives of the sections by time; the same facts are in the list of changes.",
    "figures": "Length and difficulty",
    "figures_help": "LIX is the mean sentence length in words plus the share of words longer than "
    "six letters: below 40 reads easily, above 60 is hard.",
    "date": "Date",
    "words": "Words",
    "minutes": "Minutes to read",
    "lix": "LIX",
    "section_since": "Last changed",
    "section_first": "Unchanged since it was first recorded,",
    "opening": "Opening text",
    "untitled": "Section without a title",
    "folded": "Recorded, but no change of what the policy says: {what}.",
    "left_date": "stated date only: {n}",
    "left_structure": "order or numbers only: {n}",
    "left_cosmetic": "cosmetic: {n}",
    "left_form": "markup or links only: {n}",
    "left_furniture": "the page around the policy: {n}",
    "left_other": "other: {n}",
    "left_flapping": "went away and came back: {n}",
    "left_held": "not the policy (error pages and the like): {n}",
    "left_reextraction": "read anew, the policy did not change: {n}",
    "back": "Back to the policy",
    "first_text": "First recorded text",
    "source": "Source",
    "feeds": "Feeds",
    "data": "Data",
    "embed": "For your own page",
    "embed_help": "Put one of these on the page of the policy itself. Neither sets a cookie nor "
    "loads anything.",
    "embed_line": "A line that says when it last changed",
    "embed_banner": "A banner for visitors who have not seen the last change",
    "compare": "Compare two versions",
    "compare_from": "Before",
    "compare_to": "After",
    "compare_go": "Compare",
    "compare_nojs": "Comparing any two versions needs JavaScript; every change has its own page.",
    "compare_same": "The two texts are the same.",
    "compare_help": "Compared in your browser, sentence by sentence. The pages of changes follow "
    "sections that moved; this does not.",
    "what_changed": "What changed",
    "summary": "Summary",
    "note": "Note by the publisher of this page",
    "observed": "Observed",
    "between": "Between {a} and {b}",
    "seen": "First seen {b}",
    "announced": "Stated as updated",
    "effective": "Stated as in force from",
    "upcoming": "Announces changes from",
    "silent": "The text changed, its stated date did not.",
    "other_page": "What stands at the address now has next to nothing in common with the "
    "policy, and does not call itself one. The policy's own page goes on showing its last text.",
    "returns": "Back to the text of",
    "lost_references": "Refers to what is gone",
    "view": "View",
    "inline": "Inline",
    "side": "Side by side",
    "everything": "Show everything",
    "marks": "Marks:",
    "mark_del": "removed",
    "mark_ins": "added",
    "mark_away": "moved away",
    "mark_here": "moved here",
    "renumbered": "Renumbered",
    "evidence": "Evidence",
    "before": "Before",
    "after": "After",
    "commit": "Commit",
    "text_hash": "SHA-256 of the text",
    "capture_hash": "SHA-256 of the capture",
    "extractor": "Read by",
    "captured": "Captured",
    "found_at": "Found at",
    "earlier": "Earlier change",
    "later": "Later change",
    "changed": "Changed",
    "structure": "Moved or renumbered, words unchanged",
    "respelled": "Spelled otherwise",
    "unchanged": "Unchanged",
    "too_long": "The unchanged text is left out of this page for its length.",
    "in_short": "In short",
    "more_sections": "{n} more",
    "changed_sections": "Sections that changed",
    "made": "Made with policytrack. Times are in your time zone where scripts run, else in UTC.",
    "utc": "UTC",
    "sections_1": "1 section",
    "sections_n": "{n} sections",
    "see": "see what changed",
    "changed_on": "Last changed on",
    "dismiss": "Dismiss",
    "changed_since": "This policy has changed since your last visit:",
}
TONGUES = {"en": Tongue(_EN), "fr": FRENCH}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one language; what a language lacks is said in English."""

    language: str = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with values put in."""
        words = TONGUES[self.language].words
        return words.get(key, _EN[key]).format(**values)

    def folded(self, kind: str, number: int) -> str:
        """How many events were left out because they are of that kind."""
        known = f"left_{kind}" if f"left_{kind}" in _EN else "left_other"
        return self(known, n=number)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun: "1 section", "2 sections"."""
        return self(f"{noun}_1") if number == 1 else self(f"{noun}_n", n=number)
