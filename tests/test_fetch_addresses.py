"""Which URLs and addresses are refused, before a packet leaves."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.fetch import FetchSettings, RefusedError, load
from policytrack.fetch.addresses import check_address, parse_target
from policytrack.fetch.fetcher import Fetcher
from tests.loopback import Loopback

PLAIN = FetchSettings(respect_robots=False)
OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0)

SPELLINGS = [
    "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0x7f000001/",
    "http://2130706433/", "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.1./",
    "http://0/", "http://0.0.0.0/", "http://127.0.0.01/", "http://256.1.1.1/",
    "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.0.0.1/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::808:808]/",
    "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2002:808:808::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[fc00::1]/",
    "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://192.0.0.1/", "http://198.18.0.1/",
    "http://203.0.113.5/", "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/",
    "http://255.255.255.255/",
]  # fmt: skip
MALFORMED = [
    "http://example.org\\@127.0.0.1/", "http:\\\\127.0.0.1\\", "http://127.0.0.1\\.example.org/",
    "http://user@example.org/", "http://user:secret@example.org/", "http://@example.org/",
    "http://example.org:0/", "http://example.org:65536/", "http://example.org:x/",
    "http://example.org:25/", "http://example.org:6667/", "http://example.org:80:80/",
    "http://", "http:///path", "http:/example.org", "http:example.org", "http://.example.org/",
    "http://a..b/", "http://exa mple.org/", "http://example.org/a b", "http://example.org/\r\nX: y",
    "http://example.org/\0", "http://exam\tple.org/", "http://ex%61mple.org/",
    "http://127.0.0.1%2f.example.org/", "http://[::1", "http://[::1]x/", "http://[v1.x]/",
    "http://-/", "http://a_b-.org/", "http://" + "a" * 64 + ".org/", "http://xn--/",
    "http://example.org/" + "a" * 8000, "http://\ud800.org/", "ftp://example.org/",
    "gopher://example.org/", "file:///etc/passwd", "javascript://example.org/%0aalert(1)",
    "://example.org",
]  # fmt: skip


@pytest.fixture
def no_packets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection and no name lookup may be tried."""

    def forbidden(*arguments: object, **options: object) -> None:
        pytest.fail("something was sent")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)


@pytest.mark.usefixtures("no_packets")
@pytest.mark.parametrize("url", SPELLINGS + MALFORMED)
def test_it_is_refused_before_a_packet_leaves(url: str) -> None:
    with pytest.raises(RefusedError) as caught:
        load(url, PLAIN)
    assert not caught.value.transient
    assert caught.value.message.isprintable()


@pytest.mark.usefixtures("no_packets")
@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://224.0.0.1/", "http://0.0.0.0/"])
def test_not_even_ones_own_hosts_are_found_there(url: str) -> None:
    with pytest.raises(RefusedError):
        load(url, OWN)


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org.:443/a?b=c#d", "https://example.org/a?b=c"),
        ("https://bücher.example/überblick", "https://xn--bcher-kva.example/%C3%BCberblick"),
        ("https://example.org/a%20b?q=%C3%A9", "https://example.org/a%20b?q=%C3%A9"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://[2606:4700::0001]/", "http://[2606:4700::1]/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ],
)
def test_a_url_has_one_form(given_url: str, asked: str) -> None:
    assert asked == parse_target(given_url).url


@given(st.text(max_size=40))
def test_any_text_is_a_target_or_refused(text: str) -> None:
    for url in (text, f"http://{text}/", f"https://example.org/{text}"):
        try:
            target = parse_target(url)
        except RefusedError:
            continue
        assert target == parse_target(target.url)
        assert target.url.isascii()
        assert target.url.isprintable()
        assert " " not in target.url


@given(st.ip_addresses(v=4, network="127.0.0.0/8") | st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_a_private_address_is_refused_in_each_wrapping(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    for text in (str(address), f"::ffff:{address}", f"64:ff9b::{address}"):
        with pytest.raises(RefusedError):
            check_address(text, PLAIN)
    for host in (str(number), hex(number), oct(number).replace("0o", "0")):
        with pytest.raises(RefusedError):
            load(f"http://{host}/", PLAIN)


def fetch_at(answers: Sequence[str], url: str, settings: FetchSettings) -> bytes:
    def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
        return answers

    with Fetcher(settings, resolve=resolve) as fetcher:
        return fetcher.fetch(url).body


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["93.184.216.34", "10.0.0.1"],
        ["::1"], ["64:ff9b::7f00:1"], ["169.254.169.254"], ["fe80::1%eth0"], ["::ffff:10.0.0.1"],
    ],
)  # fmt: skip
@pytest.mark.usefixtures("no_packets")
def test_one_bad_answer_for_a_name_refuses_it(answers: list[str]) -> None:
    with pytest.raises(RefusedError, match=r"example\.org"):
        fetch_at(answers, "http://example.org/", PLAIN)


def test_a_name_is_resolved_once_and_connected_to_exactly_that_address() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with Loopback() as server, Fetcher(OWN, resolve=rebinding) as fetcher:
        server.page("/policy", "<html>We keep data.</html>")
        capture = fetcher.fetch(f"http://policy.example:{server.port}/policy")
    assert ["policy.example"] == asked
    assert f"policy.example:{server.port}" == server.requests[0].host
    assert "127.0.0.1" == capture.facts["peer"]


def test_the_next_answer_is_tried_when_one_does_not_answer() -> None:
    with Loopback("127.0.0.2") as server:
        server.page("/policy", "text")
        url = f"http://policy.example:{server.port}/policy"
        assert b"text" == fetch_at(["127.0.0.3", "127.0.0.2"], url, OWN)


def test_private_networks_allow_just_those() -> None:
    with Loopback("127.0.0.2") as server, Loopback("127.0.0.1") as other:
        server.page("/policy", "text")
        settings = FetchSettings(private_networks=("127.0.0.2/32",), respect_robots=False)
        assert b"text" == load(server.url("/policy"), settings).body
        with pytest.raises(RefusedError):
            load(other.url("/policy"), settings)
    assert 0 == other.connections


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/secret", "//127.0.0.1:{port}/secret",
        "http://127.1:{port}/secret", "http://0x7f000001:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret", "http://169.254.169.254/latest/",
        "http://100.64.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/",
        "http://user@127.0.0.2:{port}/secret", "\\\\127.0.0.1:{port}\\secret",
    ],
)  # fmt: skip
def test_a_redirect_inwards_is_refused_before_a_packet_leaves(location: str) -> None:
    with Loopback("127.0.0.2") as server, Loopback("127.0.0.1") as secret:
        server.redirect("/policy", location.format(port=secret.port))
        settings = FetchSettings(
            private_networks=("127.0.0.2/32",), respect_robots=False, pause=0, retries=0
        )
        with pytest.raises(RefusedError):
            load(server.url("/policy"), settings)
    assert (1, 0) == (server.connections, secret.connections)
