"""How long a user waits for the program to start, beside the imports that it cannot do without.

    python benchmarks/startup.py [RUNS]

Each command and its measure run in turn; the figure that counts is the median of their ratios.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PYTHON = sys.executable
PROGRAM = [PYTHON, "-m", "policytrack"]
SENTENCE = "We keep the data of kind {} for {} days, and we delete it after that unless you object."


def policy(version: int) -> str:
    """A text of about 60 kB in 60 sections, of which three differ from version to version."""
    parts = ["# Privacy Policy"]
    for section in range(60):
        days = 30 + (version if section % 20 == version % 20 else 0)
        lines = [SENTENCE.format(f"{section}-{line}", days) for line in range(11)]
        parts += [f"## {section + 1}. Section about topic {section}", " ".join(lines)]
    return "\n\n".join(parts) + "\n"


def make_workspace(root: Path, versions: int = 50) -> None:
    run = [*PROGRAM, "-C", str(root)]
    subprocess.run([*run, "init"], check=True, capture_output=True)
    file = root / "policy.md"
    file.write_text(policy(0), encoding="utf-8")
    subprocess.run([*run, "add", str(file)], check=True, capture_output=True)
    for version in range(versions):
        file.write_text(policy(version), encoding="utf-8")
        day = f"20{10 + version // 12:02}-{version % 12 + 1:02}-01"
        subprocess.run([*run, "snapshot", "--at", day], check=True, capture_output=True)


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], measure: list[str], limit: float, runs: int) -> None:
    seconds(ours), seconds(measure)
    pairs = [(seconds(ours), seconds(measure)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    first = statistics.median(a for a, _ in pairs)
    second = statistics.median(b for _, b in pairs)
    verdict = "" if ratio <= limit else "   TOO SLOW"
    print(f"{name:28} {first:7.3f} s  {second:7.3f} s  {ratio:5.2f} x (at most {limit} x){verdict}")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    click_only = [PYTHON, "-c", "import click"]
    click_and_git = [PYTHON, "-c", "import click, git"]
    compare("policytrack --version", [*PROGRAM, "--version"], click_only, 2, runs)
    compare("policytrack --help", [*PROGRAM, "--help"], click_only, 2, runs)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_workspace(root)
        diff = [*PROGRAM, "-C", folder, "diff", "local/policy"]
        compare("policytrack diff ID", diff, click_and_git, 3, runs)


if __name__ == "__main__":
    main()
