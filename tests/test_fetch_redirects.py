"""Redirects and the cookies on their way, and conditional requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from policytrack.fetch import (
    Fetcher,
    FetchSettings,
    RedirectError,
    load,
    validators,
)
from tests.loopback import Loopback, Request, response

PAGE = "<html><body>We keep your data.</body></html>"
OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0, retries=0)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_recorded(server: Loopback, status: int) -> None:
    server.redirect("/old", "/newer?x=1#part", status)
    server.redirect("/newer", server.url("/newest"), status)
    server.page("/newest", PAGE)
    capture = load(server.url("/old"), OWN)
    assert server.url("/old") == capture.source
    assert server.url("/newest") == capture.final_url
    assert (
        (status, server.url("/newer?x=1")),
        (status, server.url("/newest")),
    ) == capture.redirects


def test_a_loop_is_a_failure_with_its_chain(server: Loopback) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    with pytest.raises(RedirectError) as caught:
        load(server.url("/a"), replace(OWN, retries=3))
    assert not caught.value.transient
    assert ((302, server.url("/b")), (302, server.url("/a"))) == caught.value.chain
    assert f"{server.url('/a')} -> {server.url('/b')}" in caught.value.message
    assert ["/a", "/b"] == server.paths


def test_more_hops_than_allowed_are_a_failure(server: Loopback) -> None:
    for hop in range(9):
        server.redirect(f"/{hop}", f"/{hop + 1}")
    server.page("/9", PAGE)
    assert PAGE.encode() == load(server.url("/0"), replace(OWN, max_redirects=9)).body
    with pytest.raises(RedirectError, match="more than 8 times") as caught:
        load(server.url("/0"), replace(OWN, max_redirects=8))
    assert 9 == len(caught.value.chain)


def test_a_redirect_without_a_location_is_a_failure(server: Loopback) -> None:
    server.reply("/p", response(status=302))
    with pytest.raises(RedirectError, match="nowhere"):
        load(server.url("/p"), OWN)


def test_a_redirect_to_a_name_outside_ascii_is_followed(server: Loopback) -> None:
    location = "/datenschutz-erklärung".encode()
    server.reply(
        "/p", b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
    )
    server.page("/datenschutz-erkl%C3%A4rung", PAGE)
    assert load(server.url("/p"), OWN).final_url.endswith("/datenschutz-erkl%C3%A4rung")


def test_a_cookie_lives_for_one_fetch_only(server: Loopback) -> None:
    def ask_for_cookie(request: Request) -> bytes:
        if request.headers.get("cookie") == "seen=1":
            return response(PAGE)
        fields = {"Set-Cookie": "seen=1; Path=/; HttpOnly", "Location": "/p"}
        return response(status=302, headers=fields)

    server.reply("/p", ask_for_cookie)
    with Fetcher(OWN) as fetcher:
        for _ in range(2):
            assert PAGE.encode() == fetcher.fetch(server.url("/p")).body
    sent = [request.headers.get("cookie") for request in server.requests]
    assert [None, "seen=1", None, "seen=1"] == sent


def test_a_cookie_goes_to_no_other_host(server: Loopback) -> None:
    with Loopback("127.0.0.2") as other:
        other.page("/p", PAGE)
        fields = {"Set-Cookie": "secret=1; Domain=127.0.0.2", "Location": other.url("/p")}
        server.reply("/p", response(status=302, headers=fields))
        load(server.url("/p"), OWN)
        assert "cookie" not in other.requests[0].headers


def test_an_unchanged_page_answers_304(server: Loopback) -> None:
    server.page("/p", PAGE, etag='"one"', last_modified="Sun, 01 Mar 2026 12:00:00 GMT")
    with Fetcher(OWN) as fetcher:
        first = fetcher.fetch(server.url("/p"))
        second = fetcher.fetch(server.url("/p"), conditional=validators(first))
        server.page("/p", PAGE + "more", etag='"two"')
        third = fetcher.fetch(server.url("/p"), conditional=validators(first))
    assert [(200, PAGE.encode()), (304, b"")] == [(c.status, c.body) for c in (first, second)]
    assert (200, (PAGE + "more").encode()) == (third.status, third.body)
    assert "Sun, 01 Mar 2026 12:00:00 GMT" == server.requests[1].headers["if-modified-since"]


def test_validators_go_to_the_very_url_that_gave_them(server: Loopback) -> None:
    server.redirect("/old", "/p")
    server.page("/p", PAGE, etag='"one"')
    with Fetcher(OWN) as fetcher:
        first = fetcher.fetch(server.url("/old"))
        assert 304 == fetcher.fetch(server.url("/old"), conditional=validators(first)).status
        server.redirect("/old", "/q")
        server.page("/q", PAGE, etag='"one"')
        assert 200 == fetcher.fetch(server.url("/old"), conditional=validators(first)).status
    asked = [(r.path, "if-none-match" in r.headers) for r in server.requests]
    assert ("/old", True) not in asked
    assert ("/q", True) not in asked


def test_a_page_without_validators_has_none(server: Loopback) -> None:
    server.page("/p", PAGE)
    assert {} == validators(load(server.url("/p"), OWN))
