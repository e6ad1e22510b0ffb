"""Which section became which.

Owns the pairing of the sections of two documents. Must not know what changed inside a pair.
"""

from __future__ import annotations

from policytrack.align.links import Link, align

__all__ = ["Link", "align"]
