"""policytrack.toml: read with checks that name the place, written with every comment kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError
from policytrack.workspace.checks import check_keys, check_table, check_words, typed
from policytrack.workspace.files import save_text
from policytrack.workspace.notices import NoticeSettings, parse_events, parse_notices
from policytrack.workspace.settings import (
    OWN_KEYS,
    Patience,
    Settings,
    parse_hosts,
    parse_own,
    parse_patience,
    parse_settings,
    settings_of_host,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG_NAME = "policytrack.toml"
STARTER = """\
# What policytrack tracks, and how. `policytrack add SOURCE` writes here; comments are kept.

[settings]
# contact = "privacy-tracking@example.org"  # stands in the User-Agent of every request
# pause = 1.0             # seconds between two requests to one host
# timeout = 60            # seconds that one fetch may take in all
# max_megabytes = 20      # a larger body is a failure

# [hosts."example.org"]   # what holds at one host only
# pause = 10

# [notify]
# urls = ["mailto://…", "$POLICYTRACK_CHAT"]  # who is told of changes: see docs/notices.md
"""
POLICY_KEYS = frozenset(
    {"source", "title", "language", "render", "combine", "evidence", "notify", "fetch", "confirm"}
    | {"select", "remove", "ranges", "filters", "start", "end", "fragment"}
)
EVIDENCE = ("screenshot", "pdf")
RULE_KEYS = frozenset({"select", "remove", "ranges", "filters", "start", "end", "fragment"})


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages that a policy stands on, and how to read it."""

    source: str  # a URL
    rules: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrackedPolicy:
    """One policy of the workspace as its owner described it. `rules`: how to read its page."""

    id: str
    source: str  # a URL, or a path relative to the workspace
    title: str = ""
    language: str = ""
    render: str = "plain"  # "plain", "browser" or "auto"
    rules: Mapping[str, Any] = field(default_factory=dict)
    combine: tuple[Page, ...] = ()  # further pages that belong to the same text
    evidence: tuple[str, ...] = ()  # "screenshot", "pdf": what is kept beside a capture
    notify: tuple[str, ...] | None = None  # the events to be told; None: those of the workspace
    fetch: Mapping[str, Any] = field(default_factory=dict)  # settings that differ for it
    confirm: Mapping[str, float] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages of the policy, the source first."""
        return (Page(self.source, self.rules), *self.combine)

    @property
    def is_url(self) -> bool:
        """Whether the source is fetched from the web rather than read from a file."""
        return self.source.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a policytrack.toml, and what that says."""

    root: Path
    policies: Mapping[str, TrackedPolicy] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    hosts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what differs there
    patience: Patience = field(default_factory=Patience)

    def settings_at(self, host: str, policy: TrackedPolicy | None = None) -> Settings:
        """What holds at a host, for a policy where one is given."""
        own = policy.fetch if policy else {}
        return replace(self.settings, **settings_of_host(self.hosts, host, own))

    def patience_with(self, policy: TrackedPolicy) -> Patience:
        """How long to wait until what is seen of a policy counts."""
        return replace(self.patience, **policy.confirm)

    def locate(self, policy: TrackedPolicy) -> str:
        """The policy's source as something to load: its URL, "-", or an absolute path."""
        if policy.is_url or policy.source == "-":
            return policy.source
        return str(self.root / policy.source)


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder upwards with a policytrack.toml."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / CONFIG_NAME).is_file():
            return load_workspace(folder)
    msg = f"{start.absolute()} is not in a policytrack workspace"
    raise WorkspaceError(
        msg, hint="`policytrack init` makes one here; -C DIR names another folder."
    )


