"""Units and workflows: read by the real tools, and doing the job when they are run."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
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


def test_the_line_for_cron_passes_crons_own_check(door: Door) -> None:
    Path("table").write_text(door.ok("schedule", "cron", "--share"), encoding="utf-8")
    if shutil.which("crontab") is None:
        pytest.skip("no crontab here")
    known = subprocess.run(["crontab", "--help"], capture_output=True, text=True, check=False)
    if "-n" not in known.stderr:
        pytest.skip("this crontab cannot only check")
    ran = subprocess.run(["crontab", "-n", "table"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


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


NOTIFY = '\n[notify]\nurls = ["$POLICYTRACK_CHAT"]\n'


def notified() -> None:
    config = Path("policytrack.toml")
    config.write_text(config.read_text(encoding="utf-8") + NOTIFY, encoding="utf-8")


def valid(kind: str, path: Path) -> None:
    """The file is what the published schema of its kind says."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}"]
    ran = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_the_workflow_for_github_is_put_into_the_workspace(door: Door) -> None:
    door.ok("schedule", "github", "--install")
    path = Path(".github/workflows/policy-snapshots.yml")
    text = path.read_text(encoding="utf-8")
    assert in_order(text, "policytrack pull", "policytrack snapshot", "notes --write", "push")
    valid("github-workflows", path)
    path.unlink()
    notified()
    door.ok("schedule", "github", "--install")
    text = path.read_text(encoding="utf-8")
    assert in_order(text, "snapshot --no-notify", "policytrack push", "policytrack notify")
    assert "POLICYTRACK_CHAT: ${{ secrets.POLICYTRACK_CHAT }}" in text
    assert "policytrack[notify]" in text
    valid("github-workflows", path)


def test_a_workspace_in_a_folder_of_a_sites_repository_gets_its_workflow_at_the_top(
    door: Door, tmp_path: Path
) -> None:
    from tests.store_parts import git

    site = tmp_path / "site"
    site.mkdir()
    git(site, "init", "--quiet", "--initial-branch=main")
    folder = site / "legal" / "our: policies"
    door.ok("init", str(folder))
    door.ok("-C", str(folder), "schedule", "github", "--install")
    path = site / ".github/workflows/policy-snapshots.yml"
    assert 'working-directory: "legal/our: policies"' in path.read_text(encoding="utf-8")
    valid("github-workflows", path)
    assert "cd 'legal/our: policies'\n" in door.ok("-C", str(folder), "schedule", "gitlab")


def test_gitlab_has_one_file_for_everything_so_it_is_only_printed(door: Door) -> None:
    notified()
    text = door.ok("schedule", "gitlab")
    assert in_order(
        text, "policytrack pull", "snapshot --no-notify", "notes --write", "policytrack notify"
    )
    Path("gitlab-ci.yml").write_text(text, encoding="utf-8")
    valid("gitlab-ci", Path("gitlab-ci.yml"))
    assert "--install" in door.refused("schedule", "gitlab", "--install")


def test_the_action_is_an_action() -> None:
    valid("github-actions", Path(__file__).parent.parent / "action.yml")


def test_the_job_of_a_workflow_records_notes_and_gives_and_says_what_failed(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.store_parts import git

    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub")
    git(Path.cwd(), "add", ".")
    git(Path.cwd(), "commit", "--quiet", "-m", "what is tracked")
    git(Path.cwd(), "remote", "add", "origin", str(tmp_path / "hub"))
    git(Path.cwd(), "push", "--quiet", "origin", "main")
    script = door.ok("schedule", "github").partition("run: |\n")[2]
    program = tmp_path / "bin" / "policytrack"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m policytrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)

    def job(text: str) -> int:
        git(tmp_path, "clone", "--quiet", "hub", "fresh")
        fresh = tmp_path / "fresh"
        if text:
            (fresh / "policy.md").write_text(text, encoding="utf-8")
            git(fresh, "commit", "--quiet", "-a", "-m", "another text")
        else:
            (fresh / "policy.md").unlink()
        ran = subprocess.run(["bash", "-ec", script], cwd=fresh, capture_output=True, check=False)
        shutil.rmtree(fresh)
        return ran.returncode

    assert job("# Terms\n\nA sentence is here now.\n") == 0
    assert job("# Terms\n\nAnother sentence, on thirty days, is here.\n") == 0
    assert job("") == 3
    held = git(tmp_path / "hub", "ls-tree", "-r", "--name-only", "main").split()
    assert {"CHANGELOG.md", "snapshots/local/policy.md"} <= set(held)
    assert "thirty days" in git(tmp_path / "hub", "show", "main:CHANGELOG.md")
    assert "notices" not in git(tmp_path / "hub", "ls-tree", "-r", "policytrack/evidence")
