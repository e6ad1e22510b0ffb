"""Speaking to another repository: which branches it has, taking them, giving ours.

Works from a bare repository of its own, made for the occasion, that shares only the objects: the
workspace's configuration, which may come from a stranger, has no say in what is run for the
transport. The user's own configuration and environment (ssh, credentials, proxies) count as they
do for git. Knows nothing of policies.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policytrack.errors import FetchError, StoreError
from policytrack.gitrepo.diagnosis import diagnosed
from policytrack.gitrepo.plainfiles import make_private_folder
from policytrack.gitrepo.process import Output, failure, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policytrack.gitrepo.repository import Repository

PROTOCOLS = "file:git:http:https:ssh"
PATIENCE = 1800.0  # seconds for one exchange; the first push of an archive of 300 MB is one
PINNED = {
    "core.fsync": "all",
    "core.hooksPath": os.devnull,
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "120",
    "maintenance.auto": "false",
    "protocol.ext.allow": "never",
    "push.gpgSign": "false",
    "push.recurseSubmodules": "no",
}
TAKEN = "refs/taken/"


@dataclass(frozen=True, slots=True)
class Remote:
    """Another repository, as the workspace's settings name it."""

    name: str
    url: str
    push_url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # hold tokens in CI


def find_remote(repository: Repository, name: str) -> Remote:
    """The remote of that name; StoreError when there is none."""
    asked = repository.git.attempt(
        "config", "-z", "--get-regexp", r"^(remote\..*\.(url|pushurl)|http\..*\.extraheader)$"
    )
    settings = [
        (key, value)
        for row in os.fsdecode(asked.stdout).split("\0")[:-1]
        for key, _, value in [row.partition("\n")]
    ]
    last = dict(settings)
    url = last.get(f"remote.{name}.url", "")
    if not url:
        raise StoreError(
            f"there is no remote {printable(name)} in {repository.top}",
            hint=f"Name one: git remote add {printable(name)} URL",
        )
    push_url = last.get(f"remote.{name}.pushurl", url)
    headers = tuple(pair for pair in settings if pair[0].startswith("http."))
    return Remote(name, url, push_url, headers)


@dataclass(frozen=True, slots=True)
class Connection:
    """A bare repository that shares our objects, and git at work in it."""

    repository: Repository
    remote: Remote
    folder: Path

    def read_tips(self, branches: Sequence[str]) -> dict[str, str]:
        """Where the remote's branches stand, by full name; those that it has not are left out."""
        said = self._speak("ls-remote", "--quiet", "--", self.remote.url, *branches)
        rows = (line.split("\t", 1) for line in said.decode("utf-8", "replace").splitlines())
        return {row[1]: row[0] for row in rows if len(row) == 2 and row[1] in branches}

    def take(self, branches: Sequence[str]) -> dict[str, str]:
        """Bring the branches' objects here; where they stand, by full name."""
        there = list(self.read_tips(branches))
        if not there:
            return {}
        wanted = [f"+{branch}:{TAKEN}{number}" for number, branch in enumerate(there)]
        self._speak(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--",
            self.remote.url, *wanted,
        )  # fmt: skip
        tips = {}
        for number, branch in enumerate(there):
            said = self._speak("rev-parse", "--verify", f"{TAKEN}{number}")
            tips[branch] = said.decode("ascii").strip()
        return tips

    def take_head(self) -> str:
        """Bring the objects of the remote's HEAD here; the commit."""
        self._speak(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--",
            self.remote.url, f"+HEAD:{TAKEN}head",
        )  # fmt: skip
        return self._speak("rev-parse", "--verify", f"{TAKEN}head").decode("ascii").strip()

    def give(self, tips: Mapping[str, str]) -> str:
        """Set the remote's branches, forward only; "" when it took them, else why not."""
        if not tips:
            return ""
        wanted = [f"{tip}:{branch}" for branch, tip in tips.items()]
        args = ("push", "--porcelain", "--quiet", "--no-verify", "--", self.remote.push_url)
        output = self._attempt(*args, *wanted)
        return "" if output.status == 0 else _reason(output)

    def _speak(self, *args: str) -> bytes:
        output = self._attempt(*args)
        if output.status != 0:
            raise FetchError(
                f"the remote {printable(self.remote.name)} cannot be reached: {_reason(output)}",
                hint=f"Try: git ls-remote {printable(self.remote.name)}",
                transient=True,
            )
        return output.stdout

    def _attempt(self, *args: str) -> Output:
        import git

        program = git.Git(self.folder)
        settings = [*PINNED.items(), *self.remote.headers]
        options = [part for key, value in settings for part in ("-c", f"{key}={value}")]
        status, stdout, stderr = program.execute(
            ["git", *options, *args],
            env=self._environment(),
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
            kill_after_timeout=PATIENCE,
        )
        return Output(status, stdout, stderr.encode("utf-8", "replace"))

    def _environment(self) -> dict[str, str]:
        """Over the user's own: all that says which repository this is."""
        objects = self.repository.common_dir / "objects"
        return {
            "GIT_DIR": str(self.folder),
            "GIT_COMMON_DIR": str(self.folder),
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
            "GIT_INDEX_FILE": str(self.folder / "index"),
            "GIT_WORK_TREE": str(self.folder),
            "GIT_NAMESPACE": "",
            "GIT_ALLOW_PROTOCOL": PROTOCOLS,
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_TERMINAL_PROMPT": "0",
        }


