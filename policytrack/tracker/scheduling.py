"""Units and workflows that run the snapshot job by themselves: pull, snapshot, notes, push."""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from policytrack.errors import WorkspaceError
from policytrack.store import Store
from policytrack.workspace import save_text

if TYPE_CHECKING:
    from policytrack.workspace import Workspace

NAME = "policytrack"
# Not on the hour: many jobs of many people start then.
CRON_TIMES = "17 5,17 * * *"
HINT = "Print it without --install and put it where you want it."


@dataclass(frozen=True, slots=True)
class Unit:
    """A file of a scheduler: its text, where it belongs ("" where that is not ours to say)."""

    path: str
    text: str


def job(workspace: Workspace, *, share: bool) -> str:
    """The job as one line for a shell; pull and push only where there is a remote."""
    program = f"{shlex.quote(sys.executable)} -m policytrack"
    run = f"{program} --no-pager -C {shlex.quote(str(workspace.root))}"
    # A failed policy (exit code 3) must not keep the others' notes from being written and shared.
    notes = f"{run} notes --write >/dev/null || code=$?"
    if not share:
        return f"{run} snapshot; code=$?; {notes}; (exit $code)"
    push = f"{run} push || code=$?"
    steps = f"{run} snapshot; code=$?; {notes}; {push}"
    if workspace.notices.targets:  # told only once the remote knows that it will have been
        later = f"{run} snapshot --no-notify; code=$?; {notes}"
        steps = f"{later}; if {run} push; then {run} notify || code=$?; {push}; else code=$?; fi"
    return f"{run} pull && {{ {steps}; (exit $code); }}"


def render_units(workspace: Workspace, kind: str, *, share: bool) -> list[Unit]:
    """The files of a scheduler, ready to be put in their place."""
    return _KINDS[kind](workspace, job(workspace, share=share))


def _cron(workspace: Workspace, line: str) -> list[Unit]:
    # In a crontab % ends the command, unless it is escaped.
    command = line.replace("%", r"\%")
    return [Unit("", f"# snapshots of {workspace.root}\n{CRON_TIMES} {command}\n")]


