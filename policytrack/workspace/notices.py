"""The [notify] table of policytrack.toml: who is told what.

An address may name environment variables, so that no secret need stand in a committed file. Only
those that begin with POLICYTRACK_ are looked at: a workspace of somebody else's must not have other
secrets of ours sent anywhere.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.workspace.checks import check_keys, check_table, check_words, typed

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = ("changed", "held", "failing", "absent", "recovered")
FAILURES = 3  # in a row; fewer are the weather of the network
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_PREFIX = "POLICYTRACK_"


@dataclass(frozen=True, slots=True)
class Target:
    """An address as it stands in the file, and a name for it that tells no secret."""

    template: str
    number: int  # its place in the file, from 1

    @property
    def key(self) -> str:
        """What stays the same while the address stands as it does; tells nothing of it."""
        return sha256(self.template.encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """What to call it in messages."""
        scheme = self.template.partition("://")[0]
        return f"address {self.number}" + (f" ({scheme})" if re.fullmatch(r"\w+", scheme) else "")

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that it is filled in from."""
        return tuple(found[1] or found[2] for found in _VARIABLE.finditer(self.template))

    def address(self) -> str:
        """The address with its variables filled in. WorkspaceError for one that is not set."""
        return _VARIABLE.sub(lambda found: _value(found[1] or found[2], self.name), self.template)


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """Who is told, and of what."""

    targets: tuple[Target, ...] = ()
    events: tuple[str, ...] = EVENTS
    failures: int = FAILURES  # in a row, until a source counts as failing
    everything: bool = False  # also the changes that `policytrack log` leaves out


def parse_notices(value: object, path: Path) -> NoticeSettings:
    """What the table says; WorkspaceError naming the place."""
    place = "[notify]"
    table = check_table(value, path, place)
    check_keys(table, {"urls", "events", "failures", "everything"}, path, place)
    urls = table.get("urls", [])
    if not isinstance(urls, list) or not all(isinstance(one, str) and one.strip() for one in urls):
        msg = f"{path}: {place} urls is not a list of addresses"
        raise WorkspaceError(msg, hint='Write urls = ["mailto://…", "$POLICYTRACK_NOTIFY_URL"].')
    failures = typed(table.get("failures", float(FAILURES)), float, path, f"{place} failures")
    return NoticeSettings(
        targets=tuple(Target(one.strip(), number) for number, one in enumerate(urls, start=1)),
        events=parse_events(table.get("events", list(EVENTS)), path, f"{place} events"),
        failures=max(1, int(failures)),
        everything=typed(table.get("everything", False), bool, path, f"{place} everything"),
    )


def parse_events(value: object, path: Path, place: str) -> tuple[str, ...]:
    """A list of events; WorkspaceError naming the place."""
    return check_words(value, EVENTS, path, place)


def _value(name: str, target: str) -> str:
    if not name.startswith(_PREFIX):
        msg = f"{target} of [notify] names the variable {name}, which does not begin with {_PREFIX}"
        raise WorkspaceError(msg, hint=f"Call it {_PREFIX}{name}, here and in the environment.")
    if value := os.environ.get(name):
        return value
    msg = f"{target} of [notify] names the variable {name}, which is not set"
    raise WorkspaceError(msg, hint="Set it where the job runs; the notices wait meanwhile.")
