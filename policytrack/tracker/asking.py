"""How sites are asked: what policytrack.toml says, in the fetcher's terms."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.errors import FetchError
from policytrack.fetch import FetchSettings
from policytrack.fetch.addresses import parse_target

if TYPE_CHECKING:
    from policytrack.fetch import SettingsOf
    from policytrack.workspace import Settings, TrackedPolicy, Workspace

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def settings_for(workspace: Workspace, policy: TrackedPolicy | None = None) -> SettingsOf:
    """The settings at each host, for a policy where one is given."""

    @cache
    def at(host: str) -> FetchSettings:
        return _translate(workspace, workspace.settings_at(host, policy), policy)

    return at


def settings_mark(workspace: Workspace, policy: TrackedPolicy) -> str:
    """A hash of all that policytrack.toml says of how a policy is fetched and read."""
    settings = asdict(workspace.settings_at(host_of(policy.source), policy))
    settings["proxy"] = settings["proxy"].rpartition("@")[2]  # a password stays out of the hash
    way = {
        "settings": settings,
        "policy": {name: getattr(policy, name) for name in ("source", "language", "render")},
        "pages": [[page.source, page.rules] for page in policy.pages],
    }
    told = json.dumps(way, sort_keys=True, default=str)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def host_of(source: str) -> str:
    """The host that a source stands at, "" for a file and for what is no URL."""
    try:
        return parse_target(source).host
    except FetchError:  # a file
        return ""


def _translate(
    workspace: Workspace, settings: Settings, policy: TrackedPolicy | None
) -> FetchSettings:
    shared = {item.name for item in fields(FetchSettings)} & {
        item.name for item in fields(settings)
    }
    values = {name: getattr(settings, name) for name in shared}
    language = policy.language if policy else ""
    if not settings.languages:
        wanted = _LANGUAGE.fullmatch(language)
        values["languages"] = f"{language},*;q=0.5" if wanted else FetchSettings().languages
    if settings.ca_file:
        values["ca_file"] = str(workspace.root / settings.ca_file)
    values["parallel"] = max(1, int(settings.parallel))
    values["retries"] = int(settings.retries)
    return FetchSettings(**values)