def _systemd(workspace: Workspace, line: str) -> list[Unit]:
    folder = str(Path.home() / ".config/systemd/user")
    # In a unit $ and % are systemd's own signs, and quotes and backslashes act within quotes.
    quoted = line.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    service = (
        f"[Unit]\nDescription=Policy snapshots ({NAME})\nWants=network-online.target\n"
        "After=network-online.target\n\n[Service]\nType=oneshot\n"
        f'ExecStart=/bin/sh -c "{quoted}"\nTimeoutStartSec=6h\nNice=10\n'
        "NoNewPrivileges=yes\n"
    )
    timer = (
        f"[Unit]\nDescription=Policy snapshots, twice a day ({NAME})\n\n[Timer]\n"
        "OnCalendar=*-*-* 05,17:17:00\nRandomizedDelaySec=20min\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    del workspace
    return [Unit(f"{folder}/{NAME}.service", service), Unit(f"{folder}/{NAME}.timer", timer)]


def _launchd(workspace: Workspace, line: str) -> list[Unit]:
    label = f"local.{NAME}"
    times = "".join(
        f"<dict><key>Hour</key><integer>{hour}</integer>"
        "<key>Minute</key><integer>17</integer></dict>"
        for hour in (5, 17)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        f'<plist version="1.0"><dict>\n<key>Label</key><string>{label}</string>\n'
        "<key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string>"
        f"<string>{escape(line)}</string></array>\n"
        f"<key>StartCalendarInterval</key><array>{times}</array>\n"
        f"<key>WorkingDirectory</key><string>{escape(str(workspace.root))}</string>\n"
        "</dict></plist>\n"
    )
    return [Unit(str(Path.home() / f"Library/LaunchAgents/{label}.plist"), text)]


def _ci_job(workspace: Workspace) -> list[str]:
    """The job as lines for a shell whose checkout is fresh and thrown away after it."""
    told = bool(workspace.notices.targets)
    commit = "git -c user.name=policytrack -c user.email=policytrack@localhost commit --quiet"
    return [
        "code=0",
        "policytrack pull",
        f"policytrack snapshot{' --no-notify' if told else ''} || code=$?",
        "policytrack notes --write || code=$?",
        "if [ -e CHANGELOG.md ]; then git add CHANGELOG.md; fi",
        f"git diff --cached --quiet || {commit} -m 'Write change notes'",
        "policytrack push",
        *(["policytrack notify || code=$?", "policytrack push"] if told else []),
        "exit $code",
    ]


def _requirement(workspace: Workspace) -> str:
    """What pip is to install."""
    policies = workspace.policies.values()
    extras = {
        "notify": bool(workspace.notices.targets),
        "browser": any(one.render != "plain" or one.evidence for one in policies),
    }
    named = ",".join(name for name, needed in extras.items() if needed)
    return f"policytrack[{named}]" if named else "policytrack"


def _place(workspace: Workspace) -> tuple[Path, str]:
    """The repository's top folder, and the workspace's within it ("" for the top itself)."""
    repository = Store.open(workspace.root).repository
    return repository.top, os.fsdecode(repository.prefix).rstrip("/")


def _github(workspace: Workspace, _line: str) -> list[Unit]:
    top, folder = _place(workspace)
    names = sorted({name for one in workspace.notices.targets for name in one.variables})
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in names)
    script = "".join(f"          {line}\n" for line in _ci_job(workspace))
    text = f"""\
name: policy snapshots
on:
  schedule:
    - cron: "{CRON_TIMES}"
  workflow_dispatch:
permissions:
  contents: write
concurrency: policy-snapshots
jobs:
  snapshot:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install '{_requirement(workspace)}'
      - shell: bash
{f"        working-directory: {json.dumps(folder)}{chr(10)}" if folder else ""}\
{f"        env:{chr(10)}{secrets}" if secrets else ""}        run: |
{script}"""
    return [Unit(str(top / ".github/workflows/policy-snapshots.yml"), text)]


def _gitlab(workspace: Workspace, _line: str) -> list[Unit]:
    _, folder = _place(workspace)
    enter = [f"cd {shlex.quote(folder)}"] if folder else []
    script = "".join(f"      {line}\n" for line in [*enter, *_ci_job(workspace)])
    text = f"""\
# Needs a schedule (CI/CD > Schedules) and a variable PUSH_URL with an access token:
# https://oauth2:TOKEN@gitlab.example/group/project.git
policy-snapshots:
  image: python:3.12
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  variables:
    GIT_DEPTH: "0"
    GIT_STRATEGY: clone
  script:
    - pip install '{_requirement(workspace)}'
    - git checkout -B "$CI_COMMIT_BRANCH"
    - git remote set-url origin "$PUSH_URL"
    - |
{script}"""
    return [Unit("", text)]


_KINDS = {
    "cron": _cron,
    "systemd": _systemd,
    "launchd": _launchd,
    "github": _github,
    "gitlab": _gitlab,
}
KINDS = tuple(_KINDS)


def install(units: list[Unit]) -> list[Path]:
    """Put the units in their places, where there are such; nothing there is overwritten."""
    if not all(unit.path for unit in units):
        msg = "this scheduler's file is not for a program to write"
        raise WorkspaceError(msg, hint=HINT)
    paths = [Path(unit.path) for unit in units]
    for path, unit in zip(paths, units, strict=True):
        if path.exists() and path.read_text(encoding="utf-8", errors="replace") != unit.text:
            msg = f"{path} is there already and says something else"
            raise WorkspaceError(msg, hint="Move it away, or print the new one without --install.")
    for path, unit in zip(paths, units, strict=True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"{path.parent} cannot be made: {error.strerror}"
            raise WorkspaceError(msg, hint=HINT) from error
        save_text(path, unit.text)
    return paths
