"""Time stamps of the ledger: for a run's hash what an authority signed, a file a run.

Knows nothing of how a stamp is asked for or checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.refs import read_tip
from policytrack.gitrepo.trees import Trees
from policytrack.store.evidence import BRANCH
from policytrack.store.ledger import LedgerFiles, parse_blocks

if TYPE_CHECKING:
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.evidence import EvidenceWriter

FOLDER = "timestamps"
_NAME = re.compile(r"([0-9a-f]{64})\.tsr")


def find_unstamped(repository: Repository) -> dict[str, bytes]:
    """The runs that none follows and that bear no stamp: their bytes by their hashes.

    A stamp of such a run covers all runs before it, by the chain.
    """
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, BRANCH))
        shelf = LedgerFiles(repository, trees, reader)
        missing = {
            head
            for head in shelf.heads()
            if trees.find(repository.path(f"{FOLDER}/{head}.tsr")) is None
        }
        found: dict[str, bytes] = {}
        for path in (path for day in reversed(shelf.days()) for path in reversed(shelf.files(day))):
            if missing <= found.keys():
                break
            blocks = parse_blocks(path, shelf.read(path))
            found |= {run.hash: block for run, block in blocks if run.hash in missing}
        return found


def keep_timestamp(writer: EvidenceWriter, run: str, stamp: bytes) -> None:
    """Keep what an authority signed for the run of that hash."""
    writer.write("keep a time stamp", lambda *_: [{f"{FOLDER}/{run}.tsr": stamp}])


def list_timestamps(repository: Repository) -> dict[str, bytes]:
    """All stamps by the hashes of their runs."""
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, BRANCH))
        return {
            match[1]: reader.read(entry.id).data
            for entry in trees.list(repository.path(FOLDER))
            if (match := _NAME.fullmatch(entry.name.decode("utf-8", "replace")))
        }
