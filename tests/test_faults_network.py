"""The running job against servers that lie, stall, flood and lead astray.

Every page was good once; then each turns on us in its own way, in one run. The numbers are those
of docs/faults.md.
"""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
import trustme

from policytrack.store import Store
from tests.fault_parts import SETTINGS, Done, configure, host, policy_id, program, texts
from tests.loopback import Loopback, Reply, Request, response
from tests.test_fetch_bodies import zstd
from tests.test_snapshot_job import page

MIB = 1 << 20
ESCAPES = "\x1b]8;;https://evil.example\x1b\\x\x9b31m"


def endless(_: Request) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1073741824\r\n\r\n"
    for _n in range(16 * 1024):
        yield b"x" * 65536


def dripping(_: Request) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"
    while True:
        yield b"x"
        time.sleep(0.05)


def zeros(coding: str) -> bytes:
    """100 MB of nothing."""
    nothing = bytes(MIB)
    if coding == "br":
        bomb = brotli.Compressor(quality=5, lgwin=24)
        return b"".join(bomb.process(nothing) for _ in range(100)) + bomb.finish()
    gz = zlib.compressobj(wbits=31, level=9)
    packer = gz if coding == "gzip" else zstd.ZstdCompressor()
    return b"".join(packer.compress(nothing) for _ in range(100)) + packer.flush()


def coded(coding: str, body: bytes) -> bytes:
    return response(body, headers={"Content-Encoding": coding})


def moved(location: str) -> bytes:
    return response(b"", 302, {"Location": location})


GOOD = page()
PACKED = gzip.compress(GOOD.encode())
FAULTS: dict[str, tuple[Reply, str]] = {
    "14-endless": (b"", "more than 2,000,000 bytes"),
    "15-gzip": (coded("gzip", zeros("gzip")), "2,000,000 bytes"),
    "15-br": (coded("br", zeros("br")), "2,000,000 bytes"),
    "15-zstd": (coded("zstd", zeros("zstd")), "2,000,000 bytes"),
    "16-drip": (b"", "did not answer in full within its time"),
    "17-loop": (moved("/17-loop"), "leads in a circle"),
    "17-far": (moved("/17-far-1"), "redirects more than 10 times"),
    "18-metadata": (moved("http://169.254.169.254/latest/meta-data/"), "169.254.169.254"),
    "18-file": (moved("file:///etc/passwd"), "has the scheme 'file'"),
    "19-odd": (moved("http://0x7f.1/"), "0x7f.1"),
    "21-short": (response(GOOD)[:-200], "ended before its end"),
    "22-gzip": (coded("gzip", PACKED[:-30]), "its compressed stream has no end"),
    "22-http10": (b"HTTP/1.0 200 OK\r\n\r\n" + GOOD.encode()[:700], "was cut off"),
    "27-headers": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", ""),
    "27-escape": (
        f"HTTP/1.1 200 {ESCAPES}\r\nX: {ESCAPES}\r\n\r\n".encode("latin-1"),
        "no valid HTTP answer",
    ),
    "27-nul": (b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 1\r\n\r\nx", "no valid HTTP answer"),
    "31-empty": (response(""), "with nothing in it"),
}


@dataclass
class Museum:
    """The job's second run, in which all but one of the pages have turned."""

    root: Path
    store: Store
    server: Loopback
    done: Done


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Museum]:
    root = tmp_path_factory.mktemp("museum")
    names = [*FAULTS, "good"]
    with Loopback() as server:
        for name in names:
            server.page(f"/{name}", GOOD)
        settings = f"{SETTINGS}max_megabytes = 2\n"
        sources = {name: server.url(f"/{name}") for name in names}
        store = host(root, sources, settings)
        first = program(root, "snapshot", "--format", "json")
        assert {"recorded"} == {row["status"] for row in first.rows.values()}
        for name, (reply, _) in FAULTS.items():
            server.reply(f"/{name}", reply, hang_up=True)
        configure(root, sources, settings, quick=["16-drip"])
        server.reply("/14-endless", endless)
        server.reply("/16-drip", dripping)
        for hop in range(1, 12):
            server.redirect(f"/17-far-{hop}", f"/17-far-{hop + 1}")
        server.page("/good", page(how="We keep your orders for 90 days."))
        yield Museum(root, store, server, program(root, "snapshot", "--format", "json"))


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_a_failure_that_is_told_and_the_text_in_force_stays(
    museum: Museum, name: str
) -> None:
    row = museum.done.rows[name]
    assert "failed" == row["status"]
    assert FAULTS[name][1] in row["error"] + row["hint"]
    assert (row["error"] + row["hint"]).isprintable()
    assert 1 == len(texts(museum.store, name))


def test_the_others_go_on_and_the_exit_code_says_that_some_failed(museum: Museum) -> None:
    assert 3 == museum.done.code
    assert "recorded" == museum.done.rows["good"]["status"]
    assert "90 days" in texts(museum.store, "good")[-1]


def test_floods_and_bombs_cost_a_bounded_memory(museum: Museum) -> None:
    assert museum.done.peak < 150
    assert museum.server.bytes_sent < 64 * MIB


def test_nothing_raw_reaches_a_log_or_the_ledger(museum: Museum) -> None:
    plain = program(museum.root, "snapshot", policy_id("27-escape"), policy_id("27-nul"))
    said = plain.out + plain.err + museum.done.out
    assert said.replace("\n", "").isprintable()
    lines = [line for run in museum.store.read_runs() for line in run.lines]
    assert json.dumps(lines, ensure_ascii=False).isprintable()
    assert museum.store.verify().sound


