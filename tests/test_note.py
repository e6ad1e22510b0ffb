"""A person's own words on a change: written, shown, kept through every regeneration."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.tracker.own_words import OwnWords, parse_words, render_words
from tests.door import Door

POLICY = "# Privacy\n\n## Cookies\n\nWe keep cookies for {} days.\n\n## Law\n\nIrish law applies.\n"
ID = "acme.example/privacy"


@pytest.fixture
def workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    """Two recorded versions of privacy.md: 30 days, then 60."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    door = Door(capsys)
    door.ok("init")
    Path("privacy.md").write_text(POLICY.format(30))
    door.ok("add", "privacy.md", "--id", ID)
    record(door, 30, "2024-01-01")
    record(door, 60, "2024-02-01")
    return door


def record(door: Door, days: int, at: str) -> None:
    Path("privacy.md").write_text(POLICY.format(days))
    door.ok("snapshot", "--at", at)


def note_files() -> list[str]:
    return sorted(path.name for path in Path("notes", ID).glob("*"))


def test_a_note_is_shown_in_notes_and_diff_and_stays_when_they_are_made_again(
    workspace: Door,
) -> None:
    workspace.ok("notes", "--write")
    workspace.ok("note", ID, "-m", "Our *shop* needs it.", "-m", "Ask us.", "--title", "Longer")
    workspace.ok("notes", "--write")
    written = Path("CHANGELOG.md").read_text()
    assert "> **Longer**\n>\n> Our *shop* needs it.\n>\n> Ask us.\n" in written
    workspace.ok("notes", "--write")
    assert written == Path("CHANGELOG.md").read_text()
    assert "Our *shop* needs it." in workspace.ok("diff", ID)
    record(workspace, 90, "2024-03-01")
    workspace.ok("notes", "--write")
    again = Path("CHANGELOG.md").read_text()
    assert 1 == again.count("Our *shop* needs it.")


def test_a_change_is_named_by_policy_date_or_id(workspace: Door) -> None:
    record(workspace, 90, "2024-03-01")
    workspace.ok("note", ID, "2024-02-01", "-m", "The first.")
    (name,) = note_files()
    identity = name.removesuffix(".md")
    workspace.ok("note", identity, "--title", "By its id")
    assert [name] == note_files()
    assert "# By its id\n\nThe first.\n" in Path("notes", ID, name).read_text()
    assert "The first." not in workspace.ok("diff", ID)
    assert "The first." in workspace.ok("diff", ID, "--to", "2024-02-01")
    workspace.ok("note", identity, "--delete")
    assert [] == note_files()


def test_a_note_ahead_belongs_to_the_change_that_is_recorded_next_and_to_no_other(
    workspace: Door,
) -> None:
    workspace.ok("note", ID, "--next", "-m", "Ninety, since the law asks.")
    assert "Ninety" not in workspace.ok("notes")
    assert "1 policy checked, no problems\n" == workspace.ok("check", "--skip", "date")
    Path("privacy.md").write_text(POLICY.format(90))
    assert "note" not in workspace("check", "--skip", "date").out
    record(workspace, 90, "2024-03-01")
    record(workspace, 60, "2024-04-01")
    record(workspace, 10, "2024-05-01")
    told = workspace.ok("notes")
    assert 1 == told.count("Ninety")
    assert "Ninety" in told[told.index("2024-03-01") : told.index("2024-02-01")]
    workspace.ok("note", ID, "2024-03-01", "--delete")
    assert "Ninety" not in workspace.ok("notes")


def editor(tmp_path: Path, code: str) -> str:
    """An editor as a person might set it: a program with an argument of its own."""
    script = tmp_path / "my editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
    return f'"{sys.executable}" "{script}" --wait'


def test_the_editor_opens_with_the_note_so_far_and_what_changed(
    workspace: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.ok("note", ID, "-m", "So far.")
    keep = "pathlib.Path('seen').write_text(path.read_text())\n"
    write = "path.write_text('# Mine\\n\\nAnd more.\\n' + path.read_text())"
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("GIT_EDITOR", editor(tmp_path, keep + write))
    workspace.ok("note", ID)
    seen = Path("seen").read_text()
    assert seen.startswith("So far.\n\n<!-- ")
    assert "1 section changed." in seen
    (name,) = note_files()
    assert Path("notes", ID, name).read_text().endswith("# Mine\n\nAnd more.\nSo far.\n")


def test_nothing_written_or_an_editor_that_fails_changes_nothing(
    workspace: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    assert "nothing was written" in workspace.refused("note", ID)
    monkeypatch.setenv("GIT_EDITOR", "exit 3;")
    assert "status 3" in workspace.refused("note", ID)
    monkeypatch.delenv("GIT_EDITOR")
    monkeypatch.delenv("VISUAL")
    monkeypatch.setenv("TERM", "dumb")
    assert "no editor" in workspace.refused("note", ID)
    assert not Path("notes").exists()


def test_an_editor_that_the_repository_names_is_never_started(
    workspace: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(".git/config").open("a") as config:
        config.write(f"[core]\n\teditor = touch {tmp_path}/started\n")
    monkeypatch.setenv("EDITOR", "true")
    workspace.refused("note", ID)
    assert not (tmp_path / "started").exists()


def test_what_names_no_change_is_refused_with_a_way_out(workspace: Door) -> None:
    assert "0123456789abcdef" in workspace.refused("note", "0123456789abcdef", "-m", "x")
    assert "no version before" in workspace.refused("note", ID, "2024-01-01", "-m", "x")
    assert "nobody" in workspace.refused("note", "nobody", "-m", "x")
    assert 2 == workspace("note", ID, "2024-02-01", "--next", "-m", "x").code


def test_a_note_that_is_not_utf8_is_named(workspace: Door) -> None:
    workspace.ok("note", ID, "-m", "x")
    (name,) = note_files()
    Path("notes", ID, name).write_bytes(b"caf\xe9")
    assert name in workspace.refused("notes")


def test_a_note_is_in_the_exchange_form(workspace: Door) -> None:
    workspace.ok("note", ID, "-m", "Said so.")
    (told,) = json.loads(workspace.ok("diff", ID, "--format", "json"))["comparisons"]
    assert "Said so." in json.dumps(told)


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)


@given(title=LINES, lines=st.lists(LINES, max_size=5))
def test_a_note_is_read_as_it_was_written(title: str, lines: list[str]) -> None:
    title = " ".join(title.split()).strip("# ")
    text = "\n".join(lines).strip()
    if not title and text.startswith(("#", "<!--")):
        text = f"x{text}"
    words = OwnWords(text, title, datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC))
    assert words == parse_words(render_words(words)) or not words
