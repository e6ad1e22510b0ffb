"""How well texts are split into sections: python benchmarks/splitting.py CASES_DIR [--wrong N].

Reads a folder of cases (each with two texts and truth.json, which lists the true headings of
both with their lines, and lines that may be taken for headings or left) and prints, by
language and by heading style: precision, recall and F1 of heading lines, the share of texts
whose headings are all right, and the share of true headings that hang on the right parent.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from policytrack.sections import parse_document

SIDES = (("old.md", "old", "soft_old", 0), ("new.md", "new", "soft_new", -1))


@dataclass(frozen=True, slots=True)
class Judged:
    """One text's result."""

    name: str
    groups: tuple[str, ...]
    right: int
    false: tuple[int, ...]  # lines
    missed: tuple[int, ...]
    parents_wrong: tuple[int, ...]
    characters: int
    seconds: float


def parents_by_level(rows: list[tuple[int, int]]) -> dict[int, int | None]:
    """Line of each heading's parent, from (line, level) rows in document order."""
    found: dict[int, int | None] = {}
    open_: list[tuple[int, int]] = []
    for line, level in rows:
        while open_ and open_[-1][1] >= level:
            open_.pop()
        found[line] = open_[-1][0] if open_ else None
        open_.append((line, level))
    return found


def judge(folder: Path, side: tuple[str, str, str, int]) -> Judged:
    file, key, soft_key, style_index = side
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    begun = time.process_time()
    document = parse_document(text)
    seconds = time.process_time() - begun
    true = [(s["line"], s["level"]) for s in truth[key] if s["heading"]]
    lines, soft = {line for line, _ in true}, set(truth.get(soft_key, []))
    found = {s.line for s in document.sections if s.level}
    parent = {
        s.line: document.sections[s.parent].line if s.parent is not None else None
        for s in document.sections
        if s.level and s.line in lines
    }
    true_parent = parents_by_level(true)
    return Judged(
        name=f"{folder.name}/{file}",
        groups=(f"language {truth['lang']}", f"style {truth.get('style', ['real'])[style_index]}"),
        right=len(found & lines),
        false=tuple(sorted(found - lines - soft)),
        missed=tuple(sorted(lines - found)),
        parents_wrong=tuple(
            sorted(line for line in parent if parent[line] not in {true_parent[line], *soft})
        ),
        characters=len(text),
        seconds=seconds,
    )


def row(name: str, judged: list[Judged]) -> str:
    right = sum(j.right for j in judged)
    found = right + sum(len(j.false) for j in judged)
    wanted = right + sum(len(j.missed) for j in judged)
    precision = right / found if found else 1.0
    recall = right / wanted if wanted else 1.0
    whole = sum(not j.false and not j.missed for j in judged) / len(judged)
    parents = 1 - sum(len(j.parents_wrong) for j in judged) / max(1, right)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{name:16} texts {len(judged):5}  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  "
        f"wholly right {whole:.4f}  parents {parents:.4f}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", type=Path)
    options.add_argument("--wrong", type=int, default=0, help="show so many of the wrong texts")
    chosen = options.parse_args()
    folders = sorted(p.parent for p in chosen.cases.glob("*/truth.json"))
    judged = [judge(folder, side) for folder in folders for side in SIDES]
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for group in one.groups:
            groups[group].append(one)
    print(row("all", judged))
    for name in sorted(groups):
        print(row(name, groups[name]))
    speed = sum(j.characters for j in judged) / 1e6 / sum(j.seconds for j in judged)
    print(f"{speed:.1f} million characters a second of processor time")
    wrong = [j for j in judged if j.false or j.missed]
    for one in wrong[: chosen.wrong]:
        print(one.name, "false", one.false, "missed", one.missed)
    causes = Counter("false" if j.false else "missed" for j in wrong)
    print(f"{len(wrong)} texts wrong: {dict(causes)}")


if __name__ == "__main__":
    main()
