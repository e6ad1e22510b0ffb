"""One request and its answer over an open line; knows nothing of redirects or retries."""

from __future__ import annotations

import hashlib
import http.client
from dataclasses import dataclass
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError

from policytrack.fetch.decode import ACCEPTED, decode, join_limited, take_prefix
from policytrack.fetch.failures import LimitError, TruncatedError
from policytrack.fetch.translate import failure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3 import BaseHTTPResponse

    from policytrack.fetch.addresses import Target
    from policytrack.fetch.connect import Line
    from policytrack.fetch.settings import FetchSettings
    from policytrack.fetch.watch import Watch

PIECE = 64 * 1024
# HTML first: a server that can send Markdown as well would make every text flip once.
WANTED = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/*;q=0.8,*/*;q=0.5"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
BODY_WANTED = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of whom, and how much of the answer is wanted."""

    target: Target
    headers: Mapping[str, str]
    settings: FetchSettings
    prefix: int = 0  # bytes: read just so many of a longer body; 0 is all, within the limits


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wire: bytes  # the body as sent, where it came in a content coding
    facts: Mapping[str, str]
    reusable: bool

    def header(self, name: str) -> str:
        """The header's first value, "" when it is missing; `name` in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def location(self) -> str:
        """Where a redirect leads; servers write it in UTF-8, whatever the standard says."""
        return self.header("location").encode("latin-1", "replace").decode("utf-8", "replace")


def request_headers(target: Target, settings: FetchSettings) -> dict[str, str]:
    """What every request of ours says: no cookies, no credentials, no referrer."""
    return {
        "Host": target.authority,
        "User-Agent": settings.agent,
        "Accept": WANTED,
        "Accept-Language": settings.languages,
        "Accept-Encoding": ACCEPTED,
    }


def exchange(line: Line, request: Request, watch: Watch) -> Answer:
    """Ask and read the whole answer within the watch's time."""
    watch.guard(line.guard)
    connection, target = line.connection, request.target
    connection.timeout = watch.left + 1  # the watch ends it first
    try:
        path = target.url if line.forwards else target.path
        headers = dict(request.headers)
        if line.authorization:
            headers["Proxy-Authorization"] = line.authorization
        connection.request("GET", path, headers=headers, preload_content=False)
        return read_answer(connection.getresponse(), request, line)
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise failure_of(error, target, watch.allowed) from error


def read_answer(response: BaseHTTPResponse, request: Request, line: Line) -> Answer:
    """The answer with its body where one is wanted; any other body stays unread."""
    headers = tuple((name, value) for name, value in response.headers.items())
    body, sent, facts = b"", b"", dict(line.facts)
    whole = response.status == NOT_MODIFIED
    if response.status in BODY_WANTED:
        wire = Wire(response, request)
        body = read_body(wire, response.headers.get("content-encoding", ""), request)
        facts |= wire.facts()
        sent = b"".join(wire.kept)
        whole = wire.done
    elif not whole:
        whole = read_away(response)
    return Answer(
        response.status, headers, body, sent, facts, whole and line.connection.sock is not None
    )


def read_away(response: BaseHTTPResponse) -> bool:
    """Read a short body that nobody wants, so that the line can be used again; whether it can."""
    length = response.headers.get("content-length", "")
    if not (length.isdigit() and int(length[:9]) <= PIECE):
        return False
    response.read(PIECE, decode_content=False)
    return True


def read_body(wire: Wire, coding: str, request: Request) -> bytes:
    """The decoded body, all of it or the wanted prefix."""
    settings, name = request.settings, request.target.url
    stream = decode(iter(wire), coding, name)
    if request.prefix:
        return take_prefix(stream, request.prefix)
    body = join_limited(stream, settings.max_bytes, name)
    wire.finish()
    if not (wire.framed or coding or settings.accept_unclosed) and is_cut(body):
        raise TruncatedError(
            f"{name} was cut off: no length was given, and its <html> is never closed",
            hint="accept_unclosed = true for the host takes such pages as they are.",
            transient=True,
        )
    return body


def is_cut(body: bytes) -> bool:
    """Whether a page without a length ends within its <html>, or within a tag."""
    start, end = body[:4096].lower(), body[-4096:].lower()
    return b"<html" in start and b"</html" not in end


class Wire:
    """The body as sent, in pieces, counted and hashed on its way."""

    def __init__(self, response: BaseHTTPResponse, request: Request) -> None:
        headers = response.headers
        self.framed = "content-length" in headers or "transfer-encoding" in headers
        self.done = False
        self.kept: list[bytes] = []  # what a decoder turns into something else
        self._coded = "content-encoding" in headers and not request.prefix
        self._limit = max(request.settings.max_bytes, request.prefix)
        self._name = request.target.url
        self._size = 0
        self._digest = hashlib.sha256()
        self._pieces = response.stream(PIECE, decode_content=False)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._size += len(piece)
            if self._size > self._limit:
                raise LimitError(
                    f"{self._name} sent more than {self._limit:,} bytes",
                    hint="Raise max_megabytes if it is a policy.",
                )
            self._digest.update(piece)
            if self._coded:
                self.kept.append(piece)
            yield piece
        self.done = True

    def finish(self) -> None:
        """Read what a decoder left unread behind the end of its stream."""
        for _ in self:
            pass

    def facts(self) -> dict[str, str]:
        """What came, for the evidence."""
        length = "known" if self.framed else "unknown: the end is where the server hung up"
        return {
            "wire_bytes": str(self._size),
            "wire_sha256": self._digest.hexdigest(),
            "wire_length": length,
        }
