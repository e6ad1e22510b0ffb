"""Snapshots, captures and the ledger as paths, commits and trailers in a git repository."""

from __future__ import annotations

from policytrack.store.archives import ArchivedFile
from policytrack.store.evidence import KeptCapture, NewCapture
from policytrack.store.ledger import Run
from policytrack.store.message import NewVersion
from policytrack.store.names import check_id, path_of_policy
from policytrack.store.store import Store
from policytrack.store.verify import Problem, Verification

__all__ = [
    "ArchivedFile",
    "KeptCapture",
    "NewCapture",
    "NewVersion",
    "Problem",
    "Run",
    "Store",
    "Verification",
    "check_id",
    "path_of_policy",
]
