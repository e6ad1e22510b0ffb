"""Bodies that are endless, exploding, slow, cut or damaged."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.errors import FetchError
from policytrack.fetch import (
    AnswerError,
    FetchSettings,
    LimitError,
    TimedOutError,
    TruncatedError,
    load,
)
from policytrack.fetch.decode import decode
from tests.loopback import Loopback, Request, response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = f"<html><body>{'<p>We keep your data as long as we need it.</p>' * 200}</body></html>"
MIB = 1024 * 1024
OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0, retries=0)
CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def bare_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def in_members(data: bytes) -> bytes:
    return gzip.compress(data[:100]) + gzip.compress(data[100:])


def close_delimited(body: bytes, headers: str = "") -> bytes:
    return f"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body


def chunked(*chunks: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.mark.parametrize("coding", CODERS)
def test_each_coding_is_undone(server: Loopback, coding: str) -> None:
    wire = CODERS[coding](PAGE.encode())  # gzip writes the time into it
    server.page("/p", wire, content_encoding=coding)
    capture = load(server.url("/p"), OWN)
    assert PAGE.encode() == capture.body
    assert wire == capture.wire
    assert str(len(capture.wire)) == capture.facts["wire_bytes"]
    assert hashlib.sha256(capture.wire).hexdigest() == capture.facts["wire_sha256"]
    assert coding in server.requests[0].headers["accept-encoding"]


def test_bare_deflate_and_several_gzip_members_are_undone(server: Loopback) -> None:
    half = len(PAGE) // 2
    members = gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode())
    server.page("/bare", bare_deflate(PAGE.encode()), content_encoding="deflate")
    server.page("/members", members, content_encoding="x-gzip")
    server.page(
        "/twice", brotli.compress(gzip.compress(PAGE.encode())), content_encoding="gzip, br"
    )
    for path in ("/bare", "/members", "/twice"):
        assert PAGE.encode() == load(server.url(path), OWN).body


@given(
    st.binary(max_size=5000),
    st.sampled_from([*CODERS.items(), ("deflate", bare_deflate), ("gzip", in_members)]),
    st.integers(1, 300),
)
def test_a_stream_decodes_the_same_however_it_is_cut_into_pieces(
    data: bytes, coder: tuple[str, Callable[[bytes], bytes]], size: int
) -> None:
    coding, compress = coder
    wire = compress(data)
    pieces = (wire[at : at + size] for at in range(0, len(wire), size))
    assert data == b"".join(decode(pieces, coding, "it"))


@given(st.binary(min_size=1, max_size=5000), st.sampled_from(sorted(CODERS)), st.data())
def test_a_stream_cut_anywhere_is_never_taken_for_whole(
    data: bytes, coding: str, draw: st.DataObject
) -> None:
    wire = CODERS[coding](data)
    end = draw.draw(st.integers(1, len(wire) - 1))
    with pytest.raises(FetchError):
        b"".join(decode(iter([wire[:end]]), coding, "it"))


def test_an_endless_body_stops_at_the_limit(server: Loopback) -> None:
    def endless(request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
        for _ in range(16 * 1024):
            yield b"x" * 65536

    server.reply("/p", endless)
    with pytest.raises(LimitError, match="more than 1,000,000 bytes"):
        load(server.url("/p"), replace(OWN, max_megabytes=1))
    assert server.bytes_sent < 16 * MIB


# VmHWM is this process's own peak; ru_maxrss would start with that of the process it came from.
BOMB = """
import pathlib, sys
from policytrack.fetch import FetchSettings, LimitError, load
try:
    load(sys.argv[1], FetchSettings(allow_private=True, respect_robots=False, retries=0))
except LimitError as error:
    status = pathlib.Path("/proc/self/status").read_text()
    print("LIMIT", int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    """300 MB of nothing in each coding, and brotli's in gzip's."""
    nothing = b"\0" * (10 * MIB)
    gz, br = zlib.compressobj(wbits=31, level=9), brotli.Compressor(quality=5, lgwin=24)
    zs = zstd.ZstdCompressor()
    made = {"gzip": b"", "br": b"", "zstd": b""}
    for _ in range(30):
        made["gzip"] += gz.compress(nothing)
        made["br"] += br.process(nothing)
        made["zstd"] += zs.compress(nothing)
    made["gzip"] += gz.flush()
    made["br"] += br.finish()
    made["zstd"] += zs.flush()
    made["gzip, br"] = brotli.compress(made["gzip"], quality=5)
    return made


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells no peak of memory")
@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "gzip, br"])
def test_a_bomb_stays_under_150_megabytes(
    server: Loopback, bombs: dict[str, bytes], coding: str
) -> None:
    server.page("/p", bombs[coding], content_encoding=coding)
    command = [sys.executable, "-c", BOMB, server.url("/p")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "LIMIT" == said[0]
    assert int(said[1]) < 150


def test_a_zstd_window_beyond_eight_megabytes_is_refused(server: Loopback) -> None:
    parameter = zstd.CompressionParameter
    engine = zstd.ZstdCompressor(options={parameter.window_log: 27, parameter.content_size_flag: 0})
    wire = engine.compress(b"x" * MIB) + engine.flush()
    server.page("/p", wire, content_encoding="zstd")
    with pytest.raises(AnswerError, match="does not decompress"):
        load(server.url("/p"), OWN)


@pytest.mark.parametrize("part", ["connect", "headers", "body", "silence", "chunks"])
def test_a_byte_a_moment_does_not_outlive_the_deadline(server: Loopback, part: str) -> None:
    """Each byte comes well within any time-out of a socket; the whole would take minutes."""
    starts = {
        "headers": b"HTTP/1.1 200 OK\r\nX-Long: ",
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    }
    over = threading.Event()

    def drip(request: Request) -> Iterator[bytes]:
        yield starts.get(part, b"")
        for _ in range(10_000):
            if over.wait(0.05):
                return
            yield b"1\r\nx\r\n" if part == "chunks" else b"" if part == "silence" else b"x"

    server.reply("/p", drip)
    settings = replace(OWN, timeout=0.3, retries=2)
    started = time.monotonic()
    try:
        with pytest.raises(TimedOutError) as caught:
            load(server.url("/p"), settings)
    finally:
        over.set()
    assert caught.value.transient
    assert time.monotonic() - started < 60


def test_a_resolver_that_never_answers_does_not_outlive_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: over.wait(60) and [])
    settings = FetchSettings(respect_robots=False, timeout=0.2, retries=0)
    try:
        with pytest.raises(FetchError) as caught:
            load("http://example.org/", settings)
    finally:
        over.set()
    assert caught.value.transient


