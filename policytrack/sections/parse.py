"""A document read whole: headings found, sections laid out over the text, dates read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.dates import find_dates
from policytrack.languages import guess_language
from policytrack.markdown import scan_blocks, split_lines
from policytrack.model import Document, Section
from policytrack.sections.candidates import find_candidates
from policytrack.sections.judge import choose_headings, is_marked
from policytrack.sections.levels import find_levels
from policytrack.sections.superseded import find_superseded
from policytrack.sections.tight import cut_tight

if TYPE_CHECKING:
    from policytrack.markdown import Block, Blocks, Lines
    from policytrack.sections.candidates import Candidate


def parse_document(text: str, language: str = "") -> Document:
    """Split a policy's text and read the dates that it states of itself.

    `language` is an ISO 639-1 code, "" to guess. Any text gives a document; its sections tile
    the text. Linear in the length of the text.
    """
    lines = split_lines(text)
    blocks = scan_blocks(lines)
    candidates = find_candidates(blocks.all)
    if not is_marked(candidates):
        whole, blocks = blocks, cut_tight(blocks, lines)
        if len(blocks.all) > len(whole.all):
            candidates = find_candidates(blocks.all)
    headings = choose_headings(candidates, blocks.all)
    sections = _lay_out(text, lines, blocks, headings)
    language = language or guess_language(text)
    shift = len(sections) - len(headings)
    superseded = tuple(place + shift for place in find_superseded(headings))
    return Document(text, sections, language, find_dates(text, language), superseded)


def _lay_out(
    text: str, lines: Lines, blocks: Blocks, headings: list[Candidate]
) -> tuple[Section, ...]:
    """Sections that tile the text: each runs from its heading's line to the next one's."""
    firsts = [blocks.lines[heading.block] for heading in headings]
    starts = [lines.starts[line] for line in firsts]
    sections: list[Section] = []
    if not headings or text[: starts[0]].strip():
        end = starts[0] if headings else len(text)
        sections.append(Section(0, "", "", "", 0, None, 0, 0, end, 1, text[:end]))
    elif starts:
        starts[0] = 0
    shift = len(sections)
    ends = [*starts[1:], len(text)]
    for i, (heading, (level, parent)) in enumerate(
        zip(headings, find_levels(headings), strict=True)
    ):
        body_start = _body_start(heading, blocks.all[heading.block], firsts[i], lines)
        sections.append(
            Section(
                index=i + shift,
                heading=heading.text,
                number=heading.label.text if heading.label else "",
                title=heading.title,
                level=level,
                parent=None if parent is None else parent + shift,
                start=starts[i],
                body_start=body_start,
                end=ends[i],
                line=firsts[i] + 1,
                body=text[body_start : ends[i]],
            )
        )
    return tuple(sections)


def _body_start(heading: Candidate, block: Block, first: int, lines: Lines) -> int:
    """After the heading's lines, or after the bold opening of its only line."""
    if not heading.lead:
        return lines.starts[first + block.size]
    before = len(lines.texts[first].rstrip()) - len(block.text)
    return lines.starts[first] + before + heading.lead
