"""How long a change takes to tell in each form, beside what Python needs to import click and git.

    python benchmarks/reports.py

Builds a policy of 60 kB with 40 edited sentences, 2 added and 2 removed sections; no network, no
files. Times are medians of seven runs of `render` alone, in this process.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from policytrack.compare import compare
from policytrack.report import FORMS, Comparison, ReportOptions, render, render_notes
from policytrack.sections import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = [
    *["we", "you", "data", "may", "keep", "share", "cookies"],
    *["law", "third", "parties", "days", "consent", "account", "delete"],
]
SECTIONS = 40
SENTENCES = 20


def make_pair(seed: int) -> tuple[str, str]:
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=14)).capitalize() + "."

    before = [[f"## {i}. Section {i}\n"] + [sentence() for _ in range(SENTENCES)]
              for i in range(1, SECTIONS + 1)]  # fmt: skip
    after = [list(section) for section in before]
    for _ in range(40):
        section = chance.choice(after)
        place = chance.randrange(1, len(section))
        section[place] = section[place].replace(chance.choice(WORDS), "never")
    del after[30], after[10]
    after[20:20] = [["## New\n", sentence(), sentence()], ["## Newer\n", sentence()]]
    return tuple("\n\n".join("\n".join(part) for part in side) + "\n" for side in (before, after))  # type: ignore[return-value]


def median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    before, after = make_pair(7)
    change = compare(parse_document(before), parse_document(after))
    told = [Comparison(change=change, title="Policy")]
    start = [sys.executable, "-c", "import click, git"]
    base = median(lambda: subprocess.run(start, check=True))
    print(f"{len(before) // 1000} kB; `import click, git`: {base * 1000:.0f} ms\n")
    print("| form | ms | of `import click, git` | kB |\n|---|---|---|---|")
    options = ReportOptions(width=100, colour=True)
    for form in FORMS:
        taken = median(lambda form=form: render(told, form, options))
        size = len(render(told, form, options)) / 1000
        print(f"| {form} | {taken * 1000:.1f} | {taken / base:.2f} | {size:.0f} |")
    taken = median(lambda: render_notes(told))
    size = len(render_notes(told)) / 1000
    print(f"| notes | {taken * 1000:.1f} | {taken / base:.2f} | {size:.0f} |")


if __name__ == "__main__":
    main()
