"""`kill -9` between and within the stages of telling: every change arrives, under one id each.

`POLICYTRACK_DEATHS=100 pytest tests/test_notify_deaths.py` dies at random moments too.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from policytrack.store import Store
from policytrack.tracker.start import start_workspace
from policytrack.workspace import CONFIG_NAME
from tests.loopback import Loopback
from tests.receiver import Receiver
from tests.test_snapshot_job import page

pytest.importorskip("apprise")
DEATHS = int(os.environ.get("POLICYTRACK_DEATHS", "0"))
POLICIES = 3
RUN = "import sys; from policytrack.__main__ import run; sys.exit(run(sys.argv[1:]))"
STAGES = {  # what the process dies of: at which call of what, before or after it
    "after the commit": "policytrack.store.store:Store.append_run before 2",
    "between the ledger and the first delivery": "policytrack.notify.sending:Carrier.send before 1",
    "between a mark and the next delivery": "policytrack.notify.sending:Carrier.send before 2",
    "between a delivery and its mark": "policytrack.store.store:Store.mark_notice before 2",
}
DIE = (
    """
import importlib, os, signal, sys
module, _, rest = sys.argv[1].partition(":")
path, when, count = rest.split()
holder = importlib.import_module(module)
*outer, name = path.split(".")
for one in outer: holder = getattr(holder, one)
real, calls = getattr(holder, name), []
def dying(*args, **named):
    calls.append(1)
    last = len(calls) == int(count)
    if last and when == "before": os.kill(os.getpid(), signal.SIGKILL)
    result = real(*args, **named)
    if last: os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(holder, name, dying)
del sys.argv[1]
"""
    + RUN
)


class Job:
    """Some policies whose pages change from edition to edition, and a receiver of notices."""

    def __init__(self, root: Path, server: Loopback, receiver: Receiver) -> None:
        self.root, self.server, self.receiver = root, server, receiver
        start_workspace(root)
        rows = ["[settings]\nallow_private = true\npause = 0\nparallel = 8\nrespect_robots = false"]
        for number in range(POLICIES):
            url = server.url(f"/{number}")
            rows.append(f'[policies."larkspur.example/p{number}"]\nsource = "{url}"')
        rows.append(f'[notify]\nurls = ["{receiver.url}"]')
        (root / CONFIG_NAME).write_text("\n".join(rows), encoding="utf-8")
        self.publish(0)
        assert 0 == self.run().returncode

    def publish(self, edition: int) -> None:
        for number in range(POLICIES):
            text = f"We keep your orders for {edition + 10} days in store {number}."
            self.server.page(f"/{number}", page(how=text))

    def run(self, program: str = RUN, *first: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", program, *first, "-C", str(self.root), "snapshot"]
        return subprocess.run(command, capture_output=True, check=False)

    def run_and_kill(self, chance: random.Random, usual: float) -> None:
        command = [sys.executable, "-c", RUN, "-C", str(self.root), "snapshot"]
        job = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.2, 1) * usual)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(job.pid, signal.SIGKILL)  # it is not reaped yet: the number is still its own
        job.wait()

    def check(self) -> Counter[str]:
        """Each recorded change was told, under one id; how often each id was told."""
        assert [] == Store.open(self.root).waiting_notices()
        told = {}
        for notice, message in zip(self.receiver.ids, self.receiver.messages, strict=True):
            said = re.search(r"\*\*(\d+)\*\* days.* store (\d+)", message["message"])
            assert said, message["message"]
            told.setdefault((int(said[2]), int(said[1])), set()).add(notice)
        recorded = set()
        store = Store.open(self.root)
        for number in range(POLICIES):
            versions = store.versions(f"larkspur.example/p{number}")[:-1]
            for _, text in store.read_texts(versions):
                days = re.search(r"for (\d+) days in store", text)
                assert days
                recorded.add((number, int(days[1])))
        assert recorded == set(told)
        assert all(len(ids) == 1 for ids in told.values())
        return Counter(self.receiver.ids)


@pytest.fixture
def job(tmp_path: Path) -> object:
    with Loopback() as server, Receiver() as receiver:
        yield Job(tmp_path / "workspace", server, receiver)


def test_a_death_between_any_two_stages_neither_loses_a_notice_nor_makes_a_second(
    job: Job,
) -> None:
    for edition, stage in enumerate(STAGES.values(), start=1):
        job.publish(edition)
        assert -signal.SIGKILL == job.run(DIE, stage).returncode
    assert 0 == job.run().returncode
    again = [notice for notice, count in job.check().items() if count > 1]
    # The one death after a receiver's answer and before its mark: told again, with the same id.
    assert 1 == len(again)
    assert len(STAGES) * POLICIES + 1 == len(job.receiver.ids)


@pytest.mark.skipif(not DEATHS, reason="POLICYTRACK_DEATHS says how often to die")
def test_deaths_at_random_moments_neither_lose_a_notice_nor_make_a_second(job: Job) -> None:
    chance = random.Random(20240301)
    usual = 4.0
    for edition in range(1, DEATHS + 1):
        job.publish(edition)
        job.run_and_kill(chance, usual)
        if edition % 2:
            begun = time.monotonic()
            assert 0 == job.run().returncode
            usual = time.monotonic() - begun
    assert 0 == job.run().returncode
    counts = job.check()
    assert max(counts.values(), default=1) <= 2
    assert sum(count - 1 for count in counts.values()) <= DEATHS  # one a death at most
