"""Time and memory of comparison on made documents, as ratios to something run beside it.

    python benchmarks/comparison.py [--quick]

Every text is written here from a fixed seed. The yardstick is difflib on the words of a 20 kB
text, run in the same process just before: machines differ, ratios to it differ little.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.compare import compare
from policytrack.sections import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

SYLLABLES = (
    *("ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wa", "ber", "den", "gar", "hol"),
    *("mun", "pre", "sta", "tion", "ver", "ing"),
)
COMMON = (
    *("the", "of", "and", "to", "we", "you", "your", "may", "data", "in", "for", "or", "with"),
    *("that", "this", "our", "not", "is", "any"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="leave out the hostile texts")
    parser.add_argument("--memory", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        peak(options.memory)
        return
    yard = yardstick()
    print(f"yardstick: difflib on the words of 20 kB in {yard:.3f} s\n")
    print(f"{'case':42} {'seconds':>8} {'of which parsing':>17} {'/ yardstick':>12}")
    for name, make in CASES.items():
        if not (options.quick and name.startswith("hostile")):
            report(name, make, yard)
    growth()
    for name in ("1 MB, 2 % of words edited", "total rewrite of 320 kB"):
        print(f"peak memory, {name}: {memory(name)} MB above what importing takes")


def report(name: str, make: Callable[[], tuple[str, str]], yard: float) -> None:
    parsing, comparing = best(make())
    total = parsing + comparing
    print(f"{name:42} {total:8.3f} {parsing:17.3f} {total / yard:12.2f}")


def best(texts: tuple[str, str], times: int = 3) -> tuple[float, float]:
    """The quickest of several runs: seconds of parsing and of comparing."""
    found = []
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        before, after = (parse_document(text) for text in texts)
        parsed = time.process_time()
        compare(before, after)
        found.append((parsed - started, time.process_time() - parsed))
        if sum(found[-1]) > 5:
            break
    return min(found, key=sum)


def yardstick() -> float:
    before, after = (text.split() for text in edited(policy(20), 0.02))
    started = time.process_time()
    difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return time.process_time() - started


def growth() -> None:
    small, large = (sum(best(edited(policy(size), 0.02), 5)) for size in (10, 320))
    print(
        f"\n10 kB to 320 kB, 2 % of words edited: {large / small:.0f} times the time for 32 times"
    )


def memory(name: str) -> int:
    found = subprocess.run(
        [sys.executable, __file__, "--memory", name], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


def peak(name: str) -> None:
    """Print by how many MB a comparison raises this process's peak."""
    texts = CASES[name]()
    compare(*(parse_document(text) for text in edited(policy(5), 0.02)))
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak so far
    start = high_water()
    before, after = (parse_document(text) for text in texts)
    compare(before, after)
    print((high_water() - start) // 1024)


def high_water() -> int:
    """The greatest resident size so far in kB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0])


def policy(size: int, seed: int = 1) -> str:
    """About `size` kB of sections, paragraphs and lists in made words."""
    rnd = random.Random(seed)
    words = ["".join(rnd.choices(SYLLABLES, k=rnd.randint(1, 4))) for _ in range(3000)]
    parts: list[str] = []
    length = 0
    while length < size * 1000:
        if len(parts) % 6 == 0:
            part = f"## {len(parts) // 6 + 1}. {' '.join(rnd.choices(words, k=3)).title()}"
        elif len(parts) % 6 == 5:
            part = "\n".join(f"- {sentence(rnd, words, 6)}" for _ in range(5))
        else:
            part = " ".join(sentence(rnd, words, 18) for _ in range(4))
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts) + "\n"


def sentence(rnd: random.Random, words: list[str], length: int) -> str:
    chosen = [
        rnd.choice(COMMON) if rnd.random() < 0.45 else rnd.choice(words) for _ in range(length)
    ]
    return " ".join(chosen).capitalize() + "."


def edited(text: str, share: float, seed: int = 2) -> tuple[str, str]:
    """The text, and the text with a share of its words replaced, dropped or doubled."""
    rnd = random.Random(seed)
    words = text.split(" ")
    for k, word in enumerate(words):
        if rnd.random() < share and "\n" not in word and "#" not in word:
            words[k] = rnd.choice(["changed", f"{word} newly", ""])
    return text, " ".join(words)


def headless(text: str) -> str:
    """The text without its headings."""
    return "\n\n".join(part for part in text.split("\n\n") if not part.startswith("#"))


def item_list() -> tuple[str, str]:
    rnd = random.Random(3)
    items = [
        f"- item {k} {sentence(rnd, ['partner', 'vendor', 'service'], 6)}" for k in range(10_000)
    ]
    after = list(items)
    for k in rnd.sample(range(10_000), 600):
        after[k] = rnd.choice([f"{after[k]} newly", f"- item {k} replaced by another one."])
    return "\n".join(items), "\n".join(after)


def paragraph() -> tuple[str, str]:
    text = policy(10_000).replace("\n", " ").replace("## ", "").replace("- ", "")
    return edited(text, 0.001)


def headings() -> tuple[str, str]:
    before = [f"## Heading {k}\n\nText of {k}.\n" for k in range(50_000)]
    return "\n".join(before), "\n".join(before[::2])


def same_headings() -> tuple[str, str]:
    return "## Cookies\n\n" * 50_000, "## Cookies\n\n" * 49_000


CASES: dict[str, Callable[[], tuple[str, str]]] = {
    "100 kB, 2 % of words edited": lambda: edited(policy(100), 0.02),
    "1 MB, 2 % of words edited": lambda: edited(policy(1000), 0.02),
    "1 MB, the same text": lambda: (policy(1000), policy(1000)),
    "total rewrite of 320 kB": lambda: (policy(320), policy(320, seed=9)),
    "total rewrite of 320 kB without headings": lambda: (
        headless(policy(320)),
        headless(policy(320, seed=9)),
    ),
    "list of 10,000 items, 600 edited": item_list,
    "hostile: a paragraph of 10 MB": paragraph,
    "hostile: 50,000 headings, every other gone": headings,
    "hostile: 50,000 equal headings": same_headings,
}

if __name__ == "__main__":
    main()
