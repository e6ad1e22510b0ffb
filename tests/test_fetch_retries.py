"""What a status means, what is tried again, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from policytrack.fetch import (
    ConnectError,
    DeferredError,
    Fetcher,
    FetchSettings,
    StatusError,
    load,
)
from policytrack.fetch.wait import MAX_RETRY_AFTER, parse_retry_after
from tests.loopback import FakeTime, Loopback, response

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


def in_turn(*replies: bytes) -> object:
    left = list(replies)
    return lambda request: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize(
    ("status", "transient", "absent"),
    [
        (400, False, False), (401, False, False), (403, False, False), (404, False, True),
        (410, False, True), (429, True, False), (451, False, False), (500, True, False),
        (502, True, False), (503, True, False), (204, False, False), (206, False, False),
        (300, False, False), (304, False, False), (418, False, False),
    ],
)  # fmt: skip
def test_a_status_that_brings_no_policy_is_a_failure(
    server: Loopback, status: int, transient: bool, absent: bool
) -> None:
    server.page("/p", "some words", status=status)
    with pytest.raises(StatusError) as caught:
        load(server.url("/p"), OWN)
    assert (status, transient, absent) == (
        caught.value.status,
        caught.value.transient,
        caught.value.absent,
    )
    assert f"{server.url('/p')} answered {status}" in caught.value.message


def test_what_may_pass_is_tried_again(server: Loopback, time: FakeTime) -> None:
    server.reply("/p", in_turn(response(status=502), response(status=500), response(PAGE)))
    with time.fetcher(replace(OWN, retries=2)) as fetcher:
        assert PAGE.encode() == fetcher.fetch(server.url("/p")).body
    assert [1.0, 2.0] == time.slept


def test_retries_come_to_an_end(server: Loopback, time: FakeTime) -> None:
    server.page("/p", "broken", status=500)
    with time.fetcher(replace(OWN, retries=2)) as fetcher, pytest.raises(StatusError):
        fetcher.fetch(server.url("/p"))
    assert ["/p"] * 3 == server.paths


@pytest.mark.parametrize("status", [404, 410, 403, 401])
def test_what_is_definite_is_not_tried_again(server: Loopback, time: FakeTime, status: int) -> None:
    server.page("/p", "timeout, try again later", status=status)  # words decide nothing
    with time.fetcher(replace(OWN, retries=5)) as fetcher, pytest.raises(StatusError):
        fetcher.fetch(server.url("/p"))
    assert ["/p"] == server.paths


def test_a_refused_connection_may_pass(server: Loopback) -> None:
    port = server.port
    server.__exit__()
    with pytest.raises(ConnectError, match="refused") as caught:
        load(f"http://127.0.0.1:{port}/", OWN)
    assert caught.value.transient


def test_a_kept_line_that_was_hung_up_is_replaced(server: Loopback) -> None:
    server.reply("/p", response(PAGE), hang_up=True)
    with Fetcher(OWN) as fetcher:
        for _ in range(3):
            assert PAGE.encode() == fetcher.fetch(server.url("/p")).body
    assert 3 == server.connections


def test_lines_are_kept_between_requests(server: Loopback) -> None:
    server.page("/p", PAGE)
    with Fetcher(replace(OWN, respect_robots=True)) as fetcher:
        for _ in range(5):
            fetcher.fetch(server.url("/p"))
    assert (["/robots.txt", *["/p"] * 5], 1) == (server.paths, server.connections)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0), ("7", 7), (" 120 ", 120), ("9" * 400, MAX_RETRY_AFTER),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90),
        ("Sunday, 01-Mar-26 12:01:30 GMT", 90), ("Sun Mar  1 12:01:30 2026", 90),
        (format_datetime(NOON - timedelta(days=400), usegmt=True), 0),
        (format_datetime(NOON + timedelta(days=3650), usegmt=True), MAX_RETRY_AFTER),
        ("", None), ("soon", None), ("-5", None), ("1.5", None), ("1e9", None), ("٣", None),
        ("Mon, 99 Foo 2026", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_each_form(value: str, seconds: float | None) -> None:
    assert seconds == parse_retry_after(value, NOON)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "value", ["30", format_datetime(NOON + timedelta(seconds=30), usegmt=True)]
)
def test_retry_after_is_honoured(server: Loopback, time: FakeTime, status: int, value: str) -> None:
    busy = response(status=status, headers={"Retry-After": value})
    server.reply("/p", in_turn(busy, response(PAGE)))
    with time.fetcher(replace(OWN, retries=1)) as fetcher:
        assert PAGE.encode() == fetcher.fetch(server.url("/p")).body
    assert 30 == sum(time.slept)


def test_a_host_that_asks_for_years_is_left_alone_for_the_run(
    server: Loopback, time: FakeTime
) -> None:
    server.page("/p", "busy", status=503, retry_after="315360000")
    server.page("/other", PAGE)
    with time.fetcher(replace(OWN, retries=3)) as fetcher:
        with pytest.raises(StatusError) as caught:
            fetcher.fetch(server.url("/p"))
        assert MAX_RETRY_AFTER == caught.value.retry_after
        with pytest.raises(DeferredError) as deferred:
            fetcher.fetch(server.url("/other"))
        assert deferred.value.transient
        assert ["/p"] == server.paths
        time.at += MAX_RETRY_AFTER
        assert PAGE.encode() == fetcher.fetch(server.url("/other")).body