CUT = {
    "short of its Content-Length": response(PAGE)[:-500],
    "within a chunk": chunked(PAGE.encode())[:-400],
    "between chunks": chunked(PAGE.encode()[:500]),
    "before the last line of the chunks": chunked(PAGE.encode()) + b"0",
    "within a chunk's size": chunked(PAGE.encode()) + b"1",
    "gzip, with a matching Content-Length": response(
        gzip.compress(PAGE.encode())[:-30], headers={"Content-Encoding": "gzip"}
    ),
    "gzip, without its checksum": response(
        gzip.compress(PAGE.encode())[:-8], headers={"Content-Encoding": "gzip"}
    ),
    "brotli, with a matching Content-Length": response(
        brotli.compress(PAGE.encode())[:-3], headers={"Content-Encoding": "br"}
    ),
    "zstd, with a matching Content-Length": response(
        zstd.compress(PAGE.encode())[:-3], headers={"Content-Encoding": "zstd"}
    ),
    "HTTP/1.0, closed half-way": close_delimited(PAGE.encode()[:500]),
    "HTTP/1.0 and gzip, closed half-way": close_delimited(
        gzip.compress(PAGE.encode())[:100], "Content-Encoding: gzip\r\n"
    ),
    "in its headers": b"HTTP/1.1 200 OK\r\nContent-Le",
}


@pytest.mark.parametrize("where", CUT)
def test_a_cut_answer_is_never_taken_for_whole(server: Loopback, where: str) -> None:
    server.reply("/p", CUT[where], hang_up=True)
    with pytest.raises((TruncatedError, AnswerError)) as caught:
        load(server.url("/p"), OWN)
    assert caught.value.transient


def test_a_whole_page_may_end_by_hanging_up(server: Loopback) -> None:
    server.reply("/p", close_delimited(PAGE.encode()), hang_up=True)
    capture = load(server.url("/p"), OWN)
    assert PAGE.encode() == capture.body
    assert "unknown" in capture.facts["wire_length"]


def test_an_unclosed_page_without_length_is_accepted_on_request(server: Loopback) -> None:
    server.reply("/p", close_delimited(b"<html><p>All of it"), hang_up=True)
    capture = load(server.url("/p"), replace(OWN, accept_unclosed=True))
    assert b"<html><p>All of it" == capture.body


BROKEN = {
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "a bad status line": b"HTTP/1.1 twohundred OK\r\n\r\n",
    "a status out of range": b"HTTP/1.1 99 OK\r\n\r\n",
    "an endless status line": b"HTTP/1.1 200 " + b"x" * 100_000 + b"\r\n\r\n",
    "an endless header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    "too many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    "NUL in a header": b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 1\r\n\r\nx",
    "CR in a header": b"HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\nContent-Length: 1\r\n\r\nx",
    "an escape in a header": b"HTTP/1.1 200 OK\r\nX: \x1b[31m\r\nContent-Length: 1\r\n\r\nx",
    "a header without a colon": b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 1\r\n\r\nx",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
    "an unknown coding": response("x", headers={"Content-Encoding": "\x1b[31mlzma"}),
    "a made-up coding": response("x", headers={"Content-Encoding": "lzma"}),
    "seven codings": response("x", headers={"Content-Encoding": ",".join(["gzip"] * 7)}),
    "a damaged gzip": response("no gzip at all", headers={"Content-Encoding": "gzip"}),
    "a damaged brotli": response(b"\xff" * 99, headers={"Content-Encoding": "br"}),
    "a chunk without a size": chunked() + b"x\r\nabc\r\n",
    "a chunk of size minus one": chunked() + b"-1\r\n" + b"x" * 1000,
    "a chunk of negative size": chunked() + b"-5\r\nabc\r\n0\r\n\r\n",
    "nothing at all": b"",
    "an empty body": response(""),
    "white space for a body": response(" \n\t "),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_is_a_failure_with_nothing_raw_in_it(server: Loopback, what: str) -> None:
    server.reply("/p", BROKEN[what], hang_up=True)
    with pytest.raises(FetchError) as caught:
        load(server.url("/p"), OWN)
    message = caught.value.message + caught.value.hint
    assert message.isprintable()
    assert len(message) < 300


def test_a_folded_header_is_read(server: Loopback) -> None:
    server.reply("/p", b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 4\r\n\r\ntext")
    assert ("X", "a b") in load(server.url("/p"), OWN).headers
