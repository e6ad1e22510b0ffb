"""What another language than English brings: the interface's words, and the forms of accounts.

`policytrack.report` tells changes in English, in few words and forms. The accounts of a language
are tables from these forms, regular expressions that match a whole part, to its own, as
`re.Match.expand` takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Forms: TypeAlias = Mapping[str, str]
Numbered: TypeAlias = Mapping[str, tuple[str, str]]  # of one, of several

# What stands in the forms: a number, something quoted, how one section or several are called.
N = r"(\d+)"
SAID = r"(⟪\d+⟫)"
_NAME = r"(?:⟪\d+⟫|§ \S+|\([a-z]{1,5}\)|[A-Z]{1,5}\.|[A-Z][a-z]+ \d\S*)"
NAME, NAMES = f"({_NAME})", f"({_NAME}(?:, {_NAME})*)"


@dataclass(frozen=True, slots=True)
class Accounts:
    """How changes are told in one language; what a table lacks is told in English.

    `turns` are phrases with values in braces; all keys of the French ones are needed.
    """

    counted: Numbered  # what sections are counted as
    joints: Forms  # ", " and "; "
    pieces: Forms  # what stands between joints in summaries and verdicts
    causes: Forms  # of a renumbering
    reasons: Forms  # what alone changed
    parts: Forms  # the same in lines of change notes, behind the name of a section
    fates: Forms  # of whole sections
    units: Forms
    done: Numbered  # to sentences, lines or entries
    signals: Forms
    labels: Forms  # around the accounts, in feeds and e-mails
    turns: Forms
    places: Forms  # what parts without a title are called


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. The keys of `words` are those of the English ones in `catalogue`."""

    words: Forms
    accounts: Accounts | None = None
