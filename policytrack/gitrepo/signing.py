"""Signed commits: the user's own key, by the user's own programs, in git's form.

`git fast-import` signs nothing, so commits are written anew with their signature. Which key and
which program is asked of the user's own configuration alone (`git config --global`), never of a
repository's. Knows nothing of policies.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.process import Git, printable, scrubbed_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.gitrepo.repository import Repository

SSH_KEY_WORDS = ("key::", "ssh-", "ecdsa-", "sk-")
PATIENCE = 60.0  # seconds; a key on a token wants to be touched
HINT = (
    "Set gpg.format, user.signingKey, user.name and user.email by `git config --global`,"
    " or take sign = true out of policytrack.toml."
)


@dataclass(frozen=True, slots=True)
class Signer:
    """How commits are signed. `form`: "ssh" or "openpgp"; `key`: as git's user.signingKey."""

    form: str
    program: str
    key: str

    def sign(self, payload: bytes) -> str:
        """The armoured signature. StoreError when there is none to be had unattended."""
        if self.form == "openpgp":
            quiet = ("--batch", "--no-tty", "--pinentry-mode", "error")
            return self._run((*quiet, "-bsau", self.key), payload)
        if not self.key.startswith(SSH_KEY_WORDS):
            path = str(Path(self.key).expanduser())
            return self._run(("-Y", "sign", "-n", "git", "-f", path), payload)
        with tempfile.NamedTemporaryFile("w", suffix=".pub", encoding="utf-8") as public:
            public.write(self.key.removeprefix("key::") + "\n")
            public.flush()
            return self._run(("-Y", "sign", "-n", "git", "-U", "-f", public.name), payload)

    def _run(self, arguments: tuple[str, ...], payload: bytes) -> str:
        environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
        try:
            done = subprocess.run(
                [self.program, *arguments],
                input=payload,
                capture_output=True,
                env=environment,
                timeout=PATIENCE,
                start_new_session=True,  # without a terminal nobody is asked for anything
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StoreError(
                f"{self.program} did not sign: {type(error).__name__}", hint=HINT
            ) from error
        signature = done.stdout.decode("ascii", "replace").strip()
        if done.returncode != 0 or not signature.startswith("-----BEGIN "):
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            line = printable(said[-1])[:200] if said else f"status {done.returncode}"
            raise StoreError(f"{self.program} did not sign: {line}", hint=HINT)
        return signature


def find_signer() -> tuple[Signer, str, str]:
    """The user's signer, name and e-mail address, as the user's own configuration has them."""
    form = _configured("gpg.format") or "openpgp"
    if form not in {"ssh", "openpgp"}:
        raise StoreError(f"commits cannot be signed by gpg.format {form!a}", hint=HINT)
    key, name, email = map(_configured, ("user.signingKey", "user.name", "user.email"))
    if not (key and name and email):
        raise StoreError("commits are to be signed, and it is not said by whom", hint=HINT)
    programs = {"ssh": ("gpg.ssh.program", "ssh-keygen"), "openpgp": ("gpg.program", "gpg")}
    setting, usual = programs[form]
    return Signer(form, _configured(setting) or usual, key), name, email


def _configured(key: str) -> str:
    """A value of the user's own configuration, "" when it is not set."""
    git = Git(Path(os.sep), scrubbed_environment())
    said = git.attempt("config", "--global", "--includes", "--get", key)
    return said.stdout.decode("utf-8", "replace").rstrip("\n") if said.status == 0 else ""


def sign_commits(repository: Repository, commits: Sequence[str], signer: Signer) -> list[str]:
    """The commits, each a parent of the next, written anew with signatures; their ids."""
    header = "gpgsig-sha256" if repository.object_format == "sha256" else "gpgsig"
    signed: dict[str, str] = {}
    with reading(repository) as reader:
        for commit in commits:
            payload = _reparented(reader.read(commit).data, signed)
            signature = signer.sign(payload).replace("\n", "\n ")
            head, _, message = payload.partition(b"\n\n")
            whole = head + f"\n{header} {signature}\n\n".encode() + message
            args = ("hash-object", "-t", "commit", "-w", "--stdin")
            signed[commit] = repository.git.run(*args, stdin=whole).decode("ascii").strip()
    return list(signed.values())


def _reparented(commit: bytes, signed: dict[str, str]) -> bytes:
    head, _, message = commit.partition(b"\n\n")
    lines = [
        b"parent " + signed[name].encode()
        if line.startswith(b"parent ") and (name := line[7:].decode("ascii")) in signed
        else line
        for line in head.split(b"\n")
    ]
    return b"\n".join(lines) + b"\n\n" + message
