"""Lines to checked addresses; knows nothing of requests, redirects or retries.

A name is resolved once for a line, all its answers are checked, and the socket is opened to one
of exactly these. urllib3 then speaks over it, with the name in Host and in TLS unchanged.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError

from policytrack.fetch.failures import ConnectError
from policytrack.fetch.proxy import describe_proxy, find_proxy
from policytrack.fetch.resolve import is_literal, resolve_checked
from policytrack.fetch.strict import PinnedHTTP, PinnedHTTPS
from policytrack.fetch.tls import describe_tls
from policytrack.fetch.translate import failure_of, handshake_failure, said_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.fetch.addresses import Target
    from policytrack.fetch.proxy import Proxy
    from policytrack.fetch.resolve import Resolver
    from policytrack.fetch.settings import FetchSettings
    from policytrack.fetch.watch import Watch


@dataclass(slots=True)
class Line:
    """An open connection to one origin, with what is known of its other end."""

    connection: PinnedHTTP | PinnedHTTPS
    guard: socket.socket  # shares the connection; shut down, it ends any read from it
    forwards: bool = False  # the other end is a proxy that wants whole URLs
    authorization: str = ""  # for that proxy
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def alive(self) -> bool:
        """Whether nothing has come and nobody has hung up since the last exchange."""
        return self.connection.sock is not None and self.connection.is_connected

    def close(self) -> None:
        """Hang up."""
        self.connection.close()
        self.guard.close()


@dataclass(frozen=True, slots=True)
class Dial:
    """With what a line is opened."""

    resolve: Resolver
    tls: ssl.SSLContext


def open_line(target: Target, settings: FetchSettings, dial: Dial, watch: Watch) -> Line:
    """Resolve, check, connect and shake hands."""
    proxy = find_proxy(target, settings)
    port = target.port if proxy is None else proxy.port
    opened = open_socket(
        find_addresses(target, settings, dial, watch, proxy), port, settings, watch
    )
    guard = opened.dup()
    try:
        watch.guard(guard)
        line = Line(shake_hands(target, opened, dial.tls, proxy, watch), guard)
    except BaseException:
        guard.close()
        opened.close()
        raise
    if proxy is not None and target.scheme == "http":
        line.forwards, line.authorization = True, proxy.authorization
    line.facts |= {"peer": str(guard.getpeername()[0]), **describe_proxy(proxy)}
    line.facts |= describe_tls(line.connection.sock, settings)
    return line


def find_addresses(
    target: Target, settings: FetchSettings, dial: Dial, watch: Watch, proxy: Proxy | None
) -> Sequence[str]:
    """The addresses to try in turn: the target's, all checked, or those of a trusted proxy."""
    if proxy is None:
        return resolve_checked(target, settings, dial.resolve, watch.left)
    if is_literal(target.host):
        resolve_checked(target, settings, dial.resolve, watch.left)
    return dial.resolve(proxy.host, proxy.port, watch.left)


def open_socket(
    addresses: Sequence[str], port: int, settings: FetchSettings, watch: Watch
) -> socket.socket:
    """A socket to the first address that answers."""
    problem: OSError | None = None
    for address in addresses:
        try:
            seconds = min(settings.connect_timeout, watch.left)
            opened = socket.create_connection((address, port), timeout=seconds)
        except OSError as error:
            problem = error
        else:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.settimeout(watch.left)
            return opened
    raise ConnectError(
        f"{watch.name} could not be reached: {said_by(problem)}",
        hint="Check the address and the network.",
        transient=True,
    ) from problem


def shake_hands(
    target: Target, opened: socket.socket, tls: ssl.SSLContext, proxy: Proxy | None, watch: Watch
) -> PinnedHTTP | PinnedHTTPS:
    """The connection over an open socket, through a proxy's tunnel where there is one."""
    connection: PinnedHTTP | PinnedHTTPS
    if target.scheme == "http":
        connection = PinnedHTTP(target.host, target.port)
    elif proxy is None:
        connection = PinnedHTTPS(target.host, target.port, ssl_context=tls)
    else:
        connection = PinnedHTTPS(proxy.host, proxy.port, ssl_context=tls)
        headers = {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {}
        connection.set_tunnel(target.host, target.port, headers, "http")
    connection.opened = opened
    try:
        connection.connect()
    except ssl.SSLEOFError as error:
        raise handshake_failure(target) from error
    except (HTTPError, http.client.HTTPException, OSError) as error:
        raise failure_of(error, target, watch.allowed) from error
    return connection
