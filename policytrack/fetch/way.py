"""The settings at each host that a journey comes to; knows nothing of sockets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policytrack.fetch.addresses import is_public

if TYPE_CHECKING:
    from policytrack.fetch.settings import FetchSettings, SettingsOf


@dataclass(slots=True)
class Way:
    """Where a stranger points, our own hosts are closed: they are for those whom we name."""

    settings_of: SettingsOf
    outside: bool = False  # a host of the public internet was asked

    def at(self, host: str) -> FetchSettings:
        """What holds at the host."""
        settings = self.settings_of(host)
        if self.outside and (settings.allow_private or settings.private_networks):
            return replace(settings, allow_private=False, private_networks=())
        return settings

    def passed(self, peer: str) -> None:
        """An address ("" for none) was asked."""
        self.outside = self.outside or is_public(peer)
