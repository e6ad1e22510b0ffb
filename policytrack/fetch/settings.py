"""What may be set about fetching, as frozen data; knows nothing of sockets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network

from policytrack.errors import FetchError

MEGABYTE = 1_000_000
PROJECT_URL = "https://pypi.org/project/policytrack/"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits, politeness and trust of one fetch. Times are in seconds.

    What a user may set has the same name in policytrack.toml, and hints of errors speak of it.
    The limits stand far above what 1,724 real policies need (the largest is 1.1 MB of text, its
    page 4 MB) and far below what hurts a machine.
    """

    timeout: float = 60.0  # all hops and attempts, from resolving the name to the last byte
    connect_timeout: float = 10.0
    max_megabytes: float = 20.0  # as sent, and decompressed; also for files and standard input
    max_redirects: int = 10
    retries: int = 2  # further attempts after a failure that may pass
    max_wait: float = 60.0  # longest wait for a host within a run; longer ones fail as transient
    pause: float = 1.0  # from the end of one request at a host to the start of the next
    parallel: int = 1  # requests in flight at one host
    respect_robots: bool = True
    allow_private: bool = False  # loopback and private networks, for one's own hosts
    private_networks: tuple[str, ...] = ()  # or just these: "127.0.0.2/32"
    verify_tls: bool = True
    ca_file: str = ""  # further authorities to trust, a PEM file
    proxy: str = ""  # "http://host:port"; "environment" trusts HTTP_PROXY and its kin
    accept_unclosed: bool = False  # pages without a length that never close their <html>
    languages: str = "en,*;q=0.5"  # Accept-Language
    contact: str = ""  # a URL or an address for the site's owner, sent in User-Agent
    user_agent: str = ""  # in place of the whole of ours

    def __post_init__(self) -> None:
        """FetchError for what could not be sent or understood."""
        for name in ("languages", "contact", "user_agent"):
            if not (getattr(self, name).isascii() and getattr(self, name).isprintable()):
                raise FetchError(
                    f"the setting {name} holds characters that cannot stand in a header",
                    hint="Use plain ASCII on one line.",
                )
        for network in self.private_networks:
            try:
                ip_network(network)
            except ValueError as error:
                raise FetchError(
                    f"the setting private_networks holds {network!r}, which is no network",
                    hint='Write networks as "192.168.1.0/24".',
                ) from error

    @property
    def max_bytes(self) -> int:
        """The most that a body may have."""
        return int(self.max_megabytes * MEGABYTE)

    @property
    def agent(self) -> str:
        """The User-Agent header: who asks, and where to complain."""
        if self.user_agent:
            return self.user_agent
        from policytrack import __version__

        return f"policytrack/{__version__} (+{self.contact or PROJECT_URL})"


SettingsOf = Callable[[str], FetchSettings]  # by host, in the form that `parse_target` gives it


def by_host(settings: FetchSettings | SettingsOf) -> SettingsOf:
    """The settings at each host, where they may be the same for all."""
    return (lambda _: settings) if isinstance(settings, FetchSettings) else settings