ODD = [
    "http://127.0.0.1:{port}/", "http://0x7f.1:{port}/", "http://2130706433:{port}/",
    "http://127.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/", "http://224.0.0.1:{port}/", "http://localhost:{port}/",
    "http://example.org\\@127.0.0.1:{port}/", "http://user@127.0.0.1:{port}/",
    "http://100.64.0.1:{port}/", "http://0:{port}/", "http://①②⑦.⓪.⓪.①:{port}/",
]  # fmt: skip


def test_no_spelling_of_an_internal_address_is_asked(tmp_path: Path) -> None:
    with Loopback() as server:
        sources = {f"odd{n}": url.format(port=server.port) for n, url in enumerate(ODD)}
        host(tmp_path, sources, "pause = 0\nrespect_robots = false\n")
        done = program(tmp_path, "snapshot", "--format", "json")
        assert {"failed"} == {row["status"] for row in done.rows.values()}
        assert 0 == server.connections


def test_a_certificate_that_is_not_in_order_is_a_failure_and_an_opt_out_is_on_record(
    tmp_path: Path,
) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with Loopback(tls=context) as server:
        server.page("/p", GOOD)
        store = host(tmp_path, {"p": server.url("/p")})
        refused = program(tmp_path, "snapshot", "--format", "json").rows["p"]
        assert ("failed", True) == (refused["status"], "certificate" in refused["error"])
        configure(tmp_path, {"p": server.url("/p")}, f"{SETTINGS}verify_tls = false\n")
        assert 0 == program(tmp_path, "snapshot").code
        latest = store.latest(policy_id("p"))
        assert latest is not None
        assert latest.facts["TLS-Verified"].startswith("no")


LATER = {
    "seconds": "1",
    "a date": format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True),
    "the past": "Sat, 01 Jan 2000 00:00:00 GMT",
}


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", LATER)
def test_a_host_that_asks_for_a_moment_gets_it(tmp_path: Path, form: str, status: int) -> None:
    with Loopback() as server:
        answers = iter([response("busy", status, {"Retry-After": LATER[form]})])
        server.reply("/p", lambda _: next(answers, response(GOOD)))
        host(tmp_path, {"p": server.url("/p")})
        assert 0 == program(tmp_path, "snapshot").code
        assert ["/p", "/p"] == server.paths


def test_a_host_that_asks_for_ten_years_is_left_alone_and_the_job_goes_on(tmp_path: Path) -> None:
    with Loopback() as server, Loopback(address="127.0.0.2") as other:
        server.page("/p", "later", status=429, retry_after="315360000")
        other.page("/q", GOOD)
        host(tmp_path, {"p": server.url("/p"), "q": other.url("/q")})
        rows = program(tmp_path, "snapshot", "--format", "json").rows
        assert ("failed", "recorded") == (rows["p"]["status"], rows["q"]["status"])
        assert 1 == len(server.paths)


def test_robots_txt_is_obeyed_and_an_override_is_on_record(tmp_path: Path) -> None:
    polite = SETTINGS.replace("respect_robots = false", "respect_robots = true")
    with Loopback() as server:
        server.page("/robots.txt", "User-agent: *\nDisallow: /private\n", content_type="text/plain")
        server.page("/private", GOOD)
        server.page("/open", GOOD)
        sources = {"private": server.url("/private"), "open": server.url("/open")}
        store = host(tmp_path, sources, polite)
        rows = program(tmp_path, "snapshot", "--format", "json").rows
        assert ("failed", "recorded") == (rows["private"]["status"], rows["open"]["status"])
        assert "robots" in rows["private"]["error"]
        assert "/private" not in server.paths
        configure(tmp_path, sources)
        assert 0 == program(tmp_path, "snapshot").code
        kept = next(store.captures(policy_id("private")))
        assert "allowed" != store.read_capture(kept).facts["robots"]


@pytest.mark.parametrize("status", [500, 404])
def test_a_robots_txt_that_fails_forbids_and_one_that_is_not_there_allows(
    tmp_path: Path, status: int
) -> None:
    with Loopback() as server:
        server.page("/robots.txt", "no", status=status)
        server.page("/p", GOOD)
        host(tmp_path, {"p": server.url("/p")}, SETTINGS.replace("respect_robots = false", ""))
        done = program(tmp_path, "snapshot")
        assert (0 if status == 404 else 3) == done.code
        assert ("/p" in server.paths) == (status == 404)


def test_a_proxy_of_the_environment_is_not_trusted_silently(tmp_path: Path) -> None:
    with Loopback() as server, Loopback(address="127.0.0.2") as proxy:
        server.page("/p", GOOD)
        store = host(tmp_path, {"p": server.url("/p")})
        env = dict.fromkeys(("http_proxy", "HTTP_PROXY", "ALL_PROXY"), proxy.url("/"))
        assert 0 == program(tmp_path, "snapshot", env=env).code
        assert (0, ["/p"]) == (proxy.connections, server.paths)
        capture = store.read_capture(next(store.captures(policy_id("p"))))
        assert "not used" in capture.facts["proxy"]


def test_a_server_that_accepts_and_says_nothing_costs_its_time_and_no_more(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, Loopback() as server:
        held: list[socket.socket] = []
        threading.Thread(target=lambda: held.append(mute.accept()[0]), daemon=True).start()
        server.page("/q", GOOD)
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        host(tmp_path, {"p": url, "q": server.url("/q")}, quick=["p"])
        rows = program(tmp_path, "snapshot", "--format", "json").rows
        assert ("failed", "recorded") == (rows["p"]["status"], rows["q"]["status"])
        for line in held:
            line.close()
