"""Whether unchanged text is split alike in consecutive versions of real policies.

python benchmarks/splitting_stability.py GIT_DIR [--pairs N] [--show N] reads every version of
every Markdown file in a bare repository, pairs consecutive ones, and matches their lines. A flip
is a line that stands unchanged, with the lines next to it, on both sides and is a heading on one
side only, or a heading of another rank relative to its unchanged neighbours.
"""

from __future__ import annotations

import argparse
import random
import subprocess
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import Indel

from policytrack.sections import parse_document

Version = tuple[str, str]  # path, blob


def read_versions(git_dir: Path) -> dict[str, list[str]]:
    """Blob ids of each path, oldest first."""
    log = subprocess.run(
        ["git", "--git-dir", str(git_dir), "log", "--reverse", "--raw", "--no-abbrev",
         "--no-renames", "-z", "--format="],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    fields = log.split("\0")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for meta, path in pairwise(fields):
        if meta.startswith(":") and path.endswith(".md"):
            blob = meta.split()[3]
            if set(blob) != {"0"}:
                found[path].append(blob)
    return found


class Blobs:
    """Texts of blobs, from one running `git cat-file`."""

    def __init__(self, git_dir: Path) -> None:
        self.process = subprocess.Popen(
            ["git", "--git-dir", str(git_dir), "cat-file", "--batch"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def read(self, blob: str) -> str:
        """The text of a blob."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(blob.encode() + b"\n")
        self.process.stdin.flush()
        size = int(self.process.stdout.readline().split()[2])
        return self.process.stdout.read(size + 1)[:-1].decode(errors="replace")


def outline(text: str) -> dict[int, int]:
    """Level of each heading, by 0-based line."""
    return {s.line - 1: s.level for s in parse_document(text).sections if s.level}


def unchanged(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines, each with an equal line that is not blank on both sides of it."""
    kept = [i for i, line in enumerate(before) if line.strip()]
    held = [i for i, line in enumerate(after) if line.strip()]
    pairs = []
    for op in Indel.opcodes([before[i] for i in kept], [after[i] for i in held]):
        if op.tag == "equal":
            run = range(op.src_end - op.src_start)
            pairs += [(kept[op.src_start + k], held[op.dest_start + k]) for k in run][1:-1]
    return pairs


def flips(before: str, after: str) -> tuple[list[str], int]:
    """Lines that flipped, and how many headings stand unchanged."""
    heads, other = outline(before), outline(after)
    lines, lines_after = before.split("\n"), after.split("\n")
    found, steady = [], 0
    shift: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in unchanged(lines, lines_after):
        if (i in heads) != (j in other):
            found.append(f"{'-' if i in heads else '+'} {lines[i][:90]!r}")
        elif i in heads:
            steady += 1
            shift[heads[i]].add(other[j])
    order = [shift[level] for level in sorted(shift)]
    if any(len(levels) > 1 for levels in order):
        found.append(f"levels {dict(shift)}")
    return found, steady


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("git_dir", type=Path)
    options.add_argument("--pairs", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=10)
    chosen = options.parse_args()
    versions = read_versions(chosen.git_dir)
    every = [(p, a, b) for p, blobs in versions.items() for a, b in pairwise(blobs)]
    every = [pair for pair in every if pair[1] != pair[2]]
    picked = random.Random(chosen.seed).sample(every, min(chosen.pairs, len(every)))
    blobs = Blobs(chosen.git_dir)
    flipped, lines, steady = 0, 0, 0
    for path, before, after in picked:
        found, kept = flips(blobs.read(before), blobs.read(after))
        steady += kept
        lines += len(found)
        flipped += bool(found)
        if found and flipped <= chosen.show:
            print(f"{path} {before[:8]}..{after[:8]}: {len(found)}", *found[:6], sep="\n    ")
    print(f"{len(picked)} pairs, {steady} unchanged headings, {lines} flips in {flipped} pairs")


if __name__ == "__main__":
    main()
