"""Two machines that share a workspace through a remote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.door import Door


def test_what_two_machines_record_ends_up_on_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    door = Door(capsys)
    remote, here, there = tmp_path / "remote.git", tmp_path / "here", tmp_path / "there"
    policy = tmp_path / "policy.md"
    policy.write_text("# Terms\n\nOne sentence is here.\n\n## Law\n\nIrish law applies.\n")
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    door.ok("init", str(here))
    door.ok("-C", str(here), "add", str(policy), "--id", "a.example/terms")
    door.ok("-C", str(here), "snapshot", "--at", "2020-01-01")
    config = (here / "policytrack.toml").read_text()
    subprocess.run(["git", "-C", str(here), "remote", "add", "origin", str(remote)], check=True)
    assert "ours given" in door.ok("-C", str(here), "push")
    door.ok("init", str(there))
    (there / "policytrack.toml").write_text(config)
    subprocess.run(["git", "-C", str(there), "remote", "add", "origin", str(remote)], check=True)
    door.ok("-C", str(there), "pull")
    policy.write_text(policy.read_text().replace("Irish", "French"))
    door.ok("-C", str(there), "snapshot", "--at", "2021-01-01")
    door.ok("-C", str(there), "push")
    door.ok("-C", str(here), "pull")
    assert "French" in door.ok("-C", str(here), "show", "a.example/terms")
    assert door.ok("-C", str(here), "verify").startswith("2 versions")
