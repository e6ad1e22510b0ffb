"""Keeping a repository quick over years: packing what lies loose, indexing the history.

Nothing is pruned: what the user has and nothing names stays. Runs under our lock; git's own
automatic gc stays off in our calls. Knows nothing of policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.gitrepo.refs import find_tip
from policytrack.gitrepo.unfinished import tidying_path
from policytrack.gitrepo.writing import write

if TYPE_CHECKING:
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

LOOSE = 3000  # objects; git's own gc starts at 6700, and a version makes about five
PACKS = 50  # as in git's gc
COMMITS = 1000  # beyond the graph: walking so many without it takes some 50 ms
MODEST = tuple(  # in memory: as it is, git takes half a gigabyte for 5,000 pages
    word
    for setting in ("core.packedGitWindowSize=8m", "core.packedGitLimit=32m",
                    "pack.windowMemory=24m", "pack.deltaCacheSize=8m", "pack.threads=1")
    for word in ("-c", setting)
)  # fmt: skip
SAMPLE = "17"  # one of the 256 folders that loose objects are spread over evenly, as git counts


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was done."""

    packed: bool
    indexed: bool


def tidy(repository: Repository) -> Tidied:
    """Pack and index where enough has gathered; quick when nothing is to do."""
    packed, indexed = _wants_packing(repository), _wants_index(repository)
    if packed or indexed:
        write(repository, lambda held: _tidy(held, packed=packed, indexed=indexed))
    return Tidied(packed, indexed)


def _tidy(held: Repository, *, packed: bool, indexed: bool) -> None:
    marker = tidying_path(held)
    marker.touch()
    if packed:
        held.git.run(*MODEST, "repack", "-d", "--quiet", "--geometric=2", "--no-write-bitmap-index")
    if indexed:
        args = ("write", "--reachable", "--changed-paths", "--split", "--no-progress")
        held.git.run("commit-graph", *args)
        _noted_tip(held).write_text(find_tip(held, "HEAD") or "", encoding="ascii")
    marker.unlink(missing_ok=True)


def _noted_tip(repository: Repository) -> Path:
    return repository.common_dir / "policytrack" / "indexed"


def _wants_packing(repository: Repository) -> bool:
    objects = repository.common_dir / "objects"
    if any((objects / "pack").glob("*.promisor")):
        return False  # a partial clone: git before 2.41 mixes what is promised with what is not
    loose = 256 * sum(1 for _ in (objects / SAMPLE).glob("*"))
    return loose > LOOSE or sum(1 for _ in (objects / "pack").glob("*.pack")) > PACKS


def _wants_index(repository: Repository) -> bool:
    tip = find_tip(repository, "HEAD")
    if tip is None:
        return False
    known = _known(repository)
    since = ("--not", known) if known else ()
    args = ("rev-list", "--count", f"--max-count={COMMITS + 1}", tip)
    counted = repository.git.attempt(*args, *since)
    if counted.status != 0:  # the noted commit is gone: the history was rewritten
        return True
    return int(counted.stdout) > COMMITS


def _known(repository: Repository) -> str:
    """The commit up to which the history is indexed, "" when it is not."""
    graphs = repository.common_dir / "objects" / "info"
    noted = _noted_tip(repository)
    if not ((graphs / "commit-graphs").is_dir() or (graphs / "commit-graph").is_file()):
        return ""
    known = noted.read_text(encoding="ascii", errors="replace") if noted.is_file() else ""
    return known if len(known) == len(repository.zero) and known.isalnum() else ""
