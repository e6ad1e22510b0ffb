"""Track policy changes: snapshots in git, section-level diffs, change notes."""

__version__ = "0.1.0"
