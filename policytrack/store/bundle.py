"""The whole repository as one file: a git bundle of the texts and the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.process import failure
from policytrack.gitrepo.refs import EVIDENCE, branch_of_head, find_tip

if TYPE_CHECKING:
    from pathlib import Path

    from policytrack.gitrepo.repository import Repository

HINT = "Choose another file with -o, and see that there is room; `policytrack verify` checks all."


def save_bundle(repository: Repository, path: Path) -> None:
    """Write the branch of the texts, and that of the evidence where there is one, to a file.

    StoreError, and nothing written, when there is nothing yet or the file cannot be written.
    """
    branch = branch_of_head(repository)
    if find_tip(repository, branch) is None:
        raise StoreError("nothing is recorded yet", hint="`policytrack snapshot` does that.")
    branches = [branch, *([EVIDENCE] if find_tip(repository, EVIDENCE) else [])]
    draft = path.absolute().with_name(f".{path.name}.draft")
    args = ("bundle", "create", "--quiet", str(draft), "HEAD", *branches)
    try:
        output = repository.git.attempt(*args)
        if output.status != 0:
            reason = failure(args, output).message
            raise StoreError(f"{path} cannot be written: {reason}", hint=HINT)
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}", hint=HINT) from error
    finally:
        draft.unlink(missing_ok=True)
