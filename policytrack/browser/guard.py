"""The only way out for a browser: a proxy on loopback under the fetcher's address rules.

Intercepting requests inside the browser would miss redirects, web sockets and workers. Here every
connection is resolved once, checked and opened to the checked address, whoever asked for it.
"""

from __future__ import annotations

import base64
import contextlib
import secrets
import select
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.errors import FetchError
from policytrack.fetch.addresses import parse_target
from policytrack.fetch.failures import RefusedError
from policytrack.fetch.resolve import resolve_checked, resolve_system
from policytrack.fetch.way import Way

if TYPE_CHECKING:
    from policytrack.fetch.addresses import Target
    from policytrack.fetch.resolve import Resolver
    from policytrack.fetch.settings import SettingsOf

MAX_HEAD = 64 * 1024  # bytes of a request's head
PIECE = 64 * 1024
SILENCE = 30.0  # seconds without a byte either way until a tunnel is closed
DROPPED = frozenset({b"proxy-authorization", b"proxy-connection", b"connection", b"keep-alive"})


@dataclass(slots=True)
class Traffic:
    """What one page asked for."""

    limit: int  # bytes that may come in
    received: int = 0
    refused: dict[str, str] = field(default_factory=dict)  # authority to reason
    peers: dict[str, str] = field(default_factory=dict)  # host to address

    @property
    def is_over(self) -> bool:
        """Whether more came in than was allowed."""
        return self.received > self.limit


class Guard:
    """A proxy for one browser. Whoever has not its password is turned away."""

    def __init__(self, settings_of: SettingsOf, resolve: Resolver = resolve_system) -> None:
        self.user, self.password = "policytrack", secrets.token_urlsafe(24)
        self._expected = base64.b64encode(f"{self.user}:{self.password}".encode())
        self._way = Way(settings_of)
        self._resolve = resolve
        self._traffic = Traffic(0)
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._server = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> dict[str, str]:
        """Where it listens and what it wants to hear, in Playwright's terms."""
        return {"server": self.url, "username": self.user, "password": self.password}

    def watch(self, settings_of: SettingsOf, limit: int) -> Traffic:
        """Begin a page: the rules at each host, and a fresh account of its traffic."""
        self._way, self._traffic = Way(settings_of), Traffic(limit)
        return self._traffic

    def close(self) -> None:
        """Hang up everything."""
        for sock in (self._server, *self._snapshot()):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _snapshot(self) -> list[socket.socket]:
        with self._lock:
            return list(self._open)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with self._lock:
            self._open.add(client)
        try:
            with client:
                client.settimeout(SILENCE)
                self._answer(client)
        except OSError:
            pass  # either side went away; there is nobody to tell
        finally:
            with self._lock:
                self._open.discard(client)

    def _answer(self, client: socket.socket) -> None:
        head, rest = read_head(client)
        lines = head.split(b"\r\n")
        words = lines[0].split(b" ")
        if len(words) != 3:
            return reply(client, b"400 Bad Request")
        if self._expected not in head:
            return reply(client, b"407 Proxy Authentication Required", CHALLENGE)
        way, traffic = self._way, self._traffic
        authority = words[1].decode("latin-1")
        url = f"https://{authority}/" if words[0] == b"CONNECT" else authority
        try:
            target = parse_target(url)
            upstream = self._connect(target, way, traffic)
        except FetchError as error:
            if isinstance(error, RefusedError):
                traffic.refused[place_of(url)] = error.message
            return reply(client, b"403 Forbidden")
        with upstream:
            if words[0] == b"CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                upstream.sendall(rest)
                relay(client, upstream, traffic)
            else:
                upstream.sendall(rewrite(words[0], target, lines[1:]) + rest)
                carry_one(client, upstream, traffic, body_left(lines[1:], rest))
        return None

    def _connect(self, target: Target, way: Way, traffic: Traffic) -> socket.socket:
        settings = way.at(target.host)
        addresses = resolve_checked(target, settings, self._resolve, settings.connect_timeout)
        for address in addresses:
            with contextlib.suppress(OSError):  # the next address may answer
                upstream = socket.create_connection(
                    (address, target.port), timeout=settings.connect_timeout
                )
                if not traffic.peers:  # the page itself; its parts may lie anywhere
                    way.passed(address)
                traffic.peers[target.host] = address
                return upstream
        raise FetchError(f"{target.authority} could not be reached")


CHALLENGE = b'Proxy-Authenticate: Basic realm="policytrack"\r\n'


def read_head(client: socket.socket) -> tuple[bytes, bytes]:
    """A request's head without its last empty line, and what came behind it."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(PIECE)
        data += piece
        if not piece or len(data) > MAX_HEAD:
            raise ConnectionError
    head, _, rest = data.partition(b"\r\n\r\n")
    return head, rest


def reply(client: socket.socket, status: bytes, headers: bytes = b"") -> None:
    """A short answer of our own."""
    client.sendall(
        b"HTTP/1.1 %b\r\n%bContent-Length: 0\r\nConnection: close\r\n\r\n" % (status, headers)
    )


def rewrite(method: bytes, target: Target, headers: list[bytes]) -> bytes:
    """A request to a proxy as one to the server: one for each connection."""
    first = b"%b %b HTTP/1.1" % (method, target.path.encode("ascii"))
    return b"\r\n".join([first, *kept(headers), b"Connection: close", b"", b""])


def kept(headers: list[bytes]) -> list[bytes]:
    """The header lines that are for the other end, not for this connection."""
    return [line for line in headers if line.partition(b":")[0].strip().lower() not in DROPPED]


def body_left(headers: list[bytes], rest: bytes) -> int:
    """Bytes of a request's body that have not come yet."""
    for line in headers:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value) - len(rest)
    return 0


def carry_one(
    client: socket.socket, upstream: socket.socket, traffic: Traffic, upload: int
) -> None:
    """Carry one answer, told to be the last: a second request could be meant for another host."""
    while upload > 0 and (piece := client.recv(min(PIECE, upload))):
        upstream.sendall(piece)
        upload -= len(piece)
    head, rest = read_head(upstream)
    lines = head.split(b"\r\n")
    client.sendall(b"\r\n".join([lines[0], *kept(lines[1:]), b"Connection: close", b"", b""]))
    client.sendall(rest)
    traffic.received += len(head) + len(rest)
    relay(client, upstream, traffic, upload=False)


def relay(
    client: socket.socket, upstream: socket.socket, traffic: Traffic, *, upload: bool = True
) -> None:
    """Carry bytes both ways until a side hangs up, falls silent or sends too much."""
    other = {client: upstream, upstream: client}
    while not traffic.is_over:
        ready, _, _ = select.select([client, upstream], [], [], SILENCE)
        if not ready:
            return
        for sock in ready:
            piece = sock.recv(PIECE)
            if not piece or (sock is client and not upload):
                return
            if sock is upstream:
                traffic.received += len(piece)
            other[sock].sendall(piece)


def place_of(url: str) -> str:
    """Host and port of a URL, as a browser writes them."""
    return url.partition("://")[2].partition("/")[0]
