"""What a run of the job says: a line a policy, a summary, a report; a bar on a terminal only."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.door import Door

TEXT = "# Terms\n\nOne sentence is here.\n"


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    """A workspace of one policy that is there, one that is not."""
    monkeypatch.chdir(tmp_path)
    running = Door(capsys)
    running.ok("init")
    for name in ("first", "second"):
        Path(f"{name}.md").write_text(TEXT, encoding="utf-8")
        running.ok("add", f"{name}.md")
    Path("second.md").unlink()
    return running


def test_a_run_ends_with_what_came_of_it_and_the_exit_code_says_that_one_failed(
    door: Door,
) -> None:
    ran = door("snapshot")
    *lines, closing = ran.out.splitlines()
    assert 3 == ran.code
    assert {"recorded", "failed"} == {line.split()[0] for line in lines}
    assert closing.startswith("2 policies in ")
    assert "1 recorded" in closing
    assert "1 failed" in closing
    Path("second.md").write_text(TEXT, encoding="utf-8")
    assert "1 unchanged" in door.ok("snapshot").splitlines()[-1]


def test_a_failure_is_told_with_its_way_out_and_stays_in_the_status(door: Door) -> None:
    ran = door("snapshot")
    failed = next(line for line in ran.out.splitlines() if line.startswith("failed"))
    recorded = next(line for line in ran.out.splitlines() if line.startswith("recorded"))
    assert failed.index("local/") == recorded.index("local/")
    assert "second.md: no such file. Check the spelling" in failed
    assert "second.md: no such file" in door.ok("status", "second")
    assert (
        "no such file" in json.loads(door.ok("status", "second", "--format", "json"))[0]["failure"]
    )
    door("snapshot")
    assert "2 times in a row since" in door.ok("status", "second")
    Path("second.md").write_text(TEXT, encoding="utf-8")
    door.ok("snapshot")
    assert "no such file" not in door.ok("status", "second")


def test_json_lines_come_one_a_policy_and_the_report_holds_the_run(door: Door) -> None:
    ran = door("snapshot", "--format", "jsonl", "--report", "run.json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    report = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert {"local/first", "local/second"} == {row["policy"] for row in rows}
    assert rows == report["policies"]
    assert {"recorded": 1, "failed": 1} == report["counts"]
    assert report["failed"]
    assert {"sent": 0, "left_out": 0, "waiting": 0, "errors": []} == report["notices"]


def test_a_run_that_the_repository_stops_is_reported_as_stopped(door: Door) -> None:
    door("snapshot")
    Path("first.md").write_text(TEXT + "Another one.\n", encoding="utf-8")
    Path(".git/MERGE_HEAD").write_text("0" * 40, encoding="ascii")
    assert "a merge is not finished" in door.refused("snapshot", "--report", "run.json")
    report = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert "a merge is not finished" in report["stopped"]
    assert report["failed"]


def test_on_a_terminal_a_bar_is_shown_and_what_is_as_it_was_is_not(door: Door) -> None:
    Path("second.md").write_text(TEXT, encoding="utf-8")
    door.ok("snapshot", "first")
    shown, terminal = pty.openpty()
    command = [sys.executable, "-m", "policytrack", "snapshot"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    running = subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    said = b""
    while True:  # as it comes: a terminal that nobody reads from is full after some kilobytes
        try:
            said += os.read(shown, 65536)
        except OSError:  # the end of a terminal that nobody holds any more
            break
    os.close(shown)
    assert 0 == running.wait()
    text = said.decode()
    assert "2/2" in text
    assert "local/second" in text
    assert "local/first" not in text
    assert "2 policies in " in text
