"""A user's rules for one policy: which part of its page is the policy, and what in it is noise.

Owns what rules can say and applying them; a page without rules never comes here. What cannot be
used as written is a WorkspaceError that names the key; what matches nothing on a page is an
ExtractError, never an empty policy.
"""

from __future__ import annotations

from policytrack.extract.rules.declarations import (
    DeclaredPolicy,
    DeclaredSource,
    parse_declaration,
)
from policytrack.extract.rules.mapping import parse_rules
from policytrack.extract.rules.model import Filter, Range, Rules

__all__ = [
    "DeclaredPolicy",
    "DeclaredSource",
    "Filter",
    "Range",
    "Rules",
    "parse_declaration",
    "parse_rules",
]