def load_workspace(root: Path) -> Workspace:
    """Read and check ROOT/policytrack.toml. Raises WorkspaceError naming line or key."""
    path = root / CONFIG_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start} is not UTF-8"
        raise WorkspaceError(msg, hint="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        msg = f"{path}: {error}"
        raise WorkspaceError(msg, hint="Correct that place; nothing was changed.") from error
    except (RecursionError, ValueError) as error:
        msg = f"{path}: it is nested too deeply, or a number in it has too many digits"
        raise WorkspaceError(msg, hint="Correct that place; nothing was changed.") from error
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise WorkspaceError(msg, hint="Check the file and its permissions.") from error
    check_keys(data, {"settings", "hosts", "confirm", "policies", "notify"}, path, "the file")
    return Workspace(
        root,
        _parse_policies(data, path),
        parse_settings(data.get("settings", {}), path),
        parse_notices(data.get("notify", {}), path),
        parse_hosts(data.get("hosts", {}), path),
        Patience(**parse_patience(data.get("confirm", {}), path, "[confirm]")),
    )


def _parse_policies(data: Mapping[str, Any], path: Path) -> dict[str, TrackedPolicy]:
    tables = check_table(data.get("policies", {}), path, "[policies]")
    return {policy: _parse_policy(policy, table, path) for policy, table in tables.items()}


def _parse_policy(policy: str, value: object, path: Path) -> TrackedPolicy:
    place = f'[policies."{policy}"]'
    table = check_table(value, path, place)
    _check_own(table, path, place)
    check_keys(table, POLICY_KEYS, path, place)
    if "source" not in table:
        msg = f"{path}: {place} has no source"
        raise WorkspaceError(msg, hint='Add a line such as source = "https://example.org/privacy".')
    texts = {
        key: typed(table[key], str, path, f"{place} {key}")
        for key in ("source", "title", "language", "render")
        if key in table
    }
    if texts.get("render", "plain") not in {"plain", "browser", "auto"}:
        msg = f"{path}: {place} render is {texts['render']!r}"
        raise WorkspaceError(msg, hint='Use "plain", "browser" or "auto".')
    pages = table.get("combine", [])
    if not isinstance(pages, list):
        msg = f"{path}: {place} combine is not a list"
        raise WorkspaceError(msg, hint='Write combine = [{source = "https://…"}].')
    combine = tuple(_parse_page(page, path, f"{place} combine") for page in pages)
    evidence = check_words(table.get("evidence", []), EVIDENCE, path, f"{place} evidence")
    notify = parse_events(table["notify"], path, f"{place} notify") if "notify" in table else None
    return TrackedPolicy(
        id=policy,
        rules=_rules(table),
        combine=combine,
        evidence=evidence,
        notify=notify,
        fetch=parse_own(table.get("fetch", {}), path, f"{place} fetch"),
        confirm=parse_patience(table.get("confirm", {}), path, f"{place} confirm"),
        **texts,
    )


def _check_own(table: Mapping[str, Any], path: Path, place: str) -> None:
    """Say where settings of fetching belong that stand among those of reading."""
    if misplaced := sorted(OWN_KEYS & table.keys()):
        msg = f"{path}: {place} {misplaced[0]} does not stand there"
        raise WorkspaceError(msg, hint=f"Write fetch = {{{misplaced[0]} = …}}.")


def _parse_page(value: object, path: Path, place: str) -> Page:
    table = check_table(value, path, place)
    check_keys(table, RULE_KEYS | {"source"}, path, place)
    source = typed(table.get("source"), str, path, f"{place} source")
    if not source.lower().startswith(("http://", "https://")):
        msg = f"{path}: {place} source is {source!r}"
        raise WorkspaceError(msg, hint="Only pages of the web are combined: give a URL.")
    return Page(source, _rules(table))


def _rules(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: table[key] for key in sorted(RULE_KEYS & table.keys())}


def create_config(root: Path) -> bool:
    """Write a starter policytrack.toml; False, and nothing written, when there is one already."""
    path = root / CONFIG_NAME
    if path.exists() or path.is_symlink():
        load_workspace(root)
        return False
    save_text(path, STARTER)
    return True


def add_policy(workspace: Workspace, policy: TrackedPolicy) -> Workspace:
    """The workspace with one more policy, written to its file with every comment kept."""
    import tomlkit

    if policy.id in workspace.policies:
        msg = f"{policy.id} is tracked already, from {workspace.policies[policy.id].source}"
        raise WorkspaceError(msg, hint="Give another id with --id.")
    path = workspace.root / CONFIG_NAME
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    table = tomlkit.table()
    for key in ("title", "source", "language"):
        if value := getattr(policy, key):
            table.add(key, value)
    if policy.render != "plain":
        table.add("render", policy.render)
    for key, value in policy.rules.items():
        table.add(key, value)
    if policy.combine:
        table.add("combine", [{"source": page.source, **page.rules} for page in policy.combine])
    policies = document.setdefault("policies", tomlkit.table(is_super_table=True))
    policies[policy.id] = table
    save_text(path, tomlkit.dumps(document))
    return load_workspace(workspace.root)
