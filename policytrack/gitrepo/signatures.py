"""Checking the signatures of commits, by ssh-keygen and gpg as they are found on the PATH.

A signature is sound or not; whose key it was made with is for the reader to know.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.refs import find_tip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.gitrepo.repository import Repository

_SIGNATURE = re.compile(rb"\ngpgsig(?:-sha256)? (.*(?:\n .*)*)")
_SSH_GOOD = re.compile(r'Good "git" signature with (\S+) key (SHA256:\S+)')
_PGP_GOOD = re.compile(r"\[GNUPG:\] VALIDSIG (\w+)")
State = Literal["sound", "unsound", "unknown", "unsigned"]


@dataclass(frozen=True, slots=True)
class Signature:
    """A commit's signature. `key`: its fingerprint, where it is known; `unknown`: cannot tell."""

    commit: str
    state: State
    key: str = ""


def check_signatures(repository: Repository, branch: str) -> Iterator[Signature]:
    """The signatures of a branch's commits, newest first, back to the first that is signed."""
    if find_tip(repository, branch) is None:
        return
    names = repository.git.run("rev-list", "--topo-order", branch).decode("ascii").split()
    pending: list[Signature] = []
    with reading(repository) as reader:
        for name, held in zip(names, reader.find_many(names), strict=True):
            found = _check(name, held.data if held else b"")
            pending.append(found)
            if found.state != "unsigned":
                yield from pending
                pending.clear()


def _check(name: str, data: bytes) -> Signature:
    head, blank, message = data.partition(b"\n\n")
    found = _SIGNATURE.search(head)
    if found is None:
        return Signature(name, "unsigned")
    signature = found[1].replace(b"\n ", b"\n") + b"\n"
    payload = head[: found.start()] + head[found.end() :] + blank + message
    with tempfile.TemporaryDirectory(prefix="policytrack-") as folder:
        path = Path(folder, "signature")
        path.write_bytes(signature)
        ssh = signature.startswith(b"-----BEGIN SSH SIGNATURE")
        state, key = (_ask_ssh if ssh else _ask_gpg)(path, payload)
    return Signature(name, state, key)


def _ask_ssh(signature: Path, payload: bytes) -> tuple[State, str]:
    arguments = ("-Y", "check-novalidate", "-n", "git", "-s", str(signature))
    said = _run("ssh-keygen", arguments, payload)
    if said is None:
        return "unknown", ""
    found = _SSH_GOOD.search(said)
    return ("sound", f"{found[1]} {found[2]}") if found else ("unsound", "")


def _ask_gpg(signature: Path, payload: bytes) -> tuple[State, str]:
    arguments = ("--batch", "--no-tty", "--status-fd=1", "--verify", str(signature), "-")
    said = _run("gpg", arguments, payload)
    if said is None or "NO_PUBKEY" in said:
        return "unknown", ""
    found = _PGP_GOOD.search(said)
    return ("sound", found[1]) if found else ("unsound", "")


def _run(program: str, arguments: tuple[str, ...], payload: bytes) -> str | None:
    path = shutil.which(program)
    if path is None:
        return None
    done = subprocess.run(
        [path, *arguments], input=payload, capture_output=True, start_new_session=True, check=False
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")
