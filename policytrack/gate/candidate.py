"""What the gate is given and what it gives back, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["accepted", "held", "failed"]

# Why a capture is not taken for the policy's text. What the reader is shown in its place:
UNREADABLE = frozenset({
    "bot_wall", "login_wall", "consent_wall", "region_wall", "script_wall", "maintenance", "shell",
})  # fmt: skip
# Signs that the policy is no longer there:
GONE = frozenset({"error_page", "soft_404", "placeholder", "other_page", "empty", "status"})
# A text that may well be the policy's, and becomes it when it persists:
DOUBTFUL = frozenset({
    "shrunk", "half_loaded", "lost_headings", "language", "elsewhere", "unrelated", "other_policy",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: a code of the sets above, and a sentence for people."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a capture is the policy. `failed`: there is nothing in it that could be held."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The reasons' codes."""
        return tuple(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capture's text as it would be stored, and where it came from."""

    text: str  # Markdown
    title: str = ""  # that the page gives itself
    status: int | None = None  # None for files
    source: str = ""  # as asked for
    final_url: str = ""
    language: str = ""  # ISO 639-1, "" when unknown
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A policy's text in force, of this policy or of another one in the workspace."""

    text: str
    title: str = ""
    final_url: str = ""
    language: str = ""
    headings: tuple[str, ...] = ()
    name: str = ""  # how to call it in a sentence
