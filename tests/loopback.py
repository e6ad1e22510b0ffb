"""A scripted HTTP server on a loopback address, for tests that need a real one.

    with Loopback() as server:
        server.page("/privacy", "<html>…</html>", etag='"1"')
        server.redirect("/old", "/privacy")
        server.reply("/broken", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", hang_up=True)
        load(server.url("/privacy"), FetchSettings(allow_private=True, pause=0))
        server.paths            # what was asked for, in order

A route's reply is bytes (sent as they are), an iterable of bytes (sent one by one, with whatever
it sleeps between them) or a function from Request to either. Unknown paths answer 404.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from policytrack.fetch import Fetcher, FetchSettings

Reply = bytes | Iterable[bytes]
Route = Reply | Callable[["Request"], Reply]


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]  # names in lower case

    @property
    def host(self) -> str:
        return self.headers.get("host", "")


def response(
    body: bytes | str = b"", status: int = 200, headers: dict[str, str] | None = None
) -> bytes:
    """A well-formed answer with Content-Length; `headers` override."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
    fields |= headers or {}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content


@dataclass
class Loopback:
    address: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    name: str = ""  # stands in URLs instead of the address
    rude: bool = False  # closes TLS without saying so
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0
    bytes_sent: int = 0
    routes: dict[str, tuple[Route, bool]] = field(default_factory=dict)
    go: threading.Event = field(default_factory=threading.Event)  # for routes that wait

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._at_once = 0
        self._open: set[socket.socket] = set()
        self._server = socket.create_server((self.address, self.port), backlog=128)
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def url(self, path: str = "/") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{self.name or self.address}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def reply(self, path: str, route: Route, *, hang_up: bool = False) -> None:
        self.routes[path] = (route, hang_up)

    def page(
        self, path: str, body: bytes | str, *, status: int = 200, etag: str = "", **headers: str
    ) -> None:
        """A page; with an `etag` it answers 304 to whoever has it. header_name="value"."""
        fields = {name.replace("_", "-").title(): value for name, value in headers.items()}
        if etag:
            fields["ETag"] = etag

        def answer(request: Request) -> bytes:
            if etag and request.headers.get("if-none-match") == etag:
                return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
            return response(body, status, fields)

        self.reply(path, answer)

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.reply(path, response(b"", status, {"Location": location}))

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        sock: socket.socket = plain
        with self._lock:
            self.connections += 1
            self._open.add(plain)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls:
                sock = self.tls.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._open.add(sock)
            with sock, sock.makefile("rb") as stream:
                while self._answer(sock, stream):
                    pass
                with contextlib.suppress(OSError, ValueError):
                    if isinstance(sock, ssl.SSLSocket) and not self.rude:
                        sock.unwrap()
        except (OSError, ValueError):
            pass  # the client went away, as many tests want it to
        finally:
            with self._lock:
                self._open -= {plain, sock}
            plain.close()

    def _answer(self, sock: socket.socket, stream: Any) -> bool:
        """Answer one request; whether the connection stays open."""
        request = read_request(stream)
        if request is None:
            return False
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            path = request.path.partition("?")[0]
            route, hang_up = self.routes.get(path, (response(b"no such page", 404), False))
            reply = route(request) if callable(route) else route
            for piece in (reply,) if isinstance(reply, bytes) else reply:
                sock.sendall(piece)
                self.bytes_sent += len(piece)
        finally:
            with self._lock:
                self._at_once -= 1
        return not hang_up


def read_request(stream: Any) -> Request | None:
    line = stream.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers: dict[str, str] = {}
    while (field := stream.readline().decode("latin-1").strip()) and ":" in field:
        name, _, value = field.partition(":")
        headers[name.lower()] = value.strip()
    return Request(line[0], line[1], headers)


@dataclass
class FakeTime:
    """A clock that sleeping moves on; it starts at 2026-03-01 12:00 UTC."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += seconds

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.at - 1000)

    def fetcher(self, settings: FetchSettings) -> Fetcher:
        return Fetcher(settings, now=self.now, clock=self.clock, sleep=self.sleep)
