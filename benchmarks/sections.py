"""Compare every pair of a folder of cases and write the results in the scorer's neutral form.

    python benchmarks/sections.py CASES_DIR RESULTS_DIR [--given]

Each case is a folder with old.md and new.md; truth.json is read only with --given, which takes
the true section boundaries from it, so as to measure the comparison without the splitter.

The neutral form has sections where a document's own kind of heading stands: a lesser heading (a
bold line below headings by markup, a bold label that ends in a colon) may lie inside one. Rows are
written for these as well, and the inline diff of the section around them runs over them.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.compare import compare
from policytrack.compare.inline import diff_text
from policytrack.sections import parse_document

if TYPE_CHECKING:
    from policytrack.model import Change, Document, Piece, Section, SectionChange

# The scorer's form has fewer names: its party is also a third party, its number any figure.
ALSO_SCORED_AS = {"recipient": "party", "duration": "number", "money": "number"}
FEWEST_BOLD = 3  # bold lines that make a document's own kind of heading
MARKUP = re.compile(
    r"\s*(?:(?:[-*+>]|\d+[.)])\s+)*(?:#|<h[1-6]\b)|.*\n\s*(?:=+|-+)\s*\Z", re.DOTALL
)
OPS = {"same": "=", "removed": "-", "added": "+", "moved_away": "<", "moved_here": ">"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--given", action="store_true", help="take boundaries from truth.json")
    options = parser.parse_args()
    options.results.mkdir(parents=True, exist_ok=True)
    for case in sorted(path.parent for path in options.cases.glob("*/old.md")):
        result = write_case(case, given=options.given)
        (options.results / f"{case.name}.json").write_text(
            json.dumps(result, ensure_ascii=False), encoding="utf-8"
        )


def write_case(case: Path, *, given: bool) -> dict[str, object]:
    texts = [(case / name).read_text(encoding="utf-8") for name in ("old.md", "new.md")]
    started = time.perf_counter()
    if given:
        truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
        before, after = (
            document_with(text, truth[side])
            for text, side in zip(texts, ("old", "new"), strict=True)
        )
    else:
        before, after = (parse_document(text) for text in texts)
    change = compare(before, after)
    seconds = time.perf_counter() - started
    return {
        "case": case.name,
        "verdict": change.weight,
        "seconds": seconds,
        "rows": result_rows(change),
    }


def result_rows(change: Change) -> list[dict[str, object]]:
    """One row a linked pair: a split or a merge gives several."""
    places = tuple(ordinals(side) for side in (change.before, change.after))
    reaches = tuple(reach(side) for side in (change.before, change.after))
    return [
        place("old", before, places[0])
        | place("new", after, places[1])
        | facts(row)
        | {"ops": [[OPS[piece.kind], piece.text] for piece in pieces(change, row, reaches)]}
        for row in change.sections
        for before in row.before or (None,)
        for after in row.after or (None,)
    ]


def facts(row: SectionChange) -> dict[str, object]:
    names = {signal.name for signal in row.signals}
    return {
        "change": "unchanged" if row.kinds == ("unchanged",) else list(row.kinds),
        "verdict": row.weight,
        "signals": sorted(names | {ALSO_SCORED_AS[name] for name in names & set(ALSO_SCORED_AS)}),
    }


def pieces(
    change: Change, row: SectionChange, reaches: tuple[dict[int, int], ...]
) -> tuple[Piece, ...]:
    """The row's inline diff, of its sections with the lesser headings inside them."""
    if len(row.before) != 1 or len(row.after) != 1:
        return row.body
    sides = (change.before, row.before[0], reaches[0]), (change.after, row.after[0], reaches[1])
    ends = [reached.get(section.index, section.end) for _, section, reached in sides]
    if ends == [section.end for _, section, _ in sides]:
        return row.body
    return diff_text(
        *(
            document.text[section.body_start : end]
            for (document, section, _), end in zip(sides, ends, strict=True)
        )
    )


def reach(document: Document) -> dict[int, int]:
    """Where each section ends that a heading of the document's own kind opens, by its index."""
    marked = any(by_markup(document, section) for section in document.sections)
    bold = sum(is_bold(document, section) for section in document.sections)
    ends: dict[int, int] = {}
    open_ = 0
    for section in document.sections:
        lesser = section.index and (
            not by_markup(document, section)
            if marked
            else is_bold(document, section)
            and (bold < FEWEST_BOLD or section.heading.endswith(":"))
        )
        open_ = open_ if lesser else section.index
        ends[open_] = section.end
    return ends


def heading_lines(document: Document, section: Section) -> str:
    return document.text[section.start : section.body_start].strip()


def by_markup(document: Document, section: Section) -> bool:
    return section.level > 0 and bool(MARKUP.match(heading_lines(document, section)))


def is_bold(document: Document, section: Section) -> bool:
    return section.level > 0 and "**" in heading_lines(document, section)


def place(side: str, section: Section | None, places: dict[int, int]) -> dict[str, object]:
    return {
        f"{side}_heading": section and section.heading,
        f"{side}_ordinal": section and places[section.index],
        f"{side}_line": section and (section.line if section.heading else 1),
    }


def ordinals(document: Document) -> dict[int, int]:
    seen: Counter[str] = Counter()
    found = {}
    for section in document.sections:
        key = " ".join(section.heading.casefold().split())
        seen[key] += 1
        found[section.index] = seen[key]
    return found


def document_with(text: str, boundaries: list[dict[str, object]]) -> Document:
    """The document with the sections that the truth names."""
    from policytrack.model import Document, Section

    lines = [line + "\n" for line in text.split("\n")]
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    starts = [
        offsets[int(str(entry["line"])) - 1] if entry["heading"] else 0 for entry in boundaries
    ]
    sections: list[Section] = []
    for index, entry in enumerate(boundaries):
        start = 0 if index == 0 else starts[index]
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        body_start = start
        if entry["heading"]:
            line = int(str(entry["line"]))
            underlined = line < len(lines) and set(lines[line].strip()) in ({"="}, {"-"})
            body_start = min(offsets[line + underlined], end)
        level = int(str(entry["level"])) if entry["heading"] else 0
        parent = next((s.index for s in reversed(sections) if s.level and s.level < level), None)
        sections.append(
            Section(
                index=index,
                heading=str(entry["heading"]),
                number=str(entry["heading"]).removesuffix(str(entry["title"])).strip(" .:)–—-"),
                title=str(entry["title"]),
                level=level,
                parent=parent,
                start=start,
                body_start=body_start,
                end=end,
                line=text.count("\n", 0, start) + 1,
                body=text[body_start:end],
            )
        )
    return Document(text=text, sections=tuple(sections))


if __name__ == "__main__":
    main()
