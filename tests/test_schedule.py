"""Units and workflows: read by the real tools, and doing the job when they are run."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.door import Door


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    folder = tmp_path / "my policies, 100%"
    folder.mkdir()
    monkeypatch.chdir(folder)
    running = Door(capsys)
    running.ok("init")
    Path("policy.md").write_text("# Terms\n\nOne sentence is here.\n", encoding="utf-8")
    running.ok("add", "policy.md")
    return running


def test_the_line_for_cron_takes_snapshots(door: Door) -> None:
    comment, line = door.ok("schedule", "cron").strip().splitlines()
    assert comment.startswith("#")
    minute, hour, *_ = line.split()
    assert (minute, hour) == ("17", "5,17")
    command = line.split(" ", 5)[5].replace(r"\%", "%")  # as cron hands it to the shell
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "1 version" in door.ok("status")


def test_a_failure_is_the_jobs_exit_code_and_the_notes_are_written_all_the_same(
    door: Door,
) -> None:
    door.ok("snapshot", "--at", "2020-01-01")
    Path("policy.md").write_text("# Terms\n\nAnother sentence is here.\n", encoding="utf-8")
    door.ok("snapshot", "--at", "2021-01-01")
    Path("policy.md").unlink()
    line = door.ok("schedule", "cron").strip().splitlines()[1]
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert "2021-01-01" in Path("CHANGELOG.md").read_text(encoding="utf-8")


def test_the_systemd_units_pass_systemds_own_check(door: Door, own_home: Path) -> None:
    door.ok("schedule", "systemd", "--install", "--share")
    units = sorted((own_home / ".config/systemd/user").iterdir())
    assert [unit.name for unit in units] == ["policytrack.service", "policytrack.timer"]
    assert "already" not in door.ok("schedule", "systemd", "--install", "--share")
    units[0].write_text("# mine\n", encoding="utf-8")
    assert "says something else" in door.refused("schedule", "systemd", "--install")
    assert units[0].read_text(encoding="utf-8") == "# mine\n"
    units[0].unlink()
    door.ok("schedule", "systemd", "--install")
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *map(str, units)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "policytrack" not in ran.stderr, ran.stderr


def test_the_launchd_list_is_a_property_list(door: Door) -> None:
    found = plistlib.loads(door.ok("schedule", "launchd").strip().encode())
    assert found["ProgramArguments"][:2] == ["/bin/sh", "-c"]
    assert str(Path.cwd()) in found["WorkingDirectory"]


def test_the_workflow_for_github_is_put_into_the_workspace(door: Door) -> None:
    door.ok("schedule", "github", "--install")
    text = Path(".github/workflows/policy-snapshots.yml").read_text(encoding="utf-8")
    assert "policytrack snapshot" in text
    assert "\t" not in text


def test_gitlab_has_one_file_for_everything_so_it_is_only_printed(door: Door) -> None:
    assert "policytrack snapshot" in door.ok("schedule", "gitlab")
    assert "--install" in door.refused("schedule", "gitlab", "--install")
