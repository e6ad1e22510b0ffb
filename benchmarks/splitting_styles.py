"""Whether a text is split alike when its headings are written in another style.

python benchmarks/splitting_styles.py FILE.md... [--show STYLE] takes the headings by markup of
each text with four or more of them, writes them in every other style, and counts which are no
longer found, and which lines became headings that were none.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policytrack.markdown import Block, plain_text, scan_blocks, split_lines
from policytrack.sections import parse_document
from policytrack.sections.numbering import find_label

FEWEST = 4
ROMANS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
          (1, "I"))  # fmt: skip
Numbering = Callable[[list[int]], str]


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMANS:
        while number >= value:
            text, number = text + sign, number - value
    return text


def below(counts: list[int]) -> str:
    return ".".join(map(str, counts)) + " "


NUMBERINGS: dict[str, Numbering] = {
    "": lambda _: "",
    "1.": lambda counts: f"{counts[0]}\\. " if len(counts) == 1 else below(counts),
    "1)": lambda counts: f"{counts[0]}) " if len(counts) == 1 else below(counts),
    "1": below,
    "Article": lambda counts: f"Article {counts[0]} – " if len(counts) == 1 else below(counts),
    "§": lambda counts: f"§ {counts[0]} " if len(counts) == 1 else below(counts),
    "I.": lambda counts: (
        f"{roman(counts[0])}. " if len(counts) == 1 else f"{roman(counts[0])}.{below(counts[1:])}"
    ),
}


def underline(title: str, level: int) -> str:
    return f"{title}\n{'=-'[level - 1] * len(title)}" if level < 3 else f"{'#' * level} {title}"


STYLES: dict[str, Callable[[str, int], str]] = {
    "setext": underline,
    "bold": lambda title, _: f"**{title}**",
    "capitals": lambda title, _: title.upper(),
    "plain": lambda title, _: title,
}
TRIED = [("setext", ""), ("setext", "1."), ("bold", ""), ("bold", "1."), ("bold", "Article"),
         ("plain", "1."), ("plain", "1)"), ("plain", "1"), ("plain", "§"), ("plain", "I."),
         ("capitals", ""), ("capitals", "1.")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text in another style: lines of its headings, and the line that each other line became."""

    text: str
    headings: set[int]
    moved: dict[int, int]


def number(levels: list[int]) -> list[list[int]]:
    """Counters for each heading; [] for a lone first heading at the top, the title."""
    titled = levels.count(min(levels)) == 1 and levels[0] == min(levels)
    top = min(levels) + titled
    counts = [0] * 8
    found: list[list[int]] = []
    for index, level in enumerate(levels):
        depth = max(0, level - top)
        if titled and not index:
            found.append([])
            continue
        counts[:depth] = [max(1, count) for count in counts[:depth]]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (7 - depth)
        found.append(counts[: depth + 1])
    return found


def rewrite(text: str, style: str, numbering: str) -> Rewritten | None:
    lines = split_lines(text)
    blocks = [b for b in scan_blocks(lines) if b.kind in {"heading", "underlined"}]
    blocks = [b for b in blocks if plain_text(b.text) and not b.marker]
    if len(blocks) < FEWEST:
        return None
    heads: dict[int, tuple[Block, list[int]]] = dict(
        zip((b.first for b in blocks), zip(blocks, number([b.level for b in blocks]), strict=True),
            strict=True)
    )  # fmt: skip
    out: list[str] = []
    headings: set[int] = set()
    moved: dict[int, int] = {}
    at = 0
    while at < len(lines.texts):
        if at not in heads:
            moved[at + 1] = len(out) + 1
            out.append(lines.texts[at].rstrip("\r"))
            at += 1
            continue
        block, counts = heads[at]
        title = plain_text(block.text)
        if numbering and (label := find_label(title)):
            title = title[label.end :] or title
        if out and out[-1].strip():
            out.append("")
        headings.add(len(out) + 1)
        prefix = NUMBERINGS[numbering](counts) if counts else ""
        out += [*STYLES[style](prefix + title, block.level).split("\n"), ""]
        at += block.count
    return Rewritten("\n".join(out), headings, moved)


def heading_lines(text: str) -> set[int]:
    return {s.line for s in parse_document(text).sections if s.level}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", type=Path, nargs="+")
    options.add_argument("--show", default="", help='a style as printed, e.g. "plain 1."')
    chosen = options.parse_args()
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in chosen.files}
    for style, numbering in TRIED:
        name = f"{style} {numbering}".strip()
        every = missed = extra = same = tried = 0
        for path, text in texts.items():
            new = rewrite(text, style, numbering)
            if new is None:
                continue
            found = heading_lines(new.text)
            kept = {new.moved[line] for line in heading_lines(text) if line in new.moved}
            gone, more = new.headings - found, found - new.headings - kept
            tried, every = tried + 1, every + len(new.headings)
            missed, extra, same = missed + len(gone), extra + len(more), same + (not gone | more)
            if name == chosen.show:
                rows = new.text.split("\n")
                for n in sorted(gone | more):
                    print(path.name, n, "missed" if n in gone else "extra", repr(rows[n - 1][:90]))
        print(f"{name:12} {tried} texts, {every} headings: {missed} missed, {extra} extra, "
              f"{same / max(1, tried):.3f} of texts alike")  # fmt: skip


if __name__ == "__main__":
    main()
