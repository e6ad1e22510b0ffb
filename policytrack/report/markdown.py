"""The Markdown form: a report that can be pasted into an issue, a mail or a page.

Everything that comes from outside passes `escape_markdown`; removed words are struck through,
added ones bold, so no HTML is needed.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.escape import escape_markdown, reveal, safe_link, single_line
from policytrack.report.excerpt import stub
from policytrack.report.story import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.excerpt import Line
    from policytrack.report.story import Block, Entry, Story

_MARKS = {"removed": "~~", "added": "**"}
_BULLETS = tuple(
    f"{mark}{bullet}" for mark in ("", "~~", "**") for bullet in ("\\*", "\\-", "•", "●")
)


def render_markdown(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """One chapter a comparison."""
    stories = (tell(comparison, options) for comparison in comparisons)
    return "\n".join("\n".join(_story(story)) + "\n" for story in stories)


def inline(text: str) -> str:
    """A title, name or URL within a line."""
    return escape_markdown(single_line(text))


def _story(story: Story) -> Iterator[str]:
    yield f"# {inline(story.title)}"
    yield f"\n**{inline(story.summary)}.**"
    if story.facts:
        yield ""
        yield from (f"- {name}: {_fact(said)}" for name, said in story.facts)
    if story.remarks:
        yield ""
        yield from (f"- *{inline(remark)}*" for remark in story.remarks)
    if story.note_title:
        yield f"\n> **{inline(story.note_title)}**"
    if story.note:
        lines = (escape_markdown(line) for line in story.note.strip().splitlines())
        yield "\n" + "\n".join(f"> {line}".rstrip() for line in lines)
    for group in story.groups:
        yield f"\n## {group.name}"
        for entry in group.entries:
            yield from _entry(entry)
    if story.folded and story.rest:
        yield f"\n*Not shown: {story.rest}.*"


def _fact(said: str) -> str:
    return f"<{said}>" if safe_link(said) else inline(said)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"\n### {inline(entry.place)}\n\n*{inline(entry.verdict)}*"
    if entry.signals:
        yield "\n" + "\n".join(f"- {inline(signal)}" for signal in entry.signals)
    for block in entry.blocks:
        yield "\n" + "\n".join(f"> {line}".rstrip() for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    if block.kind == "before":
        yield "*before:*"
        yield ""
    elif block.kind == "after":
        yield "*now:*"
        yield ""
    texts = [_line(line, block.kind) for line in block.lines]
    for text, following in pairwise([*texts, ""]):
        apart = (
            text
            and following
            and (text == "…" or following == "…" or following.startswith(_BULLETS))
        )
        yield f"{text}\\" if apart else text


def _line(line: Line, kind: str) -> str:
    if line.folded:
        return "…"
    if kind == "inline":
        return mark_pieces(line.pieces)
    return escape_markdown("".join(piece.text for piece in line.pieces))


def mark_pieces(pieces: Iterable[Piece]) -> str:
    """An inline diff of one line, escaped and marked: "kept for ~~30~~ **90** days"."""
    parts: list[str] = []
    for piece in _flanked(list(pieces)):
        core = piece.text.strip()
        if piece.kind == "same" or not core:
            parts.append(_spaced(piece.text, escape_markdown(core)))
        elif piece.kind == "moved_away":
            parts.append(f" *(moved away: {escape_markdown(reveal(stub(core)))})* ")
        elif piece.kind == "moved_here":
            parts.append(f" *(moved here)* {escape_markdown(reveal(core))} ")
        else:
            mark = _MARKS[piece.kind]
            if parts and parts[-1].endswith(("~~", "**")):
                parts.append(" ")
            parts.append(_spaced(piece.text, f"{mark}{escape_markdown(reveal(core))}{mark}"))
    return " ".join("".join(parts).split(" ")).strip()


def _spaced(text: str, core: str) -> str:
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + core + " " * text[-1].isspace()


def _flanked(pieces: list[Piece]) -> list[Piece]:
    """Marks open and close only beside a space or the right character (CommonMark 6.2)."""
    texts = [[piece.kind, piece.text] for piece in pieces]
    for i, (kind, text) in enumerate(texts):
        if kind not in _MARKS or not text.strip():
            continue
        if i and texts[i - 1][0] == "same" and _sticks(texts[i - 1][1][-1:], text[0]):
            _lend(texts, i, at_end=False)
        if (
            i + 1 < len(texts)
            and texts[i + 1][0] == "same"
            and _sticks(texts[i + 1][1][:1], texts[i][1][-1])
        ):
            _lend(texts, i, at_end=True)
    return [Piece(kind, text) for kind, text in texts if text]  # type: ignore[arg-type]


def _sticks(outside: str, inside: str) -> bool:
    return bool(outside) and outside.isalnum() and unicodedata.category(inside)[0] in "PS"


def _lend(texts: list[list[str]], i: int, *, at_end: bool) -> None:
    """Give the change at `i` what the unchanged neighbour holds up to the next space."""
    group = [i]
    step = -1 if at_end else 1
    while 0 <= (j := group[-1] + step) < len(texts) and texts[j][0] in _MARKS:
        group.append(j)
    neighbour = texts[i + 1 if at_end else i - 1]
    text = neighbour[1]
    if at_end:
        part = text.split(None, 1)[0] if text.strip() else text
        neighbour[1] = text[len(part) :]
    else:
        part = text.rsplit(None, 1)[-1] if text.strip() else text
        neighbour[1] = text[: len(text) - len(part)]
    for j in group:
        texts[j][1] = texts[j][1] + part if at_end else part + texts[j][1]
