"""The main job from the command line: track, record, compare, note, on real parts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.door import Door

POLICY = """\
# Privacy Policy

Last updated: 1 March 2020

## Cookies

We use cookies to keep you signed in. We keep them for 30 days.

## General

We may change this policy.

## General

Irish law applies.
"""
SEED_ID = "pythoncentral.io/python-central-privacy-policy"


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    folder = tmp_path / "workspace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Door(capsys)


@pytest.fixture
def workspace(door: Door) -> Door:
    """A workspace that tracks policy.md, recorded on 2 March 2020."""
    door.ok("init")
    Path("policy.md").write_text(POLICY, encoding="utf-8")
    door.ok("add", "policy.md")
    door.ok("snapshot", "--at", "2020-03-02")
    return door


def edit(before: str, after: str) -> None:
    path = Path("policy.md")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def rows(door: Door, *arguments: str) -> list[dict[str, object]]:
    report = json.loads(door.ok("diff", *arguments, "--format", "json"))
    (comparison,) = report["comparisons"]
    return [row for row in comparison["changes"] if row["kinds"] != ["unchanged"]]


def test_an_edit_shows_as_one_modified_section_with_just_those_words(workspace: Door) -> None:
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06")
    (row,) = rows(workspace)
    assert row["kinds"] == ["modified"]
    assert "30 days" not in "".join(
        piece["text"] for piece in row["body"] if piece["kind"] == "same"
    )
    shown = workspace.ok("diff")
    assert "Cookies" in shown
    assert "[-30-]" in shown
    assert "{+90+}" in shown


def test_nothing_is_recorded_when_nothing_changed(workspace: Door) -> None:
    head = git("rev-parse", "HEAD")
    assert "unchanged" in workspace.ok("snapshot", "--at", "2020-04-01")
    assert head == git("rev-parse", "HEAD")


def test_repeated_headings_stay_apart(workspace: Door) -> None:
    edit("Irish law", "French law")
    workspace.ok("snapshot", "--at", "2021-05-06")
    (row,) = rows(workspace)
    assert row["kinds"] == ["modified"]
    assert row["after"][0]["line"] > 10


def test_a_snapshot_is_one_commit_dated_by_the_capture_with_one_sentence_a_line(
    workspace: Door,
) -> None:
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06T07:08:09Z")
    assert git("log", "-1", "--format=%aI").strip() in {
        "2021-05-06T07:08:09Z", "2021-05-06T07:08:09+00:00",
    }  # fmt: skip
    patch = git("log", "-1", "-p", "--format=", "snapshots/local/policy.md")
    assert "-We keep them for 30 days." in patch.splitlines()
    assert "+We keep them for 90 days." in patch.splitlines()
    assert git("status", "--porcelain", "snapshots").strip() == ""


def test_the_version_in_force_at_a_date_is_shown_and_compared(workspace: Door) -> None:
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06")
    edit("Irish law", "French law")
    workspace.ok("snapshot", "--at", "2022-05-06")
    assert "30 days" in workspace.ok("show", "policy", "--at", "2021-05-05")
    assert "90 days" in workspace.ok("show", "policy", "--at", "2021-05-06")
    assert workspace.ok("show", "policy", "--section", "cookies").startswith("## Cookies")
    whole = workspace.ok("diff", "policy", "--from", "2020-12-31", "--to", "2023-01-01")
    assert "[-30-]" in whole
    assert "[-Irish-]" in whole
    one = workspace.ok("diff", "policy", "--to", "2021-12-31")
    assert "Irish" not in one.replace("Irish law applies", "")
    revision = git("rev-parse", "HEAD~1").strip()
    assert one == workspace.ok("diff", "policy", "--to", revision[:12])


def test_diff_live_shows_what_is_not_recorded_yet(workspace: Door) -> None:
    assert workspace("diff", "policy", "--live", "--exit-code").code == 0
    edit("30 days", "90 days")
    ran = workspace("diff", "policy", "--live", "--exit-code")
    assert ran.code == 1
    assert "{+90+}" in ran.out
    assert len(json.loads(workspace.ok("log", "--format", "json"))) == 1


def test_two_files_of_different_kinds_are_compared(door: Door) -> None:
    Path("before.md").write_text(POLICY, encoding="utf-8")
    Path("after.html").write_text(
        "<html><body><nav><a href=/>Home</a></nav><main><h1>Privacy Policy</h1>"
        "<p>Last updated: 1 March 2020</p><h2>Cookies</h2><p>We use cookies to keep you signed"
        " in. We keep them for 60 days.</p><h2>General</h2><p>We may change this policy.</p>"
        "<h2>General</h2><p>Irish law applies.</p></main></body></html>",
        encoding="utf-8",
    )
    (row,) = rows(door, "before.md", "after.html")
    assert row["kinds"] == ["modified"]


def test_notes_are_written_once_and_leave_a_persons_words_alone(workspace: Door) -> None:
    Path("CHANGELOG.md").write_text("# Our changes\n\nWritten by hand.\n", encoding="utf-8")
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06")
    assert "Cookies" in workspace.ok("notes")
    workspace.ok("notes", "--write")
    first = Path("CHANGELOG.md").read_bytes()
    assert "Written by hand." in first.decode()
    assert "2021-05-06" in first.decode()
    workspace.ok("notes", "--write")
    assert first == Path("CHANGELOG.md").read_bytes()


def test_status_and_log_say_what_stands(workspace: Door) -> None:
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06")
    assert "2 versions" in workspace.ok("status")
    lines = workspace.ok("log", "policy").splitlines()
    assert len(lines) == 2
    assert "2021-05-06" in lines[0]
    assert "1 section changed" in lines[0]


def test_piped_text_is_recorded_with_its_date(
    workspace: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    piped = tmp_path / "piped"
    piped.write_text(POLICY.replace("30 days", "10 days"), encoding="utf-8")
    with piped.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        workspace.ok("snapshot", "policy", "--from", "-", "--at", "2022-01-01")
    assert "10 days" in workspace.ok("show", "policy", "--section", "cookies")
    assert "1 section changed" in workspace.ok("log", "policy").splitlines()[0]


def test_an_older_text_is_not_put_on_top_of_a_newer_one(workspace: Door) -> None:
    edit("30 days", "90 days")
    assert "in the order of their dates" in workspace.refused("snapshot", "--at", "2019-01-01")


def test_the_seed_policy_has_its_five_sections_and_its_own_date(door: Door, shared: Path) -> None:
    text = (shared / "seed" / "python-central-privacy-policy.md").read_text(encoding="utf-8")
    Path("policy.md").write_text(text, encoding="utf-8")
    door.ok("init")
    assert SEED_ID in door.ok("add", "policy.md")
    door.ok("snapshot")
    (version,) = json.loads(door.ok("log", "--format", "json"))
    assert version["captured"].startswith("2016-06-25")
    assert "pythoncentral.io" in version["source"]
    headings = [line.strip() for line in door.ok("show", SEED_ID, "--outline").splitlines() if line]
    assert headings == [
        "Python Central Privacy Policy | Python Central",
        "Your privacy is critically important to us.",
        "Website Visitors",
        "Cookies",
        "Privacy Policy Changes",
        "Third Party Advertising",
    ]
    assert "Please check the" not in door.ok("show", SEED_ID)
    edit("set their browsers to refuse cookies", "set their browsers to accept cookies")
    door.ok("snapshot", "--at", "2017-01-01")
    (row,) = rows(door)
    assert row["kinds"] == ["modified"]
    assert row["after"][0]["title"] == "Cookies"
    removed = "".join(piece["text"] for piece in row["body"] if piece["kind"] == "removed")
    added = "".join(piece["text"] for piece in row["body"] if piece["kind"] == "added")
    assert removed.split() == ["refuse"]
    assert added.split() == ["accept"]


@pytest.mark.slow
def test_real_pages_of_two_dates_account_for_every_section_once(door: Door, shared: Path) -> None:
    pages = json.loads((shared / "pages" / "pages.json").read_text(encoding="utf-8"))
    captures: dict[str, list[dict[str, object]]] = {}
    for page in pages:
        if page.get("format") != "pdf":
            captures.setdefault(str(page["policy"]), []).append(page)
    pairs = [(policy, found[0], found[-1]) for policy, found in captures.items() if len(found) > 1]
    assert len(pairs) >= 20
    door.ok("init")
    for number, (_, first, last) in enumerate(pairs[:24]):
        source = shared / "pages" / f"{first['id']:04d}.html"
        door.ok("add", str(source), "--id", f"page.example/{number}")
        for page in (first, last):
            file = shared / "pages" / f"{page['id']:04d}.html"
            door.ok("snapshot", f"page.example/{number}", "--from", str(file),
                    "--at", str(page["date"]))  # fmt: skip
        report = json.loads(
            door.ok(
                "diff",
                str(source),
                str(shared / "pages" / f"{last['id']:04d}.html"),
                "--all",
                "--format",
                "json",
            )
        )
        (comparison,) = report["comparisons"]
        for side in ("before", "after"):
            seen = [part["id"] for row in comparison["changes"] for part in row[side]]
            assert sorted(seen) == sorted(comparison[side]["map"]["order"])


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda path: None, "missing.md"),
        (lambda path: path.mkdir(), "missing.md"),
        (lambda path: path.write_bytes(b""), "missing.md"),
        (lambda path: path.write_bytes(bytes(range(256)) * 40), "missing.md"),
        (lambda path: os.mkfifo(path), "missing.md"),
        (lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01" + b"\0" * 400), "missing.md"),
    ],
    ids=["missing", "folder", "empty", "binary", "pipe", "program"],
)
def test_a_source_that_cannot_be_read_is_named_and_changes_nothing(
    workspace: Door, make: object, named: str
) -> None:
    before = (git("rev-parse", "HEAD"), Path("policytrack.toml").read_bytes())
    make(Path("missing.md"))  # type: ignore[operator]
    assert named in workspace.refused("add", "missing.md")
    assert named in workspace.refused("diff", "policy.md", "missing.md")
    assert "missing.md" in workspace("snapshot", "policy", "--from", "missing.md").out
    assert before == (git("rev-parse", "HEAD"), Path("policytrack.toml").read_bytes())


def test_one_failing_policy_does_not_stop_the_others(workspace: Door) -> None:
    Path("second.md").write_text(POLICY, encoding="utf-8")
    workspace.ok("add", "second.md")
    Path("policy.md").unlink()
    ran = workspace("snapshot", "--at", "2021-01-01")
    assert ran.code == 3
    assert "failed" in ran.out
    assert "recorded" in ran.out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["diff", "nobody.example/x"], "nobody.example/x"),
        (["show", "policy", "--at", "03/04/2020"], "03/04/2020"),
        (["show", "policy", "--at", "1999-01-01"], "1999-01-01"),
        (["show", "policy", "--section", "no such heading"], "no such heading"),
        (["diff", "policy"], "policy"),
        (["diff", "policy", "--from", "abcdef1"], "abcdef1"),
        (["add", "policy.md", "--id", "../../evil"], "../../evil"),
        (["add", "policy.md", "--id", "host/.git"], ".git"),
        (["snapshot", "--at", "yesterday"], "yesterday"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(
    workspace: Door, arguments: list[str], named: str
) -> None:
    assert named in workspace.refused(*arguments)


def test_no_workspace_is_said_with_the_way_to_one(door: Door) -> None:
    assert "policytrack init" in door.refused("status")


@pytest.mark.parametrize(
    "arguments",
    [["diff", "a", "b", "c"], ["nonsense"], ["diff", "--format", "x"], ["snapshot", "--from", "x"]],
)
def test_wrong_usage_ends_with_2(door: Door, arguments: list[str]) -> None:
    ran = door(*arguments)
    assert ran.code == 2
    assert "Usage" in ran.err


def test_a_damaged_configuration_is_named_with_line_and_column(workspace: Door) -> None:
    Path("policytrack.toml").write_text("[settings]\npause == 1\n", encoding="utf-8")
    assert "line 2, column" in workspace.refused("status")


def test_titles_cannot_write_escape_sequences_to_the_terminal(door: Door) -> None:
    door.ok("init")
    text = POLICY.replace("# Privacy Policy", "# Evil \x1b]0;owned\x07\x9b2J policy")
    Path("policy.md").write_text(text, encoding="utf-8")
    printed = door.ok("add", "policy.md") + door.ok("snapshot") + door.ok("status")
    printed += door.ok("log") + door.ok("show", "policy") + door.ok("show", "policy", "--outline")
    assert not {"\x1b", "\x07", "\x9b"} & set(printed)


def test_a_bug_becomes_a_log_file_and_exit_code_4(
    workspace: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("policytrack.tracker.look.standings", broken)
    ran = workspace("status")
    assert ran.code == 4
    assert "Traceback" not in ran.err
    log = Path(ran.err.split("the details are in ")[1].split(";")[0])
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()


def test_every_command_has_help_with_an_example(door: Door) -> None:
    from policytrack.cli import COMMANDS, LazyGroup, cli

    assert isinstance(cli, LazyGroup)
    for name, (_, short) in COMMANDS.items():
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help is not None
        assert command.help.startswith(short)
        assert f"policytrack {name}" in (command.epilog or "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(door: Door, shell: str) -> None:
    assert "_POLICYTRACK_COMPLETE" in door.ok("completion", shell)


def test_the_demo_shows_every_kind_of_change(door: Door) -> None:
    shown = door.ok("demo")
    assert shown.count("recorded") >= 12
    assert "unchanged" in shown
    report = json.loads(door.ok("-C", "policytrack-demo", "diff", "--format", "json", "--all"))
    assert {item["policy"] for item in report["comparisons"]} == {
        "fernwick.example/privacy-policy", "marlow-finch.example/terms-of-sale",
    }  # fmt: skip
    assert "is not empty" in door.refused("demo")


def test_the_program_runs_as_a_module_and_says_its_version() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "policytrack", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("policytrack ")


def test_the_demo_leaves_a_repository_around_it_alone(door: Door) -> None:
    git("init", "-q")
    door.ok("demo")
    assert git("status", "--porcelain").strip() == "?? policytrack-demo/"
    assert (
        subprocess.run(["git", "rev-parse", "-q", "--verify", "HEAD"], check=False).returncode == 1
    )


def test_a_folder_that_the_repository_ignores_gets_one_of_its_own(door: Door) -> None:
    git("init", "-q")
    Path(".gitignore").write_text("kept-out/\n", encoding="utf-8")
    door.ok("init", "kept-out")
    assert (Path("kept-out") / ".git").is_dir()
    door.ok("init", "beside")
    assert not (Path("beside") / ".git").exists()


def test_what_is_remembered_may_be_damaged_or_gone_at_any_time(workspace: Door) -> None:
    edit("30 days", "90 days")
    workspace.ok("snapshot", "--at", "2021-05-06")
    shown = workspace.ok("diff")
    kept = [path for path in Path(".git").rglob("cache/**/*") if path.is_file()]
    assert kept
    assert shown == workspace.ok("diff")
    for path in kept:
        path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    assert shown == workspace.ok("diff")
    for path in kept:
        path.unlink()
    assert shown == workspace.ok("diff")
