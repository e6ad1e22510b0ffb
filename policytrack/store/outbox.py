"""The outbox: what is yet to be told, a file a notice on the branch of the evidence.

A notice comes in by the very commit that puts what it tells of into the ledger, and goes out by the
commit that says in the ledger that it was told: no death in between loses one or makes a second.
Knows nothing of what a notice says or of whom it is for.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policytrack.errors import DamagedError
from policytrack.gitrepo.lock import locked
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.plainfiles import make_private_folder
from policytrack.gitrepo.process import DAMAGE_HINT
from policytrack.gitrepo.refs import read_tip
from policytrack.gitrepo.trees import Trees
from policytrack.store.evidence import BRANCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policytrack.gitrepo.index import Placing
    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository
    from policytrack.store.ledger import LedgerFiles, More

FOLDER = "notices"
RECENT = 3  # days of the ledger in which a notice that came in already is looked for, …
RECENT_BYTES = 16 << 20  # … so much of them at most
_NAME = re.compile(r"[0-9a-f]{16}\.json")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told. `id`: the same for the same thing; `told`: keys of who was told."""

    id: str  # sixteen hexadecimal digits
    about: Mapping[str, Any]  # of JSON's kinds
    told: tuple[str, ...] = field(default=())


def path_of(notice: str) -> str:
    """Where the notice of that id waits."""
    return f"{FOLDER}/{notice}.json"


def render_notice(notice: Notice) -> bytes:
    """The notice as it stands in its file."""
    row = {"about": dict(notice.about), "told": sorted(notice.told)}
    return json.dumps(row, indent=1, sort_keys=True).encode("ascii") + b"\n"


def parse_notice(name: str, data: bytes) -> Notice:
    """The notice of a file; DamagedError when it is not one of ours."""
    try:
        row = json.loads(data)
        told = tuple(str(key) for key in row["told"])
        return Notice(name.removesuffix(".json"), dict(row["about"]), told)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"the notice {name} cannot be read"
        raise DamagedError(message, hint=DAMAGE_HINT) from error


def list_notices(repository: Repository) -> list[Notice]:
    """All that waits, in order of the ids."""
    with reading(repository) as reader:
        trees = Trees(reader, read_tip(repository, reader, BRANCH))
        return [
            parse_notice(name, reader.read(entry.id).data)
            for entry in trees.list(repository.path(FOLDER))
            if _NAME.fullmatch(name := entry.name.decode("utf-8", "replace"))
        ]


def putting_in(notices: Sequence[Notice]) -> More:
    """Notices into the outbox, but for those that the ledger of the last days tells of."""

    def more(shelf: LedgerFiles) -> tuple[list[dict[str, Any]], dict[str, bytes | None]]:
        parts = list(_recent(shelf))
        fresh = [one for one in notices if not any(one.id.encode() in part for part in parts)]
        lines = [{"notice": one.id, **one.about} for one in fresh]
        return lines, {path_of(one.id): render_notice(one) for one in fresh}

    return more


def _recent(shelf: LedgerFiles) -> Iterator[bytes]:
    size = 0
    for day in shelf.days()[: -RECENT - 1 : -1]:
        for path in reversed(shelf.files(day)):
            if size < RECENT_BYTES:
                part = shelf.read(path)
                size += len(part)
                yield part


def marking(notice: Notice, line: Mapping[str, Any], told: str, *, done: bool) -> More:
    """Who was told, written beside a line of the ledger; or the notice taken out, when `done`."""

    def more(shelf: LedgerFiles) -> tuple[list[Mapping[str, Any]], dict[str, bytes | None]]:
        path = path_of(notice.id)
        if not (held := shelf.read(path)):
            return [line], {}
        known = parse_notice(notice.id, held)
        after = replace(known, told=tuple({*known.told, *filter(None, [told])}))
        return [line], {path: None if done else render_notice(after)}

    return more


@contextmanager
def delivering(repository: Repository) -> Iterator[None]:
    """Hold the outbox for a delivery; BusyError while another process does."""
    make_private_folder(repository.private_dir)
    with locked(repository.private_dir / "delivering", patience=0):
        yield


def join_notices(
    reader: Reader, changes: Iterable[Placing], theirs: str
) -> dict[bytes, bytes | None]:
    """Our changes of the outbox as they are to stand on top of theirs.

    What either side has taken out stays out; who was told by either side was told.
    """
    trees = Trees(reader, theirs)
    files: dict[bytes, bytes | None] = {}
    for change in changes:
        held = trees.find(change.path)
        if change.after is None:
            files[change.path] = None
        elif held is not None:
            sides = [parse_notice("", reader.read(one).data) for one in (change.after, held.id)]
            told = tuple({key for side in sides for key in side.told})
            files[change.path] = render_notice(replace(sides[0], told=told))
        elif change.before is None:
            files[change.path] = reader.read(change.after).data
    return files
