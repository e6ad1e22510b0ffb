"""What really happened: recorded versions folded into changes.

Owns which versions are one change, which are none, and why. Pure: a version comes in as its trace
(what its text says, in a few numbers), so that long histories are folded without their texts. Must
not know where versions are kept, nor how a change is shown.
"""

from __future__ import annotations

from policytrack.history.folding import fold_versions
from policytrack.history.model import FOLDED, Fold, FoldKind, Version
from policytrack.history.settling import Verdict, settle
from policytrack.history.successors import Ends, find_successors
from policytrack.history.traces import Trace, distance, likeness, read_trace, thin_out

__all__ = [
    "FOLDED",
    "Ends",
    "Fold",
    "FoldKind",
    "Trace",
    "Verdict",
    "Version",
    "distance",
    "find_successors",
    "fold_versions",
    "likeness",
    "read_trace",
    "settle",
    "thin_out",
]
