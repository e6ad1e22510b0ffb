"""Which URLs and addresses may be asked; knows nothing of HTTP and opens no connection.

A URL is read strictly: what browsers, resolvers and this module could read differently is
refused. A name's answers are all checked, and the caller connects to a checked address only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from policytrack.fetch.failures import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.fetch.settings import FetchSettings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# RFC 6890 and the IANA special-purpose registries. `ipaddress.is_global` is no substitute: it
# is true for multicast, 6to4 and NAT64, and differs between Python versions.
PRIVATE = tuple(
    ip_network(text)
    for text in (
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
        "::1/128", "fc00::/7",
    )
)  # fmt: skip
NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
GLOBAL_IPV6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")

# https://fetch.spec.whatwg.org/#port-blocking
BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
})  # fmt: skip
DEFAULT_PORTS = {"http": 80, "https": 443}
OWN_HOSTS = 'For a host of your own: --allow-private, or allow_private = true under [hosts."…"].'
MAX_URL = 8000  # characters; RFC 9110 asks servers to take 8,000 octets

FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
CANONICAL_IPV4 = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked, taken apart."""

    scheme: str  # "http" or "https"
    host: str  # lower case, ASCII, without trailing dot or brackets
    port: int
    path: str  # the request target: path and query, percent-encoded

    @property
    def authority(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole, without fragment."""
        return f"{self.origin}{self.path}"


def parse_target(url: str) -> Target:
    """Read a URL strictly; RefusedError says what is wrong with it."""
    if len(url) > MAX_URL:
        raise refused(url[:80] + "…", f"is longer than {MAX_URL:,} characters")
    if found := FORBIDDEN.search(url):
        raise refused(url, f"holds the character U+{ord(found.group()):04X}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise refused(url, "is no valid URL") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise refused(url, f"has the scheme {parts.scheme or 'none'!r}, not http or https")
    if "@" in parts.netloc:
        raise refused(url, "carries a user name or password")
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port in BAD_PORTS:
        raise refused(url, f"asks for port {port}, which is not for web pages")
    host = parse_host(url, parts.netloc)
    query = f"?{encode(parts.query)}" if parts.query else ""
    return Target(parts.scheme, host, port, (encode(parts.path) or "/") + query)


def parse_host(url: str, authority: str) -> str:
    """A name or address in the one form in which it is looked up, compared and sent."""
    if authority.startswith("["):
        return parse_ipv6(url, authority[1:].partition("]")[0])
    name = authority.partition(":")[0].removesuffix(".").lower()
    name = name if name.isascii() else encode_name(url, name)
    labels = name.split(".")
    if NUMERIC_LABEL.fullmatch(labels[-1]):
        if not CANONICAL_IPV4.fullmatch(name) or any(int(part) > 255 for part in labels):
            raise refused(url, "spells an address in an unusual way")
    elif len(name) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise refused(url, "names no valid host")
    return name


def parse_ipv6(url: str, host: str) -> str:
    """An IPv6 literal; forms that wrap an IPv4 address or a zone are refused."""
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise refused(url, "holds no valid IPv6 address") from error
    if address.scope_id is not None:
        raise refused(url, "names a network interface")
    if address.ipv4_mapped or address.sixtofour or address.teredo or address in NAT64:
        raise refused(url, "wraps one address in another")
    return str(address)


def encode_name(url: str, name: str) -> str:
    """An international name as ASCII (UTS 46, which also folds full-width digits and dots)."""
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii").removesuffix(".").lower()
    except UnicodeError as error:
        raise refused(url, "names no valid host") from error


def encode(text: str) -> str:
    """Percent-encode what may not stand in a request line; escapes in it stay as they are."""
    return quote(text, safe="/%:=&?~+!$,;'@()*[]|-._")


def check_address(text: str, settings: FetchSettings) -> str:
    """The address in its usual form if it may be connected to; the reason is in RefusedError."""
    address = ip_address(text.partition("%")[0])
    reason = reason_against(address, settings)
    if reason:
        raise RefusedError(
            f"{address} is {reason}",
            hint=OWN_HOSTS if within(address, PRIVATE) else "",
        )
    return str(address)


def reason_against(address: Address, settings: FetchSettings) -> str:
    """Why the address may not be asked, or nothing."""
    if isinstance(address, IPv6Address):
        if address in NAT64:  # DNS64 answers so; what counts is the address inside
            return reason_against(IPv4Address(int(address) & 0xFFFFFFFF), settings)
        if address.ipv4_mapped:
            return reason_against(address.ipv4_mapped, settings)
    if within(address, map(ip_network, settings.private_networks)):
        return ""
    if within(address, PRIVATE):
        return "" if settings.allow_private else "a private or loopback address"
    if within(address, NEVER) or (address.version == 6 and address not in GLOBAL_IPV6):
        return "not an address of the public internet"
    return ""


def is_public(text: str) -> bool:
    """Whether an address ("" is none) is one of the public internet."""
    return bool(text) and not within(ip_address(text.partition("%")[0]), (*PRIVATE, *NEVER))


def within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether any of the networks holds the address."""
    return any(address.version == network.version and address in network for network in networks)


def refused(url: str, reason: str) -> RefusedError:
    """The failure of a URL that may not be asked."""
    return RefusedError(f"{url!r} {reason}", hint="Give a plain http or https address.")
