"""Time stamps by RFC 3161: asked for at an authority, and checked against trusted roots."""

from __future__ import annotations

from policytrack.stamping.stamps import MISSING, Stamp, ask, check, load_roots

__all__ = ["MISSING", "Stamp", "ask", "check", "load_roots"]
