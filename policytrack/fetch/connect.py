"""Connections to checked addresses, kept for reuse; knows nothing of redirects or retries.

A name is resolved once for a connection, all its answers are checked, and the socket is opened
to one of exactly these. urllib3 then speaks over it, with the name in Host and in TLS unchanged.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import queue
import re
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from policytrack.fetch.addresses import check_address
from policytrack.fetch.failures import AnswerError, ConnectError, RefusedError
from policytrack.fetch.translate import failure_of, said_by

if TYPE_CHECKING:
    from policytrack.fetch.addresses import Target
    from policytrack.fetch.settings import FetchSettings
    from policytrack.fetch.watch import Watch

Resolver = Callable[[str, int, float], Sequence[str]]
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
FOLD = re.compile(r"\r\n[ \t]+")


class StrictResponse(http.client.HTTPResponse):
    """Headers that cannot be read in one way only are an error, not a guess."""

    def begin(self) -> None:
        """Read the status line and the headers."""
        super().begin()
        broken = self.msg.defects or self.msg.get_payload()
        for name, value in self.msg.items():
            broken = broken or CONTROL.search(FOLD.sub(" ", value)) or CONTROL.search(name)
        if broken:
            raise http.client.HTTPException


class StrictContext(ssl.SSLContext):
    """A TLS close without its notice is an error: it may be a cut."""

    def wrap_socket(self, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        """As in the base class."""
        return super().wrap_socket(*arguments, **{**options, "suppress_ragged_eofs": False})


class PinnedHTTP(HTTPConnection):
    """Plain HTTP over a socket that somebody else opens."""

    response_class = StrictResponse
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class PinnedHTTPS(HTTPSConnection):
    """HTTPS over a socket that somebody else opens."""

    response_class = StrictResponse
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class Line:
    """An open connection to one origin, with what is known of its other end."""

    def __init__(self, connection: PinnedHTTP | PinnedHTTPS, guard: socket.socket) -> None:
        self.connection = connection
        self.guard = guard  # shares the connection; shut down, it ends any read from it
        self.facts: dict[str, str] = {}
        self.used = False

    @property
    def alive(self) -> bool:
        """Whether nothing has come and nobody has hung up since the last exchange."""
        return self.connection.sock is not None and self.connection.is_connected

    def close(self) -> None:
        """Hang up."""
        self.connection.close()
        self.guard.close()


def open_line(
    target: Target, settings: FetchSettings, watch: Watch, resolve: Resolver, tls: ssl.SSLContext
) -> Line:
    """Resolve, check, connect and shake hands."""
    addresses = [target.host]
    if not is_literal(target.host):
        addresses = list(resolve(target.host, target.port, watch.left))
    checked = check_all(target, addresses, settings)
    opened = open_socket(target, checked, settings, watch)
    guard = opened.dup()
    try:
        watch.guard(guard)
        line = Line(shake_hands(target, opened, tls), guard)
    except BaseException:
        guard.close()
        opened.close()
        raise
    line.facts.update(describe(line.connection, settings))
    return line


def shake_hands(
    target: Target, opened: socket.socket, tls: ssl.SSLContext
) -> PinnedHTTP | PinnedHTTPS:
    """The connection over an open socket."""
    connection: PinnedHTTP | PinnedHTTPS
    if target.scheme == "https":
        connection = PinnedHTTPS(target.host, target.port, ssl_context=tls)
    else:
        connection = PinnedHTTP(target.host, target.port)
    connection.opened = opened
    try:
        connection.connect()
    except (HTTPError, OSError) as error:
        raise failure_of(error, target) from error
    return connection


def check_all(target: Target, addresses: Sequence[str], settings: FetchSettings) -> list[str]:
    """Every answer, or RefusedError if any of them may not be asked."""
    try:
        return list(dict.fromkeys(check_address(address, settings) for address in addresses))
    except RefusedError as error:
        message = f"{target.url} leads to {error.message}"
        raise RefusedError(message, hint=error.hint) from error


def open_socket(
    target: Target, addresses: Sequence[str], settings: FetchSettings, watch: Watch
) -> socket.socket:
    """A socket to the first address that answers."""
    problem: OSError | None = None
    for address in addresses:
        try:
            opened = socket.create_connection(
                (address, target.port), timeout=min(settings.connect_timeout, watch.left)
            )
        except OSError as error:
            problem = error
        else:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.settimeout(watch.left)
            return opened
    raise ConnectError(
        f"{target.authority} could not be reached: {said_by(problem)}",
        hint="Check the address and the network.",
        transient=True,
    ) from problem


def describe(connection: HTTPConnection, settings: FetchSettings) -> dict[str, str]:
    """The facts of a connection that stand as evidence beside what came over it."""
    sock = connection.sock
    facts = {"peer": str(sock.getpeername()[0])}
    if isinstance(sock, ssl.SSLSocket):
        facts["tls_version"] = sock.version() or ""
        certificate = sock.getpeercert(binary_form=True) or b""
        facts["certificate_sha256"] = hashlib.sha256(certificate).hexdigest()
        facts["tls_verified"] = "yes" if settings.verify_tls else "no, switched off in the settings"
    return facts


def is_literal(host: str) -> bool:
    """Whether the host is an address and no name (as `parse_host` leaves it)."""
    return ":" in host or host.rpartition(".")[2].isdigit()


def resolve_system(host: str, port: int, timeout: float) -> list[str]:
    """The system's answer for a name, or ConnectError; the system call itself has no time-out."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    answer: list[str] | OSError = TimeoutError()
    with contextlib.suppress(queue.Empty):
        answer = answers.get(timeout=timeout)
    if isinstance(answer, OSError):
        raise ConnectError(
            f"the name {host} could not be resolved",
            hint="Check the spelling and the network.",
            transient=True,
        ) from answer
    return answer


def tls_context(settings: FetchSettings) -> ssl.SSLContext:
    """The TLS settings of a fetcher."""
    context = StrictContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if not settings.verify_tls:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    context.load_default_certs()
    if settings.ca_file:
        try:
            context.load_verify_locations(settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise AnswerError(
                f"{settings.ca_file} holds no certificates that can be read",
                hint="Name a PEM file in ca_file.",
            ) from error
    return context
