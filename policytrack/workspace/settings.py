"""What policytrack.toml says of fetching and of patience, at its three places.

[settings] holds for everything; [hosts."example.org"] for one host, "*.example.org" for all below
it; a policy's own `fetch` and `confirm` for that policy. What is nearer wins, key by key.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError
from policytrack.workspace.checks import check_keys, check_program, check_table, typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How the workspace fetches; seconds and megabytes."""

    contact: str = ""
    user_agent: str = ""  # in place of the whole of ours
    languages: str = ""  # Accept-Language; else by the policy's own language
    pause: float = 1.0
    parallel: float = 1.0  # requests in flight at one host
    timeout: float = 60.0
    retries: float = 2.0  # further attempts after a failure that may pass
    max_megabytes: float = 20.0
    accept_unclosed: bool = False  # pages without a length that never close their <html>
    respect_robots: bool = True
    verify_tls: bool = True
    ca_file: str = ""  # further authorities to trust (PEM), a path relative to the file
    proxy: str = ""  # "http://host:port", or "environment"
    allow_private: bool = False
    private_networks: tuple[str, ...] = ()  # or just these
    browser: str = ""  # the browser's program; found by itself when empty
    sign: bool = False  # commits are signed, with the key of the user's own git configuration
    timestamp: str = ""  # URL of an authority that stamps each run's hash (RFC 3161)
    timestamp_roots: str = ""  # its root certificates for `verify`, a path relative to the file


@dataclass(frozen=True, slots=True)
class Patience:
    """How many looks it takes until what was seen counts, and over how long a time."""

    looks: float = 2.0  # at a changed text
    hours: float = 0.0
    held_looks: float = 3.0  # at a text that was held and may be the policy
    held_days: float = 2.0
    gone_looks: float = 3.0  # at a page that is not there
    gone_days: float = 3.0


# What one policy may want otherwise; whom to trust and how to behave is the host's.
OWN_KEYS = frozenset(
    {"languages", "user_agent", "timeout", "retries", "max_megabytes", "accept_unclosed"}
)
HOST_KEYS = OWN_KEYS | {
    "contact", "pause", "parallel", "respect_robots", "verify_tls", "ca_file", "proxy",
    "allow_private", "private_networks",
}  # fmt: skip
_SENT = ("contact", "user_agent", "languages")  # in headers


def parse_settings(value: object, path: Path) -> Settings:
    """The [settings] table; WorkspaceError naming the place."""
    names = {item.name for item in fields(Settings)}
    found = _parse(value, names, path, "[settings]", "settings.")
    check_program(found.get("browser", ""), path)
    return Settings(**found)


def parse_hosts(value: object, path: Path) -> dict[str, dict[str, Any]]:
    """The [hosts] tables, by host or by "*." and a host."""
    found = {}
    for host, table in check_table(value, path, "[hosts]").items():
        place = f'[hosts."{host}"]'
        found[_host(host, path, place)] = _parse(table, HOST_KEYS, path, place, f"{place} ")
    return found


def parse_own(value: object, path: Path, place: str) -> dict[str, Any]:
    """What a policy wants otherwise when it is fetched."""
    return _parse(value, OWN_KEYS, path, place, f"{place} ")


def parse_patience(value: object, path: Path, place: str) -> dict[str, float]:
    """A table of looks and times."""
    table = check_table(value, path, place)
    names = {item.name for item in fields(Patience)}
    check_keys(table, names, path, place)
    return {key: typed(number, float, path, f"{place} {key}") for key, number in table.items()}


def settings_of_host(
    hosts: Mapping[str, Mapping[str, Any]], host: str, own: Mapping[str, Any]
) -> dict[str, Any]:
    """What differs from [settings] at a host, for a policy with settings of its own."""
    labels = host.split(".")
    wild = [f"*.{'.'.join(labels[at:])}" for at in range(len(labels) - 1, 0, -1)]
    found: dict[str, Any] = {}
    for name in (*wild, host):
        found |= hosts.get(name, {})
    return {**found, **own}


def _parse(
    value: object, known: frozenset[str] | set[str], path: Path, place: str, prefix: str
) -> dict[str, Any]:
    table = check_table(value, path, place)
    check_keys(table, known, path, place)
    kinds = {item.name: type(item.default) for item in fields(Settings)}
    found = {key: typed(one, kinds[key], path, prefix + key) for key, one in table.items()}
    for key in _SENT:
        _check_header(found.get(key, ""), path, prefix + key)
    for network in found.get("private_networks", ()):
        _check_network(network, path, prefix + "private_networks")
    return found


def _host(host: str, path: Path, place: str) -> str:
    """The host as fetching spells it."""
    from policytrack.errors import FetchError
    from policytrack.fetch.addresses import parse_target

    below, name = host.startswith("*."), host.removeprefix("*.")
    try:
        target = parse_target(f"http://{name}")
    except FetchError as error:
        raise _no_host(path, place) from error
    if set("/?#@") & set(name) or ":" in name.rpartition("]")[2]:
        raise _no_host(path, place)
    return f"*.{target.host}" if below else target.host


def _no_host(path: Path, place: str) -> WorkspaceError:
    msg = f"{path}: {place} names no host"
    hint = 'Write the name alone, as in [hosts."example.org"]; "*.example.org" is all below it.'
    return WorkspaceError(msg, hint=hint)


def _check_header(text: str, path: Path, place: str) -> None:
    if not (text.isascii() and (text.isprintable() or not text)):
        msg = f"{path}: {place} holds characters that cannot stand in a header"
        raise WorkspaceError(msg, hint="Use plain ASCII on one line.")


def _check_network(network: str, path: Path, place: str) -> None:
    try:
        ip_network(network)
    except ValueError as error:
        msg = f"{path}: {place} holds {network!r}, which is no network"
        raise WorkspaceError(msg, hint='Write networks as "192.168.1.0/24".') from error
