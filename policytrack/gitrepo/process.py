"""Running the git program: a controlled environment, bytes in and out, errors by kind.

Owns how a git process is started and what its failures become. A repository's own
configuration is never trusted: whatever in it could start a program (hooks, fsmonitor, filters,
pagers, transports, signing) is switched off here, for every call, by the scope that outranks it.
Knows nothing of what is stored.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import IO, TYPE_CHECKING

from policytrack.errors import DamagedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PINNED = {
    "advice.detachedHead": "false",
    "commit.gpgSign": "false",
    "core.alternateRefsCommand": "",
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    "core.filesRefLockTimeout": "5000",
    "core.fsmonitor": "false",
    "core.fsync": "all",
    "core.hooksPath": os.devnull,
    "core.packedRefsTimeout": "5000",
    "core.pager": "cat",
    "core.quotePath": "false",
    "core.safecrlf": "false",
    "core.splitIndex": "false",
    "core.sshCommand": "false",
    "credential.helper": "",
    "gc.auto": "0",
    "gpg.program": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "push.gpgSign": "false",
    "submodule.recurse": "false",
    "tag.gpgSign": "false",
    "uploadpack.packObjectsHook": "",
}
FIXED = {
    "GIT_ALLOW_PROTOCOL": "none",  # a missing object of a partial clone is never fetched
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
    "TZ": "UTC",
}
DAMAGE_HINT = (
    "`git fsck --full` names what is damaged; fetch the missing objects from a clone or a backup."
)


def scrubbed_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our own environment without any GIT_ variable, with ours in their place."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env.update(FIXED)
    for index, (key, value) in enumerate(PINNED.items()):
        env[f"GIT_CONFIG_KEY_{index}"] = key
        env[f"GIT_CONFIG_VALUE_{index}"] = value
    env["GIT_CONFIG_COUNT"] = str(len(PINNED))
    env.update(extra or {})
    return env


@dataclass(frozen=True, slots=True)
class Output:
    """What a git process left: its exit status and both streams."""

    status: int
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True, slots=True)
class Git:
    """The git program, bound to a folder and an environment."""

    folder: Path
    environment: dict[str, str] = field(repr=False)
    inherited: tuple[int, ...] = ()  # descriptors that git keeps open as long as it lives

    def run(self, *args: str, stdin: bytes = b"") -> bytes:
        """Standard output of `git ARGS`; a StoreError for any status but 0."""
        output = self.attempt(*args, stdin=stdin)
        if output.status != 0:
            raise failure(args, output)
        return output.stdout

    def attempt(self, *args: str, stdin: bytes = b"") -> Output:
        """Run `git ARGS` to its end, whatever its status."""
        try:
            done = subprocess.run(
                ["git", *args],
                input=stdin,
                capture_output=True,
                cwd=self.folder,
                env=self.environment,
                pass_fds=self.inherited,
                check=False,
            )
        except OSError as error:
            raise not_started(error) from error
        return Output(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def stream(self, *args: str) -> Iterator[IO[bytes]]:
        """The standard output of `git ARGS` as it comes; DamagedError when git fails at it.

        For reading only: a walk that was asked for rightly and fails has met damage. Leaving
        the block before the end ends git, and is no failure.
        """
        process = self._start(args, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        pipe, complaints = _pipe(process.stdout), _pipe(process.stderr)
        said: list[bytes] = []
        listener = Thread(target=lambda: said.append(complaints.read()), daemon=True)
        listener.start()
        try:
            yield pipe
            at_end = not pipe.read(1)
        finally:
            _end(process)
            listener.join()
            complaints.close()
        if at_end and process.returncode != 0:
            output = Output(process.returncode, b"", b"".join(said))
            raise DamagedError(failure(args, output).message, hint=DAMAGE_HINT)

    @contextmanager
    def talk(self, *args: str) -> Iterator[Conversation]:
        """A `git ARGS` that stays up for questions and answers, ended on leaving."""
        process = self._start(args, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            yield Conversation(_pipe(process.stdin), _pipe(process.stdout))
        finally:
            _end(process)

    def _start(self, args: tuple[str, ...], *, stdin: int, stderr: int) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                ["git", *args],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
                cwd=self.folder,
                env=self.environment,
                pass_fds=self.inherited,
            )
        except OSError as error:
            raise not_started(error) from error


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise StoreError("git gave no pipe to talk through")
    return end


@dataclass(frozen=True, slots=True)
class Conversation:
    """The two ends of a git process that answers questions."""

    ask: IO[bytes]
    answer: IO[bytes]


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def not_started(error: OSError) -> StoreError:
    """The failure to start git at all."""
    if isinstance(error, FileNotFoundError):
        return StoreError("the program git was not found", hint="Install git 2.36 or later.")
    return StoreError(f"git could not be started: {error.strerror or error}")


def failure(args: tuple[str, ...], output: Output) -> StoreError:
    """The error for a git process that ended with a status of its own."""
    said = output.stderr.decode("utf-8", "replace").strip()
    line = _telling_line(said) or f"ended with status {output.status}"
    return StoreError(f"git {args[0]}: {line}")


def _telling_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return printable((telling or lines or [""])[0])[:300]


def printable(text: str) -> str:
    """The text with everything that could steer a terminal written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
