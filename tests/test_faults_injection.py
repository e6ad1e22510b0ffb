"""Hostile workspaces, repositories, pages and archives: nothing runs, nothing acts, no way out.

The program is run as a user runs it. The numbers in docs/faults.md tell which fault is which.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from policytrack.workspace import CONFIG_NAME
from tests.fault_parts import host, policy_id, program
from tests.loopback import Loopback
from tests.store_parts import git
from tests.test_report_hostile import ATTACKS
from tests.test_snapshot_job import page
from tests.test_store_repositories import set_traps

NAME = "p.example/privacy"
ACTING = [*map(chr, range(8)), *map(chr, range(0x0E, 0x20)), "\x7f", *map(chr, range(0x80, 0xA0)),
          "\u202e", "\u2066"]  # fmt: skip


def draft(root: Path, text: str = "# Privacy\n\nWe keep your data for 30 days.\n") -> Path:
    root.mkdir(exist_ok=True)
    assert 0 == program(root, "init").code
    (root / "p.md").write_text(text, encoding="utf-8", errors="surrogatepass")
    return root


def configured(root: Path, table: str) -> Path:
    (root / CONFIG_NAME).write_text(table, encoding="utf-8")
    return root


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace when it runs."""
    path = tmp_path / "trap"
    path.write_text(f'#!/bin/sh\necho "$0 $@" >> {tmp_path}/ran\nexit 1\n')
    path.chmod(0o755)
    return path


def test_no_command_runs_what_a_hostile_repository_names(tmp_path: Path, trap: Path) -> None:
    with Loopback() as server:
        server.page("/p", page())
        root = tmp_path / "w"
        host(root, {"p": server.url("/p")})
        assert 0 == program(root, "snapshot").code
        set_traps(root, trap)
        (root / ".gitmodules").write_text('[submodule "x"]\n path = x\n url = ext::sh -c evil\n')
        server.page("/p", page(how="We keep your orders for 90 days."))
        for command in (
            ["snapshot"], ["status"], ["log", "--all"], ["show", policy_id("p")], ["diff"],
            ["notes", "--write"], ["blame", policy_id("p")], ["publish", str(tmp_path / "site")],
            ["verify"], ["replay"], ["doctor"], ["held"], ["check"], ["push"], ["pull"],
            ["import", str(root)], ["note", policy_id("p")],
        ):  # fmt: skip
            program(root, *command, env={"TERM": "dumb"})
            ran = tmp_path / "ran"
            assert not ran.exists(), (command, ran.read_text())
        assert "90 days" in program(root, "show", policy_id("p")).out


