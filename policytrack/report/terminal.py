"""The forms for a terminal and for plain text: the same lines, with colour or with marks.

Owns layout in columns. Everything that comes from outside passes `escape_terminal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import escape_terminal, reveal, single_line
from policytrack.report.excerpt import stub
from policytrack.report.story import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import Piece
    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.excerpt import Line
    from policytrack.report.story import Block, Entry, Group, Story

Paint = "Callable[[str, str], str]"  # (text, style) to text with colour codes
Span = tuple[str, str]  # text, style

STYLES = {
    "title": "bold",
    "summary": "bold",
    "remark": "yellow",
    "dim": "dim",
    "group": "bold underline",
    "place": "bold cyan",
    "verdict": "cyan",
    "signal": "magenta",
    "removed": "red strike",
    "added": "green",
    "moved_away": "dim strike",
    "moved_here": "blue",
    "same": "",
    "": "",
}
MARKS = {
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
    "moved_away": ("[~", "~]"),
    "moved_here": ("{~", "~}"),
}
NARROWEST = 24


def render_terminal(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """For a terminal; with colour when the options say so, else with marks."""
    return _render(comparisons, options, colour=options.colour)


def render_text(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """Plain text with marks, for mail, files and pipes."""
    return _render(comparisons, options, colour=False)


def _render(comparisons: Sequence[Comparison], options: ReportOptions, *, colour: bool) -> str:
    page = _Page(max(options.width, NARROWEST), colour=colour)
    for index, comparison in enumerate(comparisons):
        if index:
            page.rule()
        page.story(tell(comparison, options))
    return page.text()


class _Page:
    """Lines of at most `width` columns."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[str] = []
        self.paint = _painter() if colour else _no_paint

    def text(self) -> str:
        return "\n".join(self.lines) + "\n" if self.lines else ""

    def rule(self) -> None:
        self.lines += ["", self.paint("─" * self.width, "dim"), ""]

    def put(self, spans: Iterable[Span], indent: str = "", hang: str | None = None) -> None:
        """A paragraph, wrapped; its first line after `indent`, the others after `hang`."""
        self.lines += wrap(spans, self.width, indent, indent if hang is None else hang, self.paint)

    def story(self, story: Story) -> None:
        self.put([(single_line(story.title), "title")])
        self.put([(f"{single_line(story.summary)}.", "summary")])
        for name, said in story.facts:
            self.put([(f"{name}: {single_line(said)}", "dim")], "", "  ")
        for remark in story.remarks:
            self.put([(f"Note: {single_line(remark)}.", "remark")], "", "  ")
        self._note(story)
        for group in story.groups:
            self._group(group)
        if story.folded and story.rest:
            self.lines.append("")
            self.put([(f"Not shown: {story.rest} (--all shows everything).", "dim")], "", "  ")

    def _group(self, group: Group) -> None:
        """Entries with text apart from their neighbours, entries of one line as a list."""
        self.lines.append("")
        self.put([(group.name, "group")])
        above_is_list = True
        for entry in group.entries:
            in_list = not (entry.blocks or entry.signals)
            if not (in_list and above_is_list):
                self.lines.append("")
            self.entry(entry)
            above_is_list = in_list

    def _note(self, story: Story) -> None:
        if story.note_title:
            self.put([(single_line(story.note_title), "title")], "| ")
        for line in escape_terminal(story.note).splitlines():
            self.put([(line, "")], "| ")

    def entry(self, entry: Entry) -> None:
        head = [(single_line(entry.place), "place"), (": ", "dim")]
        self.put([*head, (single_line(entry.verdict), "verdict")], "", "  ")
        for signal in entry.signals:
            self.put([(single_line(signal), "signal")], "  * ", "    ")
        for block in entry.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        if block.kind == "inline":
            for line in block.lines:
                self._line(line, "    ", "    ")
            return
        sign, style = ("- ", "removed") if block.kind == "before" else ("+ ", "added")
        for line in block.lines:
            text = "".join(piece.text for piece in line.pieces)
            prefix = self.paint("  " + sign, style)
            self.put([(escape_terminal(text), style)], prefix, prefix)

    def _line(self, line: Line, indent: str, hang: str) -> None:
        if line.folded:
            self.put([("…", "dim")], indent)
        elif line.blank:
            self.lines.append("")
        else:
            self.put(self._spans(line.pieces), indent, hang)

    def _spans(self, pieces: Iterable[Piece]) -> Iterator[Span]:
        for piece in pieces:
            text = stub(piece.text) if piece.kind == "moved_away" else piece.text
            if piece.kind == "same":
                yield escape_terminal(text), "same"
            else:
                yield from self._changed(reveal(text), piece.kind)

    def _changed(self, text: str, kind: str) -> Iterator[Span]:
        core = text.strip()
        opening, closing = ("", "") if self.colour else MARKS[kind]
        start = text.find(core) if core else 0
        if not core:
            yield text, "same"
            return
        yield text[:start], "same"
        yield f"{opening}{core}{closing}", kind
        yield text[start + len(core) :], "same"


def wrap(
    spans: Iterable[Span],
    width: int,
    indent: str,
    hang: str,
    paint: Callable[[str, str], str],
) -> list[str]:
    """Lines of at most `width` columns, broken between words; only a longer word sticks out."""
    from rich.cells import cell_len

    lines: list[str] = []
    line: list[Span] = []
    used = start = cell_len(_plain(indent))
    for word in _words(spans):
        size = sum(cell_len(text) for text, _ in word)
        if word[0][0].isspace():
            if line:
                line += [(" ", style) for _, style in word[:1]]
                used += 1
            continue
        if line and used + size > width:
            lines.append(_join(line, indent if not lines else hang, paint))
            line, used = [], start
        line += word
        used += size
    if line or not lines:
        lines.append(_join(line, indent if not lines else hang, paint))
    return lines


def _plain(text: str) -> str:
    import re

    return re.sub("\x1b\\[[0-9;]*m", "", text)


def _words(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Runs of characters without space, each possibly of several styles, and the spaces between."""
    word: list[Span] = []
    for text, style in spans:
        for is_space, part in _parts(text):
            if is_space:
                if word:
                    yield word
                word = []
                yield [(" ", style)]
            else:
                word.append((part, style))
    if word:
        yield word


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    parts = text.split()
    if text[:1].isspace():
        yield True, " "
    for index, part in enumerate(parts):
        if index:
            yield True, " "
        yield False, part
    if parts and text[-1:].isspace():
        yield True, " "


def _join(line: list[Span], indent: str, paint: Callable[[str, str], str]) -> str:
    while line and line[-1][0] == " ":
        line.pop()
    merged: list[list[str]] = []
    for text, style in line:
        if merged and merged[-1][1] == style:
            merged[-1][0] += text
        else:
            merged.append([text, style])
    return (indent + "".join(paint(text, style) for text, style in merged)).rstrip()


def _no_paint(text: str, _style: str) -> str:
    return text


def _painter() -> Callable[[str, str], str]:
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(words) for name, words in STYLES.items() if words}

    def paint(text: str, style: str) -> str:
        known = styles.get(style)
        return known.render(text, color_system=ColorSystem.STANDARD) if known and text else text

    return paint
