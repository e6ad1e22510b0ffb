"""Measure the store beside git itself: recording, reading back, and one policy in a big store.

    python benchmarks/store.py [--versions N] [--big COMMITS]

Every rate stands beside one taken in the same minutes on the same machine; trust the ratios. The
big store takes some minutes to make: --big 0 leaves it out.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.store import NewVersion, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
POLICY = "example.com/privacy"
WORDS = 6000  # 40 kB, a policy of middling length
ROUNDS = 3
HOSTS, POLICIES = 350, 816  # as in the largest public archive
USER = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--versions", type=int, default=60, help="versions a round, one by one")
    parser.add_argument("--big", type=int, default=200_000, help="commits of the big store")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare_recording(Path(folder), options.versions)
        compare_reading(Path(folder))
        compare_one_policy(Path(folder))
        if options.big:
            measure_big(Path(folder) / "big", options.big)


def texts(count: int, seed: int) -> Iterator[str]:
    """Versions of one policy, each with a few words changed."""
    chance = random.Random(seed)
    words = [f"word{chance.randrange(3000)}" for _ in range(WORDS)]
    for _ in range(count):
        for _ in range(5):
            words[chance.randrange(WORDS)] = f"word{chance.randrange(3000)}"
        yield "\n".join(" ".join(words[at : at + 20]) for at in range(0, WORDS, 20)) + "\n"


def versions(count: int, seed: int) -> list[NewVersion]:
    return [
        NewVersion(POLICY, text, BEGIN + timedelta(hours=number), title="Privacy")
        for number, text in enumerate(texts(count, seed))
    ]


def git(root: Path, *args: str) -> None:
    subprocess.run(["git", *USER, *args], cwd=root, check=True, capture_output=True)


def rate(count: int, action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return count / (time.perf_counter() - started)


def median(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


def compare_recording(folder: Path, count: int) -> None:
    ways: dict[str, Callable[[Path, list[NewVersion]], object]] = {
        "git add + git commit (no fsync)": commit_by_git,
        "git add + git commit, core.fsync=all": commit_by_git_durably,
        "record": record_one_by_one,
        "record_many": lambda root, given: Store.open(root).record_many(given),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name, way in ways.items():
            root = folder / f"{number}-{len(name)}-{name[:3]}"
            Store.create(root)
            given = versions(count * 10 if name == "record_many" else count, number)
            rates[name].append(rate(len(given), lambda w=way, r=root, g=given: w(r, g)))  # type: ignore[misc]
    base = median(rates["git add + git commit (no fsync)"])
    print("recording versions of 40 kB")
    for name, measured in rates.items():
        print(f"  {name:40} {median(measured):8.1f} /s  {median(measured) / base:6.2f} x")


def record_one_by_one(root: Path, given: list[NewVersion]) -> None:
    store = Store.open(root)
    for version in given:
        store.record(version)


def commit_by_git(root: Path, given: list[NewVersion]) -> None:
    file = root / "snapshots" / f"{POLICY}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    for version in given:
        file.write_text(version.text)
        git(root, "add", str(file))
        git(root, "commit", "-qm", "Change")


def commit_by_git_durably(root: Path, given: list[NewVersion]) -> None:
    git(root, "config", "core.fsync", "all")
    commit_by_git(root, given)


def compare_reading(folder: Path, count: int = 2000) -> None:
    store = Store.create(folder / "read")
    store.record_many(
        NewVersion(f"example.com/p{n % 20}", text, BEGIN + timedelta(hours=n))
        for n, text in enumerate(texts(count, 1))
    )
    size = sum(len(text) for row in store.histories().values() for _, text in store.read_texts(row))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(rate(size, lambda: read_all(store)))
        theirs.append(rate(size, lambda: git(store.repository.root, "log", "-p")))
    print(f"reading {count} versions of 20 policies, {size / 1e6:.0f} MB, each checked by its hash")
    print(f"  git log -p                               {median(theirs) / 1e6:8.1f} MB/s")
    print(f"  histories + read_texts                   {median(ours) / 1e6:8.1f} MB/s")


def read_all(store: Store) -> None:
    snapshots = [snapshot for row in store.histories().values() for snapshot in row]
    for _ in store.read_texts(snapshots):
        pass


def compare_one_policy(folder: Path, count: int = 50) -> None:
    """What `diff ID` asks of the store, beside importing click and GitPython."""
    store = Store.create(folder / "one")
    store.record_many(versions(count, 2))
    imports, asked, run = [], [], []
    for _ in range(ROUNDS * 3):
        imports.append(seconds(lambda: python("import click, git")))
        asked.append(seconds(lambda: ask(Store.open(store.repository.root))))
        code = (
            "from pathlib import Path; from policytrack.store import Store; "
            f"s = Store.open(Path({str(store.repository.root)!r})); v = s.versions({POLICY!r}); "
            "list(s.read_texts(v[:2]))"
        )
        run.append(seconds(lambda c=code: python(c)))  # type: ignore[misc]
    print(f"one policy with {count} versions: open, history, the two latest texts")
    print(f"  python -c 'import click, git'            {median(imports) * 1000:8.1f} ms")
    print(f"  within a process                         {median(asked) * 1000:8.1f} ms")
    print(f"  as a process of its own                  {median(run) * 1000:8.1f} ms")


def ask(store: Store) -> None:
    history = store.versions(POLICY)
    list(store.read_texts(history[:2]))


def python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def seconds(action: Callable[[], object]) -> float:
    return 1 / rate(1, action)


def measure_big(root: Path, commits: int) -> None:
    store = Store.create(root)
    took = seconds(lambda: fill(root, commits))
    print(
        f"a store of {commits} commits, {POLICIES} policies on {HOSTS} hosts ({took:.0f} s to make)"
    )
    policy = policies()[3]
    steps: list[tuple[str, Callable[[], object]]] = [
        ("history of one policy, no index", lambda: store.versions(policy)),
        ("tidy: pack and index", store.tidy),
        ("history of one policy", lambda: store.versions(policy)),
        ("latest version of one policy", lambda: store.latest(policy)),
        ("record one version", lambda: store.record(NewVersion(policy, "New.\n", BEGIN))),
        ("tidy with nothing to do", store.tidy),
        ("all policies in force", store.policies),
        ("all histories", store.histories),
        ("git log --oneline", lambda: git(root, "log", "--oneline")),
    ]
    for name, action in steps:
        print(f"  {name:40} {seconds(action):8.2f} s")


def policies() -> list[str]:
    return [f"host{n % HOSTS}.example/p{n // HOSTS}" for n in range(POLICIES)]


def fill(root: Path, commits: int) -> None:
    """The commits by git fast-import, without a sync, as quickly as a machine can."""
    chance = random.Random(1)
    names = policies()
    words = {name: [f"word{chance.randrange(3000)}" for _ in range(300)] for name in names}
    args = ["git", "-c", "core.fsync=none", "fast-import", "--quiet"]
    with subprocess.Popen(args, cwd=root, stdin=subprocess.PIPE) as importer:
        for number in range(commits):
            name = names[number] if number < len(names) else chance.choice(names)
            words[name][chance.randrange(300)] = f"new{number}"
            text = "\n".join(words[name]).encode()
            when = int(BEGIN.timestamp()) + number * 600
            message = f"{name}: changed\n\nPolicy: {name}\nTitle: Privacy\n".encode()
            if importer.stdin:
                importer.stdin.write(
                    b"commit refs/heads/main\nauthor A <a@b> %d +0000\ncommitter A <a@b> %d +0000\n"
                    b"data %d\n%s\nM 100644 inline snapshots/%s.md\ndata %d\n%s\n"
                    % (when, when, len(message), message, name.encode(), len(text), text)
                )


if __name__ == "__main__":
    main()
