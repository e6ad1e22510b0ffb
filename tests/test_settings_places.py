"""Settings of fetching at their three places: everywhere, at a host, for a policy."""

from __future__ import annotations

import ast
import re
import ssl
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from policytrack.errors import WorkspaceError
from policytrack.fetch import Fetcher, FetchSettings, RefusedError, TlsError
from policytrack.fetch.way import Way
from policytrack.tracker.asking import settings_for, settings_mark
from policytrack.tracker.eyes import load_policy
from policytrack.tracker.findings import patience_for
from policytrack.tracker.start import start_workspace
from policytrack.workspace import CONFIG_NAME, Settings, Workspace, load_workspace
from policytrack.workspace.settings import HOST_KEYS, OWN_KEYS
from tests.door import Door
from tests.loopback import FakeTime, Loopback
from tests.test_snapshot_job import page

PACKAGE = Path(__file__).parent.parent / "policytrack"
QUICK = "[settings]\npause = 0\nrespect_robots = false\nretries = 0\n"
PAGE = "<html><body><h1>Privacy</h1><p>We keep your orders for 30 days.</p></body></html>"


def workspace(root: Path, text: str) -> Workspace:
    (root / CONFIG_NAME).write_text(text, encoding="utf-8")
    return load_workspace(root)


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.page("/p", PAGE)
        yield running


@pytest.fixture
def other() -> Iterator[Loopback]:
    with Loopback("127.0.0.2") as running:
        running.page("/p", PAGE)
        yield running


def test_what_is_nearer_wins_key_by_key(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        "[settings]\npause = 2\ntimeout = 30\nretries = 5\n"
        '[hosts."*.larkspur.example"]\npause = 4\ncontact = "a@larkspur.example"\n'
        '[hosts."Legal.Larkspur.example"]\npause = 8\ntimeout = 90\n'
        '[policies."larkspur.example/p"]\nsource = "https://legal.larkspur.example/p"\n'
        'fetch = {timeout = 120, languages = "de"}\n',
    )
    policy = found.policies["larkspur.example/p"]
    at = settings_for(found, policy)
    near = at("legal.larkspur.example")
    assert (8, 120, 5) == (near.pause, near.timeout, near.retries)
    assert ("de", "a@larkspur.example") == (near.languages, near.contact)
    assert (4, 120) == (at("www.legal.larkspur.example").pause, at("elsewhere.example").timeout)
    assert (2, 30) == (at("larkspur.example").pause, settings_for(found)("x.example").timeout)


@pytest.mark.parametrize(
    "name", ["https://a.example", "a.example/p", "a.example:80", "a b", "", "*", "0x7f.1", "u@a"]
)
def test_what_names_no_host_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match="names no host") as caught:
        workspace(tmp_path, f"[hosts.'{name}']\npause = 1\n")
    assert '[hosts."example.org"]' in caught.value.hint


def test_hosts_of_every_form_are_named_as_they_are_asked(tmp_path: Path) -> None:
    names = ["MÜLLER.example", "127.0.0.1", "[::1]", "localhost", "*.example"]
    found = workspace(tmp_path, "".join(f'[hosts."{name}"]\npause = 7\n' for name in names))
    for host in ("xn--mller-kva.example", "127.0.0.1", "::1", "localhost", "a.b.example"):
        assert 7 == settings_for(found)(host).pause, host
    assert 1 == settings_for(found)("127.0.0.2").pause


@pytest.mark.parametrize(
    ("text", "named", "hint"),
    [
        ('[hosts."a.example"]\npauze = 1\n', "'pauze'", "pause"),
        ('[hosts."a.example"]\nsign = true\n', "'sign'", "Known are"),
        ('[hosts."a.example"]\npause = "1"\n', '[hosts."a.example"] pause', "a number"),
        ('[settings]\nprivate_networks = "10.0.0.0/8"\n', "private_networks", "a list"),
        ('[settings]\nprivate_networks = ["10.0.0.1/8"]\n', "no network", "192.168.1.0/24"),
        ('[settings]\ncontact = "a\\nb"\n', "settings.contact", "one line"),
        ('[hosts."a.example"]\nlanguages = "dé"\n', "languages", "ASCII"),
        ('[policies.x]\nsource = "y"\ntimeout = 3\n', "timeout", "fetch = {timeout = …}"),
        ('[policies.x]\nsource = "y"\nfetch = {pause = 3}\n', "'pause'", ""),
        ("[confirm]\nlooks = -1\n", "[confirm] looks", "not below 0"),
        ('[policies.x]\nsource = "y"\nconfirm = {look = 3}\n', "'look'", "looks"),
    ],
)
def test_what_cannot_be_set_is_named_with_its_place(
    tmp_path: Path, text: str, named: str, hint: str
) -> None:
    with pytest.raises(WorkspaceError) as caught:
        workspace(tmp_path, text)
    assert named in caught.value.message
    assert hint in caught.value.hint