@pytest.mark.slow
def test_modules_that_lie_in_a_workspace_are_not_imported(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("policytrack")
    if not script.exists():
        pytest.skip("the program is not installed beside this Python")
    with Loopback() as server:
        root = tmp_path / "w"
        names = [f"p{number}" for number in range(40)]  # so many are read by further processes
        for name in names:
            server.page(f"/{name}", page(who=f"We are the shop {name} of the town."))
        store = host(root, {name: server.url(f"/{name}") for name in names})
        for module in ("multiprocessing", "pickle", "socket", "json", "policytrack", "click"):
            trace = f"open({str(tmp_path / 'ran')!r}, 'a').write({module!r})\n"
            (root / f"{module}.py").write_text(f"{trace}raise ImportError\n")
        done = subprocess.run([script, "snapshot"], cwd=root, capture_output=True, check=False)
        assert 0 == done.returncode, done.stderr
        assert len(names) == len(store.policies())
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_a_program_that_came_with_a_workspace_is_not_taken_for_a_browser(
    tmp_path: Path, trap: Path
) -> None:
    root = draft(tmp_path / "w")
    shutil.copy(trap, root / "chromium")
    for given in ("./chromium", str(root / "chromium"), "../w/chromium"):
        configured(
            root,
            f"[settings]\nbrowser = {json.dumps(given)}\nallow_private = true\n"
            f'[policies."{NAME}"]\nsource = "http://127.0.0.1:9/"\nrender = "browser"\n',
        )
        done = program(root, "snapshot")
        assert (3, True) == (done.code, "settings.browser" in done.err)
    assert not (tmp_path / "ran").exists()


SETTINGS = {
    "nested": "x = " + "[" * 5000 + "]" * 5000,
    "digits": "[settings]\npause = " + "9" * 5000,
    "nan": "[settings]\ntimeout = nan",
    "infinite": "[settings]\nmax_megabytes = inf",
    "header": '[settings]\ncontact = "a\\r\\nX-Evil: 1"',
    "up": '[policies."../x/y"]\nsource = "p.md"',
    "git": '[policies.".git/hooks"]\nsource = "p.md"',
    "option": '[policies."-rf/x"]\nsource = "p.md"',
    "device": '[policies."p.example/CON"]\nsource = "p.md"',
    "escape": '[policies."p.example/\\u001b[31mx"]\nsource = "p.md"',
    "case": '[policies."p.example/p"]\nsource = "p.md"\n[policies."P.example/P"]\nsource = "p.md"',
    "endless": f'[policies."{NAME}"]\nsource = "/dev/zero"',
    "pipe": f'[policies."{NAME}"]\nsource = "pipe"',
    "NUL": f'[policies."{NAME}"]\nsource = "a\\u0000b"',
    "scheme": f'[policies."{NAME}"]\nsource = "file:///etc/passwd"',
    "rule": f'[policies."{NAME}"]\nsource = "p.md"\nselect = [[["a"]]]',
    "long rule": f'[policies."{NAME}"]\nsource = "p.md"\nselect = "{":not(" * 3000}"',
    "page": f'[policies."{NAME}"]\nsource = "http://p.example/"\ncombine = [{{source="/etc/x"}}]',
}


@pytest.mark.parametrize("what", SETTINGS)
def test_hostile_settings_are_refused_with_a_way_out(tmp_path: Path, what: str) -> None:
    root = draft(tmp_path / "w")
    os.mkfifo(root / "pipe")
    table = SETTINGS[what]
    if "[policies" not in table:
        table += f'\n[policies."{NAME}"]\nsource = "p.md"\n'
    done = program(configured(root, table), "snapshot")
    said = done.out + done.err
    assert 3 == done.code, said
    assert said.replace("\n", "").isprintable()
    assert "root:" not in said
    outside = {path.name for path in tmp_path.iterdir()} - {"w"}
    assert set() == outside
    assert [] == list((root / ".git" / "hooks").glob("*.md"))


def test_bad_rules_of_one_policy_do_not_stop_the_others(tmp_path: Path) -> None:
    root = configured(
        draft(tmp_path / "w"),
        f'[policies."{NAME}"]\nsource = "p.md"\nselect = [[["a"]]]\n'
        '[policies."p.example/terms"]\nsource = "p.md"\n',
    )
    done = program(root, "snapshot", "--format", "json")
    assert ("failed", "recorded") == tuple(
        done.rows[name]["status"] for name in ("privacy", "terms")
    )


def test_expensive_patterns_and_template_marks_are_literal(tmp_path: Path) -> None:
    marks = "{{7*7}} ${HOME} {0} %s [[x]] #{7*7}"
    root = draft(tmp_path / "w")
    (root / "p.html").write_text(f"<main><h1>Privacy</h1><p>{'a' * 40}! {marks}</p></main>")
    configured(
        root,
        f'[policies."{NAME}"]\nsource = "p.html"\ntitle = {json.dumps(marks)}\n'
        'select = "main"\nfilters = ["(a+)+$", "(a|a)*b"]\n',
    )
    assert 0 == program(root, "snapshot").code
    assert marks in program(root, "status").out + program(root, "diff", "--all").out + program(
        root, "show", NAME
    ).out.replace("\\", "")
    assert marks in git(root, "log", "-1", "--format=%B")


def test_a_title_with_lines_and_trailers_is_one_trailer(tmp_path: Path) -> None:
    title = "Privacy\\n\\nPolicy: other.example/terms\\nRe-Extraction: yes\\nCapture-SHA256: 00"
    root = configured(
        draft(tmp_path / "w"), f'[policies."{NAME}"]\nsource = "p.md"\ntitle = "{title}"\n'
    )
    assert 0 == program(root, "snapshot").code
    trailers = git(root, "log", "-1", "--format=%(trailers:only)").splitlines()
    assert 1 == sum(line.startswith("Policy:") for line in trailers)
    assert not any(line.startswith(("Re-Extraction:", "Capture-SHA256: 00")) for line in trailers)


class Elements(HTMLParser):
    """What of a page could act or load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.policy = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.policy |= given.get("http-equiv", "").lower() == "content-security-policy"
        code = tag == "script" and "src" not in given and "json" not in given.get("type", "")
        loaded = given.get("src", given.get("href", "")) if tag in {"script", "img", "link"} else ""
        runs = any(name.startswith("on") for name in given)
        leads = any("javascript:" in given.get(name, "").lower() for name in ("href", "src"))
        if code or runs or leads or "evil" in loaded:
            self.acting.append(self.get_starttag_text() or tag)


def test_no_attack_in_a_page_acts_at_a_terminal_in_notes_or_on_a_site(tmp_path: Path) -> None:
    root = draft(tmp_path / "w")
    attacks = [attack.encode("utf-8", "replace").decode() for attack in ATTACKS]
    config = "".join(
        f'[policies."p.example/a{number}"]\nsource = "a{number}.md"\n'
        f"title = {json.dumps(attack, ensure_ascii=False).replace(chr(127), '')}\n"
        for number, attack in enumerate(attacks)
    )
    configured(root, config)
    for edition in ("30", "90"):
        for number, attack in enumerate(attacks):
            words = f"# {attack}\n\n{attack} We keep it for {edition} days.\n\n## {attack}\n\nx\n"
            (root / f"a{number}.md").write_text(words, encoding="utf-8")
        done = program(root, "snapshot", "--format", "json")  # some are no text, and said to be
        assert {"recorded", "failed"} == {row["status"] for row in done.rows.values()}
        assert 10 == sum(row["status"] == "recorded" for row in done.rows.values())
    said = "".join(
        program(root, *command).out
        for command in (["status"], ["log"], ["diff"], ["notes"], ["doctor"])
    )
    assert not set(ACTING) & set(said)
    site = tmp_path / "site"
    done = program(root, "publish", str(site), "--url", "https://s.example/")
    assert 0 == done.code, done.err
    for path in site.rglob("*.html"):
        found = Elements()
        found.feed(path.read_text(encoding="utf-8"))
        assert [] == found.acting, path
        assert found.policy
    for path in site.rglob("*.xml"):
        ET.fromstring(path.read_text(encoding="utf-8"))
    for path in site.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))


def test_an_archive_with_names_that_lead_out_writes_nothing_outside(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    git(theirs, "init", "-q", "-b", "main")
    blob = git(theirs, "hash-object", "-w", "--stdin", stdin="# Privacy\n\nEvil words.\n").strip()
    inner = git(theirs, "mktree", stdin=f"100644 blob {blob}\thook.md\n").strip()
    link = git(theirs, "hash-object", "-w", "--stdin", stdin="/etc/passwd").strip()
    lines = [
        f"040000 tree {inner}\t..", f"040000 tree {inner}\t.git", f"040000 tree {inner}\t-rf",
        f"040000 tree {inner}\tCON", f"040000 tree {inner}\tx\x1b[31m", f"120000 blob {link}\tl.md",
        f"100644 blob {blob}\tok.md",
    ]  # fmt: skip
    tree = git(theirs, "mktree", stdin="\n".join(lines) + "\n").strip()
    commit = git(theirs, "commit-tree", tree, "-m", "Evil").strip()
    git(theirs, "update-ref", "refs/heads/main", commit)
    git(theirs, "bundle", "create", "-q", str(tmp_path / "evil.bundle"), "main", "HEAD")
    root = draft(tmp_path / "w")
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(root)}
    for source in (str(theirs), str(tmp_path / "evil.bundle")):
        done = program(root, "import", source)
        assert done.code in {0, 3}
        assert (done.out + done.err).replace("\n", "").replace("\t", "").isprintable()
        assert "root:" not in done.out
    assert before == {path for path in tmp_path.rglob("*") if not path.is_relative_to(root)}
    assert not list((root / ".git").rglob("hook.md"))
    for path in git(root, "ls-files").splitlines():
        assert not {"..", ".git", "-rf", "CON"} & set(path.split("/"))


def test_links_and_pipes_in_a_workspace_are_not_followed(tmp_path: Path) -> None:
    root = configured(draft(tmp_path / "w"), f'[policies."{NAME}"]\nsource = "p.md"\n')
    secret = tmp_path / "secret"
    secret.mkdir()
    (root / "snapshots").symlink_to(secret)
    assert 3 == program(root, "snapshot").code
    assert [] == list(secret.iterdir())
    (root / "snapshots").unlink()
    assert 0 == program(root, "snapshot").code
    (root / "p.md").write_text("# Privacy\n\nWe keep your data for 90 days.\n")
    (root / "CHANGELOG.md").symlink_to(secret / "target")
    program(root, "notes", "--write")
    assert [] == list(secret.iterdir())


STATES: list[object] = [
    [1], "x", 5, {"looks": 5}, {"looks": [[]]}, {"failures": "many"}, {"last_seen": "tomorrow"},
    {"last_seen": "2024-01-01T00:00:00"}, {"pending_text": "x", "pending_since": 5},
    {"dismissed": {"a": 1}}, {"validators": [1]}, {"read": ["x"], "sketch": 5},
    {"validators": {"url": "{url}", "etag": "a\r\nX-Evil: 1"}},
]  # fmt: skip


def test_a_ledger_that_somebody_else_wrote_neither_breaks_nor_steers_the_job(
    tmp_path: Path,
) -> None:
    with Loopback() as server:
        names = [f"p{number}" for number in range(len(STATES))]
        for name in names:
            server.page(f"/{name}", page())
        root = tmp_path / "w"
        store = host(root, {name: server.url(f"/{name}") for name in names})
        assert 0 == program(root, "snapshot").code
        for name, state in zip(names, STATES, strict=True):
            told = json.loads(json.dumps(state).replace("{url}", server.url(f"/{name}")))
            store.append_run([{"policy": policy_id(name), "state": told}])
        for command in ("snapshot", "status", "doctor", "held"):
            assert 0 == program(root, command).code
        assert not any("x-evil" in request.headers for request in server.requests)
