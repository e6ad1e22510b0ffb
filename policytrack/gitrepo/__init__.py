"""Every call of git, and nothing else: the only room that knows how a repository is spoken to.

Callers give and get paths, bytes and ids; what they mean is the store's business.
"""

from __future__ import annotations

from policytrack.gitrepo.ancestry import count_commits, find_base, list_changes
from policytrack.gitrepo.diagnosis import find_locks
from policytrack.gitrepo.fsck import find_damage
from policytrack.gitrepo.importing import FileCommit, Identity, import_commits
from policytrack.gitrepo.index import Placing, unfitting
from policytrack.gitrepo.log import Touch, read_log
from policytrack.gitrepo.network import connected, take_history
from policytrack.gitrepo.objects import Entry, GitObject, Reader, object_id, reading
from policytrack.gitrepo.plainfiles import read_plain
from policytrack.gitrepo.process import DAMAGE_HINT, printable
from policytrack.gitrepo.refs import (
    EVIDENCE,
    Move,
    branch_of_head,
    find_tip,
    read_tip,
    refuse_while_underway,
)
from policytrack.gitrepo.repository import Repository, create_repository, open_repository
from policytrack.gitrepo.tidying import Tidied, tidy
from policytrack.gitrepo.trees import FILES, TREE, Trees
from policytrack.gitrepo.writing import publish, publish_with_files, write

__all__ = [
    "DAMAGE_HINT",
    "EVIDENCE",
    "FILES",
    "TREE",
    "Entry",
    "FileCommit",
    "GitObject",
    "Identity",
    "Move",
    "Placing",
    "Reader",
    "Repository",
    "Tidied",
    "Touch",
    "Trees",
    "branch_of_head",
    "connected",
    "count_commits",
    "create_repository",
    "find_base",
    "find_damage",
    "find_locks",
    "find_tip",
    "import_commits",
    "list_changes",
    "object_id",
    "open_repository",
    "printable",
    "publish",
    "publish_with_files",
    "read_log",
    "read_plain",
    "read_tip",
    "reading",
    "refuse_while_underway",
    "take_history",
    "tidy",
    "unfitting",
    "write",
]
