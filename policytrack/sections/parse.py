"""A document read whole: headings found, sections laid out over the text, dates read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytrack.markdown import plain_text
from policytrack.model import Document, Section

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_BOLD = re.compile(r"\s*(\*\*|__)(?!\s)((?:(?!\1).)+?)\1\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:\\?[.)])?\s+\S.{0,100}$")
_NUMBER = re.compile(
    r"((?:article|artikel|section|abschnitt|annex|anhang|titre|chapter|§)\s*[\dIVX]+(?:\.\d+)*"
    r"|\d{1,3}(?:\.\d{1,3})*(?=[.)\s])|[IVX]+(?=[.)]))[.):]*\s*(?:[–—:-]\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    body_start: int
    line: int
    level: int
    text: str


def parse_document(text: str, language: str = "") -> Document:
    """Split a policy's text; `language` is an ISO 639-1 code, "" to guess. Never raises."""
    headings = _find_headings(text)
    return Document(text=text, sections=_lay_out(text, headings), language=language)


def _find_headings(text: str) -> list[_Heading]:
    lines = [match for match in _LINE.finditer(text) if match[0]]
    bare = [match[0].strip("\r\n") for match in lines]
    found: list[_Heading] = []
    skip = -1
    for i, line in enumerate(bare):
        if i <= skip or not line.strip():
            continue
        after = bare[i + 1] if i + 1 < len(bare) else ""
        alone = not after.strip() and (not i or not bare[i - 1].strip())
        last, level, words = i, 0, line
        if atx := _ATX.match(line):
            level, words = len(atx[1]), atx[2] or ""
        elif _UNDERLINE.match(after) and (not i or not bare[i - 1].strip()):
            last, level = i + 1, 1 if "=" in after else 2
        elif alone and (_BOLD.match(line) or _NUMBERED.match(line)):
            level = 2 + plain_text(line).split(" ")[0].strip(".)").count(".")
        if level:
            skip = last
            found.append(
                _Heading(lines[i].start(), lines[last].end(), i + 1, level, plain_text(words))
            )
    return found


def _lay_out(text: str, headings: list[_Heading]) -> tuple[Section, ...]:
    if not headings or text[: headings[0].start].strip():
        headings = [_Heading(0, 0, 1, 0, ""), *headings]
    starts = [0, *(heading.start for heading in headings[1:]), len(text)]
    sections: list[Section] = []
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and sections[open_[-1]].level >= heading.level:
            open_.pop()
        label = _NUMBER.match(heading.text)
        sections.append(
            Section(
                index=index,
                heading=heading.text,
                number=label[1] if label else "",
                title=heading.text[label.end() :] if label else heading.text,
                level=heading.level,
                parent=open_[-1] if open_ else None,
                start=starts[index],
                body_start=heading.body_start,
                end=starts[index + 1],
                line=heading.line,
                body=text[heading.body_start : starts[index + 1]],
            )
        )
        if heading.level:
            open_.append(index)
    return tuple(sections)