def test_all_that_fetching_knows_can_be_set_but_for_its_inner_limits() -> None:
    inner = {"connect_timeout", "max_redirects", "max_wait"}
    assert {item.name for item in fields(FetchSettings)} - inner == HOST_KEYS
    assert HOST_KEYS <= {item.name for item in fields(Settings)}
    assert OWN_KEYS < HOST_KEYS


def hints() -> Iterator[tuple[str, str]]:
    """Every text of the fetching rooms that is a hint, or may become one, with its file."""
    for room in ("fetch", "browser", "extract", "tracker", "gate"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                named = isinstance(node, ast.keyword) and node.arg == "hint"
                if named or isinstance(node, ast.Assign):
                    for part in ast.walk(node.value):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield path.name, part.value


def test_every_setting_that_a_hint_names_can_be_set() -> None:
    known = {item.name for item in fields(Settings)}
    spoken = re.compile(r"\b(?:Raise|Set|set) ([a-z_]+)\b|\b([a-z]+(?:_[a-z]+)*) = (?:true|false)")
    found = [(file, one[1] or one[2]) for file, text in hints() for one in spoken.finditer(text)]
    assert {"max_megabytes", "timeout", "verify_tls", "respect_robots", "accept_unclosed",
            "allow_private"} <= {name for _, name in found}  # fmt: skip
    assert [] == [one for one in found if one[1] not in known]


def test_a_redirect_falls_under_the_settings_of_its_own_host(
    tmp_path: Path, server: Loopback, other: Loopback
) -> None:
    found = workspace(
        tmp_path,
        QUICK + 'allow_private = true\n[hosts."127.0.0.2"]\ncontact = "two@b.example"\n',
    )
    server.redirect("/away", other.url("/p"))
    with Fetcher(settings_for(found)) as fetcher:
        fetcher.fetch(server.url("/away"))
    assert "two@b.example" not in server.requests[0].headers["user-agent"]
    assert "two@b.example" in other.requests[0].headers["user-agent"]


def test_a_private_host_that_is_named_opens_no_other(
    tmp_path: Path, server: Loopback, other: Loopback
) -> None:
    found = workspace(tmp_path, QUICK + '[hosts."127.0.0.1"]\nallow_private = true\n')
    server.redirect("/away", other.url("/p"))
    with Fetcher(settings_for(found)) as fetcher:
        assert 200 == fetcher.fetch(server.url("/p")).status
        with pytest.raises(RefusedError) as caught:
            fetcher.fetch(server.url("/away"))
    assert 0 == other.connections
    assert f"{other.url('/p')} may not be asked: 127.0.0.2 is a private" in caught.value.message
    assert "allow_private = true under [hosts." in caught.value.hint


def test_beyond_the_internet_ones_own_hosts_are_closed() -> None:
    way = Way(lambda _: FetchSettings(allow_private=True, private_networks=("127.0.0.2/32",)))
    way.passed("127.0.0.1")
    assert way.at("a.example").allow_private
    way.passed("93.184.215.14")
    way.passed("127.0.0.1")
    assert (False, ()) == (way.at("a.example").allow_private, way.at("a").private_networks)


def test_trust_in_one_host_is_not_lent_to_another(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        QUICK + 'allow_private = true\n[hosts."127.0.0.1"]\nverify_tls = false\n',
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1", "127.0.0.2").configure_cert(context)
    with Loopback(tls=context) as one, Loopback("127.0.0.2", tls=context) as two:
        one.page("/p", PAGE)
        two.page("/p", PAGE)
        one.redirect("/away", two.url("/p"))
        with Fetcher(settings_for(found)) as fetcher:
            assert fetcher.fetch(one.url("/p")).facts["tls_verified"].startswith("no")
            with pytest.raises(TlsError):
                fetcher.fetch(one.url("/away"))
        assert [] == two.requests


def test_each_host_has_a_pause_of_its_own(
    tmp_path: Path, server: Loopback, other: Loopback
) -> None:
    found = workspace(tmp_path, QUICK + 'allow_private = true\n[hosts."127.0.0.2"]\npause = 40\n')
    time = FakeTime()
    fetcher = Fetcher(settings_for(found), now=time.now, clock=time.clock, sleep=time.sleep)
    with fetcher:
        for _ in range(2):
            fetcher.fetch(server.url("/p"))
            fetcher.fetch(other.url("/p"))
    assert [40] == time.slept


def test_a_page_is_asked_for_in_the_policys_own_language(tmp_path: Path, server: Loopback) -> None:
    policies = "".join(
        f'[policies."a.example/{name}"]\nsource = "{server.url("/p")}"\n{more}\n'
        for name, more in {
            "plain": "",
            "german": 'language = "de"',
            "said": 'language = "de"\nfetch = {languages = "fr"}',
        }.items()
    )
    found = workspace(tmp_path, QUICK + "allow_private = true\n" + policies)
    for policy in found.policies.values():
        load_policy(found, policy)
    asked = [request.headers["accept-language"] for request in server.requests]
    assert ["en,*;q=0.5", "de,*;q=0.5", "fr"] == asked


def test_patience_can_be_set_for_all_and_for_a_policy(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        '[confirm]\nlooks = 3\nheld_days = 0.5\n[policies."a/b"]\nsource = "x"\n'
        'confirm = {hours = 6, looks = 4}\n[policies."a/c"]\nsource = "x"\n',
    )
    one, two = (patience_for(found, policy) for policy in found.policies.values())
    assert (4, timedelta(hours=6)) == (one.looks, one.apart)
    assert (3, timedelta(0)) == (two.looks, two.apart)
    assert timedelta(hours=12) == one.held_for == two.held_for


def test_the_mark_of_settings_tells_them_apart_and_holds_no_password(tmp_path: Path) -> None:
    policy = '[policies."a/b"]\nsource = "https://a.example/"\n'
    marks = [
        settings_mark(found, found.policies["a/b"])
        for more in (
            "",
            "[settings]\npause = 3\n",
            '[hosts."a.example"]\npause = 3\n',
            '[hosts."b.example"]\npause = 3\n',
            '[settings]\nproxy = "http://me:secret@proxy.example:3128"\n',
            '[settings]\nproxy = "http://me:other@proxy.example:3128"\n',
        )
        if (found := workspace(tmp_path, more + policy))
    ]
    assert marks[0] == marks[3] != marks[1] == marks[2]
    assert marks[4] == marks[5] != marks[0]
    ruled = replace(found.policies["a/b"], language="de")
    assert settings_mark(found, ruled) != marks[5]


def test_authorities_lie_beside_the_file(tmp_path: Path) -> None:
    found = workspace(tmp_path, '[hosts."a.example"]\nca_file = "own.pem"\n')
    assert str(tmp_path / "own.pem") == settings_for(found)("a.example").ca_file
    assert "" == settings_for(found)("b.example").ca_file


def test_a_command_outside_of_any_workspace_says_how_ones_own_host_is_asked(
    door: Door, tmp_path: Path, server: Loopback
) -> None:
    there = ("-C", str(tmp_path), "extract", server.url("/p"))
    assert "--allow-private" in door.refused(*there)
    assert "We keep your orders" in door.ok(*there, "--allow-private")


def test_commands_ask_sites_as_the_workspace_says(
    door: Door, tmp_path: Path, server: Loopback
) -> None:
    start_workspace(tmp_path)
    url = server.url("/p")
    (tmp_path / CONFIG_NAME).write_text(
        f'{QUICK}contact = "me@a.example"\nallow_private = true\n'
        f'[policies."a.example/p"]\nsource = "{url}"\nlanguage = "de"\n',
        encoding="utf-8",
    )
    for command in (
        ["extract", server.url("/p?1")],
        ["extract", server.url("/p?1"), "--explain"],
        ["extract", "a.example/p", "--explain"],
        ["diff", server.url("/p?1"), server.url("/p?2")],
    ):
        door.ok("-C", str(tmp_path), *command)
    assert 5 == len(server.requests)
    for request in server.requests:
        assert "me@a.example" in request.headers["user-agent"]
    assert ["de,*;q=0.5"] == [
        one.headers["accept-language"] for one in server.requests if one.path == "/p"
    ]


def test_hosts_of_ones_own_are_tracked_with_one_option(
    door: Door, tmp_path: Path, server: Loopback
) -> None:
    start_workspace(tmp_path)
    server.page("/p", page())
    here = ("-C", str(tmp_path))
    assert "--allow-private" in door.refused(*here, "add", server.url("/p"), "--id", "a/p")
    added = door.ok(*here, "add", server.url("/p"), "--id", "a/p", "--allow-private")
    assert "Next: policytrack snapshot --allow-private" in added
    assert "--allow-private" in door(*here, "snapshot").out
    assert "1 recorded" in door.ok(*here, "snapshot", "--allow-private")


def test_a_workspace_that_cannot_be_read_is_not_passed_over(door: Door, tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text("[settings]\npauze = 1\n", encoding="utf-8")
    file = tmp_path / "p.html"
    file.write_text(PAGE, encoding="utf-8")
    assert "'pauze'" in door.refused("-C", str(tmp_path), "extract", str(file))
