"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.door import Door

README = Path(__file__).parent.parent / "README.md"


def without_revisions(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{10}\b", "0123456789", text)


def test_the_shown_output_is_the_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "88")
    door = Door(capsys)
    door.ok("demo")
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"```\n\$ policytrack ([^\n]*)\n(.*?)```", text, re.DOTALL)
    assert len(shown) == 2
    for command, expected in shown:
        printed = door.ok("-C", "policytrack-demo", *shlex.split(command))
        assert without_revisions(expected) == without_revisions(printed)


def test_every_document_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))
    assert named
    assert [] == [path for path in named if not (README.parent / path).exists()]


def test_every_command_is_in_the_readme_with_its_short_help() -> None:
    from policytrack.cli import COMMANDS

    text = README.read_text(encoding="utf-8")
    table = text.partition("<!-- commands -->")[2].partition("<!-- /commands -->")[0]
    listed = table.partition("|---|---|\n")[2].rstrip("\n") + "\n"
    expected = "".join(f"| `{name}` | {short} |\n" for name, (_, short) in COMMANDS.items())
    assert expected == listed
