"""A stricter reading of HTTP/1.1 than the standard library's; knows nothing of who asks what.

http.client splits header lines at a bare carriage return, guesses at broken ones, and reads
without bound when a chunk claims a negative size. Here each of these is an error.
"""

from __future__ import annotations

import http.client
import io
import re
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    import socket

CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
MAX_HEAD = 256 * 1024  # bytes of status line and headers, interim answers included


class StrictStream(io.BufferedReader):
    """What comes from a socket; lines of the protocol hold no control characters."""

    read_of_head = 0  # bytes
    in_head = True

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line of the protocol, never of a body."""
        line = super().readline(-1 if size is None else size)
        if CONTROL.search(line.removesuffix(b"\n").removesuffix(b"\r")):
            raise http.client.HTTPException
        if not line.endswith(b"\n") and (line or (self.in_head and self.read_of_head)):
            raise http.client.IncompleteRead(b"")
        if self.in_head:
            self.read_of_head += len(line)
            if self.read_of_head > MAX_HEAD:
                raise http.client.HTTPException
        return line

    def read(self, size: int | None = -1, /) -> bytes:
        """A piece of a body, always of a known size."""
        if size is None or size < 0:
            raise http.client.HTTPException
        return super().read(size)


class StrictResponse(http.client.HTTPResponse):
    """Headers that can be read in more than one way are an error, not a guess."""

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self._stream = StrictStream(self.fp.detach())
        self.fp = self._stream

    def begin(self) -> None:
        """Read the status line and the headers."""
        super().begin()
        if self.msg.defects or self.msg.get_payload():
            raise http.client.HTTPException
        self._stream.in_head = False


class PinnedHTTP(HTTPConnection):
    """Plain HTTP over a socket that was opened before."""

    response_class = StrictResponse
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class PinnedHTTPS(HTTPSConnection):
    """HTTPS over a socket that was opened before."""

    response_class = StrictResponse
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened
