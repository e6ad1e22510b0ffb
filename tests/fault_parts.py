"""What the tests of faults share: a workspace with many pages, the program as users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytrack.store import Store
from policytrack.tracker.start import start_workspace
from policytrack.workspace import CONFIG_NAME

SETTINGS = "allow_private = true\npause = 0\nparallel = 8\nrespect_robots = false\ntimeout = 30\n"
# VmHWM is this process's own peak; ru_maxrss would start with that of the process it came from.
PROGRAM = """
import pathlib, sys
from policytrack.__main__ import run
code = run(sys.argv[1:])
status = pathlib.Path("/proc/self/status")
peak = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else "0"
print("PEAK", peak, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True)
class Done:
    """How a run of the program ended. `peak`: of its memory, in MB; 0 where that is not told."""

    code: int
    out: str
    err: str
    peak: int

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """By policy what `snapshot --format json` said."""
        return {row["policy"].rpartition("/")[2]: row for row in json.loads(self.out)}


def program(root: Path, *arguments: str, env: dict[str, str] | None = None) -> Done:
    """The program in a process of its own, as a shell would start it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "-C", str(root), *arguments],
        capture_output=True, check=False, timeout=300, env={**os.environ, **(env or {})},
    )  # fmt: skip
    err, _, peak = done.stderr.decode().rpartition("PEAK ")
    assert "Traceback" not in err + done.stdout.decode(), err
    return Done(done.returncode, done.stdout.decode(), err, int(peak or 0) // 1024)


def host(
    root: Path, sources: dict[str, str], settings: str = SETTINGS, quick: Collection[str] = ()
) -> Store:
    """A workspace that tracks each source as larkspur.example/<name>, those in `quick` for 2 s."""
    start_workspace(root)
    configure(root, sources, settings, quick)
    return Store.open(root)


def configure(
    root: Path, sources: dict[str, str], settings: str = SETTINGS, quick: Collection[str] = ()
) -> None:
    rows = [f"[settings]\n{settings}"]
    for name, url in sources.items():
        rows.append(f'[policies."{policy_id(name)}"]\nsource = {json.dumps(url)}')
        rows.append("fetch = {timeout = 2}\n" if name in quick else "")
    (root / CONFIG_NAME).write_text("\n".join(rows), encoding="utf-8")


def policy_id(name: str) -> str:
    return f"larkspur.example/{name}"


def texts(store: Store, name: str) -> list[str]:
    """The recorded texts of a policy, oldest first."""
    versions = reversed(store.versions(policy_id(name)))
    return [text for _, text in store.read_texts(versions)]