def take_history(repository: Repository, source: str) -> str:
    """Bring all objects of another repository's HEAD here, named by nothing; its commit.

    `source`: a folder, a bundle file, a URL. StoreError for one without commits, FetchError for
    one that cannot be read.
    """
    with _connection(repository, Remote(source, source, source)) as connection:
        return connection.take_head()


def _reason(output: Output) -> str:
    return failure(("",), output).message.removeprefix("git : ")


@contextmanager
def connected(repository: Repository, name: str) -> Iterator[Connection]:
    """A connection to the remote of that name, for as long as the block lasts."""
    with _connection(repository, find_remote(repository, name)) as connection:
        yield connection


@contextmanager
def _connection(repository: Repository, remote: Remote) -> Iterator[Connection]:
    import git

    for url in (remote.url, remote.push_url):
        try:
            git.Git.check_unsafe_protocols(url)
        except git.exc.UnsafeProtocolError as error:
            raise StoreError(
                f"the remote {printable(remote.name)} runs a program of its own: {printable(url)}",
                hint="Use an https, ssh, git or file URL.",
            ) from error
    with diagnosed(repository):
        make_private_folder(repository.common_dir / "policytrack")
        with TemporaryDirectory(dir=repository.common_dir / "policytrack", prefix="net-") as name:
            yield Connection(repository, _anchored(repository, remote), _bare(repository, name))


def _anchored(repository: Repository, remote: Remote) -> Remote:
    """The remote with paths made absolute: git reads them from the work tree's top."""
    urls = [
        str((repository.top / url).resolve()) if _is_path(url) else url
        for url in (remote.url, remote.push_url)
    ]
    return Remote(remote.name, urls[0], urls[1], remote.headers)


def _is_path(url: str) -> bool:
    return ":" not in url.split("/", 1)[0]


def _bare(repository: Repository, name: str) -> Path:
    """A bare repository with our branches, for git to tell the remote what we have already."""
    folder = Path(name)
    for part in ("refs", "objects"):
        (folder / part).mkdir()
    version, extension = "0", ""
    if repository.object_format != "sha1":
        version, extension = "1", f"[extensions]\n\tobjectFormat = {repository.object_format}\n"
    settings = f"[core]\n\trepositoryFormatVersion = {version}\n\tbare = true\n{extension}"
    (folder / "config").write_text(settings, encoding="utf-8")
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    known = repository.git.run("for-each-ref", "--format=%(objectname) %(refname)", "refs/heads")
    (folder / "packed-refs").write_bytes(b"# pack-refs with: fully-peeled sorted \n" + known)
    shallow = repository.common_dir / "shallow"
    if shallow.is_file():
        shutil.copyfile(shallow, folder / "shallow")
    return folder
