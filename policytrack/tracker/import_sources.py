"""What a user named as an archive: a repository, a bundle, a folder, a file; opened for reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policytrack.errors import FetchError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policytrack.archives import ArchiveFile, ArchiveVersion
    from policytrack.fetch import Fetcher
    from policytrack.store import Store

HISTORIES: Final = ("ota", "corpus", "git", "policytrack")
FORMS: Final = (*HISTORIES, "files", "warc", "wayback")
RE_BUNDLE: Final = re.compile(rb"# v[23] git bundle\n")


@dataclass(frozen=True, slots=True)
class Source:
    """An archive that is open: the files of its history, or its versions."""

    name: str
    form: str  # "" where it is to be recognised
    files: Callable[[bool], Sequence[ArchiveFile]]  # asked whether only the main line counts
    versions: Iterable[ArchiveVersion] | None = None
    remarks: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()  # what of it cannot be read


def find_source(store: Store, place: str, form: str, patterns: tuple[str, ...]) -> Source:
    """Open what a user named; `form` may be "" ."""
    path = Path(place)
    if not _is_url(place) and not path.exists():
        raise WorkspaceError(
            f"there is no {place}", hint="Give a folder, a file or a URL of an archive."
        )
    if form == "files" or (form in {"", "corpus"} and path.is_dir() and not _is_repository(path)):
        return _folder(path, patterns)
    if path.is_file() and (form == "warc" or (not form and _is_web_archive(path))):
        from policytrack.archives import warc

        return Source(name_of(place), warc.NAME, lambda _: [], warc.read(path, patterns))
    if path.is_file() and not _is_bundle(path):
        raise WorkspaceError(
            f"{place} is no archive that can be read", hint="Known are: " + ", ".join(FORMS) + "."
        )
    return _history(store, place, form)


def _history(store: Store, place: str, form: str) -> Source:
    source = place if _is_url(place) else str(Path(place).absolute())
    try:
        commit = store.take_archive(source)
    except FetchError as error:
        if _is_url(place):
            raise
        return _salvaged(store, Path(place).absolute(), form, error)
    return Source(
        name_of(place),
        form,
        lambda main: list(store.read_archive(commit, first_parent=main)),
    )


def _salvaged(store: Store, path: Path, form: str, error: FetchError) -> Source:
    """What can still be read where git gives up; the error again when that is nothing."""
    from policytrack.store.salvaging import salvage_archive

    files, remarks, losses = salvage_archive(store.repository, path)
    if not files:
        raise error
    said = f"git cannot read all of {path.name}, so it was read as far as possible"
    return Source(name_of(str(path)), form, lambda _: files, None, (said, *remarks), tuple(losses))


def _folder(path: Path, patterns: tuple[str, ...]) -> Source:
    from policytrack.archives import dated

    if not path.is_dir():
        raise WorkspaceError(f"{path} is not a folder", hint="Name the folder of the dated files.")
    return Source(name_of(str(path)), dated.NAME, lambda _: [], dated.read(path, patterns))


def name_of(place: str) -> str:
    """What an archive is called: the last part of its path, whatever folder it lies in."""
    last = re.split(
        r"[/\\:]", place.rstrip("/\\") if _is_url(place) else str(Path(place).resolve())
    )
    name = re.sub(r"(\.git|\.bundle|\.wacz|\.warc(\.gz)?)$", "", last[-1])
    return name or "archive"


def _is_url(place: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]+://|[\w.-]+@[\w.-]+:", place, re.IGNORECASE) is not None


def _is_repository(path: Path) -> bool:
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def _is_bundle(path: Path) -> bool:
    with path.open("rb") as file:
        return RE_BUNDLE.match(file.read(32)) is not None


def _is_web_archive(path: Path) -> bool:
    from policytrack.archives import warc

    with path.open("rb") as file:
        return warc.sniff(file.read(32), path)


def wayback_source(url: str, server: str, fetcher: Fetcher) -> Source:
    """What the Wayback Machine has of an address."""
    from policytrack.archives import wayback

    if not _is_url(url):
        raise WorkspaceError(f"{url} is no URL", hint="Name the page: https://example.org/privacy")
    versions = wayback.read(url, fetcher.fetch, server or wayback.SERVER)
    return Source("wayback", wayback.NAME, lambda _: [], versions)
