"""From text to a tree of sections.

Owns what counts as a heading, its number and its level. Must not know what a comparison, a
snapshot or a report is.
"""

from __future__ import annotations

from policytrack.sections.parse import parse_document

__all__ = ["parse_document"]
