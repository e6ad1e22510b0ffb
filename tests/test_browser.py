"""Pages rendered by a real Chromium, and the guard through which all its traffic passes."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import trustme

from policytrack.browser import Browser, BrowserSettings, Rendering, find_chromium, render
from policytrack.browser.guard import Guard
from policytrack.errors import FetchError
from policytrack.fetch import (
    AnswerError,
    ConnectError,
    FetchSettings,
    LimitError,
    RefusedError,
    StatusError,
    TimedOutError,
)
from policytrack.fetch.settings import by_host
from policytrack.model import Capture
from tests.loopback import Loopback, Request, response

pytest.importorskip("playwright", reason="the extra `browser` is not installed")
try:
    find_chromium()
except FetchError as missing:
    pytest.skip(missing.message, allow_module_level=True)

pytestmark = pytest.mark.slow
OWN = FetchSettings(allow_private=True, timeout=90)
NARROW = FetchSettings(private_networks=("127.0.0.2/32",), timeout=90)


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>P</title></head><body>{body}</body></html>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser(OWN) as running:
        yield running


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback("127.0.0.2") as running:
        yield running


def test_a_text_that_a_script_builds_is_captured(browser: Browser, server: Loopback) -> None:
    script = "setTimeout(() => root.innerHTML = '<h1>Cookies</h1><p>We set one.</p>', 300)"
    server.page("/p", page(f"<div id=root></div><script>{script}</script>"), x_kind="shell")
    server.redirect("/old", "/p")
    capture = browser.fetch(server.url("/old")).capture
    assert b"<h1>Cookies</h1><p>We set one.</p>" in capture.body
    assert (200, server.url("/p")) == (capture.status, capture.final_url)
    assert ((302, server.url("/p")),) == capture.redirects
    assert ("x-kind", "shell") in capture.headers
    assert "127.0.0.2" == capture.facts["peer"]
    assert capture.facts["renderer"].startswith("Chromium ")
    assert "policytrack/" in server.requests[0].headers["user-agent"]


def test_shadow_trees_and_long_frames_are_part_of_the_page(
    browser: Browser, server: Loopback
) -> None:
    shadow = "host.attachShadow({mode: 'open'}).innerHTML = '<p>In the shadow.</p>'"
    frames = "<iframe src=/long></iframe><iframe src=/short></iframe>"
    server.page("/p", page(f"<p>Above.</p><div id=host></div><script>{shadow}</script>{frames}"))
    server.page("/long", page("<p>Framed terms.</p>" * 150))
    server.page("/short", page("<p>An advertisement.</p>"))
    body = browser.fetch(server.url("/p")).capture.body
    assert b"In the shadow." in body
    assert b"Framed terms." in body
    assert b"An advertisement." not in body


INWARDS = {
    "an image": "<img src='{secret}'>",
    "a frame": "<iframe src='{secret}'></iframe>",
    "a script's request": "<script>fetch('{secret}').catch(() => 0)</script>",
    "a web socket": "<script>new WebSocket('{secret}'.replace('http', 'ws'))</script>",
    "a redirected image": "<img src='/away'>",
    "a worker": (
        "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('{secret}')\"])))</script>"
    ),
    "a beacon": "<script>navigator.sendBeacon('{secret}', 'x')</script>",
    "a form": (
        "<form method=post action='{secret}' target=_blank id=f></form><script>f.submit()</script>"
    ),
    "a prefetch": "<link rel=prefetch href='{secret}'><link rel=preconnect href='{secret}'>",
    "a popup": "<script>open('{secret}')</script>",
}


def test_nothing_that_a_page_asks_for_reaches_an_internal_address(
    browser: Browser, server: Loopback
) -> None:
    with Loopback("127.0.0.1") as secret:
        server.redirect("/away", secret.url("/"))
        parts = "".join(part.replace("{secret}", secret.url("/")) for part in INWARDS.values())
        server.page("/p", page(f"<p>Policy.</p>{parts}"))
        capture = browser.fetch(server.url("/p"), settings=NARROW).capture
        assert 0 == secret.connections
    assert b"Policy." in capture.body
    assert f"127.0.0.1:{secret.port}" in capture.facts["refused"]


@pytest.mark.parametrize("way", ["http", "script", "meta"])
def test_a_page_that_leads_inwards_is_refused(browser: Browser, server: Loopback, way: str) -> None:
    with Loopback("127.0.0.1") as secret:
        away = secret.url("/")
        if way == "http":
            server.redirect("/p", away)
        elif way == "script":
            server.page("/p", page(f"<script>location = '{away}'</script>"))
        else:
            server.page("/p", page(f"<meta http-equiv=refresh content='0;url={away}'>"))
        with pytest.raises((RefusedError, ConnectError, AnswerError, StatusError)):
            browser.fetch(server.url("/p"), settings=NARROW)
        assert 0 == secret.connections


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://10.0.0.1/", "http://127.1/", "data://x"]
)
def test_an_address_that_may_not_be_asked_never_reaches_the_browser(url: str) -> None:
    never = BrowserSettings(program="/nonexistent")
    with Browser(NARROW, never) as browser, pytest.raises(RefusedError):
        browser.fetch(url)


@pytest.mark.parametrize(("status", "transient"), [(404, False), (503, True)])
def test_a_status_is_a_failure_as_in_a_plain_fetch(
    browser: Browser, server: Loopback, status: int, transient: bool
) -> None:
    server.page("/p", page("gone"), status=status)
    with pytest.raises(StatusError) as caught:
        browser.fetch(server.url("/p"))
    assert (status, transient) == (caught.value.status, caught.value.transient)


def test_a_page_that_hangs_is_ended_and_the_next_one_works(
    browser: Browser, server: Loopback
) -> None:
    server.page("/hang", page("<script>while (true) {}</script>"))
    server.page("/p", page("<p>Policy.</p>"))
    with pytest.raises(TimedOutError):
        browser.fetch(server.url("/hang"), settings=replace(OWN, timeout=2))
    assert b"Policy." in browser.fetch(server.url("/p")).capture.body


def test_the_time_of_a_page_begins_when_the_one_before_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, over = threading.Event(), threading.Event()

    class Slow(Browser):
        def _render(self, url: str, *_: object) -> Rendering:
            if url.endswith("/first"):
                begun.set()
                over.wait(60)
            return Rendering(Capture(url, url, b""))

    monkeypatch.setattr(render, "GRACE", 0)
    monkeypatch.setattr(render, "resolve_checked", lambda *_: [])
    with Slow(OWN) as slow, ThreadPoolExecutor(2) as threads:
        first = threads.submit(slow.fetch, "http://a.example/first")
        assert begun.wait(60)
        quick = replace(OWN, timeout=2)
        second = threads.submit(slow.fetch, "http://a.example/second", settings=quick)
        time.sleep(2.5)
        over.set()
        assert "http://a.example/second" == second.result().capture.source
        assert "http://a.example/first" == first.result().capture.source


def test_a_page_that_loads_without_end_stops_at_the_limit(server: Loopback) -> None:
    def endless(request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        for _ in range(16 * 1024):
            yield b"<p>" + b"x" * 65536

    server.reply("/p", endless)
    little = replace(OWN, max_megabytes=0.6)
    with Browser(little) as browser, pytest.raises(LimitError):
        browser.fetch(server.url("/p"))
    assert server.bytes_sent < 64_000_000


def test_a_page_too_large_for_the_settings_is_a_failure(browser: Browser, server: Loopback) -> None:
    server.page("/p", page("<p>text</p>" * 10_000))
    with pytest.raises(LimitError, match="larger than 50,000 bytes"):
        browser.fetch(server.url("/p"), settings=replace(OWN, max_megabytes=0.05))


def test_a_certificate_is_verified_and_an_opt_out_is_on_record(browser: Browser) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown = trustme.CA().issue_cert("127.0.0.2")
    shown.configure_cert(context)
    with Loopback("127.0.0.2", tls=context) as server:
        server.page("/p", page("<p>Policy.</p>"))
        with pytest.raises(FetchError):
            browser.fetch(server.url("/p"))
        opted_out = replace(OWN, verify_tls=False)
        facts = browser.fetch(server.url("/p"), settings=opted_out).capture.facts
    assert ("TLS 1.3", "no: switched off in the settings") == (
        facts["tls_version"],
        facts["tls_verified"],
    )
    certificate = ssl.PEM_cert_to_DER_cert(shown.cert_chain_pems[0].bytes().decode())
    assert sha256(certificate).hexdigest() == facts["certificate_sha256"]


def test_each_page_gets_a_fresh_profile(browser: Browser, server: Loopback) -> None:
    def remember(request: Request) -> bytes:
        script = "localStorage.x = (localStorage.x || '') + 'seen;'; p.append(localStorage.x)"
        body = page(f"<p id=p></p><script>{script}</script>")
        return response(body, headers={"Set-Cookie": "seen=1"})

    server.reply("/p", remember)
    bodies = [browser.fetch(server.url("/p")).capture.body for _ in range(2)]
    assert [1, 1] == [body.count(b">seen;<") for body in bodies]
    pages = [request for request in server.requests if request.path == "/p"]
    assert [None, None] == [request.headers.get("cookie") for request in pages]


def test_a_screenshot_and_a_print_are_evidence_on_request(server: Loopback) -> None:
    server.page("/p", page("<h1>Policy</h1>"))
    with Browser(OWN, BrowserSettings(screenshot=True, pdf=True)) as browser:
        rendering = browser.fetch(server.url("/p"))
    assert rendering.screenshot.startswith(b"\x89PNG")
    assert rendering.pdf.startswith(b"%PDF")


def test_threads_may_share_a_browser(browser: Browser, server: Loopback) -> None:
    for number in range(3):
        server.page(f"/{number}", page(f"<p>Policy {number}.</p>"))
    found: dict[int, bytes] = {}

    def fetch(number: int) -> None:
        found[number] = browser.fetch(server.url(f"/{number}")).capture.body

    threads = [threading.Thread(target=fetch, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Policy {number}.".encode() in found[number] for number in range(3))


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(FetchError, match="/nonexistent is no program") as caught:
        find_chromium("/nonexistent")
    assert "--browser" in caught.value.hint


def test_a_browser_that_does_not_start_is_a_failure() -> None:
    broken = BrowserSettings(program="/bin/false")
    failed = pytest.raises(FetchError, match="did not start")
    with Browser(OWN, broken) as browser, failed:
        browser.fetch("http://127.0.0.1:8080/")


def test_a_browser_that_has_no_sandbox_says_what_to_do(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho '[1:FATAL:host.cc(1)] No usable sandbox!' >&2\nexit 1\n")
    program.chmod(0o755)
    with (
        Browser(OWN, BrowserSettings(program=str(program))) as browser,
        pytest.raises(FetchError, match="did not start") as caught,
    ):
        browser.fetch("http://127.0.0.1:8080/")
    assert "chromium-sandbox" in caught.value.hint


def test_a_driver_that_does_not_start_is_a_failure_and_the_next_page_tries_again(
    monkeypatch: pytest.MonkeyPatch, server: Loopback
) -> None:
    server.page("/p", page("<p>We set one cookie.</p>"))
    with Browser(OWN) as browser:
        monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
        with pytest.raises(FetchError, match="own program did not start") as caught:
            browser.fetch(server.url("/p"))
        monkeypatch.delenv("PLAYWRIGHT_NODEJS_PATH")
        assert b"one cookie" in browser.fetch(server.url("/p")).capture.body
    assert "playwright --version" in caught.value.hint


# --- the guard by itself ---------------------------------------------------------------------


def ask(guard: Guard, request: bytes, *, password: bool = True) -> bytes:
    pair = base64.b64encode(f"{guard.user}:{guard.password}".encode())
    known = b"Proxy-Authorization: Basic " + pair + b"\r\n" if password else b""
    with socket.create_connection(("127.0.0.1", int(guard.url.rpartition(":")[2]))) as sock:
        sock.sendall(request + b"\r\n" + known + b"\r\n")
        sock.settimeout(5)
        data = b""
        while piece := sock.recv(65536):
            data += piece
        return data


@pytest.fixture
def guard() -> Iterator[Guard]:
    running = Guard(by_host(NARROW))
    running.watch(by_host(NARROW), 1_000_000)
    yield running
    running.close()


@pytest.mark.parametrize(
    "request_line",
    [
        b"CONNECT 127.0.0.1:443 HTTP/1.1", b"CONNECT 127.1:443 HTTP/1.1",
        b"CONNECT [::1]:443 HTTP/1.1", b"CONNECT 10.0.0.1:443 HTTP/1.1",
        b"CONNECT 169.254.169.254:80 HTTP/1.1", b"CONNECT localhost:22 HTTP/1.1",
        b"GET http://127.0.0.1:8080/ HTTP/1.1", b"GET http://2130706433/ HTTP/1.1",
        b"GET file:///etc/passwd HTTP/1.1", b"GET / HTTP/1.1", b"CONNECT x HTTP/1.1 extra",
        b"nonsense", b"CONNECT a@b:443 HTTP/1.1",
    ],
)  # fmt: skip
def test_the_guard_refuses(guard: Guard, request_line: bytes) -> None:
    assert ask(guard, request_line).split()[1] in {b"403", b"400"}


def test_the_guard_carries_what_is_allowed(guard: Guard, server: Loopback) -> None:
    server.reply("/p", response("text"), hang_up=True)
    got = ask(guard, f"GET {server.url('/p')} HTTP/1.1\r\nProxy-Connection: x".encode())
    assert got.endswith(b"\r\n\r\ntext")
    assert "proxy-authorization" not in server.requests[0].headers
    assert "proxy-connection" not in server.requests[0].headers


def test_the_guard_serves_nobody_without_its_password(guard: Guard, server: Loopback) -> None:
    got = ask(guard, f"GET {server.url('/p')} HTTP/1.1".encode(), password=False)
    assert got.startswith(b"HTTP/1.1 407")
    assert 0 == server.connections
