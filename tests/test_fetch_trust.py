"""TLS and proxies."""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from policytrack.errors import FetchError
from policytrack.fetch import (
    ConnectError,
    Fetcher,
    FetchSettings,
    RedirectError,
    TimedOutError,
    TlsError,
    TruncatedError,
    load,
)
from tests.loopback import Loopback, response

PAGE = "<html><body>We keep your data.</body></html>"
OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0, retries=0)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls_server(certificate: trustme.LeafCert) -> Loopback:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = Loopback(tls=context, name="policy.example")
    server.page("/p", PAGE)
    return server


def at_loopback(settings: FetchSettings) -> Fetcher:
    return Fetcher(settings, resolve=lambda host, port, seconds: ["127.0.0.1"])


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path) -> FetchSettings:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return replace(OWN, ca_file=str(path))


def test_a_verified_handshake_is_on_record(authority: trustme.CA, trusting: FetchSettings) -> None:
    certificate = authority.issue_cert("policy.example")
    pem = certificate.cert_chain_pems[0].bytes().decode()
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    with tls_server(certificate) as server, at_loopback(trusting) as fetcher:
        facts = fetcher.fetch(server.url("/p")).facts
    assert ("127.0.0.1", "TLSv1.3", "yes", fingerprint) == (
        facts["peer"],
        facts["tls_version"],
        facts["tls_verified"],
        facts["certificate_sha256"],
    )
    assert f"policy.example:{server.port}" == server.requests[0].host


def certificates(authority: trustme.CA) -> dict[str, trustme.LeafCert]:
    expired = datetime.now(UTC) - timedelta(days=2)
    return {
        "expired": authority.issue_cert("policy.example", not_after=expired),
        "for another host": authority.issue_cert("other.example"),
        "self-signed": trustme.CA().issue_cert("policy.example"),
    }


@pytest.mark.parametrize("fault", ["expired", "for another host", "self-signed"])
def test_a_certificate_that_is_not_in_order_is_a_failure(
    authority: trustme.CA, trusting: FetchSettings, fault: str
) -> None:
    with tls_server(certificates(authority)[fault]) as server, at_loopback(trusting) as fetcher:
        with pytest.raises(TlsError) as caught:
            fetcher.fetch(server.url("/p"))
        assert not caught.value.transient
        assert [] == server.requests
        opted_out = fetcher.fetch(server.url("/p"), settings=replace(trusting, verify_tls=False))
    assert "no: switched off in the settings" == opted_out.facts["tls_verified"]


def test_https_does_not_lead_to_http(
    authority: trustme.CA, trusting: FetchSettings, server: Loopback
) -> None:
    server.page("/p", PAGE)
    secure = tls_server(authority.issue_cert("policy.example"))
    secure.redirect("/p", server.url("/p"))
    redirected = pytest.raises(RedirectError, match="from https to http")
    with secure, at_loopback(trusting) as fetcher, redirected:
        fetcher.fetch(secure.url("/p"))
    assert [] == server.requests


def test_plain_http_where_tls_is_expected_is_a_failure(server: Loopback) -> None:
    with pytest.raises(TlsError):
        load(f"https://127.0.0.1:{server.port}/", OWN)


def test_a_body_that_ends_without_tls_saying_so_is_cut(
    authority: trustme.CA, trusting: FetchSettings
) -> None:
    with tls_server(authority.issue_cert("policy.example")) as server:
        server.reply("/p", b"HTTP/1.0 200 OK\r\n\r\nAll of it?", hang_up=True)
        with at_loopback(trusting) as fetcher:
            assert b"All of it?" == fetcher.fetch(server.url("/p")).body
            server.rude = True
            with pytest.raises(TruncatedError):
                fetcher.fetch(server.url("/p"))


def test_a_handshake_that_never_ends_does_not_outlive_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(TimedOutError):
            load(f"https://127.0.0.1:{port}/", replace(OWN, timeout=0.3))


def test_a_name_without_addresses_is_a_failure() -> None:
    with (
        Fetcher(OWN, resolve=lambda host, port, seconds: []) as fetcher,
        pytest.raises(ConnectError, match="no address"),
    ):
        fetcher.fetch("http://policy.example/")


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(FetchError, match=r"ca\.pem"):
        load("https://127.0.0.1:8443/", replace(OWN, ca_file=str(tmp_path / "ca.pem")))


def test_a_proxy_of_the_environment_is_not_used_and_that_is_on_record(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.page("/p", PAGE)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.9:9")
    assert "none: the environment's is not used" == load(server.url("/p"), OWN).facts["proxy"]


@pytest.mark.parametrize("source", ["settings", "environment"])
def test_a_proxy_that_the_settings_name_is_used_and_on_record(
    server: Loopback, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    proxy = f"http://me:secret@127.0.0.1:{server.port}"
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    server.reply("http://policy.example/p", response(PAGE))
    settings = replace(OWN, proxy=proxy if source == "settings" else "environment")
    capture = load("http://policy.example/p", settings)
    assert PAGE.encode() == capture.body
    assert f"127.0.0.1:{server.port}" == capture.facts["proxy"]
    assert "off for names" in capture.facts["address_rules"]
    assert "secret" not in repr(capture)
    assert "Basic bWU6c2VjcmV0" == server.requests[0].headers["proxy-authorization"]
    assert "policy.example" == server.requests[0].host


def test_a_proxy_is_not_asked_for_an_internal_address(server: Loopback) -> None:
    proxy = f"http://127.0.0.1:{server.port}"
    with pytest.raises(FetchError, match="private"):
        load("http://10.0.0.1/", replace(OWN, allow_private=False, proxy=proxy))
    assert 0 == server.connections


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "http://", "http://[::1", "http://a:b"])
def test_a_proxy_that_cannot_be_used_is_a_failure_without_its_password(proxy: str) -> None:
    with pytest.raises(FetchError, match="proxy") as caught:
        load("http://policy.example/p", replace(OWN, proxy=proxy))
    assert proxy not in caught.value.message
