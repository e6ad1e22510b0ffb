"""What differs between two documents, section by section.

Owns kinds, inline pieces, the map of renumbered sections, and putting a Change together. Must not
know how a change is shown or stored.
"""

from __future__ import annotations

from policytrack.compare.change import compare

__all__ = ["compare"]
