"""`kill -9` of a running snapshot job: what it told is there, and the next run does the rest.

`POLICYTRACK_DEATHS=300 pytest tests/test_snapshot_deaths.py -m slow` does it more often.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policytrack.store import Store
from policytrack.tracker.start import start_workspace
from policytrack.tracker.take import take_snapshots
from policytrack.tracker.verifying import verify
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.loopback import Loopback
from tests.test_snapshot_job import page

DEATHS = int(os.environ.get("POLICYTRACK_DEATHS", "12"))
POLICIES = 40
LONGEST = 2.5  # seconds; a job that told nothing yet lives for that long at most
SMALL_BATCHES = (
    "import sys; from policytrack.tracker import take; take.BATCH = 5;"
    "from policytrack.__main__ import run; sys.exit(run(sys.argv[1:]))"
)


class Job:
    """A workspace of some policies whose pages all change from edition to edition."""

    def __init__(self, root: Path, server: Loopback) -> None:
        self.root, self.server = root, server
        start_workspace(root)
        rows = ["[settings]\nallow_private = true\npause = 0\nparallel = 8\nrespect_robots = false"]
        for number in range(POLICIES):
            url = server.url(f"/{number}")
            rows.append(f'[policies."larkspur.example/p{number}"]\nsource = "{url}"')
        (root / CONFIG_NAME).write_text("\n".join(rows), encoding="utf-8")
        self.store = Store.open(root)

    def publish(self, edition: int) -> None:
        for number in range(POLICIES):
            text = f"We keep your orders for {edition + 10} days in store {number}."
            self.server.page(f"/{number}", page(how=text))

    def run_and_kill(self, chance: random.Random) -> list[str]:
        """Start the job, kill all of it at some moment; the whole lines that it told.

        The moment is so many seconds after its start, or a breath after so many lines.
        """
        command = [sys.executable, "-uc", SMALL_BATCHES, "-C", str(self.root), "snapshot"]
        job = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        assert job.stdout is not None
        lines = [job.stdout.readline() for _ in range(chance.randrange(POLICIES))]
        time.sleep(chance.uniform(0, 0.1 if lines else LONGEST))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(job.pid, signal.SIGKILL)  # it is not reaped yet: the number is still its own
        rest, _ = job.communicate()
        return (b"".join(lines) + rest).decode().split("\n")[:-1]

    def check_told(self, lines: list[str], edition: int) -> None:
        """What was told as recorded is in force and in the ledger."""
        told = {line.split()[2] for line in lines if line.startswith("recorded")}
        logged = {
            line["policy"]
            for run in self.store.read_runs()
            for line in run.lines
            if line["result"] == "recorded"
        }
        assert told <= logged
        for policy in told:
            latest = self.store.latest(policy)
            assert latest is not None
            assert f"for {edition + 10} days" in self.store.read_text(latest)

    def finish(self, edition: int) -> None:
        """The next run brings every policy to the edition, each text once."""
        outcomes = list(take_snapshots(load_workspace(self.root)))
        assert {"recorded", "unchanged"} >= {outcome.status for outcome in outcomes}
        for policy, versions in self.store.histories().items():
            texts = [text for _, text in self.store.read_texts(versions)]
            assert f"for {edition + 10} days" in texts[0], policy
            assert len(texts) == len(set(texts)), policy


@pytest.mark.slow
def test_a_killed_job_keeps_what_it_told_and_the_next_run_does_the_rest(tmp_path: Path) -> None:
    chance = random.Random(5)
    with Loopback() as server:
        job = Job(tmp_path / "workspace", server)
        told = 0
        for edition in range(DEATHS):
            if edition % 3 == 0:  # it dies three times over the same pages
                job.publish(edition)
                current = edition
            lines = job.run_and_kill(chance)
            told += len(lines)
            job.check_told(lines, current)
            if edition % 15 == 14 or edition == DEATHS - 1:
                job.finish(current)
                done = subprocess.run(
                    ["git", "-C", str(job.root), "fsck", "--full", "--no-dangling"],
                    capture_output=True, text=True, check=False,
                )  # fmt: skip
                assert (0, "") == (done.returncode, done.stdout)
        found = verify(load_workspace(job.root))
        assert found.sound, json.dumps([str(one) for one in found.problems])
        assert told > DEATHS
