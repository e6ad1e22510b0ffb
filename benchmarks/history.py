"""How long a history takes to tell, beside `git log -p` over the same texts; and what it folds.

    python benchmarks/history.py WORKSPACE [--git-dir ARCHIVE.git]

WORKSPACE is a workspace with an archive imported; ARCHIVE.git the archive itself, or else the
workspace's own repository is read by `git log -p`, several times before and behind the others, of
which the median counts. Its cache is deleted first. Prints wall and CPU
seconds (own and of child processes), the ratios to `git log -p` beside their bars (which are of two
free cores: half of the CPU seconds is the least that they take), peak memory, and how many events
there are of each kind, with the number of recorded versions in them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

BARS = {"worked out": 25, "remembered": 1}  # times `git log -p`
BEFORE = 3  # runs of it before the others, and as many behind


def timed(command: list[str]) -> tuple[float, float, bytes]:
    """Wall seconds, CPU seconds, output."""
    usage = os.times()
    start = time.perf_counter()
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - usage.children_user - usage.children_system
    return wall, cpu, out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--git-dir", type=Path)
    chosen = parser.parse_args()
    git_dir = chosen.git_dir or chosen.workspace / ".git"
    shutil.rmtree(chosen.workspace / ".git" / "policytrack" / "cache", ignore_errors=True)
    git = ["git", "--git-dir", str(git_dir), "log", "-p"]
    walls = [timed(git)[0] for _ in range(BEFORE)]
    log = [sys.executable, "-m", "policytrack", "-C", str(chosen.workspace), "log"]
    log += ["--all-policies", "--all", "--format", "json"]
    runs = [timed(log) for _ in BARS]
    walls += [timed(git)[0] for _ in range(BEFORE)]
    told = ", ".join(f"{wall:.2f}" for wall in walls)
    print(f"git log -p: {statistics.median(walls):.2f} s ({told})")
    for (name, bar), (wall, cpu, _) in zip(BARS.items(), runs, strict=True):
        ratio = wall / statistics.median(walls)
        print(
            f"{name}: {wall:.2f} s, {ratio:.1f} x git log -p (at most {bar} x), "
            f"{cpu:.2f} s CPU{'' if ratio <= bar else '   TOO SLOW'}"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"largest process: {peak:.0f} MB (at most 500 MB)\n")
    events = json.loads(runs[-1][2])
    kinds = Counter(event["kind"] for event in events)
    members = Counter(dict.fromkeys(kinds, 0))
    for event in events:
        members[event["kind"]] += len(event["members"])
    print("| kind | events | versions |\n|---|---|---|")
    for kind, number in kinds.most_common():
        print(f"| {kind} | {number} | {members[kind]} |")


if __name__ == "__main__":
    main()
