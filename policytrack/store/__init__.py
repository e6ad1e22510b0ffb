"""Snapshots, captures and the ledger as paths, commits and trailers in a git repository.

What is named here is loaded when it is first asked for: checking an id needs no git.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytrack.store.archives import ArchivedFile
    from policytrack.store.evidence import KeptCapture, NewCapture
    from policytrack.store.ledger import Run
    from policytrack.store.message import NewVersion
    from policytrack.store.names import check_id, path_of_policy
    from policytrack.store.outbox import Notice
    from policytrack.store.sharing import Exchange
    from policytrack.store.store import Store
    from policytrack.store.verify import Problem, Verification

__all__ = [
    "ArchivedFile",
    "Exchange",
    "KeptCapture",
    "NewCapture",
    "NewVersion",
    "Notice",
    "Problem",
    "Run",
    "Store",
    "Verification",
    "check_id",
    "path_of_policy",
]
_FILES = {
    "ArchivedFile": "archives",
    "Exchange": "sharing",
    "KeptCapture": "evidence",
    "NewCapture": "evidence",
    "NewVersion": "message",
    "Notice": "outbox",
    "Problem": "verify",
    "Run": "ledger",
    "Store": "store",
    "Verification": "verify",
    "check_id": "names",
    "path_of_policy": "names",
}


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(name)
    return getattr(import_module(f"policytrack.store.{_FILES[name]}"), name)
