"""Politeness and robots.txt."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policytrack.errors import FetchError
from policytrack.fetch import (
    ConnectError,
    Fetcher,
    FetchSettings,
    RobotsError,
    load,
)
from tests.loopback import FakeTime, Loopback, Request, response

PAGE = "<html><body>We keep your data.</body></html>"
OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0, retries=0)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(server: Loopback) -> None:
    time = FakeTime()
    for number in range(6):
        server.page(f"/{number}", PAGE)
    with time.fetcher(replace(OWN, pause=2)) as fetcher, ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: fetcher.fetch(server.url(f"/{number}")), range(6)))
    assert 1 == server.most_at_once
    assert time.at - 1000 >= 10


def test_hosts_do_not_wait_for_each_other(server: Loopback) -> None:
    both = threading.Barrier(2, timeout=60)

    def meet(request: Request) -> bytes:
        both.wait()
        return response(PAGE)

    with Loopback("127.0.0.2") as other, Fetcher(OWN) as fetcher, ThreadPoolExecutor(2) as pool:
        for host in (server, other):
            host.reply("/p", meet)
        captures = list(pool.map(fetcher.fetch, [server.url("/p"), other.url("/p")]))
    assert [200, 200] == [capture.status for capture in captures]


def test_ones_own_host_may_be_asked_several_things_at_once(server: Loopback) -> None:
    together = threading.Barrier(3, timeout=60)

    def meet(request: Request) -> bytes:
        together.wait()
        return response(PAGE)

    server.reply("/p", meet)
    with Fetcher(replace(OWN, parallel=3)) as fetcher, ThreadPoolExecutor(3) as pool:
        list(pool.map(fetcher.fetch, [server.url("/p")] * 3))
    assert 3 == server.most_at_once


def test_waiting_for_a_turn_costs_no_time_of_the_deadline(server: Loopback) -> None:
    time = FakeTime()
    server.page("/p", PAGE)
    with time.fetcher(replace(OWN, pause=1000, timeout=60)) as fetcher:
        for _ in range(3):
            fetcher.fetch(server.url("/p"))
    assert [1000, 1000] == [round(slept) for slept in time.slept]


def test_every_request_says_who_asks_and_gives_nothing_away(
    server: Loopback, own_home: Path
) -> None:
    (own_home / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    server.page("/p", PAGE)
    load(server.url("/p"), replace(OWN, contact="https://example.org/bot", languages="de"))
    sent = server.requests[0].headers
    assert sent["user-agent"].startswith("policytrack/")
    assert "(+https://example.org/bot)" in sent["user-agent"]
    assert ("de", "gzip, deflate, br, zstd") == (sent["accept-language"], sent["accept-encoding"])
    assert not {"authorization", "cookie", "referer", "from"} & sent.keys()


@pytest.mark.parametrize("name", ["contact", "languages", "user_agent"])
def test_a_setting_cannot_break_out_of_its_header(server: Loopback, name: str) -> None:
    with pytest.raises(FetchError):
        load(server.url("/p"), replace(OWN, **{name: "x\r\nX-Evil: 1"}))
    assert [] == server.requests


POLITE = replace(OWN, respect_robots=True)


def test_what_robots_forbids_is_not_asked(server: Loopback) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/policy\n")
    server.page("/private/policy", PAGE)
    with Fetcher(POLITE) as fetcher:
        assert "allowed" == fetcher.fetch(server.url("/private/policy")).facts["robots"]
        with pytest.raises(RobotsError, match="forbids /private/else") as caught:
            fetcher.fetch(server.url("/private/else"))
    assert not caught.value.transient
    assert ["/robots.txt", "/private/policy"] == server.paths


def test_rules_for_us_go_before_rules_for_all(server: Loopback) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: PolicyTrack\nDisallow:\n")
    server.page("/p", PAGE)
    assert 200 == load(server.url("/p"), POLITE).status


def test_an_override_is_on_record(server: Loopback) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /\n")
    server.page("/p", PAGE)
    assert "not asked: switched off in the settings" == load(server.url("/p"), OWN).facts["robots"]


@pytest.mark.parametrize("status", [404, 403, 400, 451])
def test_no_robots_txt_allows_all(server: Loopback, status: int) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /\n", status=status)
    server.page("/p", PAGE)
    assert 200 == load(server.url("/p"), POLITE).status


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_read_forbids_all_for_now(
    server: Loopback, time: FakeTime, status: int
) -> None:
    server.page("/robots.txt", "broken", status=status)
    server.page("/p", PAGE)
    with time.fetcher(POLITE) as fetcher:
        with pytest.raises(RobotsError) as caught:
            fetcher.fetch(server.url("/p"))
        assert caught.value.transient
        assert "/p" not in server.paths
        server.page("/robots.txt", "User-agent: *\nAllow: /\n")
        time.at += 600
        assert 200 == fetcher.fetch(server.url("/p")).status


def test_an_endless_robots_txt_is_read_as_far_as_the_standard_asks(server: Loopback) -> None:
    def endless(request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nUser-agent: *\nDisallow: /no\n"
        for _ in range(16 * 1024):
            yield b"#" * 65536

    server.reply("/robots.txt", endless)
    server.page("/p", PAGE)
    with Fetcher(POLITE) as fetcher:
        assert 200 == fetcher.fetch(server.url("/p")).status
        with pytest.raises(RobotsError):
            fetcher.fetch(server.url("/no"))
    assert server.bytes_sent < 16 * 1024 * 1024


def test_robots_may_redirect_and_is_asked_once_a_day(server: Loopback, time: FakeTime) -> None:
    server.redirect("/robots.txt", "/rules")
    server.page("/rules", "User-agent: *\nDisallow: /no\n")
    server.page("/p", PAGE)
    with time.fetcher(POLITE) as fetcher:
        for _ in range(3):
            fetcher.fetch(server.url("/p"))
        assert ["/robots.txt", "/rules", "/p", "/p", "/p"] == server.paths
        time.at += 90_000
        fetcher.fetch(server.url("/p"))
    assert 2 == server.paths.count("/robots.txt")


def test_a_crawl_delay_lengthens_the_pause(server: Loopback, time: FakeTime) -> None:
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    server.page("/p", PAGE)
    with time.fetcher(replace(POLITE, pause=1)) as fetcher:
        for _ in range(3):
            fetcher.fetch(server.url("/p"))
    assert [7, 7] == time.slept[1:]


def test_a_robots_txt_that_may_come_yet_is_asked_for_again(
    server: Loopback, time: FakeTime
) -> None:
    replies = [b"HTTP/1.1 200 OK\r\nConte", response("User-agent: *\nDisallow: /no\n")]
    server.reply("/robots.txt", lambda request: replies.pop(0), hang_up=True)
    server.page("/p", PAGE)
    with time.fetcher(replace(POLITE, retries=1)) as fetcher:
        assert 200 == fetcher.fetch(server.url("/p")).status
        with pytest.raises(RobotsError):
            fetcher.fetch(server.url("/no"))


def test_a_host_that_cannot_be_reached_is_not_told_as_a_matter_of_its_robots_txt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ConnectError) as caught:
        load(f"http://127.0.0.1:{port}/p", POLITE)
    assert "could not be reached" in caught.value.message
    assert "robots = false" not in caught.value.hint


def test_a_browser_may_take_a_hosts_turn(server: Loopback, time: FakeTime) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /no\n")
    server.page("/p", PAGE)
    with time.fetcher(replace(POLITE, pause=3)) as fetcher:
        with fetcher.turn(server.url("/p")) as rule:
            assert "allowed" == rule
        fetcher.fetch(server.url("/p"))
        with pytest.raises(RobotsError), fetcher.turn(server.url("/no")):
            pass
    assert [3, 3] == time.slept


def test_the_robots_txt_of_a_redirects_host_is_asked_too(server: Loopback) -> None:
    with Loopback("127.0.0.2") as other:
        other.page("/robots.txt", "User-agent: *\nDisallow: /\n")
        other.page("/p", PAGE)
        server.redirect("/p", other.url("/p"))
        with pytest.raises(RobotsError, match=r"127\.0\.0\.2"):
            load(server.url("/p"), POLITE)
        assert ["/robots.txt"] == other.paths
