"""How long an archive takes to be imported, beside what git takes to clone and read it.

    python benchmarks/archives.py BUNDLE

The bar: at most 3 times `git clone --bare` of the bundle plus `git log -p` over it, and at most
500 MB of memory; twice as many versions take about twice as long.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 3.0
MEMORY = 500_000  # kB


def timed(*args: str, cwd: Path) -> float:
    began = time.perf_counter()
    subprocess.run(args, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def yardstick(bundle: Path, folder: Path) -> float:
    clone = timed("git", "clone", "-q", "--bare", str(bundle), "clone.git", cwd=folder)
    return clone + timed("git", "--git-dir=clone.git", "log", "-p", cwd=folder)


def imported(bundle: Path, folder: Path, name: str) -> float:
    program = (sys.executable, "-m", "policytrack")
    timed(*program, "init", name, cwd=folder)
    return timed(*program, "-C", name, "import", str(bundle), cwd=folder)


def half(folder: Path) -> Path:
    """A bundle of the first half of the commits."""
    git = ("git", "--git-dir=clone.git")
    order = subprocess.run((*git, "rev-list", "HEAD"), cwd=folder, check=True, capture_output=True)
    commits = order.stdout.split()
    middle = commits[len(commits) // 2].decode()
    timed(*git, "update-ref", "refs/heads/half", middle, cwd=folder)
    timed(*git, "symbolic-ref", "HEAD", "refs/heads/half", cwd=folder)
    timed(*git, "bundle", "create", "-q", "half.bundle", "HEAD", "half", cwd=folder)
    return folder / "half.bundle"


def main() -> int:
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside = yardstick(bundle, folder)
        taken = imported(bundle, folder, "whole")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        again = timed(
            sys.executable, "-m", "policytrack", "-C", "whole", "import", str(bundle), cwd=folder
        )
        first_half = imported(half(folder), folder, "half")
    print(f"git clone --bare and git log -p   {beside:6.1f} s")
    print(f"import                            {taken:6.1f} s  {taken / beside:.2f} x (bar {BAR})")
    print(f"import of the first half          {first_half:6.1f} s  {taken / first_half:.2f} x more")
    print(f"import again, nothing new         {again:6.1f} s")
    print(f"largest process                   {memory / 1000:6.0f} MB (bar {MEMORY / 1000:.0f})")
    return int(taken > BAR * beside or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
